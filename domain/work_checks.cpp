#include <algorithm>
#include <ranges>

#include "domain/acts/figures.hpp"
#include "domain/requirement_checks.hpp"

namespace reviewd {
namespace {

// The items that `there` does not hold.
std::vector<std::string> absent(const std::vector<std::string>& items,
                                const std::vector<std::string_view>& there) {
  std::vector<std::string> left;
  for (const std::string& item : items)
    if (std::ranges::find(there, item) == there.end()) left.push_back(item);
  return left;
}

// The newest version of a document; null before the first.
const Fact* newest_document(const Facts& facts, ReviewDocumentKind kind) {
  for (const Fact& fact : std::views::reverse(facts))
    if (const auto* document = std::get_if<DocumentRecorded>(&fact.body);
        document != nullptr && document->kind == kind)
      return &fact;
  return nullptr;
}

// Whether the board accepted a version of this document. The final report of 2013 is the overview report by
// another name.
bool was_accepted(const Facts& facts, ReviewDocumentKind kind) {
  using enum ReviewDocumentKind;
  const auto same = [&](ReviewDocumentKind other) {
    return other == kind || (kind == final_report && other == overview_report) ||
           (kind == overview_report && other == final_report);
  };
  return std::ranges::any_of(facts, [&](const Fact& fact) {
    const auto* accepted = std::get_if<DocumentAccepted>(&fact.body);
    const Fact* recorded = accepted == nullptr ? nullptr : fact_of(facts, accepted->document);
    return recorded != nullptr && same(std::get<DocumentRecorded>(recorded->body).kind);
  });
}

bool was_commissioned(const Facts& facts, ContributionKind kind) {
  return std::ranges::any_of(facts, [&](const Fact& fact) {
    const auto* contribution = std::get_if<ContributionCommissioned>(&fact.body);
    return contribution != nullptr && contribution->kind == kind && is_asked_for(fact.event, facts);
  });
}

// The items that name nothing for which `there` holds.
template <Worded T>
std::vector<std::string> lacking(const std::vector<std::string>& items, const auto& there) {
  std::vector<std::string> left;
  for (const auto& [value, word] : Words<T>::values)
    if (std::ranges::find(items, word) != items.end() && !there(value)) left.emplace_back(word);
  return left;
}

}  // namespace

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

Lacks terms_of_reference_set(const Facts& facts, const Requirement&) {
  const DecisionRecorded* decision = decision_to_conduct(facts);
  if (decision == nullptr || newest<TermsSet>(facts) != nullptr) return {};
  return nothing_recorded(*decision, "The review has no terms of reference.");
}

Lacks considerations_answered(const Facts& facts, const Requirement& requirement) {
  const Fact* terms = newest<TermsSet>(facts);
  if (terms == nullptr && newest<ContributionCommissioned>(facts) == nullptr) return {};
  if (terms == nullptr)
    return {{FindingState::not_kept,
             "Contributions were asked for before there are terms of reference, which are to answer: " +
                 listed(requirement.items) + ".",
             std::nullopt}};
  std::vector<std::string_view> answered;
  for (const Consideration& point : std::get<TermsSet>(terms->body).considerations)
    answered.push_back(word_of(point.consideration));
  const auto left = absent(requirement.items, answered);
  if (left.empty()) return {};
  return {{FindingState::not_kept,
           "The terms of reference neither answer these points nor mark them as not applicable: " +
               listed(left) + ".",
           terms->event}};
}

Lacks contributions_commissioned(const Facts& facts, const Requirement& requirement) {
  const DecisionRecorded* decision = decision_to_conduct(facts);
  if (decision == nullptr) return {};
  const auto left = lacking<ContributionKind>(
      requirement.items, [&](ContributionKind kind) { return was_commissioned(facts, kind); });
  if (left.empty()) return {};
  return nothing_recorded(*decision, "No agency was asked to contribute: " + listed(left) + ".");
}

Lacks contributions_in(const Facts& facts, const Requirement&) {
  const auto agencies = agencies_outstanding(facts);
  if (agencies.empty()) return {};
  return {{FindingState::not_kept, "Contributions are not in yet: " + listed(agencies) + ".", std::nullopt}};
}

Lacks health_overview_in(const Facts& facts, const Requirement&) {
  if (!health_overview_missing(facts)) return {};
  return {{FindingState::not_kept,
           "Several health trusts contribute, and no overview of all health bodies is in.", std::nullopt}};
}

Lacks summary_contents(const Facts& facts, const Requirement& requirement) {
  const Fact* summary = newest_document(facts, ReviewDocumentKind::executive_summary);
  if (summary == nullptr) return {};
  std::vector<std::string_view> there;
  for (const SummaryContent content : std::get<DocumentRecorded>(summary->body).contents)
    there.push_back(word_of(content));
  const auto left = absent(requirement.items, there);
  if (left.empty()) return {};
  return {
      {FindingState::not_kept, "The executive summary does not hold: " + listed(left) + ".", summary->event}};
}

Lacks documents_accepted(const Facts& facts, const Requirement& requirement) {
  const DecisionRecorded* decision = decision_to_conduct(facts);
  if (decision == nullptr) return {};
  if (newest<ReviewCompleted>(facts) == nullptr && newest<Published>(facts) == nullptr) return {};
  const auto left = lacking<ReviewDocumentKind>(
      requirement.items, [&](ReviewDocumentKind kind) { return was_accepted(facts, kind); });
  if (left.empty()) return {};
  return nothing_recorded(*decision, "The board accepted no: " + listed(left) + ".");
}

Lacks board_response_in(const Facts& facts, const Requirement&) {
  const Fact* approved = newest<PublicationApproved>(facts);
  if (approved == nullptr) approved = newest<Published>(facts);
  if (approved == nullptr || newest_document(facts, ReviewDocumentKind::board_response) != nullptr) return {};
  return {{FindingState::not_kept,
           "There is no response of the board, which is published together with the report.",
           approved->event}};
}

}  // namespace reviewd
