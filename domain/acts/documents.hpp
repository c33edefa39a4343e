// Documents of a review: recorded by name, version and SHA-256 of their content, and accepted by the board.
// Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/type_list.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// The documents of domain facts, section 7. The overview report became the final report in 2013.
enum class ReviewDocumentKind {
  overview_report,
  executive_summary,
  action_plan,
  board_response,
  learning_brief,
  annual_report,
  rapid_review_report,
  final_report,
  scope,
  other
};
// What an executive summary of 2010 holds (domain facts, section 7.4).
enum class SummaryContent {
  circumstances_and_process,
  names_of_chairs_and_author,
  titles_and_employers_of_panel,
  parallel_processes,
  family_involvement,
  facts,
  key_issues,
  decisions_and_missed_opportunities,
  priorities_for_learning
};

template <>
struct Words<ReviewDocumentKind> {
  static constexpr std::array<Word<ReviewDocumentKind>, 10> values{
      {{ReviewDocumentKind::overview_report, "overview_report"},
       {ReviewDocumentKind::executive_summary, "executive_summary"},
       {ReviewDocumentKind::action_plan, "action_plan"},
       {ReviewDocumentKind::board_response, "board_response"},
       {ReviewDocumentKind::learning_brief, "learning_brief"},
       {ReviewDocumentKind::annual_report, "annual_report"},
       {ReviewDocumentKind::rapid_review_report, "rapid_review_report"},
       {ReviewDocumentKind::final_report, "final_report"},
       {ReviewDocumentKind::scope, "scope"},
       {ReviewDocumentKind::other, "other"}}};
};
template <>
struct Words<SummaryContent> {
  static constexpr std::array<Word<SummaryContent>, 9> values{
      {{SummaryContent::circumstances_and_process, "circumstances_and_process"},
       {SummaryContent::names_of_chairs_and_author, "names_of_chairs_and_author"},
       {SummaryContent::titles_and_employers_of_panel, "titles_and_employers_of_panel"},
       {SummaryContent::parallel_processes, "parallel_processes"},
       {SummaryContent::family_involvement, "family_involvement"},
       {SummaryContent::facts, "facts"},
       {SummaryContent::key_issues, "key_issues"},
       {SummaryContent::decisions_and_missed_opportunities, "decisions_and_missed_opportunities"},
       {SummaryContent::priorities_for_learning, "priorities_for_learning"}}};
};

struct DocumentRecorded {
  ReviewDocumentKind kind = ReviewDocumentKind::other;
  std::string title;
  std::string version;
  Digest sha256;
  PartialDate dated_on;
  std::vector<SummaryContent> contents;
};

struct DocumentAccepted {
  EventId document;
  PartialDate accepted_on;
  std::optional<Personal> override_reason;
};

using DocumentActs = TypeList<DocumentRecorded, DocumentAccepted>;

}  // namespace reviewd
