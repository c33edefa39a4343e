// Bad input through the real program: each is refused with its status, code and place, and the log is as
// before.
#include <boost/json/array.hpp>
#include <catch2/catch.hpp>

#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

struct BadBody {
  std::string command;  // empty: a body that would open a case
  std::string body;
  int status;
  std::string code;     // of the problem, or of one of its errors
  std::string pointer;  // of that error; empty when the whole body is meant
};

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

std::string opening_with(const std::string& more) {
  return opening_on("2010-01-31", more);
}

std::string child_named(const std::string& name) {
  return opening_with(R"(,"children":[{"label":"Child A","name":")" + name + "\"}]");
}

// Whether the problem has this code at this place.
bool names(const ApiAnswer& answer, const BadBody& bad) {
  if (bad.pointer.empty()) return answer.at("/code") == bad.code || answer.at("/errors/0/code") == bad.code;
  const json::value whole = answer.json();
  if (!whole.as_object().contains("errors")) return false;
  for (const json::value& error : whole.at("errors").as_array())
    if (error.at("code").as_string() == bad.code && error.at("pointer").as_string() == bad.pointer)
      return true;
  return false;
}

std::vector<BadBody> bodies_that_are_no_json() {
  return {
      {"", "", 400, "malformed_json", ""},
      {"", "{", 400, "malformed_json", ""},
      {"", R"({"board":"Anytown LSCB",})", 400, "malformed_json", ""},
      {"", R"({"board":'Anytown LSCB'})", 400, "malformed_json", ""},
      {"", opening_on("2010-01-31") + "x", 400, "malformed_json", ""},
      {"", child_named("\xC3\x28"), 400, "malformed_json", ""},
      {"", child_named("\xED\xA0\x80"), 400, "malformed_json", ""},
      {"", child_named("a\nb"), 400, "malformed_json", ""},
      {"", opening_with(R"(,"facts":{"died":01})"), 400, "malformed_json", ""},
      {"", nested(65).insert(32, "x"), 400, "malformed_json", ""},
  };
}

std::vector<BadBody> bodies_of_the_wrong_shape() {
  const std::string huge = "123456789012345678901234567890";
  return {
      {"", nested(65), 422, "too_deep", ""},
      {"", opening_with(",\"case_label\":" + huge), 422, "number_too_large", ""},
      {"", "[]", 422, "wrong_type", ""},
      {"", opening_with(R"(,"board":"Other")"), 422, "duplicate_member", "/board"},
      {"", opening_with(R"(,"colour":"red")"), 422, "unknown_member", "/colour"},
      {"", opening_with(R"(,"case_id":"caaaaaaaaaaaaaaaaaaaa")"), 422, "unknown_member", "/case_id"},
      {"", opening_with(R"(,"internal_ref":7)"), 422, "wrong_type", "/internal_ref"},
      {"", opening_with(R"(,"children":{})"), 422, "wrong_type", "/children"},
      {"", opening_with(R"(,"children":[{"label":1}])"), 422, "wrong_type", "/children/0/label"},
      {"", opening_with(R"(,"incident":{"nature":"flood"})"), 422, "wrong_value", "/incident/nature"},
      {"", opening_with(R"(,"facts":{"died":"perhaps"})"), 422, "wrong_value", "/facts/died"},
      {"", opening_with(R"(,"facts":{"flown":"yes"})"), 422, "unknown_member", "/facts/flown"},
      {"", R"({"board":"Anytown LSCB","case_label":"Child A"})", 422, "required", "/brought_to_attention_on"},
      {"", R"({"brought_to_attention_on":"2010-01-31","case_label":"Child A"})", 422, "required", "/board"},
      {"record-facts", R"({"facts":{}})", 422, "required", "/facts"},
  };
}

std::vector<BadBody> texts_and_days_that_cannot_be() {
  const std::string far_ahead = "2999-01-01";
  return {
      {"", opening_on("2010-02-30"), 422, "not_a_day", "/brought_to_attention_on"},
      {"", opening_on("2010-13"), 422, "not_a_day", "/brought_to_attention_on"},
      {"", opening_on("2010-01"), 422, "whole_day_required", "/brought_to_attention_on"},
      {"", opening_on(far_ahead), 422, "in_the_future", "/brought_to_attention_on"},
      {"", opening_with(R"(,"incident":{"occurred_on":"2010-02-05"})"), 422, "after_referral",
       "/incident/occurred_on"},
      {"", opening_with(",\"internal_ref\":\"" + std::string(5000, 'a') + "\""), 422, "too_long",
       "/internal_ref"},
      {"", child_named(std::string(200'000, 'a')), 422, "too_long", "/children/0/name"},
      {"", opening_with(R"(,"internal_ref":"a\u0000b")"), 422, "control_character", "/internal_ref"},
      {"", opening_with(R"(,"internal_ref":"a\u001bb")"), 422, "control_character", "/internal_ref"},
      {"", opening_with(R"(,"internal_ref":"   ")"), 422, "empty", "/internal_ref"},
      {"record-decision", decision_on("conduct", "2010-01-30"), 422, "before_referral", "/decided_on"},
      {"record-decision", decision_on("conduct", far_ahead), 422, "in_the_future", "/decided_on"},
      {"record-decision", decision_on("perhaps", "2010-02-20"), 422, "wrong_value", "/decision"},
      {"record-recommendation", recommendation_on("conduct", "2010-01-30"), 422, "before_referral",
       "/made_on"},
      {"link-case", R"({"to":"caaaaaaaaaaaaaaaaaaaa","relation":"sibling"})", 422, "no_such_case", "/to"},
  };
}

std::vector<BadBody> commands_that_the_process_does_not_allow() {
  return {
      {"complete-review", completion_on("2010-03-01"), 409, "no_review_running", ""},
      {"revise-timetable", revision_to("2010-11-30", "2010-07-01"), 409, "no_review_running", ""},
      {"close-case", closing_on("2010-03-01"), 409, "decision_outstanding", ""},
      {"reopen-case", reopening(), 409, "not_closed", ""},
      {"pause-clock", R"({"reason":"Criminal proceedings."})", 409, "clocks_do_not_pause", ""},
  };
}

}  // namespace

TEST_CASE("e2e: bad input is refused with its place, and nothing is written", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  const ApiAnswer opened = client.post("/v1/cases", opening_on("2010-01-31"));
  REQUIRE(opened.status == 201);
  const std::string path = opened.header("location");
  const std::string before = client.get("/v1/events?limit=1000").body;
  for (const auto& battery : {bodies_that_are_no_json(), bodies_of_the_wrong_shape(),
                              texts_and_days_that_cannot_be(), commands_that_the_process_does_not_allow()}) {
    for (const BadBody& bad : battery) {
      const ApiAnswer answer = bad.command.empty() ? client.post("/v1/cases", bad.body)
                                                   : client.command(path + "/" + bad.command, bad.body);
      INFO(bad.command << " " << bad.body.substr(0, 300) << "\n" << answer.status << " " << answer.body);
      CHECK(answer.status == bad.status);
      CHECK(answer.header("content-type") == "application/problem+json");
      CHECK(answer.at("/status") == std::to_string(bad.status));
      CHECK(names(answer, bad));
      if (bad.status == 409 && bad.code != "not_closed") CHECK(answer.at("/clause") != "(nothing)");
      CHECK(answer.body.size() < 4000);
    }
  }
  CHECK(client.get("/v1/events?limit=1000").body == before);
  CHECK(client.get(path).header("etag") == opened.header("etag"));
  CHECK(client.get("/v1/cases").json().at("cases").as_array().size() == 1);
}

TEST_CASE("e2e: an unknown board is refused, unless an administrator may enter it", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start();
  ApiClient manager(daemon->address(), installation.token({"board_manager"}));
  ApiClient both(daemon->address(), installation.token({"board_manager", "administrator"}));
  const ApiAnswer unknown = manager.post("/v1/cases", opening_on("2010-01-31"));
  CHECK(unknown.status == 422);
  CHECK(unknown.at("/errors/0/pointer") == "/board");
  CHECK(both.post("/v1/cases", opening_on("2010-01-31")).status == 201);
  CHECK(manager.post("/v1/cases", opening_on("2010-01-31")).status == 201);
}

TEST_CASE("e2e: a case that is full takes nothing more, and is answered and read as before", "[e2e]") {
  const Installation installation("", "[limits]\ncase_entries = 3\n");
  auto daemon = installation.start();
  const std::string token = installation.token({"board_manager", "administrator"});
  std::string path;
  {
    ApiClient client(daemon->address(), token);
    const ApiAnswer opened = client.post("/v1/cases", opening_on("2010-01-31"));
    path = opened.header("location");
    const HeaderLines third{{"If-Match", "*"}, {"Idempotency-Key", "third"}};
    REQUIRE(client.command(path + "/record-facts", R"({"facts":{"died":"yes"}})").status == 200);
    const ApiAnswer last = client.post(path + "/record-facts", R"({"facts":{"died":"no"}})", third);
    REQUIRE(last.status == 200);
    for (const auto& [command, body] : std::map<std::string, std::string>{
             {"record-facts", R"({"facts":{"died":"yes"}})"},
             {"correct-fact", correction_of("3.0", "/brought_to_attention_on", "2010-02-01")},
             {"close-case", closing_on("2010-02-01", R"(,"opened_in_error":true)")}}) {
      const ApiAnswer refused = client.command(path + "/" + command, body);
      CHECK(refused.status == 409);
      CHECK(refused.at("/code") == "case_full");
    }
    const ApiAnswer other = client.post("/v1/cases", opening_on("2010-01-31"));
    const std::string link = R"({"to":")" + opened.at("/case_id") + R"(","relation":"sibling"})";
    CHECK(client.command(other.header("location") + "/link-case", link).at("/code") == "case_full");
    const ApiAnswer again = client.post(path + "/record-facts", R"({"facts":{"died":"no"}})", third);
    CHECK(again.status == 200);
    CHECK(again.header("idempotency-replayed") == "true");
    CHECK(client.get(path).body == last.body);
  }
  REQUIRE(daemon->stop() == 0);
  const auto settings = installation.place("reviewd.toml");
  std::string text = file_bytes(settings);
  write_file(settings, text.replace(text.find("case_entries = 3"), 16, "case_entries = 4"));
  daemon = installation.start();
  ApiClient client(daemon->address(), token);
  CHECK(client.command(path + "/record-facts", R"({"facts":{"died":"yes"}})").status == 200);
}

}  // namespace reviewd
