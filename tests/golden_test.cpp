// Golden events and golden logs (tests/golden/README.md): what was written once is read for ever.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "domain/moved_deadlines.hpp"
#include "storage/commit_codec.hpp"
#include "storage/hash.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/engine_bench.hpp"
#include "tests/support/every_event.hpp"
#include "tests/support/review_work.hpp"
#include "tests/support/golden_log.hpp"
#include "tests/support/stored_results.hpp"

using namespace reviewd;

namespace {

namespace files = std::filesystem;

const files::path golden = REVIEWD_SOURCE_DIR "/tests/golden";

std::string text_of(const files::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_if_missing(const files::path& file, const std::string& text) {
  if (std::getenv("UPDATE_GOLDEN") == nullptr || files::exists(file)) return;
  files::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

files::path file_of(const EventBody& body) {
  return golden / "events" / (std::string{type_of(body)} + "-" + std::to_string(version_of(body)) + ".json");
}

Commit commit_of(const Event& event) {
  Commit commit;
  commit.position = Position{1};
  commit.recorded_at = *Instant::parse("2010-02-01T09:30:00.125Z");
  commit.actor = {"t1", "Board manager"};
  commit.subject.case_id = specified_case();
  commit.events = {event};
  return commit;
}

const CaseId case_a = *CaseId::parse("caaaaaaaaaaaaaaaaaaaa");
const CaseId case_b = *CaseId::parse("cbbbbbbbbbbbbbbbbbbbb");
const CaseId case_c = *CaseId::parse("cccccccccccccccccccca");

void enter_register(EngineBench& bench) {
  const auto text = std::make_shared<const std::string>("id = \"wt2010\"\n");
  const Digest hash = sha256(*text);
  const Identifier id = *Identifier::parse("00112233445566778899aabbccddeeff");
  bench.send(RegisterCommand{CreateLog{id, "0.1.0"}});
  bench.send(RegisterCommand{
      AdoptRules{{{DocumentKind::edition, "wt2010", 1, hash, text, {}}}, Personal::of("First documents.")}});
  bench.enter_board("Anytown LSCB");
  bench.name_board("Anytown LSCB", "Anytown Safeguarding Children Board");
  bench.send(RegisterCommand{AddToken{id, "Board manager", hash, {Role::board_manager}, {"Anytown LSCB"}}});
  bench.send(RegisterCommand{RevokeToken{id}});
  bench.send(RegisterCommand{AcceptAnchor{Personal::of("Restored."), Position{1}}});
  bench.send(RegisterCommand{AcceptClock{Personal::of("Battery."), Instant{1'265'000'000'000}}});
}

// One review from its referral to its closing, with whatever can happen on the way.
void conduct_review(EngineBench& bench) {
  bench.on("2010-02-01").key('a', 'b');
  bench.send(case_a, "open-case",
             opening_on("2010-01-31",
                        R"(,"incident":{"occurred_on":"2010-01","nature":"death","description":"In words."},)"
                        R"("children":[{"label":"Child A","name":"Invented"}],)"
                        R"("facts":{"died":"yes","abuse_or_neglect":"unknown"})"));
  bench.meta().request.reset();
  bench.on("2010-02-14").tick();
  bench.send(case_a, "record-facts", R"({"facts":{"abuse_or_neglect":"yes"},"occurred_on":"2010-02-12"})");
  bench.send(case_a, "record-recommendation", recommendation_on("conduct", "2010-02-13"));
  bench.on("2010-03-05").tick();
  bench.send(case_a, "record-decision", decision_on("conduct", "2010-03-04"));
  bench.send(case_a, "correct-fact", correction_of("9.0", "/brought_to_attention_on", "2010-02-01"));
  bench.send(case_a, "correct-fact", correction_of("9.0", "/children/0/name", "Other"));
  bench.on("2010-06-01").send(case_a, "revise-timetable", revision_to("2010-11-30", "2010-06-01"));
  bench.on("2010-09-05").tick();
  while (const auto step = next_missing(*bench.engine().find(case_a), shipped_rules(), "2010-09-05"))
    bench.send(case_a, step->command, filled_from(step->body, bench.engine().find(case_a)->facts));
  bench.on("2010-12-02").send(case_a, "complete-review", completion_on("2010-12-01"));
  bench.send(case_a, "record-notification", notice_on("ofsted", "2010-12-02", "completion"));
  bench.send(case_a, "close-case", closing_on("2010-12-02"));
}

void conduct_others(EngineBench& bench) {
  bench.on("2014-01-10").send(case_b, "open-case", opening_on("2014-01-10"));
  bench.send(case_b, "link-case", R"({"to":")" + std::string{case_a.text()} + R"(","relation":"repeats"})");
  bench.send(case_b, "record-decision", decision_on("do_not_conduct", "2014-01-10"));
  const std::string decision = bench.engine().head().text() + ".0";
  bench.on("2014-01-20").send(case_b, "record-decision", decision_on("conduct", "2014-01-20", decision));
  bench.on("2014-01-21").send(case_b, "close-case", closing_on("2014-01-21", R"(,"opened_in_error":true)"));
  bench.on("2014-08-01").send(case_b, "reopen-case", reopening());
  bench.meta().origin = Origin::import;
  bench.meta().imported = ImportSource{"row 1", "digest"};
  OpenCase imported{"Anytown LSCB", "Child C", PartialDate::parse("2011"), std::nullopt, {}, std::nullopt, {},
                    "SCR 3"};
  bench.send(case_c, imported);
  bench.send(case_c, RecordDecision{Course::conduct, *PartialDate::parse("2011-12"), "Chair", std::nullopt,
                                    std::nullopt});
}

EngineBench story() {
  EngineBench bench;
  enter_register(bench);
  conduct_review(bench);
  conduct_others(bench);
  return bench;
}

}  // namespace

TEST_CASE("golden events: every type and version has a file, and is written as it was read") {
  for (const Event& event : every_event(true)) {
    const files::path file = file_of(event.body);
    INFO(file.filename().string());
    write_if_missing(file, encode(commit_of(event)).open + "\n");
    REQUIRE(files::exists(file));
  }
  for (const auto& entry : files::directory_iterator(golden / "events")) {
    INFO(entry.path().filename().string());
    const std::string text = text_of(entry.path());
    const auto read = decode(Position{1}, text.substr(0, text.size() - 1));
    REQUIRE(read.has_value());
    CHECK(encode(*read).open + "\n" == text);
  }
}

TEST_CASE("golden log: it folds to the states that it folded to when it was written") {
  EngineBench bench = story();
  write_golden_log("log-1", bench);
  const auto engine = folded_golden_log("log-1");
  CHECK(engine->head().number() > 25);
  const RuleBook rules_of_the_time = rule_book_of(*load_rule_files(golden / "rules-1"));
  for (const CaseId& id : engine->cases_in_order()) {
    INFO(id.text());
    const Day last_day = london_day(engine->newest_recorded_at());
    CHECK(unexplained_moves(*engine->find(id), rules_of_the_time, last_day).empty());
  }
}

TEST_CASE("golden log: as_of its last day is what it stores") {
  EngineBench bench = story();
  bench.meta() = {};
  bench.on("2014-08-02").tick();
  for (const CaseId& id : bench.engine().cases_in_order()) {
    INFO(id.text());
    check_stored_equals_derived(*bench.engine().find(id), shipped_rules(), day("2014-08-02"));
  }
}
