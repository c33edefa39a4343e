// Documents of a review: recorded by name, version and SHA-256 of their content, and accepted by the board.
// Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "domain/acts/act.hpp"
#include "domain/day.hpp"
#include "domain/personal.hpp"
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

template <>
struct Schema<DocumentRecorded> {
  static constexpr std::string_view name = "document_recorded";
  static constexpr std::string_view command = "record-document";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A version of a document of the review is there. Its content is not stored, only its SHA-256.";
  static constexpr auto day = &DocumentRecorded::dated_on;
  static constexpr std::string_view section = "documents";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"kind":"executive_summary","title":"Executive summary, Child A","version":"1.0",)"
      R"("sha256":"b1d2f0a94c3e5768b1d2f0a94c3e5768b1d2f0a94c3e5768b1d2f0a94c3e5768",)"
      R"("dated_on":"2010-07-20","contents":["circumstances_and_process","names_of_chairs_and_author",)"
      R"("titles_and_employers_of_panel","parallel_processes","family_involvement","facts","key_issues",)"
      R"("decisions_and_missed_opportunities","priorities_for_learning"]})";
  static constexpr auto fields = std::tuple{
      Field{"kind", &DocumentRecorded::kind, "What it is."},
      Field{"title", &DocumentRecorded::title, "Its name, without the name of a person."},
      Field{"version", &DocumentRecorded::version, "Which version it is; each version of a title once."},
      Field{"sha256", &DocumentRecorded::sha256, "SHA-256 of its content."},
      Field{"dated_on", &DocumentRecorded::dated_on, "The day it bears.", FieldKind::whole_day},
      Field{"contents", &DocumentRecorded::contents, "Of an executive summary: what it holds.",
            FieldKind::optional}};
};
static_assert(describes_every_member<DocumentRecorded>());

template <>
struct Schema<DocumentAccepted> {
  static constexpr std::string_view name = "document_accepted";
  static constexpr std::string_view command = "accept-document";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The board accepted a version of a document.";
  static constexpr auto day = &DocumentAccepted::accepted_on;
  using Thing = DocumentRecorded;
  static constexpr auto thing = &DocumentAccepted::document;
  static constexpr std::string_view section = "accepted";
  static constexpr bool by_chair = true;
  static constexpr std::string_view example =
      R"({"document":"<document_recorded>","accepted_on":"2010-08-02"})";
  static constexpr auto fields = std::tuple{
      Field{"document", &DocumentAccepted::document, "The event that recorded it."},
      Field{"accepted_on", &DocumentAccepted::accepted_on, "The day it was accepted.", FieldKind::whole_day},
      Field{"override_reason", &DocumentAccepted::override_reason,
            "Why it was accepted although something that the guidance asks for is missing.",
            FieldKind::optional}};
};
static_assert(describes_every_member<DocumentAccepted>());

using DocumentActs = TypeList<DocumentRecorded, DocumentAccepted>;

}  // namespace reviewd
