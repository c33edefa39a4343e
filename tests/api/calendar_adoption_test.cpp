// A bank holiday proclaimed at ten days' notice, taken up over the API: first what would move, then the move,
// one event with its cause for each deadline; a closed case never changes.
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>

#include "tests/support/calendar_text.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/service_bench.hpp"
#include "tests/support/shipped_rules.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

constexpr const char* any_version = "If-Match: *\r\n";
const std::string holiday = "2022-09-19";

json::value document_of(const Response& response) {
  return json::parse(*response.body);
}

std::string asking(json::object body) {
  body["calendar"] = "england-and-wales";
  return json::serialize(body);
}

// The rules as they were before the proclamation, and three cases whose rapid review is due: one on 23
// September, one long before, and one like the first that is closed.
struct BeforeTheProclamation {
  BeforeTheProclamation() {
    bench.issue("manager", {Role::board_manager});
    bench.issue("administrator", {Role::administrator});
    bench.issue("both", {Role::administrator, Role::board_manager});
    adopt_rules();
    on("2022-08-20");
    early = notified_on("2022-08-15");
    on("2022-09-10");
    crossing = notified_on("2022-09-02");
    closed = notified_on("2022-09-02");
    command(closed + "/close-case", closing_on("2022-09-05", R"(,"opened_in_error":true)"));
  }

  void adopt_rules() {
    std::vector<RuleDocument> documents = shipped_documents();
    for (RuleDocument& document : documents)
      if (document.kind == DocumentKind::calendar)
        document = *read_rule_document(DocumentKind::calendar, calendar_text(1, holiday), "calendar");
    bench.adopt(documents);
  }
  void on(const std::string& day) {
    REQUIRE(bench.send("POST /v1/test-clock", "both", "", R"({"now":")" + day + R"(T09:00:00Z"})").status ==
            200);
  }
  void command(const std::string& path, const std::string& body) {
    const Response answer = bench.send("POST " + path, "manager", any_version, body);
    INFO(*answer.body);
    REQUIRE(answer.status == 200);
  }
  std::string notified_on(const std::string& day) {
    const Response opened = bench.send("POST /v1/cases", "manager", "", opening_on(day));
    REQUIRE(opened.status == 201);
    const std::string path = "/v1/cases/" + std::string{document_of(opened).at("case_id").as_string()};
    command(path + "/record-notification", notice_on("national_panel", day, "serious_incident"));
    return path;
  }
  Response ask(const std::string& body, const std::string& token = "administrator") {
    return bench.send("POST /v1/adopt-calendar", token, "", body);
  }
  json::object deadline(const std::string& path) {
    const json::value document = document_of(bench.send("GET " + path, "manager"));
    for (const json::value& deadline : document.at("deadlines").as_array())
      if (deadline.at("rule").as_string() == "rapid-review") return deadline.as_object();
    FAIL("no rapid review is due");
    return {};
  }
  std::string due(const std::string& path) { return std::string{deadline(path).at("due_on").as_string()}; }

  ServiceBench bench;
  std::string early;
  std::string crossing;
  std::string closed;
};

}  // namespace

TEST_CASE("adopt-calendar: a preview names what would move and writes nothing", "[api]") {
  BeforeTheProclamation world;
  const Position head = world.bench.engine()->head();
  const Response answer = world.ask(asking({{"text", calendar_text(2)}}));
  INFO(*answer.body);
  REQUIRE(answer.status == 200);
  const json::value preview = document_of(answer);
  CHECK(preview.at("outcome").as_string() == "proposed");
  CHECK(preview.at("revision") == 2);
  CHECK(preview.at("adopted_at").is_null());
  REQUIRE(preview.at("deadlines") == 1);
  const json::object& moved = preview.at("moved").at(0).as_object();
  CHECK("/v1/cases/" + std::string{moved.at("case_id").as_string()} == world.crossing);
  CHECK(moved.at("was").as_string() == "2022-09-23");
  CHECK(moved.at("is").as_string() == "2022-09-26");
  // An administrator who may see no case is shown its label no more than anywhere else.
  CHECK_FALSE(moved.contains("case_label"));
  CHECK(document_of(world.ask(asking({{"text", calendar_text(2)}}), "both"))
            .at("moved")
            .at(0)
            .at("case_label") == "Child A");
  CHECK(world.bench.engine()->head() == head);
  CHECK(world.due(world.crossing) == "2022-09-23");
}

TEST_CASE("adopt-calendar: once accepted each deadline moves by one event with its cause", "[api]") {
  BeforeTheProclamation world;
  const Position of_closed = world.bench.engine()->positions(*CaseId::parse(world.closed.substr(10))).back();
  const std::string accepting =
      asking({{"text", calendar_text(2)}, {"accept", true}, {"reason", "Proclaimed on 10 September."}});
  const Response answer = world.ask(accepting);
  INFO(*answer.body);
  REQUIRE(answer.status == 200);
  const json::value adopted = document_of(answer);
  CHECK(adopted.at("outcome").as_string() == "adopted");
  CHECK(world.due(world.crossing) == "2022-09-26");
  const std::string cause = std::string{adopted.at("adopted_at").as_string()} + ".0";
  const json::value events = document_of(world.bench.send("GET " + world.crossing + "/events", "manager"));
  std::size_t moves = 0;
  for (const json::value& event : events.at("events").as_array()) {
    if (event.at("type").as_string() != "deadline_recalculated") continue;
    const json::object& data = event.at("data").as_object();
    CHECK(data.at("cause").as_string() == cause);
    moves += data.at("due_on_was") == data.at("terms").at("due_on") ? 0U : 1U;
  }
  CHECK(moves == 1);
  CHECK(world.due(world.early) == "2022-09-06");
  CHECK(world.bench.engine()->positions(*CaseId::parse(world.closed.substr(10))).back() == of_closed);
  // Asked again, whether or not the first answer arrived: nothing more happens.
  const Position head = world.bench.engine()->head();
  CHECK(document_of(world.ask(accepting)).at("outcome").as_string() == "unchanged");
  CHECK(world.bench.engine()->head() == head);
}

TEST_CASE("adopt-calendar: what cannot be taken up is refused and named", "[api]") {
  BeforeTheProclamation world;
  const auto refused = [&](json::object body, unsigned status, const std::string& code) {
    const Response answer = world.ask(asking(std::move(body)));
    INFO(*answer.body);
    CHECK(answer.status == status);
    const json::value problem = document_of(answer);
    CHECK((status == 422 ? problem.at("errors").at(0).at("code") : problem.at("code")).as_string() == code);
  };
  refused({{"text", calendar_text(2)}, {"accept", true}}, 422, "required");
  refused({{"text", "revision = 2"}}, 422, "no_calendar");
  refused({{"limit", 0}}, 422, "wrong_value");
  // The adopted text of revision 1 has no such holiday; nor may its file have.
  refused({{"text", calendar_text(1)}}, 409, "revision_altered");
  refused({}, 409, "revision_altered");
  refused({{"text", calendar_text(0)}}, 422, "no_calendar");
  CHECK(world.ask(R"({"calendar":"mars"})").status == 422);
  CHECK(world.ask(asking({{"text", calendar_text(2)}}), "manager").status == 403);
  CHECK(world.ask(asking({{"text", calendar_text(2)}, {"accept", true}, {"reason", "R."}})).status == 200);
  refused({{"text", calendar_text(2, holiday)}}, 409, "revision_altered");
}

TEST_CASE("adopt-calendar: an older revision than the adopted one is refused", "[api]") {
  BeforeTheProclamation world;
  REQUIRE(world.ask(asking({{"text", calendar_text(3)}, {"accept", true}, {"reason", "R."}})).status == 200);
  const Response answer = world.ask(asking({{"text", calendar_text(2)}}));
  CHECK(answer.status == 409);
  CHECK(document_of(answer).at("code").as_string() == "revision_outdated");
}

}  // namespace reviewd
