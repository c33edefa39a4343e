#include "tests/support/answered_routes.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "api/routes.hpp"
#include "domain/acts_schemas.hpp"
#include "domain/command_schemas.hpp"
#include "tests/support/act_examples.hpp"
#include "tests/support/api_work.hpp"
#include "tests/support/calendar_text.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/service_bench.hpp"
#include "tests/support/shipped_rules.hpp"

namespace reviewd {
namespace {

constexpr const char* any_version = "If-Match: *\r\n";

class Walk {
 public:
  Walk() {
    bench_.issue("everything", {Role::administrator, Role::board_manager});
    bench_.issue("second", {Role::board_manager});
    bench_.issue("auditor", {Role::auditor});
    bench_.issue("administrator", {Role::administrator});
  }

  Response ask(const std::string& method, const std::string& target, const std::string& fields = "",
               const std::string& body = "", const std::string& token = "everything") {
    const std::string line = method + " " + target;
    Response answer = bench_.send(line, token, fields, body);
    answered_.push_back({method, route_of(method, target), line, answer});
    return answer;
  }

  void command(const std::string& case_path, const std::string& name, const std::string& body,
               const std::string& token = "everything") {
    ask("POST", case_path + "/" + name, any_version, body, token);
  }

  std::string open(const std::string& more = "", const std::string& brought = "2010-01-31") {
    const Response answer = ask("POST", "/v1/cases", "", opening_on(brought, more));
    const boost::json::value document = boost::json::parse(*answer.body);
    opening_ = std::string{document.at("version").as_string()} + ".0";
    return "/v1/cases/" + std::string{document.at("case_id").as_string()};
  }

  // The event that opened the case opened last.
  const std::string& opening() const { return opening_; }

  ServiceBench& bench() { return bench_; }
  std::vector<AnsweredRoute> answered() { return std::move(answered_); }

 private:
  static std::string route_of(const std::string& method, const std::string& target) {
    std::vector<std::string> segments;
    const std::string path = target.substr(0, target.find('?'));
    for (std::size_t at = 0; at < path.size();) {
      const auto end = std::min(path.find('/', at + 1), path.size());
      segments.push_back(path.substr(at + 1, end - at - 1));
      at = end;
    }
    const Route* route = find_route(method, segments);
    return route == nullptr ? "" : std::string{route->path};
  }

  ServiceBench bench_;
  std::string opening_;
  std::vector<AnsweredRoute> answered_;
};

void send_every_command(Walk& walk, const std::string& path, const std::string& opening,
                        const std::string& other) {
  walk.command(path, "record-facts", R"({"facts":{"died":"yes"}})");
  walk.command(path, "record-recommendation", recommendation_on("conduct", "2010-02-01"));
  walk.command(path, "record-decision", decision_on("conduct", "2010-02-01"));
  walk.command(path, "record-notification", notice_on("ofsted", "2010-02-01"));
  walk.command(path, "revise-timetable", revision_to("2010-11-30", "2010-02-01"));
  walk.command(path, "correct-fact", correction_of(opening, "/case_label", "Child B"));
  walk.command(path, "link-case", R"({"to":")" + other.substr(10) + R"(","relation":"sibling"})");
  walk.command(path, "pause-clock", "{}");
  finish_the_work(walk.bench(), "everything", path);
  walk.command(path, "complete-review", R"({"completed_on":"2010-02-01","override_reason":"As minuted."})");
  walk.command(path, "close-case", closing_on("2010-02-01"));
  walk.command(path, "reopen-case", reopening());
}

// After every act: of a case that has drafts and acknowledgements.
void read_pack(Walk& walk, const std::string& path) {
  walk.ask("GET", path + "/deadlines/notify-ofsted/pack");
  walk.ask("GET", path + "/deadlines/notify-ofsted/pack", "", "", "auditor");
  walk.command(path, "draft-notification",
               R"({"deadline":"notify-ofsted","form":"letter","entries":[{"field":"fax","value":"1"}]})");
  // As a form was that is a newer one now.
  walk.bench().bench().send(
      *CaseId::parse(path.substr(path.rfind('/') + 1)), "draft-notification",
      R"({"deadline":"notify-ofsted","form":"ofsted-notification","entries":[{"field":"fax","value":"1"},)"
      R"({"field":"school","child":"Child A","value":"1"}]})");
  walk.ask("GET", path + "/deadlines/notify-ofsted/pack");
  walk.ask("GET", path + "/deadlines/notify-ofsted/pack", "", "", "auditor");
}

// On a case of its own: the examples begin after a decision to conduct.
void send_later_acts(Walk& walk) {
  walk.ask("POST", "/v1/test-clock", "",
           R"({"now":")" + std::string{day_of_later_examples} + R"(T09:00:00Z"})");
  const std::string path = walk.open("", "2024-01-31");
  walk.command(path, "record-decision", decision_on("conduct", "2024-02-26"));
  for_each_later_example([&](std::string_view command, const std::string& body) {
    walk.command(path, std::string{command}, body);
    return EventId{walk.bench().engine()->head(), 0};
  });
}

// The same, of 2010.
void send_every_act(Walk& walk) {
  walk.ask("POST", "/v1/test-clock", "", R"({"now":")" + std::string{day_of_examples} + R"(T09:00:00Z"})");
  const std::string path = walk.open(R"(,"children":[{"label":"Child A","name":"A name"}])");
  walk.command(path, "record-decision", decision_on("conduct", "2010-02-26"));
  for_each_example([&](std::string_view command, const std::string& body) {
    // What the check found only somebody else may override.
    if (command == Schema<PublicationChecked>::command)
      walk.command(path, std::string{command}, std::string{Schema<CheckPublication>::example});
    else
      walk.command(path, std::string{command}, body,
                   command == Schema<CheckOverridden>::command ? "second" : "everything");
    return EventId{walk.bench().engine()->head(), 0};
  });
  read_pack(walk, path);
}

void read_everything(Walk& walk, const std::string& path) {
  for (const std::string target :
       {"", "?as_of=2010-02-01", "?known_at=6", "/personal", "/events", "/events?limit=1",
        "/deadlines/decision/explanation", "/deadlines/none/explanation", "/deadlines/notify-ofsted/pack",
        "/deadlines/notify-ofsted/pack?format=html", "/deadlines/decision/pack",
        "/deadlines/notify-ofsted/pack?format=pdf", "?as_of=2010-01-01", "?as_of=soon", "?known_at=1",
        "?known_at=900", "?unknown=1"})
    walk.ask("GET", path + target);
  for (const std::string target :
       {"/v1/cases",
        "/v1/cases?limit=1",
        "/v1/deadlines?limit=1",
        "/v1/deadlines?as_of=2010-02-01&limit=1",
        "/v1/events",
        "/v1/events?limit=1",
        "/v1/editions",
        "/v1/editions?limit=1",
        "/v1/calendars?limit=1",
        "/v1/editions/wt2010",
        "/v1/editions/wt2015",
        "/v1/editions/covid2020",
        "/v1/editions/wt1998",
        "/v1/editions/resolve?brought_to_attention=2010-03-20&decision=2010-04&board=Anytown%20LSCB",
        "/v1/editions/resolve?serious_incident_notified=2020-02-18",
        "/v1/editions/resolve?decision=soon",
        "/v1/calendars",
        "/v1/calendars/england-and-wales",
        "/v1/calendars/mars",
        "/metrics",
        "/openapi.json",
        "/livez",
        "/readyz"})
    walk.ask("GET", target);
}

// After every act, so that each sort of figure has something to count.
void report(Walk& walk) {
  for (const std::string target :
       {"/annual?year=2010", "/annual?year=2010&format=csv",
        "/annual?year=2010&as_of=2010-12-31&board=Nowhere", "/annual?year=2010&known_at=9",
        "/period?from=2009-04-01&to=2011-03-31", "/annual", "/annual?year=10", "/annual?year=2010&format=xml",
        "/period?from=2010-01-01", "/period?from=2010-01-02&to=2010-01-01"})
    walk.ask("GET", "/v1/reports" + target);
}

void feed_a_calendar(Walk& walk) {
  const auto made = [&](const std::string& body) {
    return boost::json::parse(*walk.ask("POST", "/v1/deadline-feeds", "", body).body);
  };
  const boost::json::value feed = made(R"({"board":"Anytown LSCB","kind":"decision"})");
  made("{}");
  for (const char* body : {R"({"board":"Nowhere"})", R"({"kind":"none"})", "{"})
    walk.ask("POST", "/v1/deadline-feeds", "", body);
  walk.ask("GET", "/v1/deadline-feeds");
  const std::string path{feed.at("path").as_string()};
  walk.ask("GET", path, "", "", "");
  walk.ask("GET", path, "If-None-Match: *\r\n", "", "");
  walk.ask("GET", path, "Accept: application/json\r\n", "", "");
  walk.ask("GET", "/v1/deadlines.ics?kind=completion");
  const std::string revoking = "/v1/deadline-feeds/" + std::string{feed.at("feed_id").as_string()};
  walk.ask("DELETE", revoking, "", "", "second");
  walk.ask("DELETE", revoking);
  walk.ask("GET", path, "", "", "");
}

// An office whose mail bounced, beside one that nothing stands in the way of.
void tell_by_mail(Walk& walk) {
  walk.ask("GET", "/v1/mail");
  EngineBench& bench = walk.bench().bench();
  bench.send(
      RegisterCommand{SetMailOffices{{{"chair", {MailKind::passed, MailKind::reminders}, {"Anytown LSCB"}},
                                      {"director", {MailKind::still_open}, {}}}}});
  const Position set = walk.bench().engine()->head();
  const MailStretch stretch{"chair", MailKind::passed, set, set.next()};
  bench.send(RegisterCommand{RecordMailSent{{stretch, *Day::parse("2010-02-01"), 1, 1, "250 2.0.0"}}});
  const std::string name = mail_name(stretch, bench.engine().register_state().log_id.value_or(Identifier{}));
  walk.ask("POST", "/v1/mail/bounces", "",
           R"({"message_id":"<)" + name + R"(@a.example>","status":"5.1.1"})");
  for (const char* body : {R"({"message_id":"none"})", R"({"message_id":"none","status":"unknown"})", "{}"})
    walk.ask("POST", "/v1/mail/bounces", "", body);
  walk.ask("GET", "/v1/mail");
  walk.ask("GET", "/v1/mail", "", "", "auditor");
  walk.ask("GET", "/v1/incidents");
}

constexpr const char* bodies_of_webhooks[] = {
    R"({"url":"http://127.0.0.1:9/","allowed_ranges":["127.0.0.1/32"]})",
    R"({"url":"https://receiver.example/","event_types":["case_opened"],"boards":["Anytown LSCB"],)"
    R"("payload":"full","ordered":false,"signatures":["v1"],"owner":"Head of safeguarding"})",
    R"({"url":"https://127.0.0.1/"})",
    R"({"url":"https://receiver.example/","event_types":["token_added"]})",
    R"({"url":"https://receiver.example/","secret":"whsec_c2hvcnQ="})",
    R"({"url":"https://receiver.example/","allowed_ranges":["0.0.0.0/0"],"boards":["Nowhere"]})",
    "{"};

// After webhooks were added: what is recorded is delivered to nobody here, so that everything waits.
void look_after_deliveries(Walk& walk, const std::string& webhook) {
  walk.open();
  for (const char* query : {"?limit=1", "?state=waiting&type=case_opened", "?state=lost", "?case_id=1"})
    walk.ask("GET", webhook + "/deliveries" + query);
  const boost::json::value page = boost::json::parse(*walk.ask("GET", webhook + "/deliveries").body);
  const std::string delivery =
      "/v1/deliveries/" + std::string{page.at("deliveries").at(0).at("delivery_id").as_string()};
  walk.ask("POST", delivery + "/redeliver", "", "{}");
  walk.ask("POST", delivery + "/waive", "", "{}");
  walk.ask("POST", delivery + "/waive", "", R"({"reason":"Told by telephone."})");
  walk.ask("POST", delivery + "/waive", "", R"({"reason":"Told by telephone."})");
  walk.ask("POST", delivery + "/redeliver", "", "{}");
  walk.ask("GET", delivery);
  walk.ask("GET", delivery, "", "", "auditor");
  walk.ask("GET", "/v1/deliveries/none");
  walk.ask("POST", webhook + "/replay", "", R"({"from":"1","only_failed":true})");
  walk.ask("POST", webhook + "/replay", "", R"({"from":"9","to":"1"})");
}

// What attempts would have come to: one that succeeded, and one that a receiver refused until its schedule
// was over, of a case that owes somebody a notice.
void let_attempts_end(Walk& walk, const std::string& webhook) {
  const std::string path = walk.open();
  walk.command(path, "record-decision", decision_on("conduct", "2010-02-01"));
  EngineBench& bench = walk.bench().bench();
  const Identifier id = *Identifier::parse(webhook.substr(webhook.rfind('/') + 1));
  DeliveryAttempted attempt;
  attempt.webhook_id = id;
  attempt.event = *bench.engine().deliveries().of(id)->open().rbegin();
  attempt.status = 202;
  attempt.response_hash = Digest{};
  attempt.response_bytes = 0;
  attempt.address = "192.0.2.1";
  attempt.tls = TlsPeer{"TLSv1.3", Digest{}, "CN=a", "CN=b"};
  bench.send(DeliveryCommand{RecordAttempt{attempt, false, false}});
  walk.ask("GET", "/v1/deliveries/" + DeliveryId{id, attempt.event}.text());
  attempt.event = *bench.engine().deliveries().of(id)->open().rbegin();
  attempt.outcome = DeliveryOutcome::failed;
  attempt.cause = DeliveryCause::refused;
  attempt.status = 400;
  attempt.retry_at = Instant{};
  bench.send(DeliveryCommand{RecordAttempt{attempt, true, true}});
  walk.ask("GET", "/v1/deliveries/" + DeliveryId{id, attempt.event}.text());
}

void deliver(Walk& walk) {
  for (const char* body : bodies_of_webhooks) walk.ask("POST", "/v1/webhooks", "", body);
  const boost::json::value made = boost::json::parse(
      *walk.ask("POST", "/v1/webhooks", "", R"({"url":"https://receiver.example/","statutory":true})").body);
  const std::string webhook = "/v1/webhooks/" + std::string{made.at("webhook_id").as_string()};
  walk.ask("POST", webhook + "/ping", "", "{}");
  walk.ask("POST", webhook + "/confirm", "", "{}");
  walk.ask("POST", webhook + "/confirm", "", "{}", "administrator");
  for (const char* target : {"/v1/webhooks", "/v1/webhooks?limit=1", "/v1/webhooks?cursor=zz",
                             "/v1/incidents", "/v1/webhooks/none"})
    walk.ask("GET", target);
  for (const char* change : {"pause", "pause", "resume", "resume", "ping", "rotate-secret"})
    walk.ask("POST", webhook + "/" + change, "", "{}");
  walk.ask("POST", webhook + "/rotate-secret", "", R"({"overlap_hours":-1})");
  walk.ask("POST", webhook + "/resume", "", R"({"skip_to":"x"})");
  look_after_deliveries(walk, webhook);
  let_attempts_end(walk, webhook);
  walk.ask("GET", webhook);
  walk.ask("POST", webhook + "/rotate-secret", "", "{}");
  walk.bench().bench().send(RegisterCommand{RestoreLog{Identifier{}, walk.bench().engine()->head()}});
  for (const char* target : {"/v1/incidents", "/v1/incidents?limit=1"}) walk.ask("GET", target);
  walk.ask("POST", webhook + "/rotate-secret", "", "{}");
  walk.ask("GET", webhook);
  walk.ask("GET", "/.well-known/jwks.json", "", "", "");
  walk.ask("DELETE", webhook);
  walk.ask("GET", webhook);
}

void be_refused(Walk& walk, const std::string& path) {
  walk.ask("GET", "/v1/cases", "", "", "");
  walk.ask("GET", "/v1/cases", "Accept: text/html\r\n");
  walk.ask("GET", path, "", "", "administrator");
  walk.ask("GET", path, "If-None-Match: *\r\n");
  walk.ask("GET", "/v1/cases", "", "", "administrator");
  walk.ask("POST", path + "/close-case", any_version, closing_on("2010-02-01"), "auditor");
  walk.ask("POST", path + "/close-case", "", closing_on("2010-02-01"));
  walk.ask("POST", path + "/close-case", "If-Match: \"6\"\r\n", closing_on("2010-02-01"));
  walk.ask("POST", path + "/close-case", any_version, "{");
  walk.ask("POST", path + "/close-case", any_version, "{}");
  walk.ask("POST", path + "/close-case", "Content-Encoding: gzip\r\nIf-Match: *\r\n", "{}");
  walk.ask("POST", "/v1/cases", "", R"({"board":"Nowhere"})");
  walk.ask("GET", "/v1/reports/annual?year=2010", "Accept: image/png\r\n");
  walk.bench().not_ready_ = "Replaying.";
  walk.ask("GET", "/readyz");
  walk.bench().not_ready_.reset();
}

// A holiday that was none after all moves a rapid review.
void adopt_a_calendar(Walk& walk) {
  walk.ask("POST", "/v1/test-clock", "", R"({"now":"2022-09-10T09:00:00Z"})");
  for (int opened = 0; opened < 2; ++opened)
    walk.command(walk.open(), "record-notification",
                 notice_on("national_panel", "2022-09-02", "serious_incident"));
  const std::string text = boost::json::serialize(boost::json::value(calendar_text(2, "2022-09-19")));
  for (const char* more : {"", R"(,"limit":1)", R"(,"accept":true,"reason":"Misread.")"})
    walk.ask("POST", "/v1/adopt-calendar", "",
             R"({"calendar":"england-and-wales","text":)" + text + more + "}");
}

// A second calendar, so that the list of them has more than one page.
void add_calendar(Engine& engine) {
  RuleBook book = engine.rules();
  Calendar second = *book.calendar("england-and-wales");
  second.id = "second-calendar";
  book.add(std::move(second));
  engine.use_rules(std::make_shared<const RuleBook>(std::move(book)));
}

}  // namespace

std::vector<AnsweredRoute> answered_routes() {
  Walk walk;
  walk.bench().adopt(shipped_documents());
  add_calendar(*walk.bench().engine());
  const std::string path = walk.open();
  const std::string opening = walk.opening();
  const std::string other = walk.open();
  walk.open();
  send_every_command(walk, path, opening, other);
  read_everything(walk, path);
  for (const char* supposed :
       {R"({"edition":"wt2006"})", R"({"edition":"wt2006","limit":1})", R"({"edition":"wt1066"})"})
    walk.ask("POST", "/v1/what-if", "", supposed);
  for (const char* wanted : {R"({"calendar":"england-and-wales"})", R"({"calendar":"mars"})",
                             R"({"calendar":"england-and-wales","text":"no calendar"})",
                             R"({"calendar":"england-and-wales","accept":true})"})
    walk.ask("POST", "/v1/adopt-calendar", "", wanted);
  walk.ask("POST", "/v1/test-clock", "", R"({"now":"2010-02-02T09:00:00Z"})");
  walk.ask("POST", "/v1/test-clock", "", R"({"now":"soon"})");
  feed_a_calendar(walk);
  tell_by_mail(walk);
  deliver(walk);
  be_refused(walk, path);
  send_every_act(walk);
  report(walk);
  adopt_a_calendar(walk);
  send_later_acts(walk);
  return walk.answered();
}

}  // namespace reviewd
