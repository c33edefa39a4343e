// The engine: versions, idempotency keys, boards, links, timers, adoption and replay.
#include "domain/engine.hpp"

#include <catch2/catch.hpp>

#include "storage/state_text.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/engine_bench.hpp"

using namespace reviewd;

namespace {

const CaseId case_a = *CaseId::parse("caaaaaaaaaaaaaaaaaaaa");
const CaseId case_b = *CaseId::parse("cbbbbbbbbbbbbbbbbbbbb");

std::string to_b(const std::string& relation) {
  return R"({"to":")" + std::string{case_b.text()} + R"(","relation":")" + relation + "\"}";
}

EngineBench with_board() {
  EngineBench bench;
  bench.on("2010-03-20").enter_board("Anytown LSCB");
  return bench;
}

// Board as 1, case A as 2.
EngineBench with_case() {
  EngineBench bench = with_board();
  bench.send(case_a, "open-case", opening_on("2010-03-20"));
  return bench;
}

std::string code_of(const Reply& reply) {
  const auto* rejection = std::get_if<Rejection>(&reply);
  if (rejection == nullptr) return "";
  return rejection->faults.empty() ? rejection->code : rejection->faults.front().code;
}

}  // namespace

TEST_CASE("engine: a case is opened under a board of the register, with its id and all its names") {
  EngineBench bench = with_board();
  CHECK(code_of(bench.send(case_a, "open-case", R"({"board":"Other","case_label":"A",
    "brought_to_attention_on":"2010-03-20"})")) == "unknown_board");
  CHECK(bench.engine().head() == Position{1});
  bench.name_board("Anytown LSCB", "Other");
  const Reply reply = bench.send(case_a, "open-case", R"({"board":"Other","case_label":"A",
    "brought_to_attention_on":"2010-03-20"})");
  const auto& done = std::get<Done>(reply);
  CHECK(done.position == Position{3});
  CHECK(done.state->opened().board_id == bench.engine().register_state().boards[0].board_id);
  CHECK(done.state->version == Position{3});
}

TEST_CASE("engine: who may enter boards opens a case with a new one: two commits, one append") {
  EngineBench bench;
  bench.on("2010-03-20");
  bench.meta().new_board_id = Identifier::parse("0f0e0d0c0b0a09080706050403020100");
  const Reply reply = bench.send(case_a, "open-case", opening_on("2010-03-20"));
  CHECK(std::get<Done>(reply).position == Position{2});
  REQUIRE(bench.appends().size() == 1);
  CHECK(bench.appends()[0] == std::vector<Position>{Position{1}, Position{2}});
  CHECK(bench.engine().register_state().board("Anytown LSCB") != nullptr);
}

TEST_CASE("engine: a refused opening enters no board") {
  EngineBench bench;
  bench.on("2010-03-20");
  bench.meta().new_board_id = Identifier::parse("0f0e0d0c0b0a09080706050403020100");
  CHECK(code_of(bench.send(case_a, "open-case", opening_on("2010-03-21"))) == "in_the_future");
  CHECK(bench.engine().head() == Position{});
  CHECK(bench.engine().register_state().boards.empty());
}

TEST_CASE("engine: every answer depends on the newest position, refusals too") {
  EngineBench bench = with_case();
  bench.send(case_a, "record-facts", R"({"facts":{}})");
  CHECK(bench.depends_on() == Position{2});
  bench.send(case_b, "record-facts", R"({"facts":{"died":"yes"}})");
  CHECK(code_of(bench.reply()) == "no_such_case");
  CHECK(bench.depends_on() == Position{2});
}

TEST_CASE("engine: two writers on one version: the second learns what happened since") {
  EngineBench bench = with_case();
  bench.meta().demand.version = Position{2};
  CHECK(std::holds_alternative<Done>(bench.send(case_a, "record-facts", R"({"facts":{"died":"yes"}})")));
  const Reply second = bench.send(case_a, "record-facts", R"({"facts":{"died":"no"}})");
  const auto& conflict = std::get<VersionConflict>(second);
  CHECK(conflict.version == Position{3});
  CHECK(conflict.since == std::vector<Position>{Position{3}});
  bench.meta().demand = {true, std::nullopt};
  CHECK(std::holds_alternative<Done>(bench.send(case_a, "record-facts", R"({"facts":{"died":"no"}})")));
}

TEST_CASE("engine: the daemon's own commits cost nobody a refusal, and reminders are not listed") {
  EngineBench bench = with_case();
  bench.on("2010-04-06").tick();
  bench.on("2010-04-21").tick();
  CHECK(bench.engine().find(case_a)->version == Position{4});
  bench.meta().demand.version = Position{2};
  CHECK(std::holds_alternative<Done>(bench.send(case_a, "record-facts", R"({"facts":{"died":"yes"}})")));
  const Reply second = bench.send(case_a, "record-facts", R"({"facts":{"died":"no"}})");
  const std::vector<Position> since{Position{4}, Position{5}};
  CHECK(std::get<VersionConflict>(second).since == since);
}

TEST_CASE("engine: only a version that the case had is a version") {
  EngineBench bench = with_case();
  bench.on("2010-04-06").tick();  // reminders as 3
  bench.enter_board("Other LSCB");
  bench.on("2010-04-21").tick();  // the passing as 5
  for (const std::uint64_t wrong : {0U, 1U, 3U, 4U, 6U}) {
    bench.meta().demand.version = Position{wrong};
    INFO(wrong);
    CHECK(std::holds_alternative<VersionConflict>(bench.send(case_a, "record-facts", R"({"facts":{}})")));
  }
  for (const std::uint64_t right : {2U, 5U}) {
    bench.meta().demand.version = Position{right};
    INFO(right);
    CHECK(code_of(bench.send(case_a, "record-facts", R"({"facts":{}})")) == "required");
  }
}

TEST_CASE("engine: the same key and body gives the first answer again, before and after it is durable") {
  EngineBench bench = with_case();
  const std::string body = R"({"facts":{"died":"yes"}})";
  bench.key('k', 'b');
  bench.meta().demand.version = Position{2};
  CHECK(std::get<Done>(bench.send(case_a, "record-facts", body)).position == Position{3});
  const Reply again = bench.send(case_a, "record-facts", body);
  CHECK(std::get<DoneBefore>(again).position == Position{3});
  CHECK(std::get<DoneBefore>(again).case_id == case_a);
  CHECK(bench.depends_on() == Position{3});
  bench.key('k', 'c');
  CHECK(std::holds_alternative<KeyReused>(bench.send(case_a, "record-facts", body)));
  CHECK(bench.engine().head() == Position{3});
  EngineBench later = bench.replayed();
  later.key('k', 'b');
  CHECK(std::get<DoneBefore>(later.send(case_a, "record-facts", body)).position == Position{3});
}

TEST_CASE("engine: a refused command stores no key") {
  EngineBench bench = with_case();
  bench.key('k', 'b');
  bench.send(case_a, "record-facts", R"({"facts":{}})");
  CHECK(std::holds_alternative<Done>(bench.send(case_a, "record-facts", R"({"facts":{"died":"no"}})")));
}

TEST_CASE("engine: a key lives ninety days, and used again after that it lives anew, replayed or not") {
  EngineBench bench = with_case();
  const std::string body = R"({"facts":{"died":"yes"}})";
  bench.key('k', 'b').on("2010-04-01").send(case_a, "record-facts", body);
  bench.on("2010-06-30");
  CHECK(std::holds_alternative<DoneBefore>(bench.send(case_a, "record-facts", body)));
  bench.meta().request.reset();
  bench.on("2010-07-01").enter_board("Other LSCB");
  bench.tick();
  bench.key('k', 'b');
  const Reply anew = bench.send(case_a, "record-facts", body);
  REQUIRE(std::holds_alternative<Done>(anew));
  EngineBench later = bench.replayed();
  later.key('k', 'b').on("2010-07-02");
  CHECK(std::holds_alternative<DoneBefore>(later.send(case_a, "record-facts", body)));
}

TEST_CASE("engine: a link stands on both cases: two commits, one append") {
  EngineBench bench = with_case();
  CHECK(code_of(bench.send(case_a, "link-case", to_b("sibling"))) == "no_such_case");
  bench.send(case_b, "open-case", opening_on("2010-03-20"));
  const Reply reply = bench.send(case_a, "link-case", to_b("sibling"));
  CHECK(std::get<Done>(reply).position == Position{4});
  const std::vector<Position> both{Position{4}, Position{5}};
  CHECK(bench.appends().back() == both);
  CHECK(bench.depends_on() == Position{5});
  const auto& mirror = std::get<CaseLinked>(bench.engine().find(case_b)->facts.back()->body);
  CHECK(mirror.to == case_a);
  CHECK_FALSE(mirror.outgoing);
  CHECK(bench.engine().find(case_b)->version == Position{5});
}

TEST_CASE("engine: a case is merged only into one that is there") {
  EngineBench bench = with_case();
  const std::string body =
      closing_on("2010-03-20", R"(,"merged_into":")" + std::string{case_b.text()} + "\"");
  CHECK(code_of(bench.send(case_a, "close-case", body)) == "no_such_case");
  bench.send(case_b, "open-case", opening_on("2010-03-20"));
  CHECK(std::holds_alternative<Done>(bench.send(case_a, "close-case", body)));
}

TEST_CASE("engine: a case is not merged into a closed one, so that two cannot end in each other") {
  EngineBench bench = with_case();
  bench.send(case_b, "open-case", opening_on("2010-03-20"));
  const auto merged_into = [](const CaseId& other) {
    return closing_on("2010-03-20", R"(,"merged_into":")" + std::string{other.text()} + "\"");
  };
  CHECK(std::holds_alternative<Done>(bench.send(case_a, "close-case", merged_into(case_b))));
  const Reply reply = bench.send(case_b, "close-case", merged_into(case_a));
  CHECK(code_of(reply) == "case_closed");
  CHECK(std::get<Rejection>(reply).faults.front().pointer == "/merged_into");
  bench.send(case_a, "reopen-case", reopening());
  CHECK(std::holds_alternative<Done>(bench.send(case_b, "close-case", merged_into(case_a))));
}

TEST_CASE("engine: a tick fires in as many cases as it may, and says that more is due") {
  EngineBench bench = with_case();
  bench.send(case_b, "open-case", opening_on("2010-03-20"));
  bench.on("2010-04-06");
  CHECK(bench.tick(1));
  CHECK(bench.engine().head() == Position{4});
  CHECK_FALSE(bench.tick(1));
  CHECK(bench.engine().head() == Position{5});
  CHECK_FALSE(bench.tick(1));
  CHECK(bench.engine().head() == Position{5});
  CHECK(bench.engine().next_timer_day() == day("2010-04-13"));
}

TEST_CASE("engine: before a case is read or met by a command, what is due in it fires") {
  EngineBench bench = with_case();
  bench.on("2010-04-21").touch(case_a);
  CHECK(bench.engine().find(case_a)->deadline("decision")->state == DeadlineState::overdue);
  bench.touch(case_b);
  EngineBench other = with_case();
  other.on("2010-04-21").send(case_a, "record-facts", R"({"facts":{}})");
  CHECK(other.engine().find(case_a)->deadline("decision")->state == DeadlineState::overdue);
  CHECK(other.depends_on() == Position{3});
}

TEST_CASE("engine: its time never runs back") {
  EngineBench bench = with_case();
  bench.on("2010-04-21").tick();
  bench.on("2010-03-01").send(case_a, "record-facts", R"({"facts":{"died":"yes"}})");
  CHECK(bench.commits().back()->recorded_at == *Instant::parse("2010-04-21T12:00:00Z"));
  CHECK(bench.engine().moment(Instant{0}) == *Instant::parse("2010-04-21T12:00:00Z"));
}

TEST_CASE("engine: replay gives the state that live gave, timers and lists included") {
  EngineBench bench = with_case();
  bench.send(case_b, "open-case", opening_on("2010-03-10"));
  bench.send(case_a, "link-case", to_b("sibling"));
  bench.on("2010-04-12").tick();
  bench.send(case_b, "record-decision", decision_on("conduct", "2010-04-12"));
  bench.send(case_a, "correct-fact", correction_of("2.0", "/brought_to_attention_on", "2010-03-19"));
  EngineBench later = bench.replayed();
  for (const CaseId& id : {case_a, case_b}) {
    CHECK(state_text(*later.engine().find(id)) == state_text(*bench.engine().find(id)));
    CHECK(later.engine().positions(id) == bench.engine().positions(id));
  }
  CHECK(state_text(later.engine().register_state()) == state_text(bench.engine().register_state()));
  CHECK(later.engine().due_list().entries() == bench.engine().due_list().entries());
  CHECK(later.engine().next_timer_day() == bench.engine().next_timer_day());
  CHECK(later.engine().cases_in_order() == bench.engine().cases_in_order());
  CHECK(later.engine().head() == bench.engine().head());
  CHECK(later.engine().durable() == later.engine().head());
}

TEST_CASE("engine: the due list has the open deadlines, soonest first") {
  EngineBench bench = with_case();
  bench.send(case_b, "open-case", opening_on("2010-03-10"));
  const std::set<DueEntry> expected{{day("2010-04-10"), case_b, "decision"},
                                    {day("2010-04-20"), case_a, "decision"}};
  CHECK(bench.engine().due_list().entries() == expected);
  bench.send(case_b, "record-decision", decision_on("do_not_conduct", "2010-03-20"));
  const std::set<DueEntry> left{{day("2010-04-20"), case_a, "decision"},
                                {day("9999-12-31"), case_b, "notify-ofsted"}};
  CHECK(bench.engine().due_list().entries() == left);
}

TEST_CASE("engine: an adopted revision moves open deadlines, with cause, met and closed ones never") {
  EngineBench bench = with_case();
  bench.send(case_b, "open-case", opening_on("2010-03-10"));
  bench.send(case_b, "record-decision", decision_on("conduct", "2010-03-20"));
  bench.send(case_b, "close-case", closing_on("2010-03-20", R"(,"opened_in_error":true)"));
  const std::string closed_before = state_text(*bench.engine().find(case_b));
  auto rules = std::make_shared<RuleBook>(shipped_rules());
  Edition revised = *shipped_rules().edition("wt2010");
  const int revision = revised.revision++;
  revised.rules[0].count = 2;
  revised.tables[0].rows[0].outcome = Outcome::consider;
  rules->add(revised);
  bench.engine().use_rules(rules);
  // A file alone moves nothing.
  bench.send(case_a, "record-facts", R"({"facts":{"died":"yes"}})");
  CHECK(bench.engine().find(case_a)->deadline("decision")->terms->due_on == day("2010-04-20"));
  CHECK((*bench.engine().find(case_a)->advice)->revision == revision);
  const EventId cause{Position{1}, 0};
  bench.engine().recompute_all(cause, Actor{"t9", "Administrator"});
  while (bench.tick(1)) {
  }
  const Deadline& moved = *bench.engine().find(case_a)->deadline("decision");
  CHECK(moved.terms->due_on == day("2010-05-20"));
  CHECK(moved.terms->edition_revision == revision + 1);
  REQUIRE(moved.recomputed.size() == 1);
  CHECK(moved.recomputed[0].cause == cause);
  CHECK((*bench.engine().find(case_a)->advice)->revision == revision + 1);
  CHECK(state_text(*bench.engine().find(case_b)) == closed_before);
  const auto& commits = bench.commits();
  CHECK(commits[commits.size() - 2]->actor.id == "t9");
  CHECK(std::holds_alternative<RulesCarriedThrough>(commits.back()->events.front().body));
  bench.send(case_b, "record-notification", notice_on("ofsted", "2010-03-20"));
  CHECK((*bench.engine().find(case_b)->advice)->revision == revision);
}

TEST_CASE("engine: an imported row leads to its case, live and replayed") {
  EngineBench bench = with_board();
  bench.meta().origin = Origin::import;
  bench.meta().imported = ImportSource{"row 7", "digest"};
  bench.send(case_a, "open-case", opening_on("2010-03-20"));
  CHECK(bench.engine().case_of_row("row 7") == case_a);
  CHECK(bench.replayed().engine().case_of_row("row 7") == case_a);
  CHECK_FALSE(bench.engine().case_of_row("row 8").has_value());
}

TEST_CASE("engine: commands of the register are committed and refused like those of a case") {
  EngineBench bench = with_board();
  CHECK(code_of(bench.enter_board("Anytown LSCB")) == "board_exists");
  CHECK(bench.engine().head() == Position{1});
  CHECK(bench.depends_on() == Position{1});
}

TEST_CASE("engine: a key is honoured for commands of the register too") {
  EngineBench bench = with_board();
  bench.key('k', 'b');
  CHECK(std::holds_alternative<Done>(bench.enter_board("Other LSCB")));
  CHECK(std::holds_alternative<DoneBefore>(bench.enter_board("Other LSCB")));
  CHECK(bench.engine().head() == Position{2});
}
