// evolve: takes every event as it is, keeps no personal value, and counts versions.
#include "domain/evolve.hpp"

#include <catch2/catch.hpp>

#include "storage/state_text.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/every_event.hpp"

using namespace reviewd;

namespace {

// The deadline that an event speaks of, so that it can be started before the event is applied.
struct Named {
  std::string operator()(const DeadlineRecalculated& body) const { return body.terms.deadline_id; }
  template <class Body>
  std::string operator()(const Body& body) const {
    if constexpr (requires { body.deadline_id; })
      return body.deadline_id;
    else
      return "";
  }
};

Commit commit_of(Position position, const Actor& actor, std::vector<Event> events) {
  Commit commit;
  commit.position = position;
  commit.actor = actor;
  commit.subject.case_id = specified_case();
  commit.events = std::move(events);
  return commit;
}

Event started(const std::string& deadline_id) {
  DeadlineTerms terms;
  terms.deadline_id = deadline_id;
  terms.due_on = day("2010-04-20");
  return {std::nullopt, DeadlineStarted{terms}};
}

CaseState opened(const std::string& deadline_id) {
  const Commit opening =
      commit_of(Position{1}, {"t1", "Board manager"}, {{std::nullopt, CaseOpened{}}, started(deadline_id)});
  return evolve(CaseState{}, opening);
}

}  // namespace

TEST_CASE("evolve: every event is taken, with all its fields and with none, and no personal text is kept") {
  for (const bool optional_fields : {true, false}) {
    for (const Event& event : every_event(optional_fields)) {
      CaseState state = opened(std::visit(Named{}, event.body));
      if (std::holds_alternative<FactCorrected>(event.body) ||
          std::holds_alternative<PersonalFactCorrected>(event.body))
        continue;  // these name a fact: see the corrections below
      state = evolve(std::move(state), commit_of(Position{2}, {"t1", "Board manager"}, {event}));
      CHECK(state.last == Position{2});
      CHECK(state_text(state).find("personal ") == std::string::npos);
    }
  }
}

TEST_CASE("evolve: a correction changes the fact that it names, a personal one only marks it") {
  CaseState state = opened("decision");
  const EventId opening{Position{1}, 0};
  const Event open{std::nullopt,
                   FactCorrected{opening, "/case_label", "", "Child Z", Personal::of("personal")}};
  const Event sealed{std::nullopt, PersonalFactCorrected{opening, "/referrer/name", std::nullopt,
                                                         Personal::of("personal"), Personal::of("personal")}};
  state = evolve(std::move(state), commit_of(Position{2}, {"t1", "Board manager"}, {open, sealed}));
  CHECK(state.opened().case_label == "Child Z");
  CHECK(state.opened().referrer->name == Personal::sealed());
  REQUIRE(state.corrections.size() == 2);
  CHECK(state.corrections[1].personal);
  CHECK(state.corrections[1].event == EventId{Position{2}, 1});
  CHECK(state_text(state).find("personal\"") != std::string::npos);  // the mark, not the text
}

TEST_CASE("evolve: versions count what changed the document, and whether a person did it") {
  CaseState state = opened("decision");
  const Actor person{"t1", "Board manager"};
  const Event reminder{std::nullopt, ReminderFired{"decision", DueKind::statutory, day("2010-04-20"), -7, 0}};
  const Event passing{std::nullopt, DeadlinePassed{"decision", day("2010-04-20")}};
  state = evolve(std::move(state), commit_of(Position{4}, Actor::daemon(), {reminder}));
  CHECK(state.version == Position{1});
  CHECK(state.last == Position{4});
  state = evolve(std::move(state), commit_of(Position{6}, Actor::daemon(), {passing, reminder}));
  CHECK(state.version == Position{6});
  CHECK(state.person_version == Position{1});
  state = evolve(std::move(state), commit_of(Position{9}, person, {{std::nullopt, FactsRecorded{}}}));
  CHECK(state.version == Position{9});
  CHECK(state.person_version == Position{9});
  CHECK_FALSE(changes_document({reminder, reminder}));
  CHECK(changes_document({reminder, passing}));
}

TEST_CASE("evolve: the explanation stays in its event, the state knows which") {
  CaseState state = opened("decision");
  CHECK(state.deadline("decision")->explained_in == EventId{Position{1}, 1});
  CHECK(state.deadline("decision")->terms->steps.empty());
}

TEST_CASE("evolve: the day in London counts, not that of UTC") {
  Commit opening =
      commit_of(Position{1}, {"t1", "Board manager"}, {{std::nullopt, CaseOpened{}}, started("decision")});
  opening.recorded_at = *Instant::parse("2010-06-30T23:30:00Z");
  const CaseState state = evolve(CaseState{}, opening);
  CHECK(state.facts[0]->recorded_on == day("2010-07-01"));
  CHECK(state.deadline("decision")->recorded_on == day("2010-07-01"));
}

TEST_CASE("evolve: answers add up, later ones over earlier ones") {
  CaseSpecification spec;
  spec.on("2010-03-20")
      .given("open-case", opening_on("2010-03-20", R"(,"facts":{"died":"yes","in_custody":"unknown"})"));
  spec.given("record-facts", R"({"facts":{"in_custody":"no"}})");
  const FactSet answers = answers_of(spec.state().facts);
  CHECK(answers.answer(FactName::died) == Answer::yes);
  CHECK(answers.answer(FactName::in_custody) == Answer::no);
  CHECK(answers.answer(FactName::looked_after) == Answer::unknown);
}
