// The notification pack: the form in its order, and of each field whether it is known, drafted or missing.
#include "domain/notification_pack.hpp"

#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

using namespace reviewd;

namespace {

using Lines = std::vector<std::string>;

std::string in_words(const PackField& field) {
  std::string text = field.field->id + " " + std::string{word_of(field.state)};
  if (field.text) text += " " + *field.text;
  for (const FactPlace& place : field.sealed) text += " " + place.event.text() + place.pointer;
  for (const FactName fact : field.missing_facts) text += " ?" + std::string{name_of(fact)};
  return text;
}

// One line for each field of a section, which is named with its child.
Lines section(const NotificationPack& pack, const std::string& id) {
  Lines lines;
  for (const PackSection& candidate : pack.sections) {
    if (candidate.section->id != id) continue;
    if (candidate.child) lines.push_back(*candidate.child + ":");
    for (const PackField& field : candidate.fields) lines.push_back(in_words(field));
  }
  return lines;
}

std::string line(const NotificationPack& pack, const std::string& field) {
  for (const PackSection& section : pack.sections)
    for (const PackField& candidate : section.fields)
      if (candidate.field->id == field) return in_words(candidate);
  return "";
}

NotificationPack pack_of(const CaseSpecification& spec, const std::string& deadline_id) {
  const Deadline& deadline = spec.deadline(deadline_id);
  const Addressee& addressee = *deadline.terms->addressee;
  return notification_pack(
      spec.state(), deadline,
      *form_for(shipped_forms(), addressee.recipient, addressee.subjects, deadline.terms->starts_on.first()));
}

std::string form_named(std::string_view recipient, const std::vector<std::string>& subjects,
                       std::string_view on) {
  return form_for(shipped_forms(), recipient, subjects, day(on))->id;
}

CaseSpecification decided(const std::string& more = "") {
  CaseSpecification spec;
  spec.on("2010-02-01").given("open-case", opening_on("2010-01-31", more));
  spec.on("2010-02-26").given("record-decision", decision_on("conduct", "2010-02-26"));
  return spec;
}

std::string draft(const std::string& entries) {
  return R"({"deadline":"notify-ofsted","form":"ofsted-notification","entries":[)" + entries + "]}";
}

constexpr const char* two_children =
    R"(,"children":[{"label":"Child A","name":"N","date_of_birth":"2009-02-03"},
    {"label":"Child B","address":"A"}],
    "facts":{"died":"yes","looked_after":"no","serious_harm":"unknown"},
    "incident":{"occurred_on":"2010-01-20","nature":"death","description":"D"})";

}  // namespace

TEST_CASE("notification forms: each recipient has the form that it used on that day, else a letter") {
  CHECK(form_named("ofsted", {"possible_review"}, "2010-01-01") == "ofsted-notification");
  CHECK(form_named("ofsted", {"decision"}, "2018-06-28") == "ofsted-notification");
  CHECK(form_named("ofsted", {"decision"}, "2018-06-29") == "letter");
  CHECK(form_named("ofsted", {"completed_review"}, "2010-01-01") == "letter");
  CHECK(form_named("national_panel", {"serious_incident"}, "2018-06-29") == "child-safeguarding-incident");
  CHECK(form_named("national_panel", {"serious_incident"}, "2018-06-28") == "letter");
  CHECK(form_named("ofsted", {"care_leaver_death"}, "2024-01-01") == "child-safeguarding-incident");
  CHECK(form_named("national_panel", {"decision"}, "2016-01-01") == "letter");
  CHECK(form_named("some_local_body", {"anything"}, "2016-01-01") == "letter");
}

TEST_CASE("notification pack: the paper form of Ofsted in its order, of each child of the case") {
  const CaseSpecification spec = decided(two_children);
  const NotificationPack pack = pack_of(spec, "notify-ofsted");
  CHECK(section(pack, "1") == Lines{"local-authority missing", "notifier-name missing",
                                    "notifier-role missing", "telephone missing", "notified-on missing",
                                    "linked-cases left_out"});
  CHECK(section(pack, "2") == Lines{"review-confirmed known yes", "review-possible known no",
                                    "looked-after-death known no",
                                    "childrens-home missing ?in_regulated_setting",
                                    "serious-harm missing ?serious_harm", "conduct-of-staff missing"});
  CHECK(section(pack, "3") == Lines{"Child A:",
                                    "last-names known 1.0/children/0/name",
                                    "forenames known 1.0/children/0/name",
                                    "other-names left_out",
                                    "date-of-birth known 1.0/children/0/date_of_birth",
                                    "age left_out",
                                    "gender missing",
                                    "parents missing",
                                    "siblings missing",
                                    "family-note left_out",
                                    "ethnicity missing",
                                    "disability missing",
                                    "legal-status missing",
                                    "protection-plan missing",
                                    "address missing",
                                    "Child B:",
                                    "last-names missing",
                                    "forenames missing",
                                    "other-names left_out",
                                    "date-of-birth missing",
                                    "age left_out",
                                    "gender missing",
                                    "parents missing",
                                    "siblings missing",
                                    "family-note left_out",
                                    "ethnicity missing",
                                    "disability missing",
                                    "legal-status missing",
                                    "protection-plan missing",
                                    "address known 1.0/children/1/address"});
  CHECK(line(pack, "incident-on") == "incident-on known 2010-01-20");
  CHECK(line(pack, "incident-description") == "incident-description known 1.0/incident/description");
  CHECK(section(pack, "5") == Lines{"decision known conduct", "decided-on known 2010-02-26",
                                    "decided-by known Chair of the board", "reasons known 2.0/reasons"});
}

TEST_CASE("notification pack: a case with no named child has the section once") {
  const CaseSpecification spec = decided();
  const NotificationPack pack = pack_of(spec, "notify-ofsted");
  const Lines child = section(pack, "3");
  CHECK(child.size() == 14);
  CHECK(child.front() == "last-names missing");
}

TEST_CASE("notification pack: what was drafted stands in the field until it is written anew or taken back") {
  CaseSpecification spec = decided(two_children);
  spec.on("2010-02-27")
      .given("draft-notification",
             draft(R"({"field":"telephone","value":"1"},{"field":"gender","child":"Child B","value":"f"})"));
  spec.on("2010-03-01")
      .given("draft-notification",
             draft(R"({"field":"telephone","value":"2"},{"field":"incident-on","value":"I"})"));
  NotificationPack pack = pack_of(spec, "notify-ofsted");
  CHECK(line(pack, "telephone") == "telephone drafted 4.0/entries/0/value");
  // Somebody who writes what the case holds means to say it in other words.
  CHECK(line(pack, "incident-on") == "incident-on drafted 4.0/entries/1/value");
  CHECK(section(pack, "3")[6] == "gender missing");
  CHECK(section(pack, "3")[21] == "gender drafted 3.0/entries/1/value");
  // The draft is of this duty alone.
  CHECK(line(pack_of(spec, "confirm-review-to-ofsted"), "telephone") == "telephone missing");
  spec.given("draft-notification", draft(R"({"field":"telephone"},{"field":"incident-on"})"));
  pack = pack_of(spec, "notify-ofsted");
  CHECK(line(pack, "telephone") == "telephone missing");
  CHECK(line(pack, "incident-on") == "incident-on known 2010-01-20");
  CHECK(pack.stray.empty());
}

TEST_CASE("notification pack: a draft of a field that the form does not have is not lost") {
  CaseSpecification spec = decided();
  spec.given("draft-notification",
             R"({"deadline":"notify-ofsted","form":"older","entries":[{"field":"fax","value":"1"}]})");
  const NotificationPack pack = pack_of(spec, "notify-ofsted");
  REQUIRE(pack.stray.size() == 1);
  CHECK(pack.stray[0].field == "fax");
  CHECK(pack.stray[0].sealed == FactPlace{{Position{3}, 0}, "/entries/0/value"});
}

TEST_CASE("notification pack: the online form of the panel, and the letter to the partners") {
  CaseSpecification spec;
  spec.on("2019-03-01")
      .given("open-case", opening_on("2019-03-01", R"(,"internal_ref":"R-7","incident":{"nature":"death"},
      "facts":{"died":"yes","abuse_or_neglect":"yes","in_authority_area":"yes","care_leaver_18_24":"no"})"));
  spec.given("record-awareness", R"({"aware_on":"2019-02-28","local_authority":"Anytown Council"})");
  const NotificationPack panel = pack_of(spec, "serious-incident");
  CHECK(panel.form->id == "child-safeguarding-incident");
  CHECK(section(panel, "1") == Lines{"local-authority known Anytown Council", "notifier-name missing",
                                     "telephone missing", "email missing", "aware-on known 2019-02-28"});
  CHECK(section(panel, "3")[0] == "nature known death");
  CHECK(section(panel, "3")[2] == "care-leaver known no");
  const NotificationPack partners = pack_of(spec, "serious-incident-to-board");
  CHECK(partners.form->id == "letter");
  CHECK(line(partners, "recipient") == "recipient known The safeguarding partners of the area");
  CHECK(line(partners, "internal-ref") == "internal-ref known R-7");
  CHECK(line(partners, "decision") == "decision left_out");
}

TEST_CASE("notification pack: reviewers by name, the day it was told, links, acknowledgements") {
  CaseSpecification spec = decided();
  spec.given("appoint-person", R"({"role":"overview_author","person":"P1","name":"N","office":"Author",)"
                               R"("appointed_on":"2010-02-26","employed_by_board_agency":"no",)"
                               R"("linked_with_agency_involved":"no"})");
  spec.given("link-case", R"({"to":")" + std::string{another_case().text()} + R"(","relation":"sibling"})");
  spec.on("2010-03-02").given("record-notification", notice_on("ofsted", "2010-03-01"));
  spec.given("record-acknowledgement",
             R"({"deadline":"notify-ofsted","acknowledged_on":"2010-03-02","by":"Ofsted","reference":"R"})");
  const NotificationPack pack = pack_of(spec, "notify-ofsted");
  CHECK(line(pack, "notified-on") == "notified-on known 2010-03-01");
  CHECK(line(pack, "linked-cases") == "linked-cases known " + std::string{another_case().text()});
  CHECK(pack.acknowledgements == std::vector<EventId>{{Position{6}, 0}});
  const NotificationPack other = pack_of(spec, "tell-family");
  CHECK(line(other, "reviewers") == "reviewers known 3.0/name");
  CHECK(other.acknowledgements.empty());
}
