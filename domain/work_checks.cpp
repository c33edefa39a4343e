#include <algorithm>

#include "domain/acts/figures.hpp"
#include "domain/requirement_checks.hpp"

namespace reviewd {
namespace {

// "a, b, c"
std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

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

}  // namespace

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

Lacks board_response_in(const Facts& facts, const Requirement&) {
  const Fact* approved = newest<PublicationApproved>(facts);
  if (approved == nullptr) approved = newest<Published>(facts);
  if (approved == nullptr || newest_document(facts, ReviewDocumentKind::board_response) != nullptr) return {};
  return {{FindingState::not_kept,
           "There is no response of the board, which is published together with the report.",
           approved->event}};
}

}  // namespace reviewd
