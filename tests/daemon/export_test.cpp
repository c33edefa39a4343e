// `reviewd export`: what was exported and imported into an empty log is exported again byte for byte.
#include "daemon/export.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "daemon/demonstration.hpp"
#include "tests/daemon/import_fixture.hpp"
#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

std::string text_of(const std::string& file) {
  std::ifstream stream(std::string{REVIEWD_SOURCE_DIR} + "/" + file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> read_rows(const std::string& text) {
  std::vector<std::string> rows;
  std::istringstream stream(text);
  for (std::string row; std::getline(stream, row);) rows.push_back(row);
  return rows;
}

// The export, imported into an empty log, is exported again row by row as it was.
void check_that_it_comes_round(const std::string& exported) {
  ImportFixture other("2026-06-01T12:00:00Z");
  const ImportReport report = other.import(exported);
  INFO(other.messages());
  CHECK(report.complete());
  CHECK(other.output().find("no place yet: nothing") != std::string::npos);
  const auto rows = read_rows(exported);
  const auto again = read_rows(other.exported());
  CHECK(again.size() == rows.size());
  for (std::size_t at = 0; at < std::min(rows.size(), again.size()); ++at) CHECK(again[at] == rows[at]);
  CHECK((other.exported() == exported));
}

// A list with everything that a cell can hold.
const std::string list =
    "board,internal_ref,case_label,children_count,incident_date,incident_nature,brought_to_attention_date,"
    "recommendation_date,chair_decision,chair_decision_date,decision_reason,author,imr_agency[],imr_due[],"
    "imr_received[],imr_agency[],imr_received[],evaluation_grade,publication_state,publication_date,source\n"
    "Anytown LSCB,2010/7,Child A,3,2010-01,death (found 2010),2010-01-31,2010-02-20,conduct,2010-02-26,"
    "\"Two lines,\nwith a \"\"quote\"\".\",A. Author,Police,2010-05-10,2010-05-12,Health,2010-06,good,full,"
    "2011-01-10,'=1+1\n"
    "Anytown LSCB,2010/8,'-Child B,,,,2010,,,2010-05,,,,,,,,,published,2012,\n"
    "Anytown LSCB,2010/9,Child C,,,,,,do_not_conduct,2010-05-02,,,,,,,,,not_published,2012-03,'@file\n";

// Carries out the lines of a demonstration.
void perform_lines(ImportFixture& fixture, const std::string& text) {
  const auto lines = read_demonstration(text, day("2026-06-01"));
  INFO((lines ? "" : lines.error()));
  REQUIRE(lines.has_value());
  const auto done = perform(*lines, fixture.store(), *Instant::parse("2026-06-01T12:00:00Z"));
  INFO((done ? "" : done.error()));
  REQUIRE(done.has_value());
}

std::string line_on(const std::string& day, const std::string& command, const std::string& body) {
  return R"({"on":")" + day + R"(","case":"A","command":")" + command + R"(","body":)" + body + "}\n";
}

std::string step(const std::string& day, const std::string& contribution, const std::string& word) {
  return line_on(day, "advance-contribution",
                 R"({"contribution":"<contribution_commissioned )" + contribution + R"(>","step":")" + word +
                     R"(","occurred_on":")" + day + R"(","reasons":"As minuted."})");
}

std::string commissioned(const std::string& agency, const std::string& kind, const std::string& due) {
  return line_on("2014-02-24", "commission-contribution",
                 R"({"agency":")" + agency + R"(","kind":")" + kind +
                     R"(","health_trust":"no","commissioned_on":"2014-02-24","due_on":")" + due + "\"}");
}

// Two contributions of one agency, one of them returned twice; the overview of health bodies; the report.
const std::string recorded_by_acts =
    line_on("2014-02-03", "open-case",
            R"({"board":"Anytown LSCB","case_label":"Child A","brought_to_attention_on":"2014-02-03"})") +
    line_on("2014-02-03", "record-referral", R"({"received_on":"2014-02-01","agency":"Hospital trust"})") +
    line_on(
        "2014-02-20", "record-decision",
        R"({"decision":"conduct","decided_on":"2014-02-20","decided_by":"Chair","reasons":"As minuted."})") +
    commissioned("Police", "imr", "2014-05-01") + commissioned("Police", "imr", "2014-06-01") +
    commissioned("Health bodies", "health_overview", "2014-07-01") + step("2014-04-30", "1", "signed_off") +
    step("2014-05-02", "1", "received") + step("2014-05-12", "1", "returned") +
    step("2014-05-20", "1", "signed_off") + step("2014-05-20", "1", "received") +
    step("2014-05-26", "1", "returned") + step("2014-06-02", "1", "signed_off") +
    step("2014-06-02", "1", "received") + step("2014-06-03", "1", "records_secured") +
    step("2014-06-10", "1", "accepted") + step("2014-06-01", "2", "signed_off") +
    step("2014-06-01", "2", "received") + step("2014-07-01", "3", "signed_off") +
    step("2014-07-01", "3", "received") +
    line_on(
        "2014-03-03", "invite-family",
        R"({"member":"Mother","relation":"mother","invited_on":"2014-03-03","invited_by":"Lead reviewer",)"
        R"("how":"letter","surviving_child":"no"})") +
    line_on("2014-03-03", "appoint-person",
            R"({"role":"lead_reviewer","person":"P1","office":"As minuted","appointed_on":"2014-03-03",)"
            R"("employed_by_board_agency":"no","linked_with_agency_involved":"no",)"
            R"("directly_concerned_with_case":"no"})") +
    line_on("2014-08-01", "record-document",
            R"({"kind":"final_report","title":"Report","version":"1","dated_on":"2014-08-01",)"
            R"("sha256":"ec90cab9d83bcf83ad35db54c661821868c895387e852ca1a57834587e3555df"})") +
    line_on(
        "2014-09-01", "accept-document",
        R"({"document":"<document_recorded>","accepted_on":"2014-09-01","override_reason":"As minuted."})");

}  // namespace

TEST_CASE("export: import, export, import into an empty log and export again gives the same bytes") {
  ImportFixture sample;
  sample.import(text_of("config/samples/real_reviews.csv"));
  const std::string exported = sample.exported();
  CHECK(std::count(exported.begin(), exported.end(), '\n') == 47);
  check_that_it_comes_round(exported);
  ImportFixture own;
  const ImportReport report = own.import(list);
  INFO(own.messages());
  REQUIRE(report.complete());
  check_that_it_comes_round(own.exported());
  ImportFixture tracker;
  const auto mapping = text_of("config/imports/office_tracker.toml");
  tracker.import_mapped(text_of("config/samples/office_tracker.csv"), mapping);
  check_that_it_comes_round(tracker.exported());
}

TEST_CASE("export: the demonstration board comes round") {
  ImportFixture fixture("2026-06-01T12:00:00Z");
  perform_lines(fixture, text_of("config/samples/demonstration_board.jsonl"));
  const std::string exported = fixture.exported();
  CHECK(std::count(exported.begin(), exported.end(), '\n') >= 41);
  for (const char* said : {",withdrawn,", ",held,", ",not_published,", ",approved,", ",inadequate,2"}) {
    INFO(said);
    CHECK(exported.find(said) != std::string::npos);
  }
  check_that_it_comes_round(exported);
}

TEST_CASE("export: what a board recorded by acts fills the columns, every return and every contribution") {
  ImportFixture fixture("2026-06-01T12:00:00Z");
  perform_lines(fixture, recorded_by_acts);
  const std::string exported = fixture.exported();
  INFO(exported);
  CHECK(exported.find(",2014-02-03,2014-02-01,") != std::string::npos);
  CHECK(
      exported.find(",Police,2014-05-01,2014-05-02; 2014-05-20; 2014-06-02,2014-05-12; 2014-05-26,2014-06-10,"
                    "Police,2014-06-01,2014-06-01,,,") != std::string::npos);
  CHECK(exported.find(",2014-07-01,2014-08-01,2014-09-01,") != std::string::npos);
  check_that_it_comes_round(exported);
}

TEST_CASE("export: cells are as they were imported, guarded from spreadsheets") {
  ImportFixture fixture;
  fixture.import(list);
  const std::string text = fixture.exported();
  INFO(text);
  CHECK(text.starts_with("row_id,board,internal_ref,case_label,children_count,incident_date,"));
  CHECK(text.find("\n,Anytown LSCB,2010/7,Child A,3,2010-01,death (found 2010),2010-01-31,") !=
        std::string::npos);
  CHECK(text.find(",conduct,2010-02-26,\"Two lines,\nwith a \"\"quote\"\".\",") != std::string::npos);
  CHECK(text.find(",A. Author,,Police,2010-05-10,2010-05-12,,,Health,,2010-06,,,") != std::string::npos);
  CHECK(text.find(",good,,full,2011-01-10,'=1+1\n") != std::string::npos);
  CHECK(text.find(",'-Child B,") != std::string::npos);
  CHECK(text.find(",not_published,2012-03,'@file\n") != std::string::npos);
  // The guard is not part of what is kept.
  const Engine& engine = fixture.store().engine();
  CHECK(engine.find(engine.cases_in_order().at(1))->opened().case_label == "-Child B");
}

TEST_CASE(
    "export: what a person recorded or corrected is exported as it stands, and only once imported back") {
  ImportFixture fixture;
  CommandMeta meta;
  meta.actor = {"t1", "Board manager"};
  meta.new_board_id = Identifier{};
  meta.case_id = *CaseId::parse("caaaaaaaaaaaaaaaaaaaa");
  const Instant now = *Instant::parse("2026-01-15T12:00:00Z");
  OpenCase opening;
  opening.board = "Anytown LSCB";
  opening.case_label = "Child A";
  opening.brought_to_attention_on = PartialDate{day("2010-01-31")};
  opening.children = {Child{"Child A1", {}, {}, {}}, Child{"Child A2", {}, {}, {}}};
  const auto record = [&](const CaseCommand& command) {
    const Reply reply = fixture.store().carry_out(command, meta, now);
    if (const auto* refused = std::get_if<Rejection>(&reply)) FAIL(refused->code << refused->detail);
  };
  record(opening);
  record(RecordDecision{Course::conduct, *PartialDate::parse("2010-02-26"), "Chair",
                        Personal::of("First reasons."), std::nullopt});
  const CaseState& state = *fixture.store().engine().find(meta.case_id);
  record(CorrectFact{state.facts.at(1)->event, "/reasons", Personal::of("Second reasons."),
                     Personal::of("Misread.")});
  const std::string text = fixture.exported();
  CHECK(text.find("\ncaaaaaaaaaaaaaaaaaaaa,Anytown LSCB,,Child A,2,,,2010-01-31,") != std::string::npos);
  CHECK(text.find("Second reasons.") != std::string::npos);
  CHECK(text.find("First reasons.") == std::string::npos);
  check_that_it_comes_round(text);
}
