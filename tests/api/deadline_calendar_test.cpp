// The calendar of deadlines, as the service gives it and as a parser of others reads it.
#include "api/deadline_calendar.hpp"

#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>
#include <sstream>

#include "api/calendar_text.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/node_tools.hpp"
#include "tests/support/service_bench.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// A board manager's service with one case, and what its calendar says.
class CalendarBench {
 public:
  CalendarBench() {
    service.issue("manager", {Role::administrator, Role::board_manager});
    open(opening_on("2010-01-31"));
  }

  void open(const std::string& body) {
    const Response opened = service.send("POST /v1/cases", "manager", "", body);
    REQUIRE(opened.status == 201);
    const json::value document = json::parse(*opened.body);
    opening = std::string{document.at("version").as_string()} + ".0";
    path = "/v1/cases/" + std::string{document.at("case_id").as_string()};
  }
  void command(const std::string& name, const std::string& body) {
    const Response answer = service.send("POST " + path + "/" + name, "manager", "If-Match: *\r\n", body);
    INFO(*answer.body);
    REQUIRE(answer.status == 200);
  }
  // A minute later each time, so that the instants of the log differ.
  void on(const std::string& day) { REQUIRE(service.set_test_clock(*Instant::parse(day + "T12:00:00Z"))); }
  std::string calendar(const std::string& query = "") {
    const Response answer = service.send("GET /v1/deadlines.ics" + query, "manager");
    REQUIRE(answer.status == 200);
    return *answer.body;
  }
  // What the line of this entry says; "" where there is no such entry.
  std::string line(const std::string& uid, const std::string& name) {
    const std::string text = calendar();
    const auto at = text.find("\r\nUID:" + path.substr(10) + "/" + uid + "\r\n");
    if (at == std::string::npos) return "";
    const auto from = text.find("\r\n" + name + ":", at) + name.size() + 3;
    return text.substr(from, text.find("\r\n", from) - from);
  }

  ServiceBench service;
  std::string path;
  std::string opening;
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("calendar: lines are folded at 75 octets, never inside a character, and values are escaped") {
  CalendarText text;
  text.text("SUMMARY", "a;b,c\\d\ne\x01\x7F");
  CHECK(text.take() == "SUMMARY:a\\;b\\,c\\\\d\\ne\r\n");
  // After "SUMMARY:" 67 octets fit; the 34th letter of two octets would end at the 68th.
  std::string letters;
  for (int number = 0; number < 60; ++number) letters += "é";
  text.text("SUMMARY", letters);
  const std::string folded = text.take();
  CHECK(folded.substr(0, 79) == "SUMMARY:" + letters.substr(0, 66) + "\r\n é");
  std::istringstream lines(folded);
  std::string unfolded;
  for (std::string line; std::getline(lines, line);) {
    REQUIRE(line.ends_with('\r'));
    CHECK(line.size() <= 76);
    unfolded += line.substr(line.starts_with(' ') ? 1 : 0, line.size() - (line.starts_with(' ') ? 2 : 1));
  }
  CHECK(unfolded == "SUMMARY:" + letters);
  CHECK(calendar_day(*Day::parse("2010-02-28")) == "20100228");
  CHECK(calendar_instant(*Instant::parse("2010-02-28T09:30:01.999Z")) == "20100228T093001Z");
}

TEST_CASE(
    "calendar: an open deadline is an all-day entry whose id stays and whose number rises with its day") {
  CalendarBench bench;
  CHECK(bench.line("decision", "DTSTART;VALUE=DATE") == "20100228");
  CHECK(bench.line("decision", "DTEND;VALUE=DATE") == "20100301");
  CHECK(bench.line("decision", "SEQUENCE") == "0");
  CHECK(bench.line("decision", "STATUS") == "CONFIRMED");
  CHECK(bench.line("decision", "DTSTAMP") == "20100201T120000Z");
  CHECK(bench.line("decision", "SUMMARY") == "Decision due: Child A\\, Anytown LSCB");
  bench.on("2010-02-02");
  bench.command("correct-fact", correction_of(bench.opening, "/brought_to_attention_on", "2010-02-01"));
  CHECK(bench.line("decision", "DTSTART;VALUE=DATE") == "20100301");
  CHECK(bench.line("decision", "SEQUENCE") == "1");
  CHECK(bench.line("decision", "DTSTAMP") == "20100202T120000Z");
}

TEST_CASE("calendar: what moves no day changes neither the entry nor the entity tag") {
  CalendarBench bench;
  const Response before = bench.service.send("GET /v1/deadlines.ics", "manager");
  bench.on("2010-02-02");
  bench.command("record-facts", R"({"facts":{"died":"yes"}})");
  const Response after = bench.service.send("GET /v1/deadlines.ics", "manager");
  CHECK(*after.body == *before.body);
  const auto tag = std::find_if(before.headers.begin(), before.headers.end(),
                                [](const auto& header) { return header.first == "ETag"; });
  REQUIRE(tag != before.headers.end());
  const std::string asked = "If-None-Match: " + tag->second + "\r\n";
  CHECK(bench.service.send("GET /v1/deadlines.ics", "manager", asked).status == 304);
  bench.command("correct-fact", correction_of(bench.opening, "/brought_to_attention_on", "2010-02-01"));
  CHECK(bench.service.send("GET /v1/deadlines.ics", "manager", asked).status == 200);
}

TEST_CASE("calendar: a revised timetable is an entry of its own beside the statutory one") {
  CalendarBench bench;
  bench.command("record-decision", decision_on("conduct", "2010-02-01"));
  CHECK(bench.line("decision", "SEQUENCE").empty());  // met
  CHECK(bench.line("completion", "DTSTART;VALUE=DATE") == "20100801");
  CHECK(bench.line("completion/revised", "DTSTART;VALUE=DATE").empty());
  bench.command("revise-timetable", revision_to("2010-11-30", "2010-02-01"));
  CHECK(bench.line("completion", "SEQUENCE") == "0");
  CHECK(bench.line("completion/revised", "DTSTART;VALUE=DATE") == "20101130");
  CHECK(bench.line("completion/revised", "SEQUENCE") == "0");
  bench.on("2010-02-02");
  bench.command("revise-timetable", revision_to("2010-12-15", "2010-02-02"));
  CHECK(bench.line("completion/revised", "DTSTART;VALUE=DATE") == "20101215");
  CHECK(bench.line("completion/revised", "SEQUENCE") == "1");
  CHECK(bench.line("completion", "SEQUENCE") == "0");
}

TEST_CASE("calendar: a duty that falls away is cancelled, and comes back with a higher number") {
  CalendarBench bench;
  bench.command("close-case", closing_on("2010-02-01", R"(,"opened_in_error":true)"));
  CHECK(bench.line("decision", "STATUS") == "CANCELLED");
  CHECK(bench.line("decision", "SEQUENCE") == "1");
  CHECK(bench.line("decision", "DTSTART;VALUE=DATE") == "20100228");
  bench.command("reopen-case", reopening());
  CHECK(bench.line("decision", "STATUS") == "CONFIRMED");
  CHECK(bench.line("decision", "SEQUENCE") == "2");
  // The numbers are the log's: another process that reads it says the same.
  EngineBench again = bench.service.bench().replayed();
  const CaseId case_id = *CaseId::parse(bench.path.substr(10));
  DeadlineCalendar calendar({});
  calendar.add(*again.engine().find(case_id), again.engine().due_history(case_id));
  CHECK(calendar.text() == bench.calendar());
}

TEST_CASE("calendar: a due day known only to the month takes all its possible days") {
  CalendarBench bench;
  bench.service.bench().meta().origin = Origin::import;
  OpenCase open;
  open.board = "Anytown LSCB";
  open.case_label = "Child B";
  open.brought_to_attention_on = PartialDate::parse("2009-12");
  const CaseId case_id = bench.service.random_case_id();
  bench.service.bench().send(case_id, CaseCommand{open});
  bench.path = "/v1/cases/" + std::string{case_id.text()};
  CHECK(bench.line("decision", "DTSTART;VALUE=DATE") == "20100101");
  CHECK(bench.line("decision", "DTEND;VALUE=DATE") == "20100201");
}

TEST_CASE("calendar: only what the filters let through, and the latest days where there are too many") {
  CalendarBench bench;
  bench.command("record-decision", decision_on("conduct", "2010-02-01"));
  CHECK(count(bench.calendar("?kind=completion"), "BEGIN:VEVENT") == 1);
  CHECK(count(bench.calendar("?board=Anytown%20LSCB"), "BEGIN:VEVENT") == 1);
  CHECK(count(bench.calendar("?board=Elsewhere"), "BEGIN:VEVENT") == 0);
  CHECK(count(bench.calendar("?board=Elsewhere"), "BEGIN:VTIMEZONE") == 1);
  const CaseId case_id = *CaseId::parse(bench.path.substr(10));
  DeadlineCalendar small({}, 1);
  Engine& engine = *bench.service.engine();
  small.add(*engine.find(case_id), engine.due_history(case_id));
  CHECK(count(small.text(), "BEGIN:VEVENT") == 1);
  CHECK(small.text().find("/completion\r\n") != std::string::npos);
}

TEST_CASE("calendar: nothing that the case holds as personal stands in it") {
  CalendarBench bench;
  bench.open(opening_on("2010-01-31",
                        R"(,"children":[{"label":"Child A1","name":"Vera Invented",)"
                        R"("date_of_birth":"2008-05-04"}],)"
                        R"("incident":{"nature":"serious_harm","description":"Bruises on both arms."})"));
  bench.command("record-decision", decision_on("conduct", "2010-02-01"));
  bench.command("appoint-person", R"({"role":"panel_chair","person":"P1","name":"Una Invented",)"
                                  R"("office":"Independent chair","appointed_on":"2010-02-01",)"
                                  R"("employed_by_board_agency":"no","linked_with_agency_involved":"no"})");
  bench.command("revise-timetable", revision_to("2010-11-30", "2010-02-01"));
  const std::string text = bench.calendar();
  for (const char* personal :
       {"Invented", "2008", "Bruises", "As minuted", "Proceedings.", "New plan", "A text."}) {
    INFO(personal);
    CHECK(text.find(personal) == std::string::npos);
  }
}

TEST_CASE("calendar: a parser of others reads every entry") {
  CalendarBench bench;
  bench.open(opening_on("2010-01-31", R"(,"internal_ref":"R-2")"));
  bench.command("correct-fact",
                correction_of(bench.opening, "/case_label",
                              "Kind Ä, \\\\ a label; long enough, with its letters of two octets (é), to be "
                              "folded more than once in the line of its summary"));
  bench.command("record-decision", decision_on("conduct", "2010-02-01"));
  bench.command("revise-timetable", revision_to("2010-11-30", "2010-02-01"));
  const std::string text = bench.calendar();
  CHECK(count(text, "\n") == count(text, "\r\n"));
  const auto read = run_node_script("read_calendar.mjs", "ical.js", text);
  if (!read) return;
  INFO(read->printed);
  REQUIRE(read->code == 0);
  CHECK(count(read->printed, "\n") == count(text, "BEGIN:VEVENT"));
  const std::string found = read->printed;
  CHECK(found.find(R"("sequence":0,"status":"CONFIRMED","first":"2010-08-01","after":"2010-08-02")") !=
        std::string::npos);
  CHECK(found.find(R"("stamp":"2010-02-01T12:00:00Z")") != std::string::npos);
  CHECK(
      found.find(R"("summary":"Completion by the revised timetable: Kind Ä, \\ a label; long enough, with )"
                 R"(its letters of two octets (é), to be folded more than once in the line of its summary, )"
                 R"(Anytown LSCB")") != std::string::npos);
  const auto broken = run_node_script("read_calendar.mjs", "ical.js", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n");
  CHECK(broken->code == 1);
}

}  // namespace reviewd
