// The work behind a review as a caller of the service sees it: what an edition asks for, refused with its
// clause or shown beside the case; and what agencies owe, on the due list of each.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>
#include <map>

#include "tests/support/command_bodies.hpp"
#include "tests/support/service_bench.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// One case of a board, whose clock is moved by the test.
class Review {
 public:
  Review(const std::string& brought, const std::string& decided) {
    service_.issue("manager", {Role::board_manager});
    on(brought);
    const Response opened = service_.send("POST /v1/cases", "manager", "", opening_on(brought));
    REQUIRE(opened.status == 201);
    path_ = "/v1/cases/" + std::string{json::parse(*opened.body).at("case_id").as_string()};
    on(decided);
    taken("record-decision", decision_on("conduct", decided));
  }

  void on(const std::string& day) { REQUIRE(service_.set_test_clock(*Instant::parse(day + "T12:00:00Z"))); }
  Response send(const std::string& command, const std::string& body) {
    return service_.send("POST " + path_ + "/" + command, "manager", "If-Match: *\r\n", body);
  }
  json::value taken(const std::string& command, const std::string& body) {
    const Response answer = send(command, body);
    INFO(command << " " << *answer.body);
    REQUIRE(answer.status == 200);
    return json::parse(*answer.body);
  }
  json::value refused(const std::string& command, const std::string& body) {
    const Response answer = send(command, body);
    REQUIRE(answer.status == 409);
    return json::parse(*answer.body);
  }
  json::value get(const std::string& target) {
    const Response answer = service_.send("GET " + target, "manager");
    REQUIRE(answer.status == 200);
    return json::parse(*answer.body);
  }
  json::value document() { return get(path_); }
  // The event that made the newest thing of a section.
  std::string newest(const std::string& section) {
    return std::string{document().at(section).as_array().back().at("event").as_string()};
  }

 private:
  ServiceBench service_;
  std::string path_;
};

std::string appointing(const std::string& role, const std::string& more) {
  return R"({"role":")" + role + R"(","person":"P1","office":"As minuted","appointed_on":"2010-04-02",)" +
         more + "}";
}

std::string text_of(const json::value& object, std::string_view member) {
  return std::string{object.at(member).as_string()};
}

json::value finding(const json::value& document, std::string_view requirement) {
  for (const json::value& found : document.at("findings").as_array())
    if (found.at("requirement").as_string() == requirement) return found;
  throw std::out_of_range("nothing of this kind is lacking");
}

// The one action of a case.
json::value action_of(const json::value& document) {
  return document.at("recommendations").as_array().front().at("actions").as_array().front();
}

// "action 2010-11-30, …": the kinds and due days of a list.
std::string due(const json::value& list) {
  std::string text;
  for (const json::value& deadline : list.at("deadlines").as_array())
    text += (text.empty() ? "" : ", ") + text_of(deadline, "kind") + " " + text_of(deadline, "due_on");
  return text;
}

constexpr const char* trust = R"("Anytown Hospital Trust")";

// Two contributions and an action, of two agencies.
Review with_agencies() {
  Review review("2010-03-20", "2010-04-01");
  review.on("2010-04-10");
  for (const char* agency : {trust, R"("Anytown Police")"})
    review.taken(
        "commission-contribution",
        std::string{R"({"agency":)"} + agency +
            R"(,"kind":"imr","health_trust":"no","commissioned_on":"2010-04-10","due_on":"2010-06-10"})");
  review.taken("add-recommendation",
               std::string{R"({"number":"1","made_on":"2010-04-10","text":"T","agency":)"} + trust + "}");
  review.taken("plan-action",
               R"({"recommendation":")" + review.newest("recommendations") +
                   R"(","action":"A","lead_role":"R","measure":"M","planned_on":"2010-04-10",)" +
                   R"("target_on":"2010-05-31","lead_agency":)" + trust + "}");
  return review;
}

}  // namespace

TEST_CASE("requirements: a refusal cites its clause and lists each thing that is missing") {
  Review review("2014-01-10", "2014-02-01");
  review.on("2014-07-20");
  review.taken("record-document",
               R"({"kind":"final_report","title":"T","version":"1","dated_on":"2014-07-20",)"
               R"("sha256":")" +
                   std::string(64, 'a') + "\"}");
  const std::string accepting =
      R"({"document":")" + review.newest("documents") + R"(","accepted_on":"2014-07-20"})";
  const json::value refused = review.refused("accept-document", accepting);
  CHECK(text_of(refused, "code") == "requirement_not_kept");
  CHECK_THAT(text_of(refused, "clause"), Catch::Contains("Working Together 2013, chapter 4"));
  std::map<std::string, std::string> missing;
  for (const json::value& fault : refused.at("errors").as_array())
    missing[text_of(fault, "code")] = text_of(fault, "detail");
  REQUIRE(missing.size() == 2);
  CHECK_THAT(missing["family_invited"], Catch::Contains("Nobody of the family is invited"));
  CHECK_THAT(missing["family_invited"], Catch::Contains("Working Together 2013, chapter 4"));
  CHECK_THAT(missing["appointed"], Catch::Contains("Working Together 2013, chapter 4"));
  review.taken("appoint-person",
               R"({"role":"lead_reviewer","person":"P1","office":"As minuted","appointed_on":"2014-02-10",)"
               R"("employed_by_board_agency":"no","linked_with_agency_involved":"no",)"
               R"("directly_concerned_with_case":"no"})");
  review.taken("invite-family",
               R"({"member":"F1","relation":"mother","invited_on":"2014-07-20","invited_by":"Liaison",)"
               R"("how":"letter","surviving_child":"no"})");
  CHECK(review.document().at("documents").as_array().front().as_object().contains("accepted") == false);
  review.taken("accept-document", accepting);
}

TEST_CASE("requirements: what is lacking stands in the case document with instrument, clause and effect") {
  Review review("2010-03-20", "2010-04-01");
  const json::value family = finding(review.document(), "family");
  CHECK(text_of(family, "effect") == "warning");
  CHECK(text_of(family, "state") == "not_kept");
  CHECK(text_of(family, "edition") == "wt2010");
  CHECK(text_of(family, "verification") == "recalled");
  CHECK_THAT(text_of(family, "clause"), Catch::Contains("Working Together 2010"));
  CHECK_THAT(text_of(family, "missing"), Catch::Contains("family"));
}

TEST_CASE(
    "requirements: an appointment against the matrix wants a reason, which is sealed and shown as given") {
  Review review("2010-03-20", "2010-04-01");
  review.on("2010-04-02");
  const std::string linked = R"("employed_by_board_agency":"no","linked_with_agency_involved":"yes")";
  const json::value refused = review.refused("appoint-person", appointing("overview_author", linked));
  CHECK_THAT(text_of(refused, "detail"), Catch::Contains("override_reason"));
  const json::value appointed = review.taken(
      "appoint-person", appointing("overview_author", linked + R"(,"override_reason":"A small market")"));
  CHECK(text_of(finding(appointed, "author"), "state") == "overridden");
  CHECK(json::serialize(appointed).find("small market") == std::string::npos);
  const json::object& person = appointed.at("people").as_array().front().as_object();
  CHECK(person.at("override_reason").as_object().contains("sealed_in"));
}

TEST_CASE("requirements: a reason of the wrong kind helps nobody past what blocks") {
  Review review("2010-03-20", "2010-04-01");
  review.on("2010-04-02");
  const json::value refused = review.refused(
      "appoint-person",
      appointing("panel_chair", R"("employed_by_board_agency":"yes","override_reason":"He is available")"));
  CHECK(text_of(refused.at("errors").as_array().front(), "code") == "panel_chair_independent");
}

TEST_CASE("requirements: an edition is read with what it asks for, each with its source and its mark") {
  Review review("2010-03-20", "2010-04-01");
  const json::value edition = review.get("/v1/editions/wt2010");
  CHECK(edition.at("requirements").as_array().size() >= 14);
  for (const json::value& asked : edition.at("requirements").as_array()) {
    INFO(text_of(asked, "requirement"));
    for (const char* member : {"check", "effect", "clause", "source", "verification"})
      CHECK_FALSE(text_of(asked, member).empty());
    if (text_of(asked, "check") == "panel_minimum_agencies") CHECK(asked.at("items").as_array().size() == 4);
  }
}

TEST_CASE("due list: what one agency owes, contributions and actions alike") {
  Review review = with_agencies();
  CHECK(due(review.get("/v1/deadlines?agency=Anytown%20Hospital%20Trust")) ==
        "action 2010-05-31, contribution 2010-06-10");
  CHECK(due(review.get("/v1/deadlines?agency=Anytown%20Police")) == "contribution 2010-06-10");
  CHECK(due(review.get("/v1/deadlines?agency=Nobody")).empty());
  CHECK(due(review.get("/v1/deadlines?agency=Anytown%20Hospital%20Trust&as_of=2010-04-20")) ==
        "action 2010-05-31, contribution 2010-06-10");
}

TEST_CASE("due list: an action is overdue on it, and followed up once it is complete") {
  Review review = with_agencies();
  review.on("2010-06-01");
  CHECK(due(review.get("/v1/deadlines?agency=Anytown%20Hospital%20Trust&overdue=true")) ==
        "action 2010-05-31");
  const std::string action = text_of(action_of(review.document()), "event");
  review.taken("progress-action",
               R"({"action":")" + action + R"(","progress":"complete","occurred_on":"2010-06-01"})");
  const std::string audits = "/v1/deadlines?kind=audit&agency=Anytown%20Hospital%20Trust";
  CHECK(due(review.get(audits)) == "audit 2010-12-01, audit 2011-06-01");
  review.taken("plan-follow-up",
               R"({"action":")" + action + R"(","planned_on":"2010-06-01","review_on":"2010-09-15"})");
  CHECK(due(review.get(audits)) == "audit 2010-09-15");
  review.on("2010-09-14");
  const json::value audited =
      review.taken("audit-action", R"({"action":")" + action +
                                       R"(","audited_on":"2010-09-14","finding":"partly","text":"T"})");
  CHECK(due(review.get(audits)).empty());
  CHECK(text_of(action_of(audited), "finding") == "partly");
  CHECK(action_of(audited).at("follow_ups").as_array().size() == 1);
}

TEST_CASE("contributions: how late an agency is, how often it was sent back, and by when it comes again") {
  Review review = with_agencies();
  const std::string contribution{
      review.document().at("contributions").as_array().front().at("event").as_string()};
  const auto step = [&](const std::string& name, const std::string& day) {
    review.on(day);
    review.taken("advance-contribution", R"({"contribution":")" + contribution + R"(","step":")" + name +
                                             R"(","occurred_on":")" + day + R"(","reasons":"R"})");
  };
  step("signed_off", "2010-06-14");
  step("received", "2010-06-14");
  step("returned", "2010-06-21");
  review.taken("reschedule-contribution",
               R"({"contribution":")" + contribution +
                   R"(","set_on":"2010-06-21","due_on":"2010-07-05","reasons":"R"})");
  const std::string owed = "/v1/deadlines?kind=contribution&agency=Anytown%20Hospital%20Trust";
  CHECK(due(review.get(owed)) == "contribution 2010-07-05");
  step("signed_off", "2010-07-05");
  step("received", "2010-07-05");
  step("returned", "2010-07-06");
  step("signed_off", "2010-07-07");
  step("received", "2010-07-07");
  step("records_secured", "2010-07-08");
  step("accepted", "2010-07-09");
  const json::value document = review.document();
  const json::value& shown = document.at("contributions").as_array().front();
  CHECK(text_of(shown, "state") == "accepted");
  CHECK(shown.at("times_returned").as_int64() == 2);
  CHECK(shown.at("days_late").as_int64() == 4);
  CHECK(text_of(shown, "received_on") == "2010-06-14");
  CHECK(shown.at("rescheduled").as_array().size() == 1);
  CHECK(due(review.get(owed)).empty());
}

}  // namespace reviewd
