// `reviewd export`: what was exported and imported into an empty log is exported again byte for byte.
#include "daemon/export.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/daemon/import_fixture.hpp"
#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

std::string text_of(const std::string& file) {
  std::ifstream stream(std::string{REVIEWD_SOURCE_DIR} + "/" + file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Imports an export into an empty log and exports that.
std::string again(const std::string& exported) {
  ImportFixture other;
  const ImportReport report = other.import(exported);
  INFO(other.messages());
  CHECK(report.complete());
  CHECK(other.output().find("no place yet: nothing") != std::string::npos);
  return other.exported();
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

}  // namespace

TEST_CASE("export: import, export, import into an empty log and export again gives the same bytes") {
  ImportFixture sample;
  sample.import(text_of("config/samples/real_reviews.csv"));
  const std::string exported = sample.exported();
  CHECK(std::count(exported.begin(), exported.end(), '\n') == 47);
  CHECK(again(exported) == exported);
  ImportFixture own;
  const ImportReport report = own.import(list);
  INFO(own.messages());
  REQUIRE(report.complete());
  CHECK(again(own.exported()) == own.exported());
  ImportFixture tracker;
  const auto mapping = text_of("config/imports/office_tracker.toml");
  tracker.import_mapped(text_of("config/samples/office_tracker.csv"), mapping);
  CHECK(again(tracker.exported()) == tracker.exported());
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
  CHECK(again(text) == text);
}
