// Each row of the conflict matrix (domain facts, section 4.1): kept, not kept, and not stated, which is
// neither.
#include <catch2/catch.hpp>

#include "domain/assessment.hpp"
#include "tests/support/plain_facts.hpp"

namespace reviewd {
namespace {

using State = FindingState;

PersonAppointed somebody(PersonRole role, const std::string& person = "P1") {
  PersonAppointed body;
  body.role = role;
  body.person = person;
  body.appointed_on = on("2010-03-01");
  return body;
}

// With every statement made, and none of them against the person.
PersonAppointed independent(PersonRole role, const std::string& person = "P1") {
  PersonAppointed body = somebody(role, person);
  body.employed_by_board_agency = body.linked_with_agency_involved = Answer::no;
  body.directly_concerned_with_case = body.line_manager_of_practitioners = Answer::no;
  body.designated_professional = body.independent_chair = Answer::yes;
  return body;
}

Requirement requiring(RequirementCheck check, Effect effect = Effect::blocks,
                      std::vector<std::string> items = {}) {
  return {"r", check, effect, std::move(items), "Clause.", "Source.", Verification::verified, ""};
}

std::vector<State> states(const PlainFacts& facts, const Requirement& requirement) {
  std::vector<State> found;
  for (const Finding& finding : assess(facts.facts(), {requirement})) found.push_back(finding.state);
  return found;
}

// A statement of a role, as the requirement wants it: any other answer is not kept, none is not stated.
void check_statement(PersonRole role, RequirementCheck check,
                     std::optional<Answer> PersonAppointed::* statement, Answer wanted) {
  const auto with = [&](std::optional<Answer> answer) {
    PersonAppointed body = independent(role);
    body.*statement = answer;
    PlainFacts facts;
    facts.add(std::move(body));
    return states(facts, requiring(check));
  };
  INFO(word_of(check));
  CHECK(with(wanted).empty());
  CHECK(with(wanted == Answer::no ? Answer::yes : Answer::no) == std::vector{State::not_kept});
  CHECK(with(Answer::unknown) == std::vector{State::not_stated});
  CHECK(with(std::nullopt) == std::vector{State::not_stated});
}

}  // namespace

TEST_CASE("independence: what each role must say of itself", "[assessment]") {
  using Check = RequirementCheck;
  using Person = PersonAppointed;
  check_statement(PersonRole::panel_chair, Check::panel_chair_independent, &Person::employed_by_board_agency,
                  Answer::no);
  check_statement(PersonRole::overview_author, Check::author_independent, &Person::employed_by_board_agency,
                  Answer::no);
  check_statement(PersonRole::overview_author, Check::author_independent,
                  &Person::linked_with_agency_involved, Answer::no);
  check_statement(PersonRole::imr_author, Check::contribution_author_not_concerned,
                  &Person::directly_concerned_with_case, Answer::no);
  check_statement(PersonRole::imr_author, Check::contribution_author_not_concerned,
                  &Person::line_manager_of_practitioners, Answer::no);
  check_statement(PersonRole::health_overview_author, Check::health_author_designated,
                  &Person::designated_professional, Answer::yes);
  for (const auto statement : {&Person::employed_by_board_agency, &Person::linked_with_agency_involved,
                               &Person::directly_concerned_with_case})
    check_statement(PersonRole::lead_reviewer, Check::lead_reviewer_independent, statement, Answer::no);
}

TEST_CASE("independence: a requirement looks at its own role, and as long as the role lasts",
          "[assessment]") {
  const auto requirement = requiring(RequirementCheck::author_independent);
  PlainFacts facts;
  facts.add(somebody(PersonRole::panel_member));
  CHECK(states(facts, requirement).empty());
  const EventId author = facts.add(somebody(PersonRole::overview_author));
  CHECK(states(facts, requirement) == std::vector{State::not_stated, State::not_stated});
  CHECK(assess(facts.facts(), {requirement}).front().about == author);
  facts.add(AppointmentEnded{author, on("2010-04-01"), std::nullopt});
  CHECK(states(facts, requirement).empty());
}

TEST_CASE(
    "independence: the chair of the board may chair the panel where an edition admits it, when "
    "independent",
    "[assessment]") {
  const auto admitted =
      requiring(RequirementCheck::panel_chair_independent, Effect::blocks, {"independent_lscb_chair"});
  const auto with = [&](std::optional<Answer> answer, const Requirement& requirement) {
    PlainFacts facts;
    PersonAppointed chair = somebody(PersonRole::lscb_chair);
    chair.independent_chair = answer;
    facts.add(std::move(chair));
    PersonAppointed panel = somebody(PersonRole::panel_chair);
    panel.employed_by_board_agency = Answer::yes;
    facts.add(std::move(panel));
    return states(facts, requirement);
  };
  CHECK(with(Answer::yes, admitted).empty());
  CHECK(with(Answer::no, admitted) == std::vector{State::not_kept});
  CHECK(with(std::nullopt, admitted) == std::vector{State::not_stated});
  CHECK(with(Answer::yes, requiring(RequirementCheck::panel_chair_independent)) ==
        std::vector{State::not_kept});
}

TEST_CASE("independence: one person with two roles that do not go together, whichever came first",
          "[assessment]") {
  const auto both = [](PersonRole first, PersonRole second, RequirementCheck check,
                       const std::string& person = "P1") {
    PlainFacts facts;
    facts.add(independent(first));
    const EventId later = facts.add(independent(second, person));
    const auto findings = assess(facts.facts(), {requiring(check)});
    if (!findings.empty()) CHECK(findings.front().about == later);
    return findings.size();
  };
  using Check = RequirementCheck;
  for (const PersonRole chair : {PersonRole::lscb_chair, PersonRole::panel_chair}) {
    CHECK(both(PersonRole::overview_author, chair, Check::author_not_chair) == 1);
    CHECK(both(chair, PersonRole::overview_author, Check::author_not_chair) == 1);
    CHECK(both(chair, PersonRole::overview_author, Check::author_not_chair, "P2") == 0);
  }
  CHECK(both(PersonRole::panel_member, PersonRole::overview_author, Check::author_not_chair) == 0);
  CHECK(both(PersonRole::imr_author, PersonRole::health_overview_author,
             Check::health_author_not_imr_author) == 1);
  CHECK(both(PersonRole::lscb_chair, PersonRole::lead_reviewer, Check::lead_reviewer_independent) == 1);
}

TEST_CASE("independence: a reason sets aside what admits one, and only what is known to stand against it",
          "[assessment]") {
  const auto with = [](Effect effect, std::optional<Answer> answer) {
    PlainFacts facts;
    PersonAppointed body = independent(PersonRole::overview_author);
    body.linked_with_agency_involved = answer;
    body.override_reason = Personal::of("R.");
    facts.add(std::move(body));
    return states(facts, requiring(RequirementCheck::author_independent, effect));
  };
  CHECK(with(Effect::override_with_reason, Answer::yes) == std::vector{State::overridden});
  CHECK(with(Effect::blocks, Answer::yes) == std::vector{State::not_kept});
  CHECK(with(Effect::warning, Answer::yes) == std::vector{State::not_kept});
  CHECK(with(Effect::override_with_reason, std::nullopt) == std::vector{State::not_stated});
}

TEST_CASE("independence: an author known from a contribution alone has stated nothing", "[assessment]") {
  const auto requirement = requiring(RequirementCheck::contribution_author_not_concerned);
  PlainFacts facts;
  const EventId contribution = facts.add(ContributionCommissioned{});
  ContributionAdvanced step;
  step.contribution = contribution;
  step.author = "P7";
  const EventId advanced = facts.add(step);
  CHECK(states(facts, requirement) == std::vector{State::not_stated});
  CHECK(assess(facts.facts(), {requirement}).front().about == advanced);
  facts.add(independent(PersonRole::imr_author, "P7"));
  CHECK(states(facts, requirement).empty());
}

TEST_CASE("independence: a panel lacks the sectors that nobody on it comes from", "[assessment]") {
  const auto requirement =
      requiring(RequirementCheck::panel_minimum_agencies, Effect::warning, {"health", "police"});
  PlainFacts facts;
  facts.add(somebody(PersonRole::overview_author));
  CHECK(states(facts, requirement).empty());
  facts.add(somebody(PersonRole::panel_chair));
  CHECK(states(facts, requirement) == std::vector{State::not_kept});
  PersonAppointed member = somebody(PersonRole::panel_member, "P2");
  member.sector = AgencySector::health;
  facts.add(member);
  const auto findings = assess(facts.facts(), {requirement});
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().missing == "The panel has nobody from: police.");
  const EventId unknown = facts.add(somebody(PersonRole::panel_member, "P3"));
  CHECK(states(facts, requirement) == std::vector{State::not_stated});
  facts.add(AppointmentEnded{unknown, on("2010-04-01"), std::nullopt});
  member.sector = AgencySector::police;
  facts.add(member);
  CHECK(states(facts, requirement).empty());
}

TEST_CASE("independence: who decides about their own agency declares the interest and abstains",
          "[assessment]") {
  const auto requirement = requiring(RequirementCheck::interest_declared, Effect::warning);
  for (const PersonRole role : {PersonRole::decision_maker, PersonRole::lscb_chair}) {
    PlainFacts facts;
    PersonAppointed body = somebody(role);
    body.linked_with_agency_involved = Answer::yes;
    facts.add(body);
    CHECK(states(facts, requirement) == std::vector{State::not_kept});
    facts.add(InterestDeclared{"P1", Personal::sealed(), std::nullopt, on("2010-03-02"), Answer::no});
    CHECK(states(facts, requirement) == std::vector{State::not_kept});
    facts.add(InterestDeclared{"P1", Personal::sealed(), std::nullopt, on("2010-03-03"), Answer::yes});
    CHECK(states(facts, requirement).empty());
  }
  PlainFacts others;
  PersonAppointed member = somebody(PersonRole::panel_member);
  member.linked_with_agency_involved = Answer::yes;
  others.add(member);
  CHECK(states(others, requirement).empty());
}

}  // namespace reviewd
