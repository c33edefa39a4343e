#include "domain/acts/documents.hpp"

#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

std::string document(const std::string& kind, const std::string& version, const std::string& contents = "") {
  return R"({"kind":")" + kind + R"(","title":"Report","version":")" + version + R"(","sha256":")" +
         std::string(64, 'a') + R"(","dated_on":"2010-07-20","contents":[)" + contents + "]}";
}

std::string acceptance(const std::string& day) {
  return R"({"document":"3.0","accepted_on":")" + day + "\"}";
}

CaseSpecification review() {
  CaseSpecification specification;
  specification.on("2010-02-01").given("open-case", opening_on("2010-01-31"));
  specification.on("2010-12-31").given("record-decision", decision_on("conduct", "2010-02-26"));
  return specification;
}

}  // namespace

TEST_CASE("documents: a version of a title is recorded once", "[acts]") {
  CaseSpecification specification = review();
  specification.given("record-document", document("learning_brief", "1"));
  specification.when("record-document", document("other", "1")).then_rejected("version_recorded");
  specification.given("record-document", document("learning_brief", "2"));
}

TEST_CASE("documents: a point of the contents stands there once", "[acts]") {
  CaseSpecification specification = review();
  specification.when("record-document", document("executive_summary", "1", R"("facts","key_issues","facts")"))
      .then_rejected("answered_twice", "/contents/2");
  specification.given("record-document", document("executive_summary", "1", R"("facts","key_issues")"));
}

TEST_CASE("documents: a version is accepted once, and not before the day it bears", "[acts]") {
  CaseSpecification specification = review();
  specification.given("record-document", document("action_plan", "1"));
  specification.when("accept-document", acceptance("2010-07-19"))
      .then_rejected("before_the_thing", "/accepted_on");
  specification.given("accept-document", acceptance("2010-07-20"));
  specification.when("accept-document", acceptance("2010-07-21")).then_rejected("document_accepted");
}

TEST_CASE("documents: the content is known by its digest, which can be corrected", "[acts]") {
  CaseSpecification specification = review();
  specification.given("record-document", document("action_plan", "1"));
  specification.when("correct-fact", correction_of("3.0", "/sha256", "abc"))
      .then_rejected("wrong_value", "/value");
  specification.given("correct-fact", correction_of("3.0", "/sha256", std::string(64, 'b')));
  const Fact* corrected = newest<DocumentRecorded>(specification.state().facts);
  CHECK(std::get<DocumentRecorded>(corrected->body).sha256.text() == std::string(64, 'b'));
}

TEST_CASE("documents: a closed case still gets documents, and accepts none", "[acts]") {
  CaseSpecification specification = review();
  specification.given("record-document", document("action_plan", "1"));
  specification.given_the_work_is_done({}, "2010-07-25")
      .given("complete-review", completion_on("2010-08-01"));
  specification.given("close-case", closing_on("2010-08-02"));
  specification.given("record-document", document("annual_report", "2"));
  specification.when("accept-document", acceptance("2010-08-03")).then_rejected("case_closed");
}

}  // namespace reviewd
