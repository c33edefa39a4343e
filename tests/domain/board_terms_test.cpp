// What the register says of a board: the day its area changed over to safeguarding partners, and the local
// editions it switched on.
#include <catch2/catch.hpp>

#include "storage/state_text.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/engine_bench.hpp"

using namespace reviewd;

namespace {

const CaseId case_a = *CaseId::parse("caaaaaaaaaaaaaaaaaaaa");
const CaseId case_b = *CaseId::parse("cbbbbbbbbbbbbbbbbbbbb");

EngineBench on_day(const std::string& today) {
  EngineBench bench;
  bench.on(today).enter_board("Anytown LSCB");
  return bench;
}

Reply set_terms(EngineBench& bench, std::optional<Day> changed_over_on,
                std::vector<std::string> local_editions = {}) {
  return bench.send(
      RegisterCommand{SetBoardTerms{"Anytown LSCB", changed_over_on, std::move(local_editions)}});
}

void carry_through(EngineBench& bench) {
  while (bench.tick(1)) {
  }
}

std::string code_of(const Reply& reply) {
  const auto* rejection = std::get_if<Rejection>(&reply);
  if (rejection == nullptr) return "";
  return rejection->faults.empty() ? rejection->code : rejection->faults.front().code;
}

const DeadlineTerms& terms_of(EngineBench& bench, const CaseId& case_id, std::string_view deadline_id) {
  const Deadline* found = bench.engine().find(case_id)->deadline(deadline_id);
  REQUIRE(found != nullptr);
  return *found->terms;
}

std::size_t recalculations(const Commit& commit) {
  std::size_t count = 0;
  for (const Event& event : commit.events) count += std::holds_alternative<DeadlineRecalculated>(event.body);
  return count;
}

}  // namespace

TEST_CASE("board terms: the guidance of 2018 governs from the change-over of the area, and not before") {
  EngineBench bench = on_day("2019-06-10");
  bench.send(case_a, "open-case", opening_on("2019-06-03"));
  const DeadlineTerms before = terms_of(bench, case_a, "decision");
  CHECK(before.edition == "wt2015");
  CHECK(before.edition_uncertain);
  set_terms(bench, day("2019-05-31"));
  carry_through(bench);
  CHECK(bench.engine().find(case_a)->deadline("decision")->state == DeadlineState::voided);
  CHECK((*bench.engine().find(case_a)->advice)->edition == "wt2018");
}

TEST_CASE("board terms: a day that lies ahead takes the doubt away and leaves the date") {
  EngineBench bench = on_day("2019-06-10");
  bench.send(case_a, "open-case", opening_on("2019-06-03"));
  set_terms(bench, day("2019-09-01"));
  carry_through(bench);
  CHECK(terms_of(bench, case_a, "decision").edition == "wt2015");
  CHECK_FALSE(terms_of(bench, case_a, "decision").edition_uncertain);
  const Commit& applied = *bench.commits().back();
  CHECK(std::holds_alternative<BoardTermsApplied>(applied.events.front().body));
  CHECK(recalculations(applied) == 1);
}

TEST_CASE("board terms: one event of the register, then one commit for each open case of the board") {
  EngineBench bench = on_day("2019-06-10");
  bench.enter_board("Elsewhere");
  bench.send(case_a, "open-case", opening_on("2019-06-03"));
  bench.send(case_b, "open-case",
             R"({"board":"Elsewhere","case_label":"B","brought_to_attention_on":"2019-06-03"})");
  set_terms(bench, day("2019-09-01"));
  const std::size_t commits = bench.commits().size();
  carry_through(bench);
  REQUIRE(bench.commits().size() == commits + 1);
  CHECK(bench.commits().back()->subject.case_id == case_a);
}

TEST_CASE("board terms: a case that is opened later has them from its first commit on") {
  EngineBench bench = on_day("2010-03-20");
  set_terms(bench, std::nullopt, {"local-72-hours"});
  bench.send(case_a, "open-case",
             opening_on("2010-03-20", R"(,"incident":{"occurred_on":"2010-03-16","nature":"death"})"));
  CHECK(terms_of(bench, case_a, "referral-within-72-hours").due_on == day("2010-03-19"));
  CHECK(bench.engine().find(case_a)->deadline("referral-within-72-hours")->state == DeadlineState::met_late);
  carry_through(bench);
  CHECK(bench.commits().back()->events.size() > 1);
  CHECK(std::holds_alternative<BoardTermsApplied>(bench.commits().back()->events[1].body));
}

TEST_CASE("board terms: a local edition that is switched off again leaves its deadlines void") {
  EngineBench bench = on_day("2010-03-20");
  set_terms(bench, std::nullopt, {"local-referral"});
  bench.on("2019-12-02").send(case_b, "open-case", opening_on("2019-12-02"));
  CHECK(terms_of(bench, case_b, "referral-acknowledged").due_on == day("2019-12-09"));
  set_terms(bench, std::nullopt);
  carry_through(bench);
  CHECK(bench.engine().find(case_b)->deadline("referral-acknowledged")->state == DeadlineState::voided);
}

TEST_CASE("board terms: a closed case stays as it is, and follows when it is opened again") {
  EngineBench bench = on_day("2019-06-10");
  bench.send(case_a, "open-case", opening_on("2019-06-03"));
  bench.send(case_a, "close-case", closing_on("2019-06-10", R"(,"opened_in_error":true)"));
  const std::string closed = state_text(*bench.engine().find(case_a));
  set_terms(bench, day("2019-05-31"));
  carry_through(bench);
  CHECK(state_text(*bench.engine().find(case_a)) == closed);
  bench.send(case_a, "reopen-case", reopening());
  carry_through(bench);
  CHECK((*bench.engine().find(case_a)->advice)->edition == "wt2018");
}

TEST_CASE("board terms: what a stop broke off is carried through after the replay") {
  EngineBench bench = on_day("2019-06-10");
  bench.send(case_a, "open-case", opening_on("2019-06-03"));
  set_terms(bench, day("2019-05-31"));
  EngineBench again = bench.replayed();
  CHECK(again.tick(1000) == false);
  CHECK((*again.engine().find(case_a)->advice)->edition == "wt2018");
  const std::size_t commits = again.commits().size();
  carry_through(again);
  CHECK(again.commits().size() == commits);
}

TEST_CASE("board terms: refused are an unknown board, an edition that is not local, and nothing new") {
  EngineBench bench = on_day("2019-06-10");
  CHECK(code_of(bench.send(RegisterCommand{SetBoardTerms{"Elsewhere", {}, {}}})) == "no_such_board");
  CHECK(code_of(set_terms(bench, std::nullopt, {"wt2015"})) == "no_local_edition");
  CHECK(code_of(set_terms(bench, std::nullopt, {"local-9-hours"})) == "no_local_edition");
  CHECK(code_of(set_terms(bench, std::nullopt)) == "unchanged");
}
