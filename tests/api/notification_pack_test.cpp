// GET …/deadlines/{deadline_id}/pack: who sees what, as JSON and as a page; and drafts that the form refuses.
#include <algorithm>
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "api/html_text.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/service_bench.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// A decision of 1 February 2010 on a case with one child.
class PackBench {
 public:
  explicit PackBench(
      const std::string& more = R"(,"children":[{"label":"Child <A>","name":"Invented Surname"}])") {
    service.bench().enter_board("Anytown LSCB");
    service.bench().enter_board("Otherton LSCB");
    service.issue("manager", {Role::board_manager});
    service.issue("chair", {Role::chair});
    service.issue("auditor", {Role::auditor});
    service.issue("elsewhere", {Role::chair}, {"Otherton LSCB"});
    const Response opened = service.send("POST /v1/cases", "manager", "", opening_on("2010-01-31", more));
    REQUIRE(opened.status == 201);
    case_path = "/v1/cases/" + std::string{json::parse(*opened.body).at("case_id").as_string()};
    REQUIRE(command("record-decision", decision_on("conduct", "2010-02-01")).status == 200);
  }
  Response command(const std::string& name, const std::string& body) {
    return service.send("POST " + case_path + "/" + name, "manager", "If-Match: *\r\n", body);
  }
  Response pack(const std::string& token, const std::string& query = "", const std::string& fields = "",
                const std::string& deadline = "notify-ofsted") {
    return service.send("GET " + case_path + "/deadlines/" + deadline + "/pack" + query, token, fields);
  }
  json::value document(const std::string& token, const std::string& query = "") {
    const Response answer = pack(token, query);
    REQUIRE(answer.status == 200);
    return json::parse(*answer.body);
  }
  // "" when it is accepted; else pointer and code of the fault.
  std::string draft(const std::string& entry, const std::string& form = "ofsted-notification") {
    const Response answer = command("draft-notification", R"({"deadline":"notify-ofsted","form":")" + form +
                                                              R"(","entries":[)" + entry + "]}");
    if (answer.status == 200) return "";
    const json::value fault = json::parse(*answer.body).at("errors").at(0);
    return std::string{fault.at("pointer").as_string()} + " " + std::string{fault.at("code").as_string()};
  }

  ServiceBench service{};
  std::string case_path;
};

// The field of this id, as it stands first.
json::value field(const json::value& document, std::string_view id) {
  for (const json::value& section : document.at("sections").as_array())
    for (const json::value& candidate : section.at("fields").as_array())
      if (candidate.at("field").as_string() == id) return candidate;
  return nullptr;
}

std::string header(const Response& response, std::string_view name) {
  for (const auto& [candidate, value] : response.headers)
    if (candidate == name) return value;
  return "";
}

bool says(const Response& response, std::string_view text) {
  return response.body->find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("pack: managers and chairs see personal values, an auditor sees that they are there") {
  PackBench bench;
  REQUIRE(bench.draft(R"({"field":"telephone","value":"01234"})").empty());
  for (const char* reader : {"manager", "chair"}) {
    const json::value name = field(bench.document(reader), "last-names");
    CHECK(name.at("value") == "Invented Surname");
    CHECK(name.at("personal").as_bool());
    CHECK_FALSE(name.at("withheld").as_bool());
  }
  const json::value withheld = bench.document("auditor");
  for (const char* id : {"last-names", "telephone"}) {
    CHECK(field(withheld, id).at("value").is_null());
    CHECK(field(withheld, id).at("withheld").as_bool());
    CHECK(field(withheld, id).at("state") != "missing");
  }
  CHECK(field(withheld, "decision").at("value") == "conduct");
  const Response page = bench.pack("auditor", "?format=html");
  CHECK_FALSE(says(page, "Invented Surname"));
  CHECK(says(page, "(not shown to this reader)"));
  CHECK(header(bench.pack("manager"), "Cache-Control") == "no-store");
}

TEST_CASE("pack: what the case, the form and the duty are, and what is missing") {
  PackBench bench;
  const json::value document = bench.document("manager");
  CHECK(document.at("case_label") == "Child A");
  CHECK(document.at("deadline").at("recipient") == "ofsted");
  CHECK(document.at("deadline").at("state") == "outstanding");
  CHECK(document.at("form").at("form") == "ofsted-notification");
  CHECK(document.at("form").at("hash").as_string().size() == 64);
  CHECK(document.at("missing").at(0).at("field") == "local-authority");
  const auto& missing = document.at("missing").as_array();
  const auto born = std::ranges::find_if(
      missing, [](const json::value& line) { return line.at("label") == "Date of birth"; });
  REQUIRE(born != missing.end());
  CHECK(born->at("child") == "Child <A>");
}

TEST_CASE("pack: as a page, by format or by Accept, that runs nothing and is kept nowhere") {
  PackBench bench;
  const Response page = bench.pack("manager", "?format=html");
  REQUIRE(page.status == 200);
  CHECK(header(page, "Content-Type") == "text/html; charset=utf-8");
  CHECK(header(page, "Cache-Control") == "no-store");
  CHECK(header(page, "Content-Security-Policy").starts_with("default-src 'none'; style-src 'sha256-"));
  CHECK(says(page, "<title>Notification of serious childcare incident</title>"));
  CHECK(says(page, "Child &lt;A&gt;"));
  CHECK_FALSE(says(page, "<A>"));
  CHECK_FALSE(says(page, "<script"));
  CHECK(says(page, "@page { size: A4;"));
  CHECK(says(page, "1 February 2010"));
  const auto type = [&](const std::string& fields) {
    return header(bench.pack("manager", "", fields), "Content-Type");
  };
  CHECK(type("Accept: text/html\r\n") == "text/html; charset=utf-8");
  CHECK(type("Accept: text/html;q=0.5, application/json\r\n") == "application/json");
  CHECK(type("") == "application/json");
  CHECK(bench.pack("manager", "", "Accept: image/png\r\n").status == 406);
  CHECK(bench.pack("manager", "?format=xml").status == 400);
}

TEST_CASE("pack: of duties to notify, on cases that the caller may know of, as known at a position") {
  PackBench bench;
  CHECK(bench.pack("manager", "", "", "decision").status == 404);
  CHECK(bench.pack("manager", "", "", "nothing").status == 404);
  CHECK(bench.pack("elsewhere").status == 404);
  const Position before = bench.service.engine()->head();
  REQUIRE(bench.draft(R"({"field":"telephone","value":"01234"})").empty());
  CHECK(field(bench.document("manager"), "telephone").at("state") == "drafted");
  const json::value earlier = bench.document("manager", "?known_at=" + before.text());
  CHECK(earlier.at("known_at").as_string() == before.text());
  CHECK(field(earlier, "telephone").at("state") == "missing");
  CHECK(bench.pack("manager", "?known_at=1").status == 404);
}

TEST_CASE("pack: a draft is of a field of the form on which the duty is done") {
  PackBench bench;
  CHECK(bench.draft(R"({"field":"telephone","value":"1"})", "letter") == "/form no_such_form");
  CHECK(bench.draft(R"({"field":"telephone","value":"1"},{"field":"fax","value":"1"})") ==
        "/entries/1/field no_such_field");
  CHECK(bench.draft(R"({"field":"gender","value":"f"})") == "/entries/0/child required");
  CHECK(bench.draft(R"({"field":"telephone","child":"Child <A>","value":"1"})") ==
        "/entries/0/child wrong_value");
  CHECK(bench.draft(R"({"field":"gender","child":"Child B","value":"f"})") ==
        "/entries/0/child no_such_child");
  CHECK(bench.draft(R"({"field":"gender","child":"Child <A>","value":"f"})").empty());
  PackBench nobody("");
  CHECK(nobody.draft(R"({"field":"gender","value":"not known"})").empty());
  CHECK(field(nobody.document("manager"), "gender").at("state") == "drafted");
}

TEST_CASE("pack: an acknowledgement stands in it and closes the duty") {
  PackBench bench;
  REQUIRE(bench
              .command("record-acknowledgement",
                       R"({"deadline":"notify-ofsted","acknowledged_on":"2010-02-01",)"
                       R"("by":"Ofsted & others","reference":"SI-1"})")
              .status == 200);
  const json::value document = bench.document("manager");
  CHECK(document.at("deadline").at("state") == "met");
  CHECK(document.at("deadline").at("met_on") == "2010-02-01");
  CHECK(document.at("acknowledgements").at(0).at("reference") == "SI-1");
  CHECK(says(bench.pack("manager", "?format=html"),
             "Acknowledged on 1 February 2010 by Ofsted &amp; others, reference SI-1."));
}

TEST_CASE("html: what people wrote is text, and days are written out") {
  CHECK(html_escaped("<a href=\"x\">'&'</a>") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
  CHECK(written_day("2010-02-26") == "26 February 2010");
  CHECK(written_day("2010-02") == "February 2010");
  CHECK(written_day("2010") == "2010");
  CHECK(written_day("soon") == "soon");
  // Of the text "abc" (FIPS 180-2), in base64.
  CHECK(page_headers("abc")[2].second.find("'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='") !=
        std::string::npos);
}

}  // namespace reviewd
