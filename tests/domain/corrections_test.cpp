// Corrections: what may be corrected, what is refused, and how the deadlines that depend on it follow with
// old value, new value and cause.
#include <catch2/catch.hpp>

#include "storage/state_text.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

using namespace reviewd;

namespace {

// Opened as 1, recommended as 2, decided as 3.
CaseSpecification in_review() {
  CaseSpecification spec{first_rules()};
  spec.on("2010-03-20")
      .given("open-case",
             opening_on("2010-03-20",
                        R"(,"incident":{"occurred_on":"2005","nature":"death","description":"In words."},)"
                        R"("children":[{"label":"A","name":"Invented Name"},{"label":"B"}],)"
                        R"("referrer":{"role":"Head teacher"},"facts":{"died":"yes"})"));
  spec.on("2010-04-01").given("record-recommendation", recommendation_on("conduct", "2010-03-30"));
  spec.given("record-decision", decision_on("conduct", "2010-04-01"));
  return spec;
}

// A correction that is accepted and changes nothing else gives exactly this line.
void check_corrected(CaseSpecification& spec, const std::string& event, const std::string& pointer,
                     const std::string& value, const std::string& words) {
  INFO(event << pointer);
  spec.when("correct-fact", correction_of(event, pointer, value));
  REQUIRE(spec.result().has_value());
  std::vector<std::string> expected{"corrected " + event + pointer + ": " + words};
  spec.then_in_words(expected);
}

std::string refusal_of(CaseSpecification& spec, const std::string& event, const std::string& pointer,
                       const std::string& value) {
  spec.when("correct-fact", correction_of(event, pointer, value));
  if (spec.result()) return "accepted";
  const Rejection& refused = spec.result().error();
  return refused.faults.empty() ? refused.code
                                : refused.faults.front().pointer + " " + refused.faults.front().code;
}

}  // namespace

TEST_CASE("corrections: every kind of open field") {
  CaseSpecification spec = in_review();
  check_corrected(spec, "1.0", "/case_label", "Child Z", "was Child A, is Child Z");
  check_corrected(spec, "1.0", "/internal_ref", "R 7", "was not given, is R 7");
  check_corrected(spec, "1.0", "/incident/occurred_on", "2010-03-02", "was 2005, is 2010-03-02");
  check_corrected(spec, "1.0", "/incident/nature", "serious_harm", "was death, is serious_harm");
  check_corrected(spec, "1.0", "/children/1/label", "C", "was B, is C");
  check_corrected(spec, "1.0", "/referrer/agency", "School", "was not given, is School");
  check_corrected(spec, "2.0", "/made_on", "2010-03-29", "was 2010-03-30, is 2010-03-29");
  check_corrected(spec, "2.0", "/recommendation", "other_review", "was conduct, is other_review");
  check_corrected(spec, "3.0", "/decided_by", "Deputy chair", "was Chair of the board, is Deputy chair");
  const CaseOpened& opened = spec.state().opened();
  CHECK(opened.case_label == "Child Z");
  CHECK(opened.children[1].label == "C");
  CHECK(opened.referrer->agency == "School");
  CHECK(opened.incident->nature == IncidentNature::serious_harm);
}

TEST_CASE("corrections: an answer is corrected and the advice follows") {
  CaseSpecification spec = in_review();
  spec.when("correct-fact", correction_of("1.0", "/facts/abuse_or_neglect", "yes"))
      .then_in_words({"corrected 1.0/facts/abuse_or_neglect: was not given, is yes",
                      "the criteria of wt2010 say must, row 1"});
  CHECK(spec.result()->back().occurred_on == PartialDate{day("2010-03-20")});
}

TEST_CASE("corrections: the referral moves the decision clock, with old day, new day and cause") {
  CaseSpecification spec{first_rules()};
  spec.on("2010-03-20").given("open-case", opening_on("2010-03-20"));
  spec.when("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2010-03-10"))
      .then_in_words({"corrected 1.0/brought_to_attention_on: was 2010-03-20, is 2010-03-10",
                      "'decision' worked out again from 2010-03-10: was due 2010-04-20 (wt2010), "
                      "is due 2010-04-10 (wt2010), because of 2.0"});
  const Deadline& decision = spec.deadline("decision");
  REQUIRE(decision.recomputed.size() == 1);
  CHECK(decision.recomputed[0].was == day("2010-04-20"));
  CHECK(decision.recomputed[0].is == day("2010-04-10"));
  CHECK(decision.recomputed[0].cause == EventId{Position{2}, 0});
  CHECK(decision.explained_in == EventId{Position{2}, 1});
}

TEST_CASE("corrections: a referral corrected after the decision is judged anew") {
  CaseSpecification spec = in_review();
  CHECK(spec.standing("decision") == "due 2010-04-20: met on 2010-04-01, in time");
  spec.when("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2010-02-20"))
      .then_in_words({"corrected 1.0/brought_to_attention_on: was 2010-03-20, is 2010-02-20",
                      "the criteria of ch8-2009 say insufficient_facts",
                      "'decision' worked out again from 2010-02-20: was due 2010-04-20 (wt2010), "
                      "is due 2010-03-20 (ch8-2009), because of 4.0",
                      "'decision' passed its day 2010-03-20",
                      "'decision' met_late on 2010-04-01, 12 days late"});
}

TEST_CASE("corrections: a decision corrected from in time to late records that the day had passed") {
  CaseSpecification spec = in_review();
  spec.on("2010-05-01")
      .when("correct-fact", correction_of("3.0", "/decided_on", "2010-04-30"))
      .then_in_words({"corrected 3.0/decided_on: was 2010-04-01, is 2010-04-30",
                      "'decision' passed its day 2010-04-20",
                      "'decision' met_late on 2010-04-30, 10 days late",
                      "'completion' worked out again from 2010-04-30: was due 2010-10-01 (wt2010), "
                      "is due 2010-10-30 (wt2010), because of 4.0"});
  spec.when("correct-fact", correction_of("3.0", "/decided_on", "2010-04-01"));
  CHECK(spec.standing("decision") == "due 2010-04-20: met on 2010-04-01, in time");
  CHECK(spec.deadline("decision").passed.size() == 1);
  spec.when("correct-fact", correction_of("3.0", "/decided_on", "2010-04-30"));
  CHECK(spec.deadline("decision").passed.size() == 1);
}

TEST_CASE("corrections: due day from A to B and back to A: its passing is recorded once for each") {
  CaseSpecification spec{first_rules()};
  spec.on("2010-03-20").given("open-case", opening_on("2010-03-10"));
  spec.on("2010-04-12").given_the_clock_runs();
  CHECK(spec.deadline("decision").passed == std::vector<Day>{day("2010-04-10")});
  spec.given("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2010-03-15"));
  CHECK(spec.standing("decision") == "due 2010-04-15: running");
  spec.when("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2010-03-10"));
  CHECK(spec.standing("decision") == "due 2010-04-10: overdue");
  CHECK(spec.deadline("decision").passed == std::vector<Day>{day("2010-04-10")});
  spec.on("2010-04-13").when_the_clock_runs().then_nothing();
}

TEST_CASE("corrections: a referral moved to a day without an edition ends the clock and says why") {
  CaseSpecification spec{first_rules()};
  spec.on("2010-03-20").given("open-case", opening_on("2010-03-20"));
  spec.when("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2005-03-20"))
      .then_in_words({"corrected 1.0/brought_to_attention_on: was 2010-03-20, is 2005-03-20",
                      "no edition advises", "'decision' void: no_longer_applies (2.0)",
                      "waiting: decision for edition (no edition of the guidance covers 2005-03-20)"});
  spec.when("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2010-03-19"));
  CHECK(spec.standing("decision") == "due 2010-04-19: running");
}

TEST_CASE("corrections: a met deadline that no longer applies keeps nothing of its meeting") {
  CaseSpecification spec = in_review();
  spec.given("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2005-03-20"));
  CHECK(spec.standing("decision") == "due 2010-04-20: void");
}

TEST_CASE("corrections: the days of completion, notice, closing and of a revised timetable") {
  CaseSpecification spec = in_review();
  spec.on("2010-05-03").given("revise-timetable", revision_to("2010-11-30", "2010-05-03"));
  spec.when("correct-fact", correction_of("4.0", "/revised_due_on", "2010-12-31"))
      .then_in_words({"corrected 4.0/revised_due_on: was 2010-11-30, is 2010-12-31",
                      "'completion' has the revised day 2010-12-31, was 2010-11-30"});
  CHECK(refusal_of(spec, "4.0", "/revised_due_on", "2010-09-30") == "/value not_after_the_statutory_day");
  check_corrected(spec, "4.0", "/consulted/consulted_on", "2010-05", "was 2010-05-03, is 2010-05");
  check_corrected(spec, "4.0", "/consulted/body", "Safeguarding Group",
                  "was Government Office, is Safeguarding Group");
  spec.on("2010-09-01").given_the_work_is_done().given("complete-review", completion_on("2010-08-30"));
  spec.when("correct-fact", correction_of("8.0", "/completed_on", "2010-08-31"));
  CHECK(spec.standing("completion") ==
        "due 2010-10-01, revised to 2010-12-31: met on 2010-08-31, in time, by the revised day");
  spec.given("record-notification", notice_on("ofsted", "2010-09-01"));
  check_corrected(spec, "10.0", "/sent_on", "2010-08-31", "was 2010-09-01, is 2010-08-31");
  spec.given("close-case", closing_on("2010-09-01"));
  check_corrected(spec, "12.0", "/closed_on", "2010-08-31", "was 2010-09-01, is 2010-08-31");
}

TEST_CASE("corrections: a personal value is sealed, and says where the one before it stands") {
  CaseSpecification spec = in_review();
  spec.when("correct-fact", correction_of("1.0", "/children/0/name", "Other Name"));
  const EventId opening{Position{1}, 0};
  spec.then({{std::nullopt, PersonalFactCorrected{opening, "/children/0/name", opening,
                                                  Personal::of("Other Name"), Personal::of("Misread.")}}});
  check_corrected(spec, "1.0", "/children/0/name", "Third Name", "sealed, was in 4.0");
  check_corrected(spec, "1.0", "/children/1/name", "A Name", "sealed, was not given");
  check_corrected(spec, "1.0", "/incident/description", "Other words.", "sealed, was in 1.0");
  check_corrected(spec, "3.0", "/reasons", "Other words.", "sealed, was in 3.0");
  const std::string text = state_text(spec.state());
  CHECK(text.find("Name") == std::string::npos);
  CHECK(text.find("words") == std::string::npos);
  CHECK(spec.state().opened().children[1].name.has_value());
}

TEST_CASE("corrections: a personal day must be one that could have been sent with the command") {
  CaseSpecification spec = in_review();
  CHECK(refusal_of(spec, "1.0", "/children/0/date_of_birth", "2010-02-30") == "/value not_a_day");
  CHECK(refusal_of(spec, "1.0", "/children/0/date_of_birth", "about 2004") == "/value not_a_day");
  CHECK(refusal_of(spec, "1.0", "/children/0/date_of_birth", "2010-04-02") == "/value in_the_future");
  check_corrected(spec, "1.0", "/children/0/date_of_birth", "2004-05", "sealed, was not given");
}

TEST_CASE("corrections: results, acts and what is not there are refused") {
  CaseSpecification spec = in_review();
  CHECK(refusal_of(spec, "3.0", "/against_advice", "true") == "not_a_fact");
  CHECK(refusal_of(spec, "3.0", "/advice/advice", "must") == "not_a_fact");
  CHECK(refusal_of(spec, "3.0", "/origin", "import") == "not_a_fact");
  CHECK(refusal_of(spec, "3.0", "/decision", "do_not_conduct") == "not_a_fact");
  CHECK(refusal_of(spec, "1.0", "/board", "Other LSCB") == "not_a_fact");
  CHECK(refusal_of(spec, "1.0", "/board_id", "00") == "not_a_fact");
  CHECK(refusal_of(spec, "1.2", "/terms/due_on", "2010-04-21") == "not_a_fact");
  CHECK(refusal_of(spec, "9.0", "/case_label", "x") == "/event no_such_event");
  CHECK(refusal_of(spec, "1.0", "/nothing", "x") == "/pointer no_such_field");
  CHECK(refusal_of(spec, "1.0", "case_label", "x") == "/pointer no_such_field");
  CHECK(refusal_of(spec, "1.0", "/case_label/x", "x") == "/pointer no_such_field");
  CHECK(refusal_of(spec, "1.0", "/children/2/label", "x") == "/pointer no_such_field");
  CHECK(refusal_of(spec, "1.0", "/children/00/label", "x") == "/pointer no_such_field");
  CHECK(refusal_of(spec, "1.0", "/facts/unheard_of", "yes") == "/pointer no_such_field");
}

TEST_CASE("corrections: a value must fit its field as if it had been sent with the command") {
  CaseSpecification spec = in_review();
  CHECK(refusal_of(spec, "1.0", "/brought_to_attention_on", "2010-02-30") == "/value wrong_value");
  CHECK(refusal_of(spec, "1.0", "/brought_to_attention_on", "2010-03") == "/value whole_day_required");
  CHECK(refusal_of(spec, "3.0", "/decided_on", "2010-04") == "/value whole_day_required");
  CHECK(refusal_of(spec, "3.0", "/decided_on", "2010-04-02") == "/value in_the_future");
  CHECK(refusal_of(spec, "3.0", "/decided_on", "2010-03-19") == "/value before_referral");
  CHECK(refusal_of(spec, "3.0", "/decided_on", "2010-04-01") == "/value unchanged");
  CHECK(refusal_of(spec, "1.0", "/brought_to_attention_on", "2010-04-01") == "/value before_referral");
  CHECK(refusal_of(spec, "1.0", "/incident/occurred_on", "2010-04-02") == "/value in_the_future");
  CHECK(refusal_of(spec, "1.0", "/incident/nature", "accident") == "/value wrong_value");
  CHECK(refusal_of(spec, "1.0", "/facts/died", "perhaps") == "/value wrong_value");
  CHECK(refusal_of(spec, "1.0", "/case_label", std::string(201, 'x')) == "/value too_long");
  CHECK(refusal_of(spec, "1.0", "/case_label", "two\\nlines") == "/value control_character");
  CHECK(refusal_of(spec, "1.0", "/case_label", "   ") == "/value empty");
  CHECK(refusal_of(spec, "1.0", "/children/0/name", std::string(20'001, 'x')) == "/value too_long");
}
