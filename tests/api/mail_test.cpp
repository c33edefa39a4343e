// GET /v1/mail and POST /v1/mail/bounces: who is told how far, and that a mail came back.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "tests/support/service_bench.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// The chair's office, which was told up to the position after it was set.
class MailBench {
 public:
  MailBench() {
    service.issue("administrator", {Role::administrator});
    service.issue("manager", {Role::board_manager});
    service.bench().enter_board("Elsewhere LSCB");
    service.issue("elsewhere", {Role::board_manager}, {"Elsewhere LSCB"});
    const std::vector<MailOffice> offices{{"chair", {MailKind::passed}, {"Anytown LSCB"}}};
    service.bench().send(RegisterCommand{SetMailOffices{offices}});
    const Position set = service.engine()->head();
    stretch = {"chair", MailKind::passed, set, set.next()};
    service.bench().send(RegisterCommand{RecordMailSent{{stretch, *Day::parse("2010-02-01"), 1, 1, "250"}}});
  }
  Response report(const std::string& message_id, const std::string& status = "5.1.1") {
    return service.send("POST /v1/mail/bounces", "administrator", "",
                        R"({"message_id":")" + message_id + R"(","status":")" + status + "\"}");
  }
  std::string name() {
    const auto& log_id = service.engine()->register_state().log_id;
    return "<" + mail_name(stretch, log_id.value_or(Identifier{})) + "@anytown.example>";
  }
  json::value told() {
    const Response answer = service.send("GET /v1/mail", "administrator");
    return json::parse(*answer.body).at("offices").at(0).at("told").at(0);
  }

  ServiceBench service{};
  MailStretch stretch;
};

}  // namespace

TEST_CASE("mail routes: how far an office is told, and what stands in the way") {
  MailBench bench;
  CHECK(bench.told().at("upto").as_string() == bench.stretch.upto.text());
  CHECK(bench.told().at("sent_on") == "2010-02-01");
  CHECK(bench.told().at("trouble").is_null());
  CHECK(bench.service.send("GET /v1/mail", "manager").status == 403);
}

TEST_CASE("mail routes: a mail that came back is owed again, and an incident") {
  MailBench bench;
  CHECK(bench.report(bench.name()).status == 200);
  CHECK(bench.told().at("upto").as_string() == bench.stretch.after.text());
  CHECK(bench.told().at("trouble").at("fault") == "bounced");
  CHECK(bench.told().at("trouble").at("status") == "5.1.1");
  const auto incidents = [&](const std::string& token) {
    return json::parse(*bench.service.send("GET /v1/incidents", token).body).at("incidents").as_array();
  };
  REQUIRE(incidents("manager").size() == 1);
  const json::value incident = incidents("manager").at(0);
  CHECK(incident.at("kind") == "mail_failing");
  CHECK(incident.at("cause") == "bounced");
  CHECK(incident.at("owner") == "chair");
  CHECK(incident.at("mail") == "passed");
  CHECK(incident.at("status") == "5.1.1");
  CHECK(incidents("elsewhere").empty());
  // It counts as not told by now.
  CHECK(bench.report(bench.name()).status == 404);
}

TEST_CASE("mail routes: what is no mail of this log is not found, and a code is a code") {
  MailBench bench;
  const Position head = bench.service.engine()->head();
  CHECK(bench.report("<somebody@elsewhere.example>").status == 404);
  bench.stretch.upto = bench.stretch.upto.next();
  CHECK(bench.report(bench.name()).status == 404);
  CHECK(bench.report(bench.name(), "550 no such user").status == 422);
  CHECK(bench.service.send("POST /v1/mail/bounces", "administrator", "", "{}").status == 422);
  CHECK(bench.service.send("POST /v1/mail/bounces", "manager", "", "{}").status == 403);
  CHECK(bench.service.engine()->head() == head);
}

}  // namespace reviewd
