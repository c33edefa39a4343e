#include "daemon/adoption.hpp"

#include <algorithm>

#include "domain/derivation.hpp"

namespace reviewd {
namespace {

std::string due_text(const DeadlineTerms& terms) {
  if (terms.due_on) return terms.due_on->text();
  if (!terms.due_between) return "no stated day";
  return terms.due_between->first.text() + " to " + terms.due_between->last.text();
}

}  // namespace

void add_moved(const CaseState& state, const RuleBook& book, Day today, std::vector<MovedDeadline>& moved) {
  if (status_of(state.facts) == CaseStatus::closed) return;
  for (const DerivedDeadline& derived :
       derive(state.facts, unpinned(state.deadlines), book, today).deadlines) {
    const Deadline* stored = state.deadline(derived.terms->deadline_id);
    if (stored == nullptr || !is_open(*stored)) continue;
    const std::string was = due_text(stored->terms);
    const std::string is = due_text(derived.terms);
    if (was != is)
      moved.push_back({state.id, state.opened().case_label, derived.terms->deadline_id, was, is});
  }
}

std::expected<std::vector<RuleDocument>, std::string> documents_to_adopt(
    const std::vector<AdoptedDocument>& adopted, const std::vector<RuleDocument>& files) {
  std::vector<RuleDocument> documents;
  for (const RuleDocument& file : files) {
    const AdoptedDocument* same = nullptr;
    const AdoptedDocument* newer = nullptr;
    for (const AdoptedDocument& before : adopted) {
      if (before.kind != file.kind || before.id != file.id) continue;
      if (before.revision == file.revision) same = &before;
      if (before.revision > file.revision) newer = &before;
    }
    if (same != nullptr && same->hash != file.hash)
      return std::unexpected("The file '" + file.file + "' differs from the adopted text of its revision " +
                             std::to_string(file.revision) + "; give it a new revision.");
    if (same != nullptr) continue;
    if (newer != nullptr)
      return std::unexpected("The file '" + file.file + "' is older than the adopted revision " +
                             std::to_string(newer->revision) + ".");
    documents.push_back(file);
  }
  return documents;
}

void AdoptionPlanning::begin(const std::filesystem::path& directory, Answer answer) {
  answer_ = std::move(answer);
  apart_([self = shared_from_this(), directory,
          adopted = engine_.register_state().documents] { self->read(directory, adopted); },
         [self = shared_from_this()] { self->next_cases(); });
}

void AdoptionPlanning::read(const std::filesystem::path& directory,
                            const std::vector<AdoptedDocument>& adopted) {
  const auto files = load_rule_files(directory);
  auto documents = files ? documents_to_adopt(adopted, *files) : std::unexpected(files.error().text());
  if (!documents) {
    plan_ = std::unexpected(documents.error());
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
        for (const auto& state : states) add_moved(*state, self->book_, self->today_, self->plan_->moved);
      },
      [self = shared_from_this()] { self->next_cases(); });
}

std::string describe(const AdoptionPlan& plan) {
  std::string text;
  for (const RuleDocument& document : plan.documents)
    text += std::string{word_of(document.kind)} + " " + document.id + ", revision " +
            std::to_string(document.revision) + ", " + document.hash.text() + "\n";
  for (const MovedDeadline& moved : plan.moved)
    text += std::string{moved.case_id.text()} + " " + moved.case_label + ": " + moved.deadline_id +
            " moves from " + moved.was + " to " + moved.is + "\n";
  return text + std::to_string(plan.moved.size()) + " open deadlines move.\n";
}

AdoptRules adoption_command(const AdoptionPlan& plan, const std::string& reason) {
  AdoptRules command;
  command.reason = Personal::of(reason);
  for (const RuleDocument& document : plan.documents)
    command.documents.push_back({document.kind,
                                 document.id,
                                 document.revision,
                                 document.hash,
                                 std::make_shared<const std::string>(document.text),
                                 {}});
  return command;
}

}  // namespace reviewd
