// Every way in which a command is refused: faulty content by JSON Pointer, and what the process does not
// allow, with the clause.
#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

using namespace reviewd;

namespace {

CaseSpecification completed() {
  CaseSpecification spec = usual_review();
  spec.on("2010-09-01").given_the_work_is_done().given("complete-review", completion_on("2010-09-01"));
  return spec;
}

CaseSpecification closed() {
  CaseSpecification spec = completed();
  spec.on("2010-09-02").given("close-case", closing_on("2010-09-02"));
  return spec;
}

}  // namespace

TEST_CASE("decide: content that is wrong is named by its place") {
  CaseSpecification spec;
  const std::string day = "2010-01-31";
  spec.on("2010-02-01");
  spec.when("open-case", opening_on("2010-02-02")).then_rejected("in_the_future", "/brought_to_attention_on");
  spec.when("open-case", opening_on("2010-01"))
      .then_rejected("whole_day_required", "/brought_to_attention_on");
  spec.when("open-case", opening_on(day, R"(,"internal_ref":"  ")")).then_rejected("empty", "/internal_ref");
  spec.when("open-case", opening_on(day, R"(,"internal_ref":"a\nb")"))
      .then_rejected("control_character", "/internal_ref");
  spec.when("open-case", opening_on(day, R"(,"internal_ref":"a\u0000b")"))
      .then_rejected("control_character", "/internal_ref");
  spec.when("open-case", opening_on(day, R"(,"internal_ref":")" + std::string(201, 'x') + "\""))
      .then_rejected("too_long", "/internal_ref");
  spec.when("open-case",
            opening_on(day, R"(,"incident":{"description":")" + std::string(20'001, 'x') + "\"}"))
      .then_rejected("too_long", "/incident/description");
  spec.when("open-case", opening_on(day, R"(,"children":[{"label":"A"},{"label":""}])"))
      .then_rejected("empty", "/children/1/label");
  spec.when("open-case", opening_on(day, R"(,"incident":{"occurred_on":"2010-02-01"})"))
      .then_rejected("after_referral", "/incident/occurred_on");
  spec.when("open-case", opening_on(day, R"(,"incident":{"occurred_on":"2010-03"})"))
      .then_rejected("in_the_future", "/incident/occurred_on");
  std::string children = R"(,"children":[{"label":"A"})";
  for (int count = 0; count < 100; ++count) children += R"(,{"label":"B"})";
  spec.when("open-case", opening_on(day, children + "]")).then_rejected("too_many", "/children");
  CHECK_FALSE(spec.state().exists());
}

TEST_CASE("decide: a date of birth is a day of the calendar, and a recipient a word that rules know") {
  CaseSpecification spec;
  const std::string day = "2010-01-31";
  spec.on("2010-02-01");
  const auto born = [&](const std::string& text) {
    return opening_on(day, R"(,"children":[{"label":"A","date_of_birth":")" + text + "\"}]");
  };
  spec.when("open-case", born("2010-02-30")).then_rejected("not_a_day", "/children/0/date_of_birth");
  spec.when("open-case", born("about 2004")).then_rejected("not_a_day", "/children/0/date_of_birth");
  spec.when("open-case", born("2010-02-02")).then_rejected("in_the_future", "/children/0/date_of_birth");
  CaseSpecification running = usual_case();
  running.when("record-notification", notice_on("Ofsted", "2010-03-20"))
      .then_rejected("not_a_word", "/recipient");
}

TEST_CASE("decide: characters that steer instead of being read are refused") {
  CaseSpecification spec;
  spec.on("2010-02-01");
  for (const std::string hidden : {"\u0085", "\u202e", "\u2066"})
    spec.when("open-case", opening_on("2010-01-31", R"(,"internal_ref":"a)" + hidden + "b\""))
        .then_rejected("control_character", "/internal_ref");
}

TEST_CASE("decide: a personal text may have line breaks, an open one may not") {
  CaseSpecification spec;
  spec.when("open-case", opening_on("2010-01-31", R"(,"incident":{"description":"one\ntwo"})"));
  CHECK(spec.result().has_value());
}

TEST_CASE("decide: nothing happens to a case that is not there, nor twice to one that is") {
  CaseSpecification spec;
  spec.when("record-facts", R"({"facts":{"died":"yes"}})").then_rejected("no_such_case");
  CHECK(spec.result().error().kind == RejectionKind::not_found);
  usual_case().when("open-case", opening_on("2010-03-20")).then_rejected("case_exists");
}

TEST_CASE("decide: facts need at least one answer") {
  usual_case().when("record-facts", R"({"facts":{}})").then_rejected("required", "/facts");
  usual_case()
      .when("record-facts", R"({"facts":{"died":"yes"},"occurred_on":"2010-03-21"})")
      .then_rejected("in_the_future", "/occurred_on");
}

TEST_CASE("decide: what comes before the referral is a contradiction of content") {
  CaseSpecification spec = usual_case();
  spec.when("record-decision", decision_on("conduct", "2010-03-19"))
      .then_rejected("before_referral", "/decided_on");
  spec.when("record-recommendation", recommendation_on("conduct", "2010-03-19"))
      .then_rejected("before_referral", "/made_on");
  spec.when("record-decision", decision_on("conduct", "2010-03-21"))
      .then_rejected("in_the_future", "/decided_on");
  spec.when("record-decision", decision_on("conduct", "2010-03"))
      .then_rejected("whole_day_required", "/decided_on");
  spec.when("close-case", closing_on("2010-03-19", R"(,"opened_in_error":true)"))
      .then_rejected("before_referral", "/closed_on");
}

TEST_CASE("decide: a completion without a decision is refused by the process, one before it by its content") {
  usual_case()
      .when("complete-review", completion_on("2010-03-20"))
      .then_rejected_citing("no_review_running", "within six months");
  usual_review()
      .when("complete-review", completion_on("2010-03-31"))
      .then_rejected("before_decision", "/completed_on");
}

TEST_CASE("decide: a standing decision is replaced only by name, and not after completion") {
  CaseSpecification spec = usual_review();
  spec.when("record-decision", decision_on("do_not_conduct", "2010-04-01"))
      .then_rejected_citing("decision_stands", "within one month");
  spec.when("record-decision", decision_on("do_not_conduct", "2010-04-01", "1.0"))
      .then_rejected("not_the_standing_decision", "/replaces");
  usual_case()
      .when("record-decision", decision_on("conduct", "2010-03-20", "1.0"))
      .then_rejected("no_such_decision", "/replaces");
  usual_review()
      .when("record-decision", decision_on("do_not_conduct", "2010-03-31", "2.0"))
      .then_rejected("before_decision_replaced", "/decided_on");
  completed()
      .when("record-decision", decision_on("do_not_conduct", "2010-09-01", "2.0"))
      .then_rejected("review_completed");
  completed()
      .when("record-recommendation", recommendation_on("conduct", "2010-09-01"))
      .then_rejected_citing("review_completed", "within one month");
}

TEST_CASE("decide: a timetable is revised only while a review runs, to a day after the statutory one") {
  usual_case()
      .when("revise-timetable", revision_to("2010-12-01", "2010-03-20"))
      .then_rejected_citing("no_review_running", "revises its timetable");
  usual_review()
      .when("revise-timetable", revision_to("2010-10-01", "2010-04-01"))
      .then_rejected("not_after_the_statutory_day", "/revised_due_on");
  usual_review()
      .when("revise-timetable", revision_to("2010-12-01", "2010-03-31"))
      .then_rejected("before_decision", "/decided_on");
}

TEST_CASE("decide: a case is not closed over a running review or an outstanding decision") {
  usual_review()
      .when("close-case", closing_on("2010-04-01"))
      .then_rejected_citing("review_running", "within six months");
  usual_case()
      .when("close-case", closing_on("2010-03-20"))
      .then_rejected_citing("decision_outstanding", "within one month");
  usual_review()
      .when("close-case",
            closing_on("2010-04-01", R"(,"merged_into":")" + std::string{specified_case().text()} + "\""))
      .then_rejected("same_case", "/merged_into");
}

TEST_CASE("decide: opened_in_error that says false voids nothing") {
  usual_review()
      .when("close-case", closing_on("2010-04-01", R"(,"opened_in_error":false)"))
      .then_rejected_citing("review_running", "within six months");
}

TEST_CASE("decide: a closed case takes only corrections, links, notices and being reopened") {
  CaseSpecification spec = closed();
  spec.when("record-facts", R"({"facts":{"died":"yes"}})").then_rejected("case_closed");
  spec.when("close-case", closing_on("2010-09-02")).then_rejected("case_closed");
  spec.when("revise-timetable", revision_to("2010-12-01", "2010-09-02")).then_rejected("case_closed");
  spec.when("record-notification", notice_on("ofsted", "2010-09-02"));
  CHECK(spec.result().has_value());
  spec.when("correct-fact", correction_of("1.0", "/case_label", "Child B"));
  CHECK(spec.result().has_value());
  usual_case().when("reopen-case", reopening()).then_rejected("not_closed");
}

TEST_CASE("decide: a case is not linked with itself, nor twice in the same way") {
  CaseSpecification spec = usual_case();
  const std::string other{another_case().text()};
  spec.when("link-case", R"({"to":")" + std::string{specified_case().text()} + R"(","relation":"sibling"})")
      .then_rejected("same_case", "/to");
  spec.when("link-case", R"({"to":")" + other + R"(","relation":"sibling"})")
      .then_in_words({"linked: sibling"});
  spec.when("link-case", R"({"to":")" + other + R"(","relation":"sibling"})").then_rejected("already_linked");
  spec.when("link-case", R"({"to":")" + other + R"(","relation":"repeats"})")
      .then_in_words({"linked: repeats"});
}

TEST_CASE("decide: nothing pauses a clock, whatever the case, the clause is that of its edition") {
  usual_case().when("pause-clock", "{}").then_rejected_citing("clocks_do_not_pause", "Working Together 2010");
  usual_review()
      .when("pause-clock", R"({"reason":"Criminal proceedings."})")
      .then_rejected_citing("clocks_do_not_pause", "Working Together 2010");
  closed().when("pause-clock", "{}").then_rejected_citing("clocks_do_not_pause", "Working Together 2010");
}
