// The access log of the real program: what it says of a refused request, and of none other unless asked.
#include <catch2/catch.hpp>

#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"

namespace reviewd {
namespace {

// The lines about requests, without their times.
std::string lines_of_requests(const std::string& more) {
  const Installation installation("", more);
  const auto daemon = installation.start();
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  const std::string path = client.post("/v1/cases", opening_on("2010-01-31")).header("location");
  client.get(path + "?as_of=2010-03-01");
  client.get(path + "?private=words");
  client.post(path + "/close-case", closing_on("2010-02-01"), {{"If-Match", "*"}});
  client.get("/nowhere/private");
  daemon->stop();
  std::string found;
  std::istringstream lines(daemon->errors());
  for (std::string line; std::getline(lines, line);)
    if (line.ends_with(" us"))
      found += line.substr(line.find("info ") + 5, line.find(" in ") - line.find("info ") - 5) + "\n";
  return found;
}

}  // namespace

TEST_CASE("e2e: a refused request has a line with its route, and neither id nor query", "[e2e]") {
  CHECK(lines_of_requests("") ==
        "GET /v1/cases/{case_id} 400\n"
        "POST /v1/cases/{case_id}/close-case 409\n"
        "GET - 404\n");
}

TEST_CASE("e2e: every request has a line where the settings say so, and none where they say that", "[e2e]") {
  CHECK(lines_of_requests("[log]\nrequests = \"none\"\n") == "");
  CHECK(lines_of_requests("[log]\nrequests = \"all\"\n") ==
        "POST /v1/cases 201\n"
        "GET /v1/cases/{case_id} 200\n"
        "GET /v1/cases/{case_id} 400\n"
        "POST /v1/cases/{case_id}/close-case 409\n"
        "GET - 404\n");
}

}  // namespace reviewd
