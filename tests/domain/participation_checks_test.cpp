#include <catch2/catch.hpp>

#include "domain/assessment.hpp"
#include "tests/support/plain_facts.hpp"

namespace reviewd {
namespace {

using State = FindingState;
using Check = RequirementCheck;

std::vector<State> states(const PlainFacts& facts, Check check, std::vector<std::string> items = {}) {
  const Requirement requirement{"r",       check,     Effect::blocks,         std::move(items),
                                "Clause.", "Source.", Verification::verified, ""};
  std::vector<State> found;
  for (const Finding& finding : assess(facts.facts(), {requirement})) found.push_back(finding.state);
  return found;
}

FamilyInvited inviting(const std::string& member, Answer surviving_child = Answer::no) {
  FamilyInvited body;
  body.member = member;
  body.surviving_child = surviving_child;
  return body;
}

FamilyNotInvited not_inviting(const std::string& member, std::optional<Day> review_on) {
  FamilyNotInvited body;
  body.member = member;
  body.review_on = review_on;
  return body;
}

const std::optional<Day> some_day = Day::parse("2010-06-01");

}  // namespace

TEST_CASE("participation: nobody is asked to take part before it is decided to conduct a review",
          "[assessment]") {
  for (const Check check :
       {Check::family_invited, Check::surviving_children_invited, Check::practitioners_invited}) {
    INFO(word_of(check));
    PlainFacts facts;
    CHECK(states(facts, check).empty());
    facts.decide(Course::do_not_conduct);
    CHECK(states(facts, check).empty());
    facts.decide();
    CHECK(states(facts, check) == std::vector{State::not_kept});
  }
}

TEST_CASE("participation: of an imported review nothing is known of who was invited", "[assessment]") {
  for (const Check check :
       {Check::family_invited, Check::surviving_children_invited, Check::practitioners_invited}) {
    PlainFacts facts;
    facts.decide(Course::conduct, Origin::import);
    CHECK(states(facts, check) == std::vector{State::not_stated});
  }
}

TEST_CASE("participation: one invitation of the family, or a reason for good, is enough", "[assessment]") {
  PlainFacts invited;
  invited.decide();
  invited.add(inviting("Mother"));
  CHECK(states(invited, Check::family_invited).empty());
  PlainFacts never;
  never.decide();
  never.add(not_inviting("Family", std::nullopt));
  CHECK(states(never, Check::family_invited).empty());
}

TEST_CASE("participation: who is not invited for now stays outstanding until invited, or for good",
          "[assessment]") {
  PlainFacts facts;
  facts.decide();
  facts.add(inviting("Mother"));
  facts.add(not_inviting("Father", some_day));
  CHECK(states(facts, Check::family_invited) == std::vector{State::not_kept});
  PlainFacts for_good = facts;
  for_good.add(not_inviting("Father", std::nullopt));
  CHECK(states(for_good, Check::family_invited).empty());
  facts.add(inviting("Father"));
  CHECK(states(facts, Check::family_invited).empty());
}

TEST_CASE("participation: surviving children are invited, or it is said why not", "[assessment]") {
  PlainFacts facts;
  facts.decide();
  facts.add(inviting("Mother"));
  CHECK(states(facts, Check::surviving_children_invited) == std::vector{State::not_kept});
  PlainFacts nobody = facts;
  FamilyNotInvited none = not_inviting("Siblings", std::nullopt);
  none.surviving_child = Answer::yes;
  nobody.add(none);
  CHECK(states(nobody, Check::surviving_children_invited).empty());
  facts.add(inviting("Sister", Answer::yes));
  CHECK(states(facts, Check::surviving_children_invited).empty());
}

TEST_CASE("participation: practitioners are invited, and hear what was found before the report is final",
          "[assessment]") {
  PlainFacts facts;
  facts.decide();
  const EventId invitation = facts.add(PractitionerInvited{});
  CHECK(states(facts, Check::practitioners_invited).empty());
  CHECK(states(facts, Check::practitioner_feedback_given).empty());
  PractitionerResponded response;
  response.invitation = invitation;
  facts.add(response);
  CHECK(states(facts, Check::practitioner_feedback_given) == std::vector{State::not_kept});
  facts.add(FeedbackGiven{invitation, on("2010-07-02"), "Meeting"});
  CHECK(states(facts, Check::practitioner_feedback_given).empty());
  DocumentRecorded report;
  report.kind = ReviewDocumentKind::overview_report;
  const EventId document = facts.add(report);
  PlainFacts late = facts;
  late.add(DocumentAccepted{document, on("2010-07-01"), std::nullopt});
  CHECK(states(late, Check::practitioner_feedback_given) == std::vector{State::not_kept});
  facts.add(DocumentAccepted{document, on("2010-07-02"), std::nullopt});
  CHECK(states(facts, Check::practitioner_feedback_given).empty());
}

TEST_CASE("participation: who declined is owed no feedback", "[assessment]") {
  PlainFacts facts;
  PractitionerResponded response;
  response.invitation = facts.add(PractitionerInvited{});
  response.response = PractitionerResponse::declined;
  facts.add(response);
  CHECK(states(facts, Check::practitioner_feedback_given).empty());
}

TEST_CASE("work: terms of reference come before contributions and answer each point", "[assessment]") {
  const std::vector<std::string> items{"how_far_back", "disability"};
  PlainFacts facts;
  CHECK(states(facts, Check::considerations_answered, items).empty());
  facts.add(ContributionCommissioned{});
  CHECK(states(facts, Check::considerations_answered, items) == std::vector{State::not_kept});
  TermsSet terms;
  terms.considerations = {{ConsiderationTopic::how_far_back, ConsiderationAnswer::answered, {}}};
  facts.add(terms);
  CHECK(states(facts, Check::considerations_answered, items) == std::vector{State::not_kept});
  terms.considerations.push_back({ConsiderationTopic::disability, ConsiderationAnswer::not_applicable, {}});
  facts.add(terms);
  CHECK(states(facts, Check::considerations_answered, items).empty());
}

TEST_CASE("work: contributions that agencies owe, and the overview of several health trusts",
          "[assessment]") {
  PlainFacts facts;
  CHECK(states(facts, Check::contributions_in).empty());
  const auto asked = [&](const std::string& agency, ContributionKind kind) {
    ContributionCommissioned body;
    body.agency = agency;
    body.kind = kind;
    body.health_trust = Answer::yes;
    return facts.add(body);
  };
  const auto received = [&](EventId contribution) {
    ContributionAdvanced step;
    step.contribution = contribution;
    step.step = ContributionStep::received;
    facts.add(step);
  };
  const EventId first = asked("A", ContributionKind::imr);
  CHECK(states(facts, Check::contributions_in) == std::vector{State::not_kept});
  received(first);
  CHECK(states(facts, Check::contributions_in).empty());
  CHECK(states(facts, Check::health_overview_in).empty());
  received(asked("B", ContributionKind::imr));
  CHECK(states(facts, Check::health_overview_in) == std::vector{State::not_kept});
  received(asked("C", ContributionKind::health_overview));
  CHECK(states(facts, Check::health_overview_in).empty());
}

TEST_CASE("work: the newest executive summary holds what it has to", "[assessment]") {
  const std::vector<std::string> items{"facts", "key_issues"};
  PlainFacts facts;
  CHECK(states(facts, Check::summary_contents, items).empty());
  DocumentRecorded summary;
  summary.kind = ReviewDocumentKind::executive_summary;
  summary.contents = {SummaryContent::facts};
  facts.add(summary);
  CHECK(states(facts, Check::summary_contents, items) == std::vector{State::not_kept});
  summary.contents.push_back(SummaryContent::key_issues);
  facts.add(summary);
  CHECK(states(facts, Check::summary_contents, items).empty());
}

TEST_CASE("assessment: a case that is none lacks nothing", "[assessment]") {
  PlainFacts facts;
  facts.decide();
  CaseClosed closing;
  closing.closed_on = on("2010-05-01");
  PlainFacts closed = facts;
  closed.add(closing);
  CHECK(states(closed, Check::family_invited).size() == 1);
  closing.opened_in_error = true;
  facts.add(closing);
  CHECK(states(facts, Check::family_invited).empty());
}

TEST_CASE("assessment: what is lacking refuses a step by its effect", "[assessment]") {
  const auto finding = [](Effect effect, State state = State::not_kept) {
    return Finding{"r",       Check::family_invited,  effect,      state, "Nobody.",
                   "Clause.", Verification::verified, std::nullopt};
  };
  CHECK_FALSE(refuse_unkept({}, false));
  CHECK_FALSE(refuse_unkept({finding(Effect::warning)}, false));
  CHECK_FALSE(refuse_unkept({finding(Effect::override_with_reason, State::overridden)}, false));
  CHECK(refuse_unkept({finding(Effect::override_with_reason)}, false));
  CHECK_FALSE(refuse_unkept({finding(Effect::override_with_reason)}, true));
  CHECK(refuse_unkept({finding(Effect::blocks)}, true));
  CHECK(refuse_unkept({finding(Effect::blocks, State::not_stated)}, true));
  const auto refused = refuse_unkept({finding(Effect::blocks), finding(Effect::blocks)}, false);
  REQUIRE(refused);
  CHECK(refused->code == "requirement_not_kept");
  CHECK(refused->clause == "Clause.");
  CHECK(refused->detail == "Nobody. Nobody. It can be done once this is put right.");
}

}  // namespace reviewd
