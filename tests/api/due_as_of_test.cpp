// The due list as of a day: worked out once for the pages of one list, kept within bounds, and given to
// nobody who asked for another one.
#include "api/due_as_of.hpp"

#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/service_bench.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// Five cases, due from 1 to 5 March 2010.
struct FiveCases {
  FiveCases() {
    service.issue("manager", {Role::board_manager});
    service.issue("auditor", {Role::auditor});
    for (int number = 1; number <= 5; ++number) {
      const Response opened =
          service.send("POST /v1/cases", "manager", "", opening_on("2010-02-0" + std::to_string(number)));
      REQUIRE(opened.status == 201);
      paths.push_back("/v1/cases/" + std::string{json::parse(*opened.body).at("case_id").as_string()});
      service.set_test_clock(*Instant::parse("2010-02-0" + std::to_string(number + 1) + "T12:00:00Z"));
    }
  }
  ServiceBench service;
  std::vector<std::string> paths;
};

// The due days of a page ("-" where no period is stated), and the cursor of the next one behind a bar.
std::string page(FiveCases& bench, const std::string& target, const std::string& token = "manager") {
  const Response answer = bench.service.send("GET " + target, token);
  REQUIRE(answer.status == 200);
  const json::value body = json::parse(*answer.body);
  std::string text;
  for (const json::value& deadline : body.at("deadlines").as_array())
    text += (deadline.at("due_on").is_null() ? "-" : std::string{deadline.at("due_on").as_string()}) + " ";
  const auto* next = body.as_object().if_contains("next");
  return text + "|" + (next == nullptr ? "" : std::string{next->as_string()});
}

std::string days(const std::string& page) {
  return page.substr(0, page.find('|'));
}
std::string cursor(const std::string& page) {
  return "&cursor=" + page.substr(page.find('|') + 1);
}

const DueQuestion whatever{Identifier{}, day("2010-03-01"), {}};

// The stretch behind a place, of so many rows, over the usual case as often as it is added.
DueStretch stretch_of(std::size_t cases, std::size_t rows, std::optional<DueEntry> after = std::nullopt) {
  DueStretchBuilder builder(whatever, std::move(after), std::make_shared<RuleBook>(shipped_rules()), Day{},
                            rows);
  for (std::size_t number = cases; number > 0; --number) {
    CaseSpecification spec;
    const Day brought = day("2010-01-01").plus_days(static_cast<int>(number));
    spec.on(brought.text()).given("open-case", opening_on(brought.text()));
    builder.add({nullptr, std::make_shared<const CaseState>(spec.state())});
  }
  return builder.take(Position{7});
}

}  // namespace

TEST_CASE("due as of: the pages of a list are worked out once, as things stood at the first") {
  FiveCases bench;
  const std::string query = "/v1/deadlines?as_of=2010-02-05&limit=2";
  const std::string first = page(bench, query);
  CHECK(days(first) == "2010-03-01 2010-03-02 ");
  const std::size_t computed = bench.service.computed();
  // What is recorded in between changes the list, but not the pages of the one that was begun.
  REQUIRE(bench.service
              .send("POST " + bench.paths[2] + "/record-decision", "manager", "If-Match: *\r\n",
                    decision_on("do_not_conduct", "2010-02-05"))
              .status == 200);
  const std::string second = page(bench, query + cursor(first));
  CHECK(days(second) == "2010-03-03 2010-03-04 ");
  const std::string third = page(bench, query + cursor(second));
  CHECK(third == "2010-03-05 |");
  CHECK(bench.service.computed() == computed);
  CHECK(days(page(bench, query)) == "2010-03-01 2010-03-02 ");
  CHECK(days(page(bench, "/v1/deadlines?as_of=2010-02-05")) ==
        "2010-03-01 2010-03-02 2010-03-04 2010-03-05 - ");
}

TEST_CASE("due as of: a cursor is no key to a list of somebody else, nor to another question") {
  FiveCases bench;
  const std::string query = "/v1/deadlines?as_of=2010-02-05&limit=2";
  const std::string first = page(bench, query);
  const std::size_t computed = bench.service.computed();
  CHECK(days(page(bench, query + cursor(first), "auditor")) == "2010-03-03 2010-03-04 ");
  CHECK(bench.service.computed() == computed + 1);
  CHECK(days(page(bench, query + "&before=2010-03-04" + cursor(first))) == "2010-03-03 ");
  CHECK(bench.service.computed() == computed + 2);
  CHECK(bench.service.send("GET " + query + "&cursor=00", "manager").status == 400);
}

TEST_CASE("due as of: only so many rows of a list are kept, the soonest, and it goes on behind them") {
  const DueStretch first = stretch_of(5, 3);
  REQUIRE(first.rows.size() == 3);
  CHECK(first.rows[0].entry.due == day("2010-02-02"));
  CHECK(first.rows[2].entry.due == day("2010-02-04"));
  CHECK(first.more);
  CHECK(first.covers(std::nullopt));
  CHECK(first.covers(first.rows[1].entry));
  CHECK_FALSE(first.covers(first.rows[2].entry));
  const DueStretch second = stretch_of(5, 3, first.rows[2].entry);
  REQUIRE(second.rows.size() == 2);
  CHECK(second.rows[0].entry.due == day("2010-02-05"));
  CHECK_FALSE(second.more);
  CHECK(second.covers(second.rows[1].entry));
  CHECK_FALSE(second.covers(std::nullopt));
  CHECK_FALSE(second.covers(first.rows[1].entry));
}

TEST_CASE("due as of: four lists are kept, and the one that was asked for last goes last") {
  DueStretches stretches;
  const auto kept = [&](int number) {
    DueQuestion question = whatever;
    question.as_of = day("2010-03-01").plus_days(number);
    return question;
  };
  for (int number = 0; number < 4; ++number)
    stretches.keep(
        std::make_shared<const DueStretch>(DueStretch{kept(number), Position{7}, std::nullopt, {}, false}));
  CHECK(stretches.find(kept(0), Position{7}, std::nullopt) != nullptr);
  stretches.keep(
      std::make_shared<const DueStretch>(DueStretch{kept(4), Position{7}, std::nullopt, {}, false}));
  CHECK(stretches.kept() == 4);
  CHECK(stretches.find(kept(0), Position{7}, std::nullopt) != nullptr);
  CHECK(stretches.find(kept(1), Position{7}, std::nullopt) == nullptr);
  CHECK(stretches.find(kept(2), Position{8}, std::nullopt) == nullptr);
}

TEST_CASE("lists as known at a position: what was recorded later is not there, page by page of one fold") {
  FiveCases bench;
  const std::string known_at =
      "known_at=" + std::to_string(bench.service.bench().engine().head().number() - 2);
  const std::string query = "/v1/deadlines?limit=2&" + known_at;
  const std::string first = page(bench, query);
  CHECK(days(first) == "2010-03-01 2010-03-02 ");
  const std::string second = page(bench, query + cursor(first));
  CHECK(days(second) == "2010-03-03 ");
  CHECK(second.ends_with("|"));
  CHECK(bench.service.folds() == 1);
  const auto labels = [&](const std::string& more) {
    const Response answer = bench.service.send("GET /v1/cases?limit=2&" + more, "auditor");
    REQUIRE(answer.status == 200);
    return json::parse(*answer.body);
  };
  const json::value cases = labels(known_at);
  CHECK(cases.at("cases").as_array().size() == 2);
  const json::value rest = labels(known_at + "&cursor=" + std::string{cases.at("next").as_string()});
  CHECK(rest.at("cases").as_array().size() == 1);
  CHECK_FALSE(rest.as_object().contains("next"));
  CHECK(bench.service.send("GET /v1/cases?known_at=9999", "auditor").status == 400);
  CHECK(bench.service.send("GET /v1/cases?cursor=00&" + known_at, "auditor").status == 400);
}

TEST_CASE("lists as known at a position and as of a day: facts of then, states of that day") {
  FiveCases bench;
  const std::string head = bench.service.bench().engine().head().text();
  CHECK(days(page(bench, "/v1/deadlines?known_at=" + head + "&as_of=2010-02-02")) ==
        "2010-03-01 2010-03-02 ");
}

}  // namespace reviewd
