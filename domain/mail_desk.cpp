#include "domain/mail_desk.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace reviewd {
namespace {

constexpr int kept_for_days = 30;
constexpr int kept_for_days_most = 366;
constexpr std::int64_t milliseconds_of_hour = 3'600'000;
constexpr std::string_view import_actor = "import";

// What a historic review missed long before it was imported is no news.
bool is_history(const CaseState& state, Day due_on) {
  return state.opened().origin == Origin::import && due_on < state.facts.front()->recorded_on;
}

bool belongs_to(const MailMatter& matter, MailKind mail) {
  return matter.passed == (mail != MailKind::reminders);
}

// Whether it is still as it was when it fell due: open, and due on that day.
bool still_holds(const MailMatter& matter, const Deadline& deadline) {
  if (!is_open(deadline)) return false;
  if (matter.passed)
    return deadline.state == DeadlineState::overdue && last_due(deadline.terms) == matter.due_on;
  return (matter.of == DueKind::statutory ? deadline.terms->due_on : deadline.revised_due_on) ==
         matter.due_on;
}

std::string words_of(const DeadlineTerms& terms) {
  if (terms.addressee) return terms.kind + " to " + terms.addressee->recipient;
  return terms.kind;
}

bool concerns(const MailOffice& office, const CaseState& state, const RegisterState& boards) {
  if (office.boards.empty()) return true;
  return std::ranges::any_of(office.boards, [&](const std::string& name) {
    const Board* board = boards.board(name);
    return board != nullptr && board->board_id == state.opened().board_id;
  });
}

// Bounced today: the address is wrong, and stays so until somebody looks at it.
bool waits_for_tomorrow(const MailProgress& progress, Day today) {
  const auto& trouble = progress.trouble;
  return trouble && trouble->fault == MailFault::bounced && london_day(trouble->since) == today;
}

bool is_its_time(const MailProgress& progress, Instant now, Day today, int digest_hour) {
  if (waits_for_tomorrow(progress, today)) return false;
  if (progress.mail != MailKind::reminders) return true;
  const std::int64_t since_midnight =
      now.milliseconds_since_1970() - london_midnight(today).milliseconds_since_1970();
  return since_midnight >= digest_hour * milliseconds_of_hour &&
         (!progress.sent_on || *progress.sent_on < today);
}

// One line for each deadline and due day, however many rungs were passed.
class Lines {
 public:
  void add(const MailMatter& matter, const CaseState& state, const Deadline& deadline) {
    lines_.insert_or_assign(
        std::tuple{matter.due_on, state.opened().case_label, matter.case_id, matter.deadline_id, matter.of},
        MailLine{matter.case_id, state.opened().case_label, state.opened().board, words_of(deadline.terms),
                 matter.of, matter.due_on});
  }
  std::vector<MailLine> take() {
    std::vector<MailLine> taken;
    for (auto& [key, line] : lines_) taken.push_back(std::move(line));
    return taken;
  }

 private:
  std::map<std::tuple<Day, std::string, CaseId, std::string, DueKind>, MailLine> lines_;
};

}  // namespace

void MailDesk::add(const Commit& commit, const CaseState& state, const EventBody& body) {
  MailMatter matter{
      commit.position, london_day(commit.recorded_at), state.id, {}, false, DueKind::statutory, {}};
  if (const auto* passed = std::get_if<DeadlinePassed>(&body)) {
    matter.deadline_id = passed->deadline_id;
    matter.due_on = passed->due_on;
    matter.passed = true;
  } else if (const auto* reminder = std::get_if<ReminderFired>(&body)) {
    matter.deadline_id = reminder->deadline_id;
    matter.due_on = reminder->due_on;
    matter.of = reminder->of;
  } else {
    return;
  }
  if (!is_history(state, matter.due_on)) matters_.push_back(std::move(matter));
}

// What every office was told, once it can hardly bounce any more, and what is old; all of it where nobody is
// told anything.
void MailDesk::forget(const MailState& mail, Day today) {
  const auto told = mail.told_all();
  if (!told) return matters_.clear();
  const auto is_done_with = [&](const MailMatter& matter) {
    const int days = matter.position <= *told ? kept_for_days : kept_for_days_most;
    return matter.recorded_on.plus_days(days) < today;
  };
  while (!matters_.empty() && is_done_with(matters_.front())) matters_.pop_front();
}

void MailDesk::take(const Commit& commit, const CaseState* state, const MailState& mail) {
  if (matters_.empty() && mail.offices.empty()) return;
  forget(mail, london_day(commit.recorded_at));
  if (state == nullptr || mail.offices.empty() || commit.actor.id == import_actor) return;
  for (const Event& event : commit.events) add(commit, *state, event.body);
}

std::vector<OwedMail> MailDesk::owed(const RegisterState& state, const FindCase& find, Instant now,
                                     int digest_hour) const {
  const Day today = london_day(now);
  std::vector<OwedMail> owed;
  const auto consider = [&](const MailOffice& office, const MailProgress& progress) {
    if (!is_its_time(progress, now, today, digest_hour)) return;
    OwedMail mail{{office.office, progress.mail, progress.upto, progress.upto}, today, {}};
    Lines lines;
    auto matter = std::ranges::upper_bound(matters_, progress.upto, {}, &MailMatter::position);
    for (; matter != matters_.end(); ++matter) {
      const bool too_early = matter->recorded_on.plus_days(still_open_after_days) > today;
      if (progress.mail == MailKind::still_open && too_early) break;
      if (!belongs_to(*matter, progress.mail)) continue;
      const auto found = find(matter->case_id);
      const Deadline* deadline = found->deadline(matter->deadline_id);
      if (!concerns(office, *found, state) || deadline == nullptr || !still_holds(*matter, *deadline))
        continue;
      mail.stretch.upto = matter->position;
      lines.add(*matter, *found, *deadline);
    }
    mail.lines = lines.take();
    if (!mail.lines.empty()) owed.push_back(std::move(mail));
  };
  for (const MailOfficeState& office : state.mail.offices)
    for (const MailProgress& progress : office.told) consider(office.office, progress);
  return owed;
}

}  // namespace reviewd
