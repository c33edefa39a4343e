// What-if and the rules axis of a case, as a caller sees them.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "tests/support/api_work.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/service_bench.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

constexpr const char* any_version = "If-Match: *\r\n";

json::value body_of(const Response& response) {
  return json::parse(*response.body);
}

// One review of 2010 that met its six months, and one matter on which nobody has decided.
struct TwoCases {
  TwoCases() {
    bench.issue("manager", {Role::administrator, Role::board_manager});
    bench.issue("auditor", {Role::auditor});
    bench.issue("administrator", {Role::administrator});
    REQUIRE(bench.send("POST /v1/test-clock", "manager", "", R"({"now":"2010-12-31T09:00:00Z"})").status ==
            200);
    first = open();
    post(first + "/record-decision", decision_on("conduct", "2010-03-24"));
    finish_the_work(bench, "manager", first);
    post(first + "/complete-review", completion_on("2010-09-20"));
    second = open();
  }

  std::string open() {
    const Response opened = bench.send("POST /v1/cases", "manager", "", opening_on("2010-01-31"));
    REQUIRE(opened.status == 201);
    return "/v1/cases/" + std::string{body_of(opened).at("case_id").as_string()};
  }
  void post(const std::string& path, const std::string& body) {
    REQUIRE(bench.send("POST " + path, "manager", any_version, body).status == 200);
  }
  Response ask(const std::string& body, const std::string& token = "auditor") {
    return bench.send("POST /v1/what-if", token, "", body);
  }

  ServiceBench bench;
  std::string first;
  std::string second;
};

}  // namespace

TEST_CASE("what if: a table over all cases, which writes nothing and says where it was worked out", "[api]") {
  TwoCases cases;
  const Position head = cases.bench.engine()->head();
  const Response answer = cases.ask(R"({"edition":"wt2006"})");
  REQUIRE(answer.status == 200);
  const json::value table = body_of(answer);
  CHECK(table.at("computed_at").as_string() == head.text());
  CHECK(table.at("cases") == 2);
  CHECK(table.at("edition").as_string() == "wt2006");
  CHECK(table.at("calendar").is_null());
  CHECK(table.at("hash").as_string().size() == 64);
  CHECK(table.at("deadlines").as_int64() == std::int64_t(table.at("lines").as_array().size()));
  bool found = false;
  for (const json::value& line : table.at("lines").as_array()) {
    if (line.at("deadline_id").as_string() != "completion") continue;
    found = true;
    CHECK(line.at("actual").at("due_on").as_string() == "2010-09-24");
    CHECK(line.at("hypothetical").at("due_on").as_string() == "2010-07-24");
    CHECK(line.at("breach") == true);
  }
  CHECK(found);
  CHECK(cases.bench.engine()->head() == head);
}

TEST_CASE("what if: the same question has the same hash, another one another", "[api]") {
  TwoCases cases;
  const auto hash = [&](const std::string& body) {
    return std::string{body_of(cases.ask(body)).at("hash").as_string()};
  };
  const std::string all = hash(R"({"edition":"wt2006"})");
  CHECK(hash(R"({"edition":"wt2006"})") == all);
  CHECK(hash(R"({"edition":"wt2006","limit":1})") == all);
  CHECK(hash(R"({"edition":"wt2013"})") != all);
  CHECK(hash(R"({"edition":"wt2006","cases":[")" + cases.first.substr(10) + "\"]}") != all);
}

TEST_CASE("what if: page by page it is the same table", "[api]") {
  TwoCases cases;
  const json::value whole = body_of(cases.ask(R"({"edition":"wt2006"})"));
  json::array lines;
  std::string after = "0";
  for (bool more = true; more;) {
    const json::value page = body_of(cases.ask(R"({"edition":"wt2006","limit":1,"after":)" + after + "}"));
    for (const json::value& line : page.at("lines").as_array()) lines.push_back(line);
    more = page.as_object().contains("next");
    if (more) after = std::to_string(page.at("next").as_int64());
  }
  CHECK(lines == whole.at("lines").as_array());
}

TEST_CASE("what if: what cannot be supposed is refused and named", "[api]") {
  TwoCases cases;
  const auto pointer = [&](const std::string& body) {
    const Response answer = cases.ask(body);
    REQUIRE(answer.status == 422);
    return std::string{body_of(answer).at("errors").at(0).at("pointer").as_string()};
  };
  CHECK(pointer("{}") == "/edition");
  CHECK(pointer(R"({"edition":"wt1066"})") == "/edition");
  CHECK(pointer(R"({"calendar":"england-and-wales@77"})") == "/calendar");
  CHECK(pointer(R"({"edition":"wt2006","limit":0})") == "/limit");
  CHECK(pointer(R"({"edition":"wt2006","after":-1})") == "/after");
  CHECK(pointer(R"({"edition":"wt2006","cases":["caaaaaaaaaaaaaaaaaaaa"]})") == "/cases/0");
  CHECK(pointer(R"({"edition":"wt2006","editions":1})") == "/editions");
  CHECK(cases.ask(R"({"edition":"wt2006"})", "administrator").status == 403);
}

TEST_CASE("a case is read as another edition would have it, and says so", "[api]") {
  TwoCases cases;
  const auto due = [&](const std::string& query) -> std::string {
    const json::value document = body_of(cases.bench.send("GET " + cases.first + query, "auditor"));
    for (const json::value& deadline : document.at("deadlines").as_array())
      if (deadline.at("deadline_id").as_string() == "completion")
        return std::string{deadline.at("due_on").as_string()} + " " +
               std::string{deadline.at("state").as_string()};
    return "";
  };
  CHECK(due("") == "2010-09-24 met");
  CHECK(due("?edition=wt2006") == "2010-07-24 met_late");
  CHECK(due("?edition=wt2006&as_of=2010-07-24") == "2010-07-24 running");
  CHECK(due("?calendar=england-and-wales") == "2010-09-24 met");
  const json::value asked = body_of(
      cases.bench.send("GET " + cases.first + "?edition=wt2006&calendar=england-and-wales", "auditor"));
  CHECK(asked.at("edition_asked").as_string() == "wt2006");
  CHECK(asked.at("calendar_asked").as_string() == "england-and-wales");
  CHECK(asked.at("as_of").is_null());
  CHECK(cases.bench.send("GET " + cases.first + "?edition=wt1066", "auditor").status == 422);
}

}  // namespace reviewd
