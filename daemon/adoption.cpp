#include "daemon/adoption.hpp"

#include "domain/derivation.hpp"

namespace reviewd {
namespace {

std::string due_text(const DeadlineTerms& terms) {
  if (terms.due_on) return terms.due_on->text();
  return terms.due_between->first.text() + " to " + terms.due_between->last.text();
}

// The open deadlines of a case under the new book, as Recompute will find them.
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

}  // namespace

std::expected<AdoptionPlan, std::string> plan_adoption(const Engine& engine,
                                                       const std::vector<RuleDocument>& files, Day today) {
  AdoptionPlan plan;
  for (const RuleDocument& file : files) {
    const AdoptedDocument* same = engine.register_state().document(file.kind, file.id, file.revision);
    if (same != nullptr && same->hash != file.hash)
      return std::unexpected("The file '" + file.file + "' differs from the adopted text of its revision " +
                             std::to_string(file.revision) + "; give it a new revision.");
    if (same != nullptr) continue;
    for (const AdoptedDocument& adopted : engine.register_state().documents)
      if (adopted.kind == file.kind && adopted.id == file.id && adopted.revision > file.revision)
        return std::unexpected("The file '" + file.file + "' is older than the adopted revision " +
                               std::to_string(adopted.revision) + ".");
    plan.documents.push_back(file);
  }
  RuleBook book = engine.rules();
  for (const RuleDocument& document : plan.documents) {
    if (const auto* edition = std::get_if<Edition>(&document.parsed))
      book.add(*edition);
    else
      book.add(std::get<Calendar>(document.parsed));
  }
  if (plan.documents.empty()) return plan;
  for (const CaseId& case_id : engine.cases_in_order())
    add_moved(*engine.find(case_id), book, today, plan.moved);
  return plan;
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
