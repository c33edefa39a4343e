// Reports of figures as the service gives them, as JSON and as comma-separated values.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "api/csv_text.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/service_bench.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

class ReportBench {
 public:
  ReportBench() {
    service.bench().enter_board("=Otherton LSCB");
    service.issue("manager", {Role::board_manager});
    service.issue("chair", {Role::chair}, {"=Otherton LSCB"});
    open(opening_on("2010-01-31"));
    decide("2010-02-01");
    open(R"({"board":"=Otherton LSCB","case_label":"Child O","brought_to_attention_on":"2010-01-20"})");
  }
  void open(const std::string& body) {
    const Response opened = service.send("POST /v1/cases", "manager", "", body);
    REQUIRE(opened.status == 201);
    case_id = std::string{json::parse(*opened.body).at("case_id").as_string()};
  }
  void decide(const std::string& day) {
    const Response answer = service.send("POST /v1/cases/" + case_id + "/record-decision", "manager",
                                         "If-Match: *\r\n", decision_on("conduct", day));
    REQUIRE(answer.status == 200);
    decided = case_id;
  }
  json::value report(const std::string& query, const std::string& token = "manager") {
    const Response answer = service.send("GET /v1/reports/" + query, token);
    INFO(*answer.body);
    REQUIRE(answer.status == 200);
    return json::parse(*answer.body);
  }
  std::string count(const std::string& query, std::string_view name, const std::string& token = "manager") {
    const json::value document = report(query, token);
    for (const json::value& table : document.at("tables").as_array())
      for (const json::value& figure : table.at("figures").as_array())
        if (figure.at("figure").as_string() == name) return std::to_string(figure.at("count").as_int64());
    return "none";
  }

  ServiceBench service;
  std::string case_id;
  std::string decided;
};

}  // namespace

TEST_CASE("report: figures of a year or a period, of what the caller may see") {
  ReportBench bench;
  CHECK(bench.count("annual?year=2010", "brought_to_attention") == "2");
  CHECK(bench.count("annual?year=2010", "decided") == "1");
  CHECK(bench.count("annual?year=2009", "decided") == "0");
  CHECK(bench.count("period?from=2010-02-01&to=2010-02-01", "decided") == "1");
  CHECK(bench.count("period?from=2010-02-02&to=2010-12-31", "decided") == "0");
  CHECK(bench.count("annual?year=2010", "brought_to_attention", "chair") == "1");
  CHECK(bench.count("annual?year=2010&board=Anytown%20LSCB", "brought_to_attention") == "1");
  CHECK(bench.count("annual?year=2010&board=Anytown%20LSCB", "brought_to_attention", "chair") == "0");
  CHECK(bench.count("annual?year=2010&board=Nowhere", "brought_to_attention") == "0");
  const json::value document = bench.report("annual?year=2010");
  CHECK(document.at("from").as_string() == "2010-01-01");
  CHECK(document.at("to").as_string() == "2010-12-31");
  const json::value& decided = document.at("tables").at(0).at("figures").at(1);
  CHECK(decided.at("figure").as_string() == "decided");
  CHECK(decided.at("cases").at(0).as_string() == bench.decided);
}

TEST_CASE("report: as of a day, and as it was known") {
  ReportBench bench;
  CHECK(bench.count("annual?year=2010&as_of=2010-01-31", "decided") == "0");
  CHECK(bench.count("annual?year=2010&as_of=2010-01-31", "brought_to_attention") == "2");
  const std::string head = bench.service.engine()->head().text();
  REQUIRE(bench.service.set_test_clock(*Instant::parse("2010-02-10T12:00:00Z")));
  bench.decide("2010-02-09");
  CHECK(bench.count("annual?year=2010", "decided") == "2");
  CHECK(bench.count("annual?year=2010&known_at=" + head, "decided") == "1");
  CHECK(bench.report("annual?year=2010&known_at=" + head).at("known_at").as_string() == head);
}

TEST_CASE("report: comma-separated values by Accept or by format, and no cell that a spreadsheet would run") {
  ReportBench bench;
  const auto rows = [&](const std::string& query, const std::string& fields) {
    const Response answer = bench.service.send("GET /v1/reports/annual?year=2010" + query, "manager", fields);
    return std::to_string(answer.status) + " " + *answer.body;
  };
  const std::string text = rows("", "Accept: text/csv\r\n");
  CHECK(
      text.starts_with("200 from,to,table,figure,group,count,out_of,percent,median_days,cases\n"
                       "2010-01-01,2010-12-31,matters,brought_to_attention,,2,,,,"));
  CHECK(text.find("\n2010-01-01,2010-12-31,matters,decided_on_course,conduct,1,1,100,," + bench.decided +
                  "\n") != std::string::npos);
  CHECK(rows("&format=csv", "") == text);
  CHECK(rows("&format=csv", "Accept: application/json\r\n") == text);
  CHECK(rows("&format=json", "Accept: text/csv\r\n").starts_with("200 {"));
  CHECK(rows("", "Accept: text/csv, application/json\r\n").starts_with("200 {"));
  CHECK(rows("", "Accept: application/json;q=0.5, TEXT/CSV\r\n") == text);
  CHECK(rows("", "Accept: image/png\r\n").starts_with("406"));
  CHECK(csv_row({"=1+1", "+1", "-1", "@x", "\tx", "'=x", "a'=b", "", "a,b", "say \"x\"", "two\nlines"}) ==
        "'=1+1,'+1,'-1,'@x,'\tx,''=x,a'=b,,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\n");
  for (const std::string cell : {"=1", "'=1", "''@", "plain", "'quoted'", ""})
    CHECK(without_guard(looks_like_a_formula(cell) ? "'" + cell : cell) == cell);
}

}  // namespace reviewd
