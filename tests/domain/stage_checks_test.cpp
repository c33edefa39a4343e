// What is absent when a stage of the review is to be complete: roles, terms of reference, contributions and
// documents; and which steps ask for it.
#include <catch2/catch.hpp>

#include "domain/assessment.hpp"
#include "tests/support/plain_facts.hpp"

namespace reviewd {
namespace {

Requirement asking(RequirementCheck check, std::vector<std::string> items = {},
                   Effect effect = Effect::override_with_reason) {
  return {"r", check, effect, std::move(items), "Clause.", "Source.", Verification::verified, ""};
}

// What the facts lack of this, in words; "" when nothing, the state before it when that is not `not_kept`.
std::string missing(const PlainFacts& facts, const Requirement& requirement) {
  std::string text;
  for (const Finding& finding : assess(facts.facts(), {requirement}))
    text += (finding.state == FindingState::not_kept ? "" : std::string{word_of(finding.state)} + ": ") +
            finding.missing;
  return text;
}

EventId appoint(PlainFacts& facts, PersonRole role) {
  PersonAppointed body;
  body.role = role;
  body.appointed_on = on("2010-03-01");
  return facts.add(std::move(body));
}

void end(PlainFacts& facts, EventId appointment, std::string_view day) {
  facts.add(AppointmentEnded{appointment, on(day), std::nullopt});
}

EventId record(PlainFacts& facts, ReviewDocumentKind kind) {
  DocumentRecorded body;
  body.kind = kind;
  body.dated_on = on("2010-07-01");
  return facts.add(std::move(body));
}

void accept(PlainFacts& facts, ReviewDocumentKind kind, std::string_view day = "2010-08-01") {
  facts.add(DocumentAccepted{record(facts, kind), on(day), std::nullopt});
}

ContributionCommissioned contribution(ContributionKind kind) {
  ContributionCommissioned body;
  body.agency = "Police";
  body.kind = kind;
  return body;
}

}  // namespace

TEST_CASE("absent: a role that nobody has is missing from the decision to conduct a review", "[assessment]") {
  const auto chair_and_author = asking(RequirementCheck::appointed, {"panel_chair", "overview_author"});
  PlainFacts facts;
  CHECK(missing(facts, chair_and_author).empty());
  facts.decide();
  CHECK(missing(facts, chair_and_author) == "Nobody is appointed as: panel_chair, overview_author.");
  appoint(facts, PersonRole::panel_chair);
  CHECK(missing(facts, chair_and_author) == "Nobody is appointed as: overview_author.");
  appoint(facts, PersonRole::overview_author);
  CHECK(missing(facts, chair_and_author).empty());
  PlainFacts other_course;
  other_course.decide(Course::other_review);
  CHECK(missing(other_course, chair_and_author).empty());
  PlainFacts imported;
  imported.decide(Course::conduct, Origin::import);
  CHECK(missing(imported, chair_and_author).starts_with("not_stated: "));
}

TEST_CASE("absent: a role is held until the report is accepted", "[assessment]") {
  const auto reviewer = asking(RequirementCheck::appointed, {"lead_reviewer"});
  PlainFacts facts;
  facts.decide();
  const EventId appointment = appoint(facts, PersonRole::lead_reviewer);
  end(facts, appointment, "2010-07-31");
  CHECK_FALSE(missing(facts, reviewer).empty());
  accept(facts, ReviewDocumentKind::final_report, "2010-08-01");
  CHECK_FALSE(missing(facts, reviewer).empty());
  PlainFacts later;
  later.decide();
  end(later, appoint(later, PersonRole::lead_reviewer), "2010-08-01");
  accept(later, ReviewDocumentKind::final_report, "2010-08-01");
  CHECK(missing(later, reviewer).empty());
}

TEST_CASE("absent: terms of reference", "[assessment]") {
  const auto terms = asking(RequirementCheck::terms_of_reference_set);
  PlainFacts facts;
  CHECK(missing(facts, terms).empty());
  facts.decide();
  CHECK(missing(facts, terms) == "The review has no terms of reference.");
  facts.add(TermsSet{});
  CHECK(missing(facts, terms).empty());
}

TEST_CASE("absent: a kind of contribution that nobody was asked for, or is asked for no more",
          "[assessment]") {
  const auto reviews = asking(RequirementCheck::contributions_commissioned, {"imr"});
  PlainFacts facts;
  facts.decide();
  CHECK(missing(facts, reviews) == "No agency was asked to contribute: imr.");
  facts.add(contribution(ContributionKind::chronology));
  CHECK_FALSE(missing(facts, reviews).empty());
  const EventId asked = facts.add(contribution(ContributionKind::imr));
  CHECK(missing(facts, reviews).empty());
  facts.add(CommissionWithdrawn{asked, on("2010-03-12"), Personal::of("R.")});
  CHECK_FALSE(missing(facts, reviews).empty());
}

TEST_CASE("absent: documents that the board accepted, once the review is complete or published",
          "[assessment]") {
  const auto documents =
      asking(RequirementCheck::documents_accepted, {"overview_report", "executive_summary"});
  PlainFacts facts;
  facts.decide();
  CHECK(missing(facts, documents).empty());
  record(facts, ReviewDocumentKind::overview_report);
  accept(facts, ReviewDocumentKind::executive_summary);
  facts.add(ReviewCompleted{on("2010-08-01"), Origin::api, std::nullopt});
  CHECK(missing(facts, documents) == "The board accepted no: overview_report.");
  accept(facts, ReviewDocumentKind::final_report);
  CHECK(missing(facts, documents).empty());
  PlainFacts published;
  published.decide();
  published.add(Published{});
  CHECK_FALSE(missing(published, documents).empty());
}

TEST_CASE("absent: a reason given with the publication sets it aside, where one is admitted",
          "[assessment]") {
  PlainFacts facts;
  facts.decide();
  // The completion is not asked for it, so that its reason speaks of something else.
  facts.add(ReviewCompleted{on("2010-08-01"), Origin::api, Personal::of("R.")});
  const std::string absent = "The review has no terms of reference.";
  CHECK(missing(facts, asking(RequirementCheck::terms_of_reference_set)) == absent);
  facts.add(Published{std::nullopt, on("2010-08-01"), std::nullopt, std::nullopt, Personal::of("R.")});
  CHECK(missing(facts, asking(RequirementCheck::terms_of_reference_set)).starts_with("overridden: "));
  CHECK(missing(facts, asking(RequirementCheck::terms_of_reference_set, {}, Effect::blocks)) == absent);
  PlainFacts response;
  response.decide();
  response.add(PublicationApproved{on("2010-08-01"), "Chair"});
  response.add(ReviewCompleted{on("2010-08-01"), Origin::api, Personal::of("R.")});
  CHECK_FALSE(missing(response, asking(RequirementCheck::board_response_in)).starts_with("overridden"));
}

TEST_CASE("steps: the response belongs to the publication, the documents to the end, the summary to itself",
          "[assessment]") {
  using enum ReviewStep;
  const auto steps = [](RequirementCheck check) {
    std::string text;
    for (const ReviewStep step : {report_accepted, summary_accepted, completed, published})
      text += asked_before(step, check) ? "x" : "-";
    return text;
  };
  CHECK(steps(RequirementCheck::panel_chair_independent) == "x-xx");
  CHECK(steps(RequirementCheck::family_invited) == "x-xx");
  CHECK(steps(RequirementCheck::summary_contents) == "-xxx");
  CHECK(steps(RequirementCheck::appointed) == "x---");
  CHECK(steps(RequirementCheck::documents_accepted) == "---x");
  CHECK(steps(RequirementCheck::board_response_in) == "---x");
  CHECK(step_of(ReviewDocumentKind::final_report) == report_accepted);
  CHECK_FALSE(step_of(ReviewDocumentKind::action_plan).has_value());
}

}  // namespace reviewd
