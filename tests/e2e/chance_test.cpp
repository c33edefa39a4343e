// Thousands of requests drawn by chance from good ones that were spoilt, through the real program: each gets
// an answer, none is a fault of the server, and the log is whole afterwards.
#include <catch2/catch.hpp>

#include "tests/support/command_bodies.hpp"
#include "tests/support/installation.hpp"
#include "tests/support/sequence_of_chance.hpp"

namespace reviewd {
namespace {

using Bodies = std::vector<std::pair<std::string, std::string>>;

// Commands as they may come, good ones first of all.
const Bodies& good_bodies() {
  static const Bodies bodies = {
      {"record-facts", R"({"facts":{"died":"yes","abuse_or_neglect":"unknown"},"occurred_on":"2010-02"})"},
      {"record-recommendation", recommendation_on("conduct", "2010-02-10")},
      {"record-decision", decision_on("conduct", "2010-02-26")},
      {"record-decision", decision_on("do_not_conduct", "2010-03-05", "4.0")},
      {"record-notification", notice_on("ofsted", "2010-02-26")},
      {"revise-timetable", revision_to("2010-11-30", "2010-07-01")},
      {"complete-review", completion_on("2010-10-05")},
      {"correct-fact", correction_of("4.0", "/brought_to_attention_on", "2010-02-01")},
      {"correct-fact", correction_of("4.0", "/children/0/name", "Another Name")},
      {"close-case", closing_on("2010-10-06")},
      {"close-case", closing_on("2010-10-06", R"(,"opened_in_error":true)")},
      {"reopen-case", reopening()},
      {"pause-clock", "{}"},
  };
  return bodies;
}

const std::vector<std::string>& odd_texts() {
  static const std::vector<std::string> texts = {"2010-02-29",
                                                 "2010-02",
                                                 "2010",
                                                 "0000-00-00",
                                                 "9999-12-31",
                                                 "2999-01-01",
                                                 "10000-01-01",
                                                 "\"",
                                                 "\\",
                                                 "\\u0000",
                                                 "\\ud800",
                                                 "{",
                                                 "]",
                                                 ",",
                                                 "null",
                                                 "-1",
                                                 "1e999",
                                                 "18446744073709551616",
                                                 "\xFF",
                                                 "\xE2\x80\xAE",
                                                 "true",
                                                 "/",
                                                 "~1",
                                                 "4.0",
                                                 "999999.9",
                                                 "1.1",
                                                 std::string(1, '\0')};
  return texts;
}

std::string spoilt(std::string body, SequenceOfChance& chance) {
  for (std::size_t times = chance.below(3); times > 0 && !body.empty(); --times) {
    const std::size_t at = chance.below(body.size());
    const std::size_t length = std::min(body.size() - at, chance.below(12));
    const std::size_t way = chance.below(4);
    if (way == 0) body.erase(at, length);
    if (way == 1) body.insert(at, body.substr(at, length));
    if (way == 2) body.replace(at, length, chance.one_of(odd_texts()));
    if (way == 3) body[at] = static_cast<char>(chance.below(256));
  }
  return body;
}

std::string odd_query(SequenceOfChance& chance) {
  static const std::vector<std::string> names = {"as_of", "known_at",   "limit",   "cursor", "after",
                                                 "q",     "due_before", "overdue", "board",  "status"};
  static const std::vector<std::string> values = {"2010-02-30",
                                                  "2010-02-28",
                                                  "9999-12-31",
                                                  "0001-01-01",
                                                  "2010-01-01T00:00:00Z",
                                                  "0",
                                                  "5",
                                                  "18446744073709551616",
                                                  "-1",
                                                  "%00",
                                                  "%ff",
                                                  "true",
                                                  "00",
                                                  "323031",
                                                  ""};
  return "?" + chance.one_of(names) + "=" + chance.one_of(values);
}

void read_something(ApiClient& client, const std::string& path, SequenceOfChance& chance) {
  const std::vector<std::string> paths = {
      path,        path + "/personal", path + "/events", path + "/deadlines/decision/explanation",
      "/v1/cases", "/v1/deadlines",    "/v1/events",     "/v1/editions/wt2010"};
  const std::string asked = chance.one_of(paths) + odd_query(chance);
  const ApiAnswer answer = client.get(asked);
  INFO(asked << " " << answer.status << " " << answer.body.substr(0, 300));
  REQUIRE((answer.status == 200 || answer.status == 400 || answer.status == 404));
}

}  // namespace

TEST_CASE("e2e: requests spoilt by chance are all answered, and never by a fault", "[e2e]") {
  const Installation installation;
  const auto daemon = installation.start({.unix_socket = true});
  ApiClient client(daemon->address(), installation.token({"board_manager", "administrator"}));
  SequenceOfChance chance{20100131};
  std::vector<std::string> paths;
  std::size_t accepted = 0;
  for (int number = 0; number < 2000; ++number) {
    if (number % 40 == 0) {
      const ApiAnswer opened = client.post(
          "/v1/cases", opening_on("2010-01-31", R"(,"children":[{"label":"A","name":"Some Name"}])"));
      REQUIRE(opened.status == 201);
      paths.push_back(opened.header("location"));
    }
    const std::string& path = chance.one_of(paths);
    const auto& [command, body] = chance.one_of(good_bodies());
    const std::string sent = spoilt(body, chance);
    const ApiAnswer answer = client.command(path + "/" + command, sent);
    INFO(command << " " << sent << " " << answer.status << " " << answer.body);
    REQUIRE((answer.status == 200 || answer.status == 400 || answer.status == 409 || answer.status == 422));
    if (answer.status == 200) ++accepted;
    if (answer.status != 200) REQUIRE(answer.at("/code") != "(nothing)");
    read_something(client, path, chance);
  }
  CHECK(accepted > 100);
  for (const std::string& path : paths) CHECK(client.get(path).status == 200);
  REQUIRE(daemon->process().running());
  const FinishedCommand verified = installation.run({"verify"});
  INFO(verified.errors);
  CHECK(verified.code == 0);
  CHECK(daemon->stop() == 0);
  CHECK(installation.run({"verify"}).output.find("equals the state that the clean stop left") !=
        std::string::npos);
}

}  // namespace reviewd
