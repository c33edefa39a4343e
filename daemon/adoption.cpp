#include "daemon/adoption.hpp"

#include <algorithm>

#include "config/adopted_rules.hpp"

namespace reviewd {
namespace {

// The one document of this calendar: the text that came with the question, or the file.
Result<std::vector<RuleDocument>> calendar_asked(const std::filesystem::path& directory,
                                                 const std::string& calendar,
                                                 const std::optional<std::string>& text) {
  if (text) {
    auto read = read_rule_document(DocumentKind::calendar, *text, calendar);
    if (!read) return invalid("/text", "no_calendar", read.error().text());
    if (read->id != calendar) return invalid("/text", "no_calendar", "This is another calendar.");
    return std::vector{std::move(*read)};
  }
  auto files = load_rule_files(directory);
  if (!files) return not_allowed("documents_unreadable", files.error().text());
  std::erase_if(*files, [&](const RuleDocument& document) {
    return document.kind != DocumentKind::calendar || document.id != calendar;
  });
  if (files->empty()) return invalid("/calendar", "no_such_calendar", "The daemon has no such file.");
  return std::move(*files);
}

Result<std::vector<RuleDocument>> every_file(const std::filesystem::path& directory) {
  auto files = load_rule_files(directory);
  if (!files) return not_allowed("documents_unreadable", files.error().text());
  return std::move(*files);
}

// The full texts go into the log, so that it explains itself without the files.
AdoptRules adoption_command(const AdoptionPlan& plan, const std::optional<Personal>& reason) {
  AdoptRules command;
  command.reason = reason;
  for (const RuleDocument& document : plan.documents)
    command.documents.push_back({document.kind,
                                 document.id,
                                 document.revision,
                                 document.hash,
                                 std::make_shared<const std::string>(document.text),
                                 {}});
  return command;
}

}  // namespace

Result<std::vector<RuleDocument>> documents_to_adopt(const std::vector<AdoptedDocument>& adopted,
                                                     std::vector<RuleDocument> documents) {
  std::vector<RuleDocument> wanted;
  for (RuleDocument& document : documents) {
    const AdoptedDocument* same = nullptr;
    const AdoptedDocument* newer = nullptr;
    for (const AdoptedDocument& before : adopted) {
      if (before.kind != document.kind || before.id != document.id) continue;
      if (before.revision == document.revision) same = &before;
      if (before.revision > document.revision) newer = &before;
    }
    if (same != nullptr && same->hash != document.hash)
      return not_allowed("revision_altered",
                         "'" + document.file + "' differs from the adopted text of its revision " +
                             std::to_string(document.revision) + "; give it a new revision.");
    if (same != nullptr) continue;
    if (newer != nullptr)
      return not_allowed("revision_outdated", "'" + document.file + "' is older than the adopted revision " +
                                                  std::to_string(newer->revision) + ".");
    wanted.push_back(std::move(document));
  }
  return wanted;
}

// ---- the plan ----

void AdoptionPlanning::begin(Source source, Answer answer) {
  answer_ = std::move(answer);
  apart_([self = shared_from_this(), source = std::move(source),
          adopted = engine_.register_state().documents] { self->read(source, adopted); },
         [self = shared_from_this()] { self->next_cases(); });
}

void AdoptionPlanning::read(const Source& source, const std::vector<AdoptedDocument>& adopted) {
  auto documents = source();
  if (documents) documents = documents_to_adopt(adopted, std::move(*documents));
  if (!documents) {
    plan_ = std::unexpected(std::move(documents.error()));
    return;
  }
  plan_->documents = std::move(*documents);
  book_ = *rules_;
  for (const RuleDocument& document : plan_->documents)
    std::visit([this](const auto& parsed) { book_.add(parsed); }, document.parsed);
}

void AdoptionPlanning::next_cases() {
  const std::vector<CaseId>& order = engine_.cases_in_order();
  const bool nothing_moves = !plan_ || plan_->documents.empty();
  if (nothing_moves || taken_ == order.size()) return answer_(std::move(plan_));
  std::vector<std::shared_ptr<const CaseState>> states;
  const std::size_t end = std::min(order.size(), taken_ + cases_a_turn_);
  for (; taken_ < end; ++taken_) states.push_back(engine_.find(order[taken_]));
  apart_(
      [self = shared_from_this(), states = std::move(states)] {
        for (const auto& state : states)
          for (MovedDeadline& moved : moves_of_adoption(*state, self->book_, self->today_))
            self->plan_->moved.push_back(std::move(moved));
      },
      [self = shared_from_this()] { self->next_cases(); });
}

// ---- the adoption ----

void Adoption::run(AdoptionAsked asked, Answer answer) {
  if (under_way_)
    return answer(
        not_allowed("adoption_under_way", "Rules are being adopted already; ask again when that is done."));
  under_way_ = true;
  const Answer done = [this, answer = std::move(answer)](Result<AdoptionAnswer> given) {
    under_way_ = false;
    answer(std::move(given));
  };
  AdoptionPlanning::Source source = [directory = directory_, calendar = asked.calendar, text = asked.text] {
    return calendar ? calendar_asked(directory, *calendar, text) : every_file(directory);
  };
  const auto planning = std::make_shared<AdoptionPlanning>(means_.engine(), means_.rules(),
                                                           london_day(means_.now()), means_.apart);
  planning->begin(std::move(source), [this, asked = std::move(asked), done](Result<AdoptionPlan> plan) {
    if (!plan) return done(std::unexpected(std::move(plan.error())));
    if (!asked.accept || plan->documents.empty()) return done(AdoptionAnswer{std::move(*plan), std::nullopt});
    submit(asked, std::move(*plan), done);
  });
}

void Adoption::submit(const AdoptionAsked& asked, AdoptionPlan plan, const Answer& answer) {
  const AdoptRules command = adoption_command(plan, asked.reason);
  const auto shared = std::make_shared<AdoptionPlan>(std::move(plan));
  means_.submit(command, asked.meta, [this, shared, answer](const Reply& reply) {
    if (const auto* rejection = std::get_if<Rejection>(&reply)) return answer(std::unexpected(*rejection));
    use_adopted(std::move(*shared), answer);
  });
}

void Adoption::use_adopted(AdoptionPlan plan, const Answer& answer) {
  const std::vector<AdoptedDocument>& documents = means_.engine().register_state().documents;
  const auto book = std::make_shared<std::expected<std::shared_ptr<const RuleBook>, std::string>>();
  const auto shared = std::make_shared<AdoptionPlan>(std::move(plan));
  means_.apart([book, documents] { *book = book_of(documents, documents.back().adopted_at); },
               [this, book, shared, answer, adopted_at = documents.back().adopted_at] {
                 if (!*book) return means_.stop(book->error());
                 means_.use_rules(adopted_at, **book);
                 answer(AdoptionAnswer{std::move(*shared), adopted_at});
               });
}

CalendarAdoption outcome_of(AdoptionAnswer answer, const RegisterState& state, const std::string& calendar) {
  CalendarAdoption made;
  made.is_new = !answer.plan.documents.empty();
  made.moved = std::move(answer.plan.moved);
  made.adopted_at = answer.adopted_at;
  for (const AdoptedDocument& document : state.documents)
    if (document.kind == DocumentKind::calendar && document.id == calendar) {
      made.revision = document.revision;
      made.hash = document.hash;
    }
  for (const RuleDocument& document : answer.plan.documents) {
    made.revision = document.revision;
    made.hash = document.hash;
  }
  return made;
}

std::string describe(const AdoptionPlan& plan, const Engine& engine) {
  std::string text;
  for (const RuleDocument& document : plan.documents)
    text += std::string{word_of(document.kind)} + " " + document.id + ", revision " +
            std::to_string(document.revision) + ", " + document.hash.text() + "\n";
  for (const MovedDeadline& moved : plan.moved)
    text += std::string{moved.case_id.text()} + " " + engine.find(moved.case_id)->opened().case_label + ": " +
            moved.deadline_id + " moves from " + moved.was.value_or("nothing") + " to " +
            moved.is.value_or("nothing") + "\n";
  return text + std::to_string(plan.moved.size()) + " open deadlines move.\n";
}

}  // namespace reviewd
