#include "tests/support/api_work.hpp"

#include <boost/json/array.hpp>
#include <catch2/catch.hpp>
#include <map>

#include "tests/support/review_work.hpp"
#include "tests/support/shipped_rules.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// The body with the ids of the newest events, as the daemon lists them.
std::string filled_from_list(std::string body, ApiClient& client, const std::string& case_path) {
  const auto from = body.find("\"<");
  if (from == std::string::npos) return body;
  const auto end = body.find(">\"", from);
  const std::string name = body.substr(from + 2, end - from - 2);
  std::string newest;
  const json::value page = client.get(case_path + "/events?limit=1000").json();
  for (const json::value& event : page.at("events").as_array())
    if (event.at("type").as_string() == name)
      newest =
          std::string{event.at("position").as_string()} + "." + std::to_string(event.at("index").as_int64());
  return body.replace(from, end + 2 - from, "\"" + newest + "\"");
}

}  // namespace

void finish_the_work(ServiceBench& bench, const std::string& token, const std::string& case_path) {
  const CaseId case_id = *CaseId::parse(case_path.substr(case_path.rfind('/') + 1));
  const auto state = [&] { return bench.engine()->find(case_id); };
  const std::string on = day_of(*standing_decision(state()->facts)).last().text();
  while (const auto step = next_missing(*state(), shipped_rules(), on)) {
    const std::string line = "POST " + case_path + "/" + step->command;
    const std::string body = filled_from(step->body, state()->facts);
    INFO(line << " " << body);
    REQUIRE(bench.send(line, token, "If-Match: *\r\n", body).status == 200);
  }
}

void finish_the_work(ApiClient& client, const std::string& case_path, const std::string& decided_on) {
  for (const WorkStep& step : work_of_review(decided_on)) {
    const std::string body = filled_from_list(step.body, client, case_path);
    const ApiAnswer answer = client.command(case_path + "/" + step.command, body);
    INFO(step.command << " " << body << " " << answer.body);
    REQUIRE(answer.status == 200);
  }
}

}  // namespace reviewd
