#include "domain/mail.hpp"

#include <algorithm>

namespace reviewd {
namespace {

MailProgress* progress_in(MailState& state, const MailStretch& stretch) {
  for (MailOfficeState& office : state.offices)
    if (office.office.office == stretch.office)
      for (MailProgress& progress : office.told)
        if (progress.mail == stretch.mail) return &progress;
  return nullptr;
}

// The stretch that comes next for the office; null when another one does.
const MailProgress* in_turn(const MailState& state, const MailStretch& stretch) {
  const MailProgress* progress = state.progress(stretch.office, stretch.mail);
  return progress != nullptr && progress->upto == stretch.after && stretch.after < stretch.upto ? progress
                                                                                                : nullptr;
}

std::unexpected<Rejection> out_of_turn() {
  return not_allowed("mail_out_of_turn",
                     "The office is told up to another position than this mail goes on from.");
}

std::string_view cut(std::string_view& rest, char end) {
  const auto at = rest.find(end);
  const std::string_view part = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
  return part;
}

}  // namespace

std::string mail_name(const MailStretch& stretch, const Identifier& log_id) {
  return std::string{word_of(stretch.mail)} + "." + stretch.office + "." + stretch.after.text() + "-" +
         stretch.upto.text() + "." + std::string{log_id.text()};
}

std::optional<MailStretch> stretch_named(std::string_view name, const Identifier& log_id) {
  if (name.starts_with('<')) name.remove_prefix(1);
  std::string_view rest = name.substr(0, name.find('@'));
  const std::string_view kind = cut(rest, '.');
  MailStretch stretch;
  stretch.office = cut(rest, '.');
  const auto after = Position::parse(cut(rest, '-'));
  const auto upto = Position::parse(cut(rest, '.'));
  const auto found = std::ranges::find(Words<MailKind>::values, kind, &Word<MailKind>::second);
  if (found == Words<MailKind>::values.end() || !after || !upto || rest != log_id.text()) return std::nullopt;
  stretch.mail = found->first;
  stretch.after = *after;
  stretch.upto = *upto;
  return stretch;
}

std::vector<Fault> bounce_faults(const BounceReport& report) {
  constexpr std::size_t longest = 12;
  const auto& status = report.status;
  if (!status || (!status->empty() && status->size() <= longest &&
                  status->find_first_not_of("0123456789.") == std::string::npos))
    return {};
  return {{"/status", "wrong_value", "This is no enhanced status code, such as 5.1.1."}};
}

const MailProgress* MailState::progress(std::string_view office, MailKind mail) const {
  for (const MailOfficeState& candidate : offices)
    if (candidate.office.office == office)
      for (const MailProgress& progress : candidate.told)
        if (progress.mail == mail) return &progress;
  return nullptr;
}

std::optional<Position> MailState::told_all() const {
  std::optional<Position> least;
  for (const MailOfficeState& office : offices)
    for (const MailProgress& progress : office.told)
      if (!least || progress.upto < *least) least = progress.upto;
  return least;
}

Result<MailOfficesSet> decide_mail(const MailState& state, const SetMailOffices& command) {
  if (std::ranges::equal(state.offices, command.offices, {}, &MailOfficeState::office))
    return not_allowed("unchanged", "The register says this of the offices already.");
  return MailOfficesSet{command.offices};
}

Result<MailSent> decide_mail(const MailState& state, const RecordMailSent& command) {
  if (in_turn(state, command.sent.stretch) == nullptr) return out_of_turn();
  return command.sent;
}

Result<MailFailed> decide_mail(const MailState& state, const RecordMailFailed& command) {
  const MailProgress* progress = in_turn(state, command.failed.stretch);
  if (progress == nullptr) return out_of_turn();
  const auto& trouble = progress->trouble;
  if (trouble && trouble->fault == command.failed.fault && trouble->status == command.failed.status)
    return not_allowed("unchanged", "This very trouble is on record.");
  return command.failed;
}

Result<MailBounced> decide_mail(const MailState& state, const ReportMailBounced& command) {
  const MailStretch& stretch = command.bounced.stretch;
  const MailProgress* progress = state.progress(stretch.office, stretch.mail);
  if (progress == nullptr || stretch.upto <= stretch.after || progress->upto < stretch.upto)
    return not_found("no_such_mail", "The relay took no such mail.");
  return command.bounced;
}

// An office that stays keeps how far it is told; whoever is new begins here.
void evolve_mail(MailState& state, const MailOfficesSet& body, EventId event, Instant) {
  MailState before = std::move(state);
  state.offices.clear();
  for (const MailOffice& office : body.offices) {
    MailOfficeState& made = state.offices.emplace_back();
    made.office = office;
    for (const MailKind mail : office.told) {
      const MailProgress* known = before.progress(office.office, mail);
      made.told.push_back(known != nullptr ? *known : MailProgress{mail, event.position, {}, {}});
    }
  }
}

void evolve_mail(MailState& state, const MailSent& body, EventId, Instant) {
  MailProgress* progress = progress_in(state, body.stretch);
  if (progress == nullptr) return;
  progress->upto = body.stretch.upto;
  progress->sent_on = body.day;
  progress->trouble.reset();
}

void evolve_mail(MailState& state, const MailFailed& body, EventId event, Instant at) {
  MailProgress* progress = progress_in(state, body.stretch);
  if (progress == nullptr) return;
  const MailTrouble begun = progress->trouble.value_or(MailTrouble{body.fault, {}, at, event});
  progress->trouble = MailTrouble{body.fault, body.status, begun.since, begun.event};
}

void evolve_mail(MailState& state, const MailBounced& body, EventId event, Instant at) {
  MailProgress* progress = progress_in(state, body.stretch);
  if (progress == nullptr) return;
  progress->upto = std::min(progress->upto, body.stretch.after);
  progress->trouble = MailTrouble{MailFault::bounced, body.status, at, event};
}

}  // namespace reviewd
