#include "domain/rules/criteria.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <initializer_list>

#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

const Edition& edition(std::string_view id) {
  return *shipped_rules().edition(id);
}

FactSet all_answered(Answer answer) {
  FactSet facts;
  for (std::size_t at = 0; at < fact_count; ++at) facts.set(static_cast<FactName>(at), answer);
  return facts;
}

// Every fact is answered no but these.
FactSet only(std::initializer_list<FactName> yes) {
  FactSet facts = all_answered(Answer::no);
  for (const FactName name : yes) facts.set(name, Answer::yes);
  return facts;
}

// Only these are answered, with yes.
FactSet known(std::initializer_list<FactName> yes) {
  FactSet facts;
  for (const FactName name : yes) facts.set(name, Answer::yes);
  return facts;
}

Outcome outcome(std::string_view id, const FactSet& facts) {
  return advise(edition(id), facts).advice;
}

std::string fired(const Advice& advice) {
  std::string rows;
  for (const RowResult& row : advice.rows)
    if (row.result == Answer::yes) rows += row.row + " ";
  return rows;
}

bool missing(const Advice& advice, FactName name) {
  return std::find(advice.missing_facts.begin(), advice.missing_facts.end(), name) !=
         advice.missing_facts.end();
}

constexpr std::initializer_list<const char*> every_edition{"wt2006", "ch8-2009", "wt2010", "wt2013",
                                                           "wt2015"};

}  // namespace

TEST_CASE("row 1 of every edition: a death with abuse or neglect is a must, whatever else is unknown") {
  for (const char* id : every_edition) {
    const Advice advice = advise(edition(id), known({FactName::died, FactName::abuse_or_neglect}));
    CHECK(advice.advice == Outcome::must);
    CHECK(fired(advice) == "1 ");
    CHECK(advice.missing_facts.empty());
    CHECK(advice.edition == id);
    CHECK(advice.revision == edition(id).revision);
  }
}

TEST_CASE("unknown never reads as no: without facts the answer is that facts are missing") {
  for (const char* id : every_edition) {
    CHECK(outcome(id, FactSet{}) == Outcome::insufficient_facts);
    CHECK(outcome(id, all_answered(Answer::unknown)) == Outcome::insufficient_facts);
    const Advice advice = advise(edition(id), known({FactName::died}));
    CHECK(advice.advice == Outcome::insufficient_facts);
    CHECK(missing(advice, FactName::abuse_or_neglect));
    CHECK_FALSE(missing(advice, FactName::died));
    CHECK(advice.rows.front().result == Answer::unknown);
  }
}

TEST_CASE("with every fact answered no, the older editions say not met and the later ones may") {
  for (const char* id : {"wt2006", "ch8-2009", "wt2010"})
    CHECK(outcome(id, all_answered(Answer::no)) == Outcome::not_met);
  for (const char* id : {"wt2013", "wt2015"}) CHECK(outcome(id, all_answered(Answer::no)) == Outcome::may);
}

TEST_CASE("wt2006 rows 2 to 6: each is enough to consider, the list being joined by or") {
  const auto fires = [](std::initializer_list<FactName> yes) {
    return fired(advise(edition("wt2006"), only(yes)));
  };
  CHECK(fires({FactName::life_threatening_injury, FactName::harm_by_abuse_or_neglect}) == "2 ");
  CHECK(fires({FactName::serious_impairment, FactName::harm_by_abuse_or_neglect}) == "2 ");
  CHECK(fires({FactName::life_threatening_injury}).empty());
  CHECK(fires({FactName::serious_sexual_abuse}) == "3 ");
  CHECK(fires({FactName::parent_murdered_homicide_review}) == "4 ");
  CHECK(fires({FactName::killed_by_mentally_ill_parent}) == "5 ");
  CHECK(fires({FactName::interagency_concern}) == "6 ");
  CHECK(outcome("wt2006", only({FactName::interagency_concern})) == Outcome::consider);
}

TEST_CASE("wt2006 row 6 warns of the other reading, and only when it fires") {
  const Advice with = advise(edition("wt2006"), only({FactName::interagency_concern}));
  const Advice without = advise(edition("wt2006"), only({}));
  CHECK_FALSE(with.rows.back().warning.empty());
  CHECK(without.rows.back().warning.empty());
}

TEST_CASE("wt2010 para 8.11: each kind of harm counts only together with concern about working together") {
  for (const char* id : {"ch8-2009", "wt2010"}) {
    for (const FactName harm : {FactName::serious_sexual_abuse, FactName::parent_murdered_homicide_review,
                                FactName::assaulted_by_child_or_adult}) {
      CHECK(outcome(id, only({harm})) == Outcome::not_met);
      CHECK(outcome(id, only({harm, FactName::interagency_concern})) == Outcome::consider);
    }
    CHECK(outcome(id, only({FactName::interagency_concern})) == Outcome::not_met);
    CHECK(fired(advise(edition(id), only({FactName::serious_impairment, FactName::harm_by_abuse_or_neglect,
                                          FactName::interagency_concern}))) == "2a ");
  }
}

TEST_CASE("wt2010: a death in custody or in detention is included with row 1, marked as recalled") {
  const Advice advice = advise(edition("wt2010"), only({FactName::died, FactName::in_custody}));
  CHECK(advice.advice == Outcome::must);
  CHECK(fired(advice) == "1a ");
  CHECK(advice.rows[1].verification == Verification::recalled);
  CHECK(outcome("wt2010", only({FactName::in_custody})) == Outcome::not_met);
}

TEST_CASE("a row to consider does not hide that a must is still open") {
  FactSet facts = only({FactName::died, FactName::serious_sexual_abuse, FactName::interagency_concern});
  facts.set(FactName::abuse_or_neglect, Answer::unknown);
  const Advice advice = advise(edition("wt2010"), facts);
  CHECK(advice.advice == Outcome::insufficient_facts);
  CHECK(fired(advice) == "2b ");
  CHECK(advice.missing_facts == std::vector{FactName::abuse_or_neglect});
}

TEST_CASE("a fact that could only weaken or repeat the advice is not asked for") {
  FactSet facts = only({FactName::serious_sexual_abuse, FactName::interagency_concern});
  facts.set(FactName::assaulted_by_child_or_adult, Answer::unknown);
  const Advice advice = advise(edition("wt2010"), facts);
  CHECK(advice.advice == Outcome::consider);
  CHECK(advice.missing_facts.empty());
}

TEST_CASE(
    "wt2013 and wt2015 row 2': the burden is reversed, only a definite absence of concern holds it back") {
  for (const char* id : {"wt2013", "wt2015"}) {
    FactSet facts = only({FactName::abuse_or_neglect, FactName::serious_harm});
    CHECK(fired(advise(edition(id), facts)) == "2' ");  // no concern is known, but that is not definite
    facts.set(FactName::definitely_no_interagency_concern, Answer::unknown);
    facts.set(FactName::interagency_concern, Answer::unknown);
    CHECK(outcome(id, facts) == Outcome::must);
    facts.set(FactName::definitely_no_interagency_concern, Answer::yes);
    facts.set(FactName::interagency_concern, Answer::no);
    CHECK(outcome(id, facts) == Outcome::may);
  }
}

TEST_CASE("wt2013 row 2: serious harm with concern is a must, which it was not before") {
  const FactSet facts =
      only({FactName::abuse_or_neglect, FactName::serious_harm, FactName::interagency_concern});
  CHECK(fired(advise(edition("wt2013"), facts)) == "2 2' ");
  CHECK(outcome("wt2010", facts) == Outcome::not_met);
}

TEST_CASE("wt2013 rows 3 and 4: deaths in custody or in detention need no abuse or neglect") {
  for (const char* id : {"wt2013", "wt2015"}) {
    CHECK(fired(advise(edition(id), only({FactName::died, FactName::in_custody}))) == "3 ");
    CHECK(fired(advise(edition(id), only({FactName::died, FactName::detained_mental_health_act}))) == "4 ");
    CHECK(outcome(id, only({FactName::in_custody})) == Outcome::may);
  }
}

TEST_CASE("wt2015 row 5: deprivation of liberty at 16 or 17 is a must in 2015 only") {
  const FactSet facts = only({FactName::deprivation_of_liberty_16_17});
  CHECK(fired(advise(edition("wt2015"), facts)) == "5 ");
  CHECK(outcome("wt2015", facts) == Outcome::must);
  CHECK(outcome("wt2013", facts) == Outcome::may);
}

TEST_CASE("answering a missing fact moves the advice, and no answer to any other fact does") {
  const Advice advice = advise(edition("wt2013"), known({FactName::died}));
  REQUIRE(advice.advice == Outcome::insufficient_facts);
  FactSet facts = known({FactName::died});
  for (const FactName name : advice.missing_facts) facts.set(name, Answer::no);
  CHECK(outcome("wt2013", facts) == Outcome::may);
}

TEST_CASE("the facts and answers are known by the names of the interface") {
  for (std::size_t at = 0; at < fact_count; ++at) {
    const auto name = static_cast<FactName>(at);
    CHECK(fact_named(name_of(name)) == name);
  }
  CHECK_FALSE(fact_named("Died"));
  CHECK_FALSE(fact_named(""));
  CHECK(answer_named("yes") == Answer::yes);
  CHECK(answer_named("unknown") == Answer::unknown);
  CHECK_FALSE(answer_named("maybe"));
  FactSet facts;
  CHECK(facts.empty());
  facts.set(FactName::care_leaver_18_24, Answer::unknown);
  CHECK_FALSE(facts.empty());
}
