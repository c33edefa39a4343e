// The descriptors of domain/acts/documents.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/documents.hpp"

namespace reviewd {

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

}  // namespace reviewd
