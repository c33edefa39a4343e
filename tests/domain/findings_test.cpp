// What a case lacks of what its edition asks for: stored, and held against the step that it belongs to.
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

using namespace reviewd;

namespace {

CaseSpecification review_of_2010() {
  CaseSpecification spec;
  spec.on("2010-03-20").given("open-case", opening_on("2010-03-20"));
  spec.on("2010-04-01").given("record-decision", decision_on("conduct", "2010-04-01"));
  return spec;
}

std::string appointing(const std::string& role, const std::string& person, const std::string& more = "") {
  return R"({"role":")" + role + R"(","person":")" + person +
         R"(","office":"As minuted","appointed_on":"2010-04-02")" + (more.empty() ? "" : "," + more) + "}";
}

std::string recording(const std::string& kind) {
  return R"({"kind":")" + kind + R"(","title":"T","version":"1","dated_on":"2010-07-20","sha256":")" +
         std::string(64, 'a') + "\"}";
}

std::string accepting(const std::string& document, const std::string& more = "") {
  return R"({"document":")" + document + R"(","accepted_on":"2010-08-02")" +
         (more.empty() ? "" : "," + more) + "}";
}

std::string inviting_family_on(const std::string& day) {
  return R"({"member":"F1","relation":"mother","surviving_child":"no","invited_by":"Family liaison",)"
         R"("how":"letter","invited_on":")" +
         day + "\"}";
}

constexpr const char* with_a_reason = R"("override_reason":"As minuted.")";

// What the work that is still to be done will bring: people, terms of reference, contributions.
bool still_to_be_done(RequirementCheck check) {
  return check == RequirementCheck::appointed || check == RequirementCheck::terms_of_reference_set ||
         check == RequirementCheck::contributions_commissioned;
}

// What is lacking beside that.
std::vector<std::string> lacking(const CaseSpecification& spec) {
  std::vector<std::string> found;
  if (spec.state().assessment)
    for (const Finding& finding : (*spec.state().assessment)->findings)
      if (!still_to_be_done(finding.check))
        found.push_back(finding.requirement + " " + std::string{word_of(finding.state)});
  return found;
}

std::string newest_document(const CaseSpecification& spec) {
  return newest<DocumentRecorded>(spec.state().facts)->event.text();
}

// Decided in 2014, with its reviewer and its final report, and without the family.
CaseSpecification report_of_2014() {
  CaseSpecification spec;
  spec.on("2014-02-01").given("open-case", opening_on("2014-01-10"));
  spec.given("record-decision", decision_on("conduct", "2014-02-01"));
  spec.given_the_work_is_done({RequirementCheck::documents_accepted, RequirementCheck::family_invited,
                               RequirementCheck::board_response_in});
  spec.on("2014-07-20").given("record-document", recording("final_report"));
  return spec;
}

}  // namespace

TEST_CASE(
    "findings: what is lacking is stored under the edition of the decision, and goes when it is there") {
  CaseSpecification spec = review_of_2010();
  REQUIRE(lacking(spec) == std::vector<std::string>{"family not_kept"});
  CHECK((*spec.state().assessment)->edition == "wt2010");
  spec.on("2010-04-02").given("invite-family", inviting_family_on("2010-04-02"));
  CHECK(lacking(spec).empty());
}

TEST_CASE("findings: the panel is chaired by somebody independent of all agencies, 2010") {
  CaseSpecification spec = review_of_2010();
  spec.on("2010-04-02");
  spec.when("appoint-person", appointing("panel_chair", "P1", R"("employed_by_board_agency":"yes")"))
      .then_rejected_citing("requirement_not_kept", "independent of all agencies of the board");
  spec.when("appoint-person", appointing("panel_chair", "P1",
                                         R"("employed_by_board_agency":"yes",)" + std::string{with_a_reason}))
      .then_rejected("requirement_not_kept");
  spec.when("appoint-person", appointing("panel_chair", "P1")).then_rejected("requirement_not_kept");
  spec.given("appoint-person", appointing("panel_chair", "P1", R"("employed_by_board_agency":"no")"));
}

TEST_CASE("findings: the independent chair of the board may chair the panel, and no other one, 2010") {
  CaseSpecification spec = review_of_2010();
  spec.on("2010-04-02");
  spec.given("appoint-person", appointing("lscb_chair", "P1", R"("independent_chair":"yes")"));
  spec.given("appoint-person", appointing("panel_chair", "P1", R"("employed_by_board_agency":"yes")"));
  CaseSpecification other = review_of_2010();
  other.on("2010-04-02");
  other.given("appoint-person", appointing("lscb_chair", "P1", R"("independent_chair":"no")"));
  other.when("appoint-person", appointing("panel_chair", "P1", R"("employed_by_board_agency":"no")"))
      .then_rejected("requirement_not_kept");
}

TEST_CASE("findings: an author who is linked with an agency needs a reason, which is kept as overridden") {
  CaseSpecification spec = review_of_2010();
  const std::string linked = R"("employed_by_board_agency":"no","linked_with_agency_involved":"yes")";
  spec.on("2010-04-02").when("appoint-person", appointing("overview_author", "P2", linked));
  spec.then_rejected_citing("requirement_not_kept", "author of the overview is independent");
  CHECK_THAT(spec.result().error().detail, Catch::Contains("\"override_reason\""));
  spec.given("appoint-person", appointing("overview_author", "P2", linked + "," + with_a_reason));
  CHECK(lacking(spec) == std::vector<std::string>{"family not_kept", "author overridden"});
}

TEST_CASE("findings: the same people are free to be appointed before there was a conflict matrix") {
  CaseSpecification spec;
  spec.on("2007-02-28").given("open-case", opening_on("2007-02-01"));
  spec.given("appoint-person",
             R"({"role":"panel_chair","person":"P1","office":"O","appointed_on":"2007-02-10",)"
             R"("employed_by_board_agency":"yes"})");
  CHECK(lacking(spec) == std::vector<std::string>{"panel-agencies not_kept"});
}

TEST_CASE("findings: the overview waits for what agencies were asked for, who are listed, 2010") {
  CaseSpecification spec = review_of_2010();
  spec.on("2010-04-10")
      .given("commission-contribution",
             R"({"agency":"Anytown Police","kind":"imr","health_trust":"no","commissioned_on":"2010-04-10",)"
             R"("due_on":"2010-06-10"})");
  spec.on("2010-08-02").given_the_clock_runs().given("record-document", recording("overview_report"));
  const std::string document = spec.state().facts.back()->event.text();
  spec.when("accept-document", accepting(document, with_a_reason));
  spec.then_rejected("requirement_not_kept");
  CHECK_THAT(spec.result().error().detail, Catch::Contains("Anytown Police"));
}

TEST_CASE("findings: a missing family invitation blocks the final report from 2013, with the clause") {
  CaseSpecification spec = report_of_2014();
  spec.on("2014-08-02").given_the_clock_runs();
  const std::string acceptance =
      R"({"document":")" + newest_document(spec) + R"(","accepted_on":"2014-08-02"})";
  spec.when("accept-document", acceptance).then_rejected_citing("requirement_not_kept", "families");
  spec.given("invite-family", inviting_family_on("2014-08-01"));
  spec.given("accept-document", acceptance);
}

TEST_CASE("findings: under 2010 it is a warning, and the overview can be accepted") {
  CaseSpecification spec = review_of_2010();
  spec.given_the_work_is_done({RequirementCheck::documents_accepted});
  spec.on("2010-07-20").given_the_clock_runs().given("record-document", recording("overview_report"));
  spec.on("2010-08-02").given("accept-document", accepting(newest_document(spec)));
  const auto left = lacking(spec);
  CHECK(std::ranges::find(left, "family not_kept") != left.end());
}

TEST_CASE("findings: an executive summary that leaves points out needs a reason, 2010") {
  CaseSpecification spec = review_of_2010();
  spec.on("2010-07-20").given("record-document", recording("executive_summary"));
  spec.on("2010-08-02").when("accept-document", accepting("3.0"));
  spec.then_rejected_citing("requirement_not_kept", "executive summary");
  CHECK_THAT(spec.result().error().detail, Catch::Contains("names_of_chairs_and_author"));
  spec.given("accept-document", accepting("3.0", with_a_reason));
  CHECK(lacking(spec) == std::vector<std::string>{"family not_kept", "summary-contents overridden"});
}

TEST_CASE("findings: a reason speaks of the version that it was given for, not of the next one, 2010") {
  CaseSpecification spec = review_of_2010();
  spec.on("2010-07-20").given("record-document", recording("executive_summary"));
  spec.on("2010-08-02").given("accept-document", accepting("3.0", with_a_reason));
  std::string second = recording("executive_summary");
  spec.given("record-document", second.replace(second.find("\"1\""), 3, "\"2\""));
  CHECK(lacking(spec) == std::vector<std::string>{"family not_kept", "summary-contents not_kept"});
  spec.when("accept-document", accepting("5.0")).then_rejected("requirement_not_kept");
}

TEST_CASE("findings: what blocks and what wants a reason are listed together, each with its clause") {
  CaseSpecification spec = review_of_2010();
  spec.on("2010-04-10")
      .given("commission-contribution",
             R"({"agency":"Anytown Police","kind":"imr","health_trust":"no","commissioned_on":"2010-04-10",)"
             R"("due_on":"2010-06-10"})");
  spec.given_the_work_is_done({RequirementCheck::documents_accepted, RequirementCheck::contributions_in,
                               RequirementCheck::terms_of_reference_set,
                               RequirementCheck::considerations_answered});
  spec.on("2010-08-02").given_the_clock_runs().given("record-document", recording("overview_report"));
  spec.when("accept-document", accepting(newest_document(spec)));
  spec.then_rejected("requirement_not_kept");
  const auto& faults = spec.result().error().faults;
  REQUIRE(faults.size() == 3);
  CHECK(faults[0].code == "contributions_in");
  CHECK(faults[1].code == "considerations_answered");
  CHECK(faults[2].code == "terms_of_reference_set");
  for (const Fault& fault : faults) CHECK_THAT(fault.detail, Catch::Contains("Working Together 2010"));
}

TEST_CASE("findings: an import is shown what is lacking and refused nothing") {
  CaseSpecification spec = review_of_2010();
  spec.importing().on("2010-04-02");
  spec.given("appoint-person", appointing("panel_chair", "P1", R"("employed_by_board_agency":"yes")"));
  CHECK(lacking(spec) ==
        std::vector<std::string>{"panel-agencies not_kept", "family not_kept", "panel-chair not_kept"});
}
