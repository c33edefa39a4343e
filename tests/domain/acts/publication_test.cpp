#include "domain/acts/publication.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "domain/acts/publication_state.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

constexpr const char* sha = "f0c9b9b58169c524a45c7a9afd7140ce86a8634e6e7bc2c72a401f974cbf5bf8";
constexpr const char* other_sha = "00c9b9b58169c524a45c7a9afd7140ce86a8634e6e7bc2c72a401f974cbf5bf8";

const std::string approval = R"({"approved_on":"2010-10-01","approved_by":"Chair of the board"})";
const std::string hold = R"({"held_on":"2010-10-05","reason":"The trial.","review_on":"2010-10-19"})";
const std::string release = R"({"released_on":"2010-10-20"})";
const std::string copy = R"({"recipient":"ofsted","sent_on":"2010-10-25"})";
const std::string plan = R"({"planned_on":"2010-10-02","publish_on":"2010-11-08"})";
const std::string intention = R"({"intended_on":"2010-09-01","reasons":"R."})";
const std::string no_publication =
    R"({"decided_on":"2010-09-20","panel_outcome":"not_asked","reasons":"R."})";
const std::string withdrawal = R"({"withdrawn_on":"2012-04-02"})";

std::string publication(const std::string& sha256 = sha, const std::string& day = "2010-11-08") {
  return R"({"mode":"summary","published_on":")" + day + R"(","sha256":")" + sha256 +
         R"(","where":"The board's site"})";
}

std::string version(const std::string& sha256 = sha) {
  return R"({"published_on":"2011-03-14","sha256":")" + sha256 +
         R"(","where":"The board's site","reason":"R."})";
}

std::string check(const std::string& hits, const std::string& sha256 = sha, const std::string& by = "t0") {
  return R"({"sha256":")" + sha256 + R"(","length":15,"hits":)" + hits + R"(,"checked_by":")" + by + "\"}";
}

std::string override_of(const EventId& event) {
  return R"({"check":")" + event.text() + R"(","reason":"R."})";
}

// Decided to be conducted; the clock stands at the end of 2012.
CaseSpecification review() {
  CaseSpecification specification;
  specification.on("2010-02-01").given("open-case", opening_on("2010-01-31"));
  specification.on("2012-12-31").given("record-decision", decision_on("conduct", "2010-02-26"));
  specification.given_the_work_is_done();
  return specification;
}

// The event of the n-th step that follows on the review, from 0.
std::string step_after_review(std::uint64_t number) {
  return std::to_string(review().next_position().number() + number) + ".0";
}

struct Named {
  const char* command;
  const std::string& body;
};

PublicationState state_of(const CaseSpecification& specification) {
  return publication_state(specification.state().facts);
}

// A review whose publication stands where it is after these steps.
CaseSpecification after(std::initializer_list<Named> steps) {
  CaseSpecification specification = review();
  for (const Named& step : steps) specification.given(step.command, step.body);
  return specification;
}

CaseSpecification in(PublicationState state) {
  static const std::string checked = check("0");
  static const std::string published = publication();
  static const std::string versioned = version();
  const Named approve{"approve-publication", approval};
  const Named looked{"check-publication", checked};
  const Named publish{"publish", published};
  switch (state) {
    case PublicationState::not_started:
      return after({});
    case PublicationState::approved:
      return after({approve});
    case PublicationState::held:
      return after({approve, {"hold-publication", hold}});
    case PublicationState::copy_sent:
      return after({approve, {"send-publication-copy", copy}});
    case PublicationState::published:
      return after({approve, looked, publish});
    case PublicationState::re_versioned:
      return after({approve, looked, publish, {"re-version-publication", versioned}});
    case PublicationState::withdrawn:
      return after({approve, looked, publish, {"withdraw-publication", withdrawal}});
    case PublicationState::not_published:
      return after({{"intend-non-publication", intention}, {"record-non-publication", no_publication}});
  }
  return review();
}

using enum PublicationState;
constexpr std::array every_state{not_started, approved,     held,      copy_sent,
                                 published,   re_versioned, withdrawn, not_published};

// The days of the steps are not what is asked here: each lies after all others.
const std::map<std::string, std::pair<std::string, std::vector<PublicationState>>>& steps() {
  static const std::map<std::string, std::pair<std::string, std::vector<PublicationState>>> all{
      {"intend-non-publication",
       {R"({"intended_on":"2012-05-01","reasons":"R."})", {not_started, approved, held, copy_sent}}},
      {"approve-publication",
       {R"({"approved_on":"2012-05-01","approved_by":"Chair"})", {not_started, withdrawn, not_published}}},
      {"plan-publication",
       {R"({"planned_on":"2012-05-01","publish_on":"2013-05-01"})",
        {not_started, approved, held, copy_sent}}},
      {"hold-publication",
       {R"({"held_on":"2012-05-01","reason":"R.","review_on":"2012-06-01"})", {approved, held, copy_sent}}},
      {"release-publication", {R"({"released_on":"2012-05-01"})", {held}}},
      {"send-publication-copy",
       {R"({"recipient":"ofsted","sent_on":"2012-05-01"})", {approved, copy_sent, published, re_versioned}}},
      {"publish", {publication(sha, "2012-05-01"), {approved, copy_sent}}},
      {"re-version-publication",
       {R"({"published_on":"2012-05-01","sha256":")" + std::string{sha} + R"(","where":"W.","reason":"R."})",
        {published, re_versioned}}},
      {"withdraw-publication", {R"({"withdrawn_on":"2012-05-01"})", {published, re_versioned}}}};
  return all;
}

}  // namespace

TEST_CASE("publication: each state is reached by its steps", "[publication]") {
  for (const PublicationState state : every_state) {
    INFO(word_of(state));
    CHECK(state_of(in(state)) == state);
  }
}

TEST_CASE("publication: every step is taken from its own states and refused in all others", "[publication]") {
  for (const auto& [command, step] : steps())
    for (const PublicationState state : every_state) {
      INFO(command << " from " << word_of(state));
      CaseSpecification specification = in(state);
      specification.given("check-publication", check("0"));
      const auto& [body, allowed] = step;
      if (std::find(allowed.begin(), allowed.end(), state) != allowed.end())
        specification.given(command, body);
      else
        specification.when(command, body).then_rejected("publication_out_of_turn");
    }
}

TEST_CASE("publication: what was held goes on from where it stood", "[publication]") {
  CaseSpecification specification = in(copy_sent);
  const std::string later = R"({"held_on":"2010-10-26","reason":"R.","review_on":"2010-11-19"})";
  const std::string again = R"({"held_on":"2010-11-19","reason":"R.","review_on":"2010-12-19"})";
  specification.given("hold-publication", later);
  specification.given("hold-publication", again);
  CHECK(state_of(specification) == held);
  specification.given("release-publication", R"({"released_on":"2010-12-01"})");
  CHECK(state_of(specification) == copy_sent);
}

TEST_CASE("publication: a hold is looked at again later, and a plan lies ahead", "[publication]") {
  CaseSpecification specification = in(approved);
  specification.when("hold-publication", R"({"held_on":"2010-10-05","reason":"R.","review_on":"2010-10-05"})")
      .then_rejected("review_before_hold", "/review_on");
  specification.when("plan-publication", R"({"planned_on":"2010-10-02","publish_on":"2010-10-01"})")
      .then_rejected("plan_in_the_past", "/publish_on");
  specification.given("plan-publication", R"({"planned_on":"2010-10-02","publish_on":"2010-10-02"})");
  CHECK(state_of(specification) == approved);
}

TEST_CASE("publication: a step does not lie before the step before it, nor before the decision",
          "[publication]") {
  CaseSpecification specification = in(approved);
  specification.when("hold-publication", R"({"held_on":"2010-09-30","reason":"R.","review_on":"2010-10-19"})")
      .then_rejected("before_the_last_step", "/held_on");
  specification.given("hold-publication", hold);
  specification.when("correct-fact", correction_of(step_after_review(0), "/approved_on", "2010-10-06"))
      .then_rejected("before_the_last_step", "/value");
  specification.given("correct-fact", correction_of(step_after_review(0), "/approved_on", "2010-01-01"));
  specification.given("release-publication", release);
  specification.given("check-publication", check("0"));
  specification.when("correct-fact", correction_of(step_after_review(1), "/held_on", "2010-11-01"))
      .then_rejected("before_the_last_step", "/value");
  CaseSpecification early = after({{"approve-publication", approval}});
  early.given("check-publication", check("0"));
  early.given("correct-fact", correction_of(step_after_review(0), "/approved_on", "2010-01-01"));
  early.when("publish", publication(sha, "2010-02-25")).then_rejected("before_decision", "/published_on");
}

TEST_CASE("publication: not to publish is intended first, so that those who must know can be told",
          "[publication]") {
  CaseSpecification specification = review();
  specification.when("record-non-publication", no_publication).then_rejected("publication_out_of_turn");
  specification.given("intend-non-publication", intention);
  specification.given("approve-publication", approval);
  specification
      .when("record-non-publication",
            R"({"decided_on":"2010-10-20","panel_outcome":"agreed","reasons":"R."})")
      .then_rejected("publication_out_of_turn");
}

TEST_CASE("publication: a hold on publication that somebody asked for stands in its way", "[publication]") {
  CaseSpecification specification = in(approved);
  specification.given("check-publication", check("0"));
  const EventId placed{specification.next_position(), 0};
  specification.given("place-hold", R"({"kind":"publication","asked_by":"Coroner","reason":"R.",)"
                                    R"("placed_on":"2010-10-04","review_on":"2010-11-01"})");
  specification.when("publish", publication()).then_rejected("publication_hold_stands");
  specification.given("lift-hold", R"({"hold":")" + placed.text() + R"(","lifted_on":"2010-11-01"})");
  specification.given("publish", publication());
}

TEST_CASE("publication: only a text that was checked is published", "[publication]") {
  CaseSpecification specification = in(approved);
  specification.when("publish", publication()).then_rejected("publication_unchecked");
  specification.given("check-publication", check("0", other_sha));
  specification.when("publish", publication()).then_rejected("publication_unchecked");
  specification.given("check-publication", check("0"));
  specification.given("publish", publication());
  const std::string third = "11" + std::string{sha}.substr(2);
  specification.when("re-version-publication", version(third)).then_rejected("publication_unchecked");
  specification.given("re-version-publication", version(other_sha));
}

TEST_CASE("publication: what a check found somebody else answers for", "[publication]") {
  CaseSpecification specification = in(approved);
  const EventId found{specification.next_position(), 0};
  specification.given("check-publication", check("2"));
  specification.when("publish", publication()).then_rejected("publication_check_hits");
  specification.given("override-publication-check", override_of(found));
  specification.when("override-publication-check", override_of(found)).then_rejected("check_overridden");
  specification.given("publish", publication());
}

TEST_CASE("publication: only the newest check of a text counts", "[publication]") {
  CaseSpecification specification = in(approved);
  const EventId found{specification.next_position(), 0};
  specification.given("check-publication", check("2"));
  specification.given("override-publication-check", override_of(found));
  specification.given("check-publication", check("3"));
  specification.when("publish", publication()).then_rejected("publication_check_hits");
  const EventId clean{specification.next_position(), 0};
  specification.given("check-publication", check("0"));
  specification.when("override-publication-check", override_of(clean)).then_rejected("nothing_to_override");
  specification.given("publish", publication());
}

TEST_CASE("publication: who had a text checked does not override the check", "[publication]") {
  CaseSpecification specification = in(approved);
  const EventId found{specification.next_position(), 0};
  specification.given("check-publication", check("1", sha, "t1"));
  specification.when("override-publication-check", override_of(found)).then_rejected("second_person_needed");
}

TEST_CASE("publication: nor does another token of the same name", "[publication]") {
  CaseSpecification specification = in(approved);
  std::string by_this_office = check("1", sha, "t9");
  by_this_office.insert(by_this_office.size() - 1, R"(,"office":"Board manager")");
  const EventId found{specification.next_position(), 0};
  specification.given("check-publication", by_this_office);
  specification.when("override-publication-check", override_of(found)).then_rejected("second_person_needed");
}

TEST_CASE("publication: a text is checked again when the case came to hold another name since",
          "[publication]") {
  CaseSpecification specification = in(approved);
  specification.given("check-publication", check("0"));
  specification.given("invite-family", R"({"member":"F1","name":"Invented Person","relation":"mother",)"
                                       R"("invited_on":"2010-03-01","invited_by":"Liaison","how":"letter",)"
                                       R"("surviving_child":"no"})");
  specification.when("publish", publication()).then_rejected("publication_unchecked");
  specification.given("check-publication", check("0"));
  specification.given("publish", publication());
  specification.given("check-publication", check("0", other_sha));
  const std::string invitation = std::to_string(specification.next_position().number() - 4) + ".0";
  specification.given("correct-fact", correction_of(invitation, "/name", "Another Person"));
  specification.when("re-version-publication", version(other_sha)).then_rejected("publication_unchecked");
}

TEST_CASE("publication: what the edition asks for stands in its way, and is listed", "[publication]") {
  CaseSpecification specification;
  specification.on("2010-02-01").given("open-case", opening_on("2010-01-31"));
  specification.on("2012-12-31").given("record-decision", decision_on("conduct", "2010-02-26"));
  specification.given("approve-publication", approval);
  specification.given("check-publication", check("0"));
  specification.when("publish", publication()).then_rejected_citing("requirement_not_kept", "December 2009");
  CHECK(specification.result().error().faults.size() == 1);
}

TEST_CASE("publication: the API wants the SHA-256 of what is published", "[publication]") {
  CaseSpecification specification = in(approved);
  specification
      .when(CaseCommand{Published{PublicationMode::full, *PartialDate::parse("2010-11-08"), std::nullopt,
                                  "The board's site", std::nullopt}})
      .then_rejected("required", "/sha256");
}

TEST_CASE("publication: an import holds what was published, whatever came before", "[publication]") {
  CaseSpecification specification = review();
  specification.importing();
  specification.given(CaseCommand{Published{PublicationMode::summary, *PartialDate::parse("2010-11"),
                                            std::nullopt, "The board's site", std::nullopt}});
  CHECK(state_of(specification) == published);
}

TEST_CASE("publication: a closed case takes another version, its check and a withdrawal, nothing else",
          "[publication]") {
  CaseSpecification specification = in(published);
  specification.given("complete-review", completion_on("2010-08-01"));
  specification.given("close-case", closing_on("2012-01-02"));
  specification.given("check-publication", check("1", other_sha));
  specification.given("override-publication-check",
                      override_of({Position{specification.next_position().number() - 1}, 0}));
  specification.given("re-version-publication", version(other_sha));
  specification.given("withdraw-publication", withdrawal);
  specification.when("approve-publication", approval).then_rejected("case_closed");
}

}  // namespace reviewd
