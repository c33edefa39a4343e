#include "tests/support/described_samples.hpp"

#include <boost/json/parse.hpp>
#include <map>

#include "api/case_document.hpp"
#include "api/event_document.hpp"
#include "api/json_schema.hpp"
#include "api/problem.hpp"
#include "domain/content_checks.hpp"
#include "domain/what_if.hpp"
#include "storage/command_codec.hpp"
#include "storage/commit_codec.hpp"
#include "storage/json_write.hpp"
#include "tests/support/act_examples.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/every_event.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;
using Samples = std::vector<DescribedSample>;

constexpr const char* everything_known = R"({"board":"Anytown LSCB","case_label":"Child A",
  "brought_to_attention_on":"2010-01-31","internal_ref":"R-1",
  "incident":{"occurred_on":"2010-01","nature":"death","description":"Words."},
  "children":[{"label":"Child A","name":"N","date_of_birth":"2009","address":"A"}],
  "referrer":{"name":"N","role":"Doctor","agency":"Hospital"},
  "facts":{"died":"yes","abuse_or_neglect":"yes","interagency_concern":"unknown"}})";

// A review that ran from referral to a late completion, with a revised timetable, corrections, a link.
CaseSpecification whole_review() {
  CaseSpecification specification;
  specification.on("2010-02-01").given("open-case", everything_known);
  specification.given("record-facts", R"({"facts":{"serious_harm":"no"},"occurred_on":"2010-02-01"})");
  specification.given("record-recommendation", recommendation_on("do_not_conduct", "2010-02-01"));
  specification.on("2010-03-10").given_the_clock_runs();
  specification.given("record-decision", decision_on("conduct", "2010-03-05"));
  specification.given(
      "record-notification",
      R"({"recipient":"ofsted","subject":"decision","sent_on":"2010-03-06","reference":"O-1",)"
      R"("enclosures":["explanation"]})");
  specification.given("revise-timetable", revision_to("2010-11-15", "2010-03-08"));
  specification.given("revise-timetable", revision_to("2010-11-30", "2010-03-09"));
  specification.given("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2010-01-30"));
  specification.given("correct-fact", correction_of("1.0", "/children/0/name", "M"));
  specification.given("link-case", R"({"to":")" + std::string{another_case().text()} +
                                       R"(","relation":"sibling","occurred_on":"2010-03-01"})");
  specification.on("2010-12-10").given_the_clock_runs();
  specification.given_the_work_is_done().given(
      "complete-review", R"({"completed_on":"2010-12-09","override_reason":"As minuted."})");
  specification.given("close-case", closing_on("2010-12-10"));
  return specification;
}

CaseSpecification imported_case() {
  CaseSpecification specification;
  specification.importing().on("2015-06-01");
  OpenCase open;
  open.board = "Anytown LSCB";
  open.case_label = "Child B";
  open.brought_to_attention_on = PartialDate::parse("2011-03");
  specification.given(CaseCommand{open});
  RecordDecision decision;
  decision.decided_on = *PartialDate::parse("2011-03");
  decision.decided_by = "Chair of the board";
  specification.given(CaseCommand{decision});
  specification.given("record-notification", notice_on("ofsted", "2011-04-01"));
  specification.given("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2011-02"));
  return specification;
}

struct CommitAndCase {
  Commit commit;
  CaseState state;
};

CarryOut given_to(CaseSpecification& specification) {
  return [&](std::string_view command, const std::string& body) {
    const EventId event{specification.next_position(), 0};
    specification.given(command, body);
    return event;
  };
}

CaseSpecification every_act() {
  CaseSpecification specification;
  specification.on(day_of_examples).given("open-case", opening_on("2010-01-31"));
  specification.given("record-decision", decision_on("conduct", "2010-02-26"));
  for_each_example(given_to(specification));
  return specification;
}

CaseSpecification every_later_act() {
  CaseSpecification specification;
  specification.on(day_of_later_examples).given("open-case", opening_on("2024-01-31"));
  specification.given("record-decision", decision_on("conduct", "2024-02-26"));
  for_each_later_example(given_to(specification));
  return specification;
}

// A contribution that came late, was returned once, and was accepted.
CaseSpecification late_contribution() {
  CaseSpecification specification = every_act();
  const std::string contribution = specification.next_position().text() + ".0";
  specification.given("commission-contribution",
                      R"({"agency":"Health trust","kind":"imr","health_trust":"yes",)"
                      R"("commissioned_on":"2010-03-10","due_on":"2010-05-01"})");
  const auto step = [&](const std::string& word, const std::string& on) {
    specification.given("advance-contribution", R"({"step":")" + word + R"(","occurred_on":")" + on +
                                                    R"(","contribution":")" + contribution + "\"}");
  };
  step("records_secured", "2010-03-11");
  step("draft", "2010-04-20");
  step("signed_off", "2010-05-08");
  step("received", "2010-05-10");
  step("accepted", "2010-05-12");
  return specification;
}

// Of a case that is known only to the month: due days lie between two.
void add_what_if(Samples& samples) {
  const CaseSpecification specification = imported_case();
  const auto supposed = supposed_rules(shipped_rules(), {"wt2006", std::nullopt});
  JsonWriter writer({}, [](const Personal&, const std::string&) { return json::value(nullptr); });
  for (const WhatIfLine& line : what_if(specification.state(), *supposed, day("2015-06-01"))) {
    json::value document = writer.write(line);
    document.as_object()["case_id"] = specification.state().id.text();
    document.as_object()["case_label"] = "Child B";
    samples.push_back({"WhatIfLine", true, "a line of a what-if", std::move(document)});
  }
}

// Every act with all its members, whether or not they go together, behind a case that has every act.
CommitAndCase filled_acts() {
  CommitAndCase made{{}, every_act().state()};
  made.commit.position = made.state.last.next();
  std::map<std::string_view, EventId> things;
  for (Event& event : every_event(true)) {
    const EventId id{made.commit.position, static_cast<std::uint32_t>(made.commit.events.size())};
    const bool act = std::visit(
        [&]<class Body>(Body& body) {
          if constexpr (Act<Body>) {
            if constexpr (CarriesForward<Body>)
              if (const auto thing = things.find(Schema<typename Schema<Body>::Thing>::name);
                  thing != things.end())
                body.*Schema<Body>::thing = thing->second;
            things[Schema<Body>::name] = id;
            made.state.facts.push_back(Fact{id, day("2012-12-31"), std::nullopt, body});
          }
          return Act<Body>;
        },
        event.body);
    if (act) made.commit.events.push_back(std::move(event));
  }
  return made;
}

// As the importer hands it in: the specification has no row of its own.
const ImportSource row{"row-1", std::string(64, 'a')};

template <class Body>
void import_into(Body& body) {
  if constexpr (requires { body.imported = row; }) body.imported = row;
  if constexpr (requires { body.inferred; }) body.inferred = true;
}

CaseState with_row(CaseState state) {
  for (Shared<Fact>& shared : state.facts) {
    Fact fact = shared;
    std::visit([](auto& body) { import_into(body); }, fact.body);
    shared = std::move(fact);
  }
  return state;
}

Commit with_row(Commit commit) {
  std::visit([](auto& body) { import_into(body); }, commit.events.front().body);
  return commit;
}

void add(Samples& samples, std::string schema, std::string what, const std::string& text) {
  samples.push_back({std::move(schema), true, std::move(what), json::parse(text)});
}

void add_case(Samples& samples, const CaseView& view, const std::string& what) {
  add(samples, "Case", what, case_document(view));
  add(samples, "CaseSummary", what + ", in a list", case_summary(view));
  for (const Deadline& deadline : view.deadlines)
    if (is_open(deadline))
      add(samples, "DeadlineSummary", what + ", a deadline in a list",
          deadline_summary(view, deadline, day("2010-02-10")));
}

void add_explanations(Samples& samples, const CaseSpecification& specification) {
  for (const Deadline& deadline : specification.state().deadlines) {
    const EventId at = deadline.explained_in;
    const EventBody& body = specification.commits()[at.position.number() - 1].events[at.index].body;
    const auto* started = std::get_if<DeadlineStarted>(&body);
    const auto* again = std::get_if<DeadlineRecalculated>(&body);
    add(samples, "Explanation", "an explanation",
        explanation_document(deadline, started != nullptr ? started->terms : again->terms));
  }
}

void add_events(Samples& samples, const Commit& commit) {
  for (std::size_t index = 0; index < commit.events.size(); ++index) {
    const std::string type{type_of(commit.events[index].body)};
    const std::string text = event_document(commit, index);
    add(samples, component_name(type) + "Event", "an event " + type, text);
    add(samples, "Event", "any event " + type, text);
  }
}

void add_life(Samples& samples, CaseSpecification specification, const std::string& what) {
  add_case(samples, view_of(specification.state()), what);
  for (const char* as_of : {"2010-02-01", "2010-03-05", "2010-06-01", "2016-01-01"})
    if (const auto view = view_as_of(specification.state(), day(as_of), shipped_rules()))
      add_case(samples, *view, what + " as of " + as_of);
  add_explanations(samples, specification);
  for (const Commit& commit : specification.commits()) add_events(samples, commit);
}

std::vector<Event> webhook_events() {
  const Identifier id;
  const EventId event{Position{4}, 0};
  WebhookAdded added;
  added.url = "https://receiver.example/hook";
  added.event_types = {"*"};
  added.boards = {id};
  added.signatures = {WebhookSignature::v1, WebhookSignature::v1a};
  added.secret = Personal::sealed();
  added.key = WebhookKey{id, "AAAA", Personal::sealed()};
  added.allowed_ranges = {"10.1.0.0/16"};
  added.source = "https://reviewd.example";
  added.statutory = true;
  added.recipient = "ofsted";
  added.owner = "Head of safeguarding";
  added.authorities = added.client_certificate = "PEM";
  added.client_key = Personal::sealed();
  added.proxy = "http://10.1.0.1:3128";
  DeliveryAttempted attempt;
  attempt.event = event;
  attempt.status = 202;
  attempt.response_hash = Digest{};
  attempt.response_bytes = 0;
  attempt.address = "192.0.2.1";
  attempt.tls = TlsPeer{"TLSv1.3", Digest{}, "CN = a", "CN = b"};
  attempt.cause = DeliveryCause::redirected;
  attempt.retry_at = Instant{};
  attempt.before = Position{3};
  std::vector<Event> events;
  for (EventBody& body : std::vector<EventBody>{
           LogRestored{id, Position{6}},
           added,
           WebhookConfirmed{id},
           WebhookPaused{id, Personal::sealed()},
           WebhookResumed{id, Position{9}},
           WebhookDisabled{id, DeliveryCause::gone},
           WebhookRemoved{id},
           WebhookSecretRotated{id, Personal::sealed(), added.key, Instant{}},
           WebhookUnreachable{id, DeliveryCause::timed_out},
           WebhookPinged{id, DeliveryOutcome::failed, DeliveryCause::refused, 400},
           attempt,
           DeliveryExhausted{id, event, Instant{}},
           DeliveryWaived{id, event, Personal::sealed(), Position{5}},
           DeliveryAskedAgain{id, event, Position{5}},
           DeliveriesReplayed{id, Position{1}, Position{6}, {"case_opened"}, true},
       })
    events.push_back({std::nullopt, std::move(body)});
  return events;
}

Commit register_commit() {
  Commit commit;
  commit.position = Position{7};
  commit.actor = Actor::daemon();
  const Identifier id;
  const MailStretch told{"chair", MailKind::passed, Position{5}, Position{6}};
  for (EventBody& body : std::vector<EventBody>{
           LogCreated{id, "0.1.0"},
           RulesAdopted{DocumentKind::edition, "wt2010", 1, Digest{}, "text", Personal::sealed()},
           BoardTermsApplied{day("2019-06-01"), {"local-72-hours"}},
           RulesCarriedThrough{EventId{Position{7}, 0}},
           TokenAdded{id, "Office", Digest{}, {Role::auditor}, {id}},
           TokenRevoked{id},
           FeedAdded{id, id, Digest{}, id, "decision"},
           FeedRevoked{id},
           BoardEntered{id, "Anytown LSCB"},
           BoardNamed{id, "Anytown Board"},
           BoardTermsSet{id, day("2019-06-01"), {"local-72-hours"}},
           AnchorAccepted{Personal::sealed(), Position{6}},
           ClockAccepted{Personal::sealed(), Instant{}},
           MailOfficesSet{{{"chair", {MailKind::passed}, {"Anytown LSCB"}}}},
           MailSent{told, day("2010-02-01"), 1, 1, "250 2.0.0"},
           MailFailed{told, MailFault::refused, "550 5.1.1", 1},
           MailBounced{told, "5.1.1"},
       })
    commit.events.push_back({std::nullopt, std::move(body)});
  for (Event& event : webhook_events()) commit.events.push_back(std::move(event));
  return commit;
}

void add_problems(Samples& samples) {
  for (const Response& refused :
       {problem(401, "unauthorized", "A valid bearer token is needed."),
        problem_of(not_allowed("case_closed", "The case is closed.", "4.20").error()),
        problem_of(invalid("/now", "required", "The field is required.").error()),
        version_conflict("7", {{"7", {"case_closed"}, {"token-1", "Office"}, "2010-01-31T09:00:00.000Z"}})})
    add(samples, "Problem", "a problem", *refused.body);
}

void add_body(Samples& samples, const std::string& command, const std::string& body) {
  const auto read = read_command(command, body);
  const bool valid = read && content_faults(*read, Origin::api, day("2020-01-01")).empty();
  samples.push_back({component_name(command), valid, command + " " + body, json::parse(body)});
}

}  // namespace

namespace {

// Notified before time limits were relaxed, and corrected; an agency contributes.
CaseSpecification relaxed_review() {
  CaseSpecification specification;
  specification.on("2020-03-30")
      .given("open-case",
             opening_on("2020-03-02",
                        R"(,"facts":{"died":"yes","abuse_or_neglect":"yes","in_authority_area":"yes"})"));
  specification.given("record-awareness", R"({"aware_on":"2020-03-20","local_authority":"Anytown Council"})");
  specification.given("record-notification", notice_on("national_panel", "2020-03-24", "serious_incident"));
  specification.given("record-decision", decision_on("conduct", "2020-03-30"));
  specification.given(
      "commission-contribution",
      R"({"agency":"Anytown Hospital Trust","kind":"imr","health_trust":"yes","due_on":"2020-05-30",)"
      R"("commissioned_on":"2020-03-30"})");
  specification.given("correct-fact", correction_of("3.0", "/sent_on", "2020-03-25"));
  specification.given("correct-fact", correction_of("5.0", "/due_on", "2020-06-01"));
  // Of a period that ended in the month in which the relaxation began it cannot be said.
  const std::string earlier = specification.next_position().text() + ".0";
  specification.given("record-notification", notice_on("national_panel", "2020-02-18", "serious_incident"));
  specification.given("correct-fact", correction_of(earlier, "/sent_on", "2020-02-19"));
  return specification;
}

void add_short_lives(Samples& samples) {
  CaseSpecification error;
  error.given("open-case", opening_on("2010-01-31"));
  add_life(samples, error, "a case just opened");
  error.given("close-case", closing_on("2010-02-01", R"(,"opened_in_error":true)"));
  add_life(samples, error, "a case opened in error");
  add_life(samples, error.given("reopen-case", reopening()), "a case that was no error");
  CaseSpecification replaced;
  replaced.given("open-case", opening_on("2010-01-31"));
  replaced.given("record-decision", decision_on("conduct", "2010-02-01"));
  replaced.given("record-decision", decision_on("do_not_conduct", "2010-02-01", "2.0"));
  replaced.given("close-case",
                 closing_on("2010-02-01", R"(,"merged_into":")" + std::string{another_case().text()} + "\""));
  add_life(samples, replaced, "a decision replaced");
  CaseSpecification early;
  early.on("1998-06-01").given("open-case", opening_on("1998-05-31"));
  add_life(samples, early, "a case before every edition");
  CaseSpecification uncertain;
  uncertain.on("2009-12-20").given("open-case", opening_on("2009-12-05"));
  uncertain.given("record-decision", decision_on("conduct", "2009-12-10"));
  add_life(samples, uncertain, "a case at the turn of two editions");
  add_life(samples, relaxed_review(), "a rapid review of 2020");
  CaseSpecification unknown;
  unknown.on("2020-03-30").given("open-case", opening_on("2020-03-02"));
  add_life(samples, unknown, "a case of 2020 of which nothing is known");
}

}  // namespace

std::vector<DescribedSample> answered_samples() {
  Samples samples;
  add_life(samples, whole_review(), "a whole review");
  add_life(samples, every_act(), "a review with every act that 2010 knows");
  add_life(samples, every_later_act(), "a review with every act that later guidance knows");
  add_case(samples, view_of(late_contribution().state()), "a contribution that came late");
  add_what_if(samples);
  const CommitAndCase filled = filled_acts();
  add_events(samples, filled.commit);
  add_case(samples, view_of(filled.state), "a case with every member of every act");
  add_life(samples, whole_review().given("reopen-case", reopening()), "a review taken up again");
  add_life(samples, imported_case(), "an imported case");
  add_case(samples, view_of(with_row(imported_case().state())), "an imported row");
  for (const Commit& commit : imported_case().commits()) add_events(samples, with_row(commit));
  add_short_lives(samples);
  add_events(samples, register_commit());
  add_problems(samples);
  return samples;
}

std::vector<DescribedSample> sent_samples() {
  Samples samples;
  const auto body = [&](const std::string& command, const std::string& text) {
    add_body(samples, command, text);
  };
  body("open-case", everything_known);
  for (const char* more : {"", R"(,"nickname":"x")", R"(,"internal_ref":"")", R"(,"internal_ref":"  ")",
                           R"(,"internal_ref":"a\nb")", R"(,"children":[{"name":"N"}])",
                           R"(,"incident":{"occurred_on":"2010"})", R"(,"incident":{"occurred_on":"10"})",
                           R"(,"incident":{"description":"a\nb"})", R"(,"incident":{"nature":"unknown"})",
                           R"(,"facts":{"died":"maybe"})", R"(,"facts":{"dyed":"yes"})", R"(,"facts":{})"})
    body("open-case", opening_on("2010-01-31", more));
  body("open-case", opening_on("2010-02-30"));
  body("open-case", opening_on("2010-01"));
  body("open-case", opening_on("2010-01-31", R"(,"internal_ref":")" + std::string(201, 'x') + "\""));
  body("record-facts", R"({"facts":{"died":"no"},"occurred_on":"2010-01-31"})");
  body("record-facts", R"({"facts":{"died":"no"},"occurred_on":"2010-01"})");
  body("record-recommendation", recommendation_on("conduct", "2010-02-01"));
  body("record-recommendation", recommendation_on("perhaps", "2010-02-01"));
  body("record-decision", decision_on("conduct", "2010-02-01", "2.0"));
  body("record-decision", R"({"decision":"conduct","decided_on":"2010-02-01","decided_by":"Chair"})");
  body("record-decision", decision_on("conduct", "2010-02-01", "second"));
  body("record-notification",
       R"({"recipient":"ofsted","subject":"decision","sent_on":"2010-02-01","reference":"O-1"})");
  body("record-notification", R"({"recipient":"ofsted","subject":"decision","sent_on":"2010-02-01",)"
                              R"("enclosures":["explanation"]})");
  body("record-notification", R"({"recipient":"ofsted","subject":"decision","sent_on":"2010-02-01",)"
                              R"("enclosures":["An explanation"]})");
  body("revise-timetable", revision_to("2010-11-30", "2010-03-09"));
  body("complete-review", completion_on("2010-10-05"));
  body("complete-review", R"({"completed_on":"2010-10-05","override_reason":"As minuted."})");
  body("complete-review", R"({})");
  body("correct-fact", correction_of("1.0", "/brought_to_attention_on", "2010-01-30"));
  body("close-case", closing_on("2010-12-10", R"(,"opened_in_error":true,"merged_into":")" +
                                                  std::string{another_case().text()} + "\""));
  body("close-case", closing_on("2010-12-10", R"(,"opened_in_error":"yes")"));
  body("reopen-case", R"({"reason":"New information.","occurred_on":"2011-01-01"})");
  body("link-case", R"({"to":")" + std::string{another_case().text()} +
                        R"(","relation":"sibling","occurred_on":"2010-03-01"})");
  body("link-case", R"({"to":"c1","relation":"sibling"})");
  body("pause-clock", R"({"reason":"Proceedings."})");
  body("pause-clock", R"([])");
  return samples;
}

}  // namespace reviewd
