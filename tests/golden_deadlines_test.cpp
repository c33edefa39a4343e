// The second golden log (tests/golden/README.md): open deadlines of every kind, under the rules whose texts
// the log itself keeps. No version may work one of them out differently; where one does, it is told.
#include <catch2/catch.hpp>
#include <set>

#include "config/adopted_rules.hpp"
#include "domain/moved_deadlines.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/golden_log.hpp"
#include "tests/support/shipped_rules.hpp"
#include "tests/support/stored_results.hpp"

namespace reviewd {
namespace {

// ---- the story ----

// A review of its own for each letter.
class Teller {
 public:
  explicit Teller(EngineBench& bench) : bench_(bench) {}

  Teller& in(char letter) {
    case_ = *CaseId::parse("c" + std::string(19, letter) + "a");
    return *this;
  }
  Teller& on(std::string_view day) {
    bench_.on(day).tick();
    return *this;
  }
  // Carries out what must be accepted; the event that it made.
  std::string tell(std::string_view command, const std::string& body) {
    return told(command, bench_.send(case_, command, body));
  }
  std::string tell(std::string_view what, const CaseCommand& command) {
    return told(what, bench_.send(case_, command));
  }

 private:
  std::string told(std::string_view what, const Reply& reply) const {
    INFO(what);
    const auto* refused = std::get_if<Rejection>(&reply);
    INFO((refused == nullptr ? "" : refused->detail));
    REQUIRE(refused == nullptr);
    return bench_.engine().head().text() + ".0";
  }

  EngineBench& bench_;
  CaseId case_;
};

// Everything comes from an import while this is there.
class Importing {
 public:
  Importing(EngineBench& bench, const std::string& row) : bench_(bench), before_(bench.meta()) {
    bench.meta().origin = Origin::import;
    bench.meta().imported = ImportSource{row, "digest"};
  }
  Importing(const Importing&) = delete;
  ~Importing() { bench_.meta() = before_; }

 private:
  EngineBench& bench_;
  CommandMeta before_;
};

std::string opened_elsewhere(const std::string& more) {
  return R"({"board":"Othertown LSCB","case_label":"Child B")" + more + "}";
}

void enter_boards(EngineBench& bench) {
  const Identifier id = *Identifier::parse("00112233445566778899aabbccddeeff");
  std::vector<AdoptedDocument> documents;
  for (const RuleDocument& document : shipped_documents())
    documents.push_back({document.kind,
                         document.id,
                         document.revision,
                         document.hash,
                         std::make_shared<const std::string>(document.text),
                         {}});
  bench.send(RegisterCommand{CreateLog{id, "0.1.0"}});
  bench.send(RegisterCommand{AdoptRules{documents, Personal::of("First documents.")}});
  bench.enter_board("Anytown LSCB");
  bench.enter_board("Othertown LSCB");
  bench.send(RegisterCommand{
      SetBoardTerms{"Othertown LSCB", day("2019-06-01"), {"local-72-hours", "local-rapid-review"}}});
}

// Hours from the incident; when the board was told nobody knows.
void tell_of_hours(EngineBench& bench, Teller teller) {
  const Importing importing(bench, "row 1");
  OpenCase open{"Othertown LSCB", "Child B", std::nullopt, Incident{}, {}, std::nullopt, {}, "SCR 1"};
  open.incident->occurred_on = PartialDate::parse("2010-02-27");
  teller.in('a').on("2010-03-01").tell("open", open);
}

// An action of the plan, behind the recommendation that it comes from.
std::string planned_action(Teller& teller, const std::string& recommendation, const std::string& action) {
  return teller.tell("plan-action", R"({"recommendation":")" + recommendation + R"(","action":")" + action +
                                        R"(","lead_agency":"Hospital trust","lead_role":"Designated nurse",)"
                                        R"("planned_on":"2010-11-01","target_on":"2011-03-31",)"
                                        R"("measure":"Of all.","resources":"Within budget."})");
}

void progress(Teller& teller, const std::string& action) {
  teller.tell("progress-action",
              R"({"action":")" + action + R"(","progress":"complete","occurred_on":"2011-03-21"})");
}

// Months, a revised timetable, and the days that a board sets itself.
void tell_of_months_and_own_days(Teller teller) {
  teller.in('b').on("2010-03-20");
  teller.tell("open-case", opening_on("2010-03-20", R"(,"facts":{"other_boards_interested":"yes"})"));
  teller.on("2010-04-06").tell("record-decision", decision_on("conduct", "2010-04-01"));
  teller.tell("commission-contribution",
              R"({"agency":"Police","kind":"imr","health_trust":"no","commissioned_on":"2010-04-06",)"
              R"("due_on":"2010-06-01"})");
  const std::string other = teller.tell(
      "commission-contribution",
      R"({"agency":"Hospital trust","kind":"imr","health_trust":"yes","commissioned_on":"2010-04-06",)"
      R"("due_on":"2010-06-01"})");
  teller.on("2010-05-20")
      .tell("reschedule-contribution",
            R"({"contribution":")" + other +
                R"(","set_on":"2010-05-20","due_on":"2010-07-01","reasons":"Its author was ill."})");
  teller.tell("place-hold",
              R"({"kind":"interviews","asked_by":"Police","reason":"A witness.","placed_on":"2010-05-20",)"
              R"("review_on":"2010-06-21"})");
  teller.on("2010-07-01").tell("revise-timetable", revision_to("2011-02-28", "2010-07-01"));
  teller.on("2010-11-01");
  const std::string report = teller.tell(
      "record-document",
      R"({"kind":"overview_report","title":"Overview report","version":"1.0","dated_on":"2010-10-18",)"
      R"("sha256":"ec90cab9d83bcf83ad35db54c661821868c895387e852ca1a57834587e3555df"})");
  const std::string recommended =
      teller.tell("add-recommendation", R"({"number":"1","document":")" + report +
                                            R"(","made_on":"2010-10-18","text":"Plan discharges."})");
  planned_action(teller, recommended, "First.");
  const std::string second = planned_action(teller, recommended, "Second.");
  const std::string third = planned_action(teller, recommended, "Third.");
  teller.on("2011-03-21");
  progress(teller, second);
  progress(teller, third);
  teller.tell("plan-follow-up",
              R"({"action":")" + third + R"(","planned_on":"2011-03-21","review_on":"2011-12-01"})");
}

// A day that was corrected, and a clock that was re-pinned.
void tell_of_causes(Teller teller) {
  teller.in('c').on("2010-05-04").tell("open-case", opening_on("2010-05-04"));
  const std::string decided =
      teller.on("2010-06-01").tell("record-decision", decision_on("conduct", "2010-06-01"));
  teller.tell("correct-fact", correction_of(decided, "/decided_on", "2010-05-28"));
  teller.tell("re-pin-edition",
              R"({"edition":"ch8-2009","rules":["completion"],"authority":"Chair of the board",)"
              R"("decided_on":"2010-06-01","reason":"Begun under the revised chapter."})");
}

// Calendar days, and days counted back from a plan.
void tell_of_2014(Teller teller) {
  teller.in('d').on("2014-01-10").tell("open-case", opening_on("2014-01-10"));
  teller.tell("record-decision", decision_on("do_not_conduct", "2014-01-10"));
  teller.in('e').on("2014-02-03").tell("open-case", opening_on("2014-02-03"));
  teller.tell("record-decision", decision_on("conduct", "2014-02-03"));
  teller.on("2014-09-01")
      .tell("plan-publication", R"({"planned_on":"2014-09-01","publish_on":"2014-10-01"})");
}

// Working days over Easter, and back over Christmas.
void tell_of_working_days(Teller teller) {
  teller.in('f').on("2016-03-01").tell("open-case", opening_on("2016-03-01"));
  teller.on("2016-03-22").tell("record-decision", decision_on("conduct", "2016-03-22"));
  teller.on("2016-10-03")
      .tell("plan-publication", R"({"planned_on":"2016-10-03","publish_on":"2016-12-29"})");
}

// A period that lapses by itself, and days between two.
void tell_of_imports(EngineBench& bench, Teller teller) {
  {
    const Importing importing(bench, "row 2");
    teller.in('g').on("2020-03-02");
    teller.tell("open", OpenCase{"Othertown LSCB",
                                 "Child C",
                                 PartialDate::parse("2019-10"),
                                 std::nullopt,
                                 {},
                                 std::nullopt,
                                 {},
                                 "LCSPR 1"});
    teller.tell("decide", RecordDecision{Course::conduct, *PartialDate::parse("2019-11-04"), "Chair",
                                         std::nullopt, std::nullopt});
    teller.tell("complete", CompleteReview{*PartialDate::parse("2020-02-03")});
    teller.tell("publish", Published{PublicationMode::full, *PartialDate::parse("2020-02-10"), {}, {}});
  }
  const Importing importing(bench, "row 3");
  teller.in('h').tell("open", OpenCase{"Anytown LSCB",
                                       "Child D",
                                       PartialDate::parse("2012-02"),
                                       std::nullopt,
                                       {},
                                       std::nullopt,
                                       {},
                                       "SCR 4"});
}

// One clock for each of two notifications, over Easter, while time limits were relaxed.
void tell_of_2020(Teller teller) {
  teller.in('j').on("2020-03-26");
  teller.tell("open-case",
              opened_elsewhere(R"(,"brought_to_attention_on":"2020-03-26","facts":{"died":"yes",)"
                               R"("abuse_or_neglect":"yes","in_authority_area":"yes"})"));
  teller.tell("record-awareness", R"({"aware_on":"2020-03-25","local_authority":"Anytown Council"})");
  teller.on("2020-04-02")
      .tell("record-notification", notice_on("national_panel", "2020-04-02", "serious_incident"));
  teller.on("2020-04-20")
      .tell("record-notification", notice_on("national_panel", "2020-04-20", "serious_incident"));
  teller.on("2020-04-24");
}

EngineBench story_of_deadlines() {
  EngineBench bench;
  enter_boards(bench);
  const Teller teller(bench);
  tell_of_hours(bench, teller);
  tell_of_months_and_own_days(teller);
  tell_of_causes(teller);
  tell_of_2014(teller);
  tell_of_working_days(teller);
  tell_of_imports(bench, teller);
  tell_of_2020(teller);
  return bench;
}

// ---- what the log says ----

// The log of the time, and the rules whose texts it keeps.
struct GoldenDeadlines {
  std::unique_ptr<Engine> engine = folded_golden_log("log-2");
  std::shared_ptr<const RuleBook> rules = *book_of(engine->register_state().documents, engine->head());
  Day last_day = london_day(engine->newest_recorded_at());

  std::vector<std::shared_ptr<const CaseState>> cases() const {
    std::vector<std::shared_ptr<const CaseState>> states;
    for (const CaseId& id : engine->cases_in_order()) states.push_back(engine->find(id));
    return states;
  }
  const Rule& rule(const Deadline& deadline) const {
    return *rules->edition(deadline.terms->edition, deadline.terms->edition_revision)
                ->rule(deadline.terms->rule);
  }
};

// What an open deadline is by.
std::set<std::string> traits(const Deadline& deadline, const Rule& rule) {
  std::set<std::string> found{std::string{word_of(rule.unit)}};
  if (counts(rule.unit)) found.insert(std::string{word_of(rule.direction)});
  if (rule.met_by == Milestone::lapse) found.insert("lapse");
  if (deadline.terms->due_between) found.insert("between two days");
  if (deadline.revised_due_on) found.insert("revised");
  if (deadline.terms->relaxed) found.insert("relaxed");
  if (deadline.terms->deadline_id != rule.id) found.insert("one of several");
  if (deadline.terms->about) found.insert("about a thing");
  return found;
}

// The same deadline as another version would have written it: a day later.
Deadline a_day_later(const Deadline& deadline) {
  Deadline moved = deadline;
  DeadlineTerms terms = *moved.terms;
  if (terms.due_between)
    terms.due_between->last = terms.due_between->last.plus_days(1);
  else
    terms.due_on = terms.due_on ? terms.due_on->plus_days(1) : day("2030-01-01");
  moved.terms = std::move(terms);
  return moved;
}

// The rules of the time by a version that counts everything twice.
RuleBook counting_twice(const std::vector<AdoptedDocument>& adopted) {
  RuleBook book;
  for (const AdoptedDocument& document : adopted) {
    auto read = read_rule_document(document.kind, *document.text, document.id);
    REQUIRE(read.has_value());
    if (auto* edition = std::get_if<Edition>(&read->parsed)) {
      for (Rule& rule : edition->rules) rule.count *= 2;
      book.add(std::move(*edition));
    } else {
      book.add(std::move(std::get<Calendar>(read->parsed)));
    }
  }
  return book;
}

}  // namespace

TEST_CASE("golden deadlines: no open deadline of any kind comes out differently from what the log says") {
  EngineBench bench = story_of_deadlines();
  write_golden_log("log-2", bench);
  const GoldenDeadlines golden;
  std::set<std::string> seen;
  for (const auto& state : golden.cases()) {
    INFO(state->id.text());
    CHECK(unexplained_moves(*state, *golden.rules, golden.last_day).empty());
    for (const Deadline& deadline : state->deadlines)
      if (is_open(deadline)) seen.merge(traits(deadline, golden.rule(deadline)));
  }
  for (const auto& [unit, word] : Words<Unit>::values) CHECK(seen.contains(std::string{word}));
  for (const char* trait : {"after", "before", "lapse", "between two days", "revised", "relaxed",
                            "one of several", "about a thing"}) {
    INFO(trait);
    CHECK(seen.contains(trait));
  }
}

TEST_CASE("golden deadlines: each that another version wrote a day later is told, and no other") {
  const GoldenDeadlines golden;
  for (const auto& state : golden.cases())
    for (std::size_t at = 0; at < state->deadlines.size(); ++at) {
      if (!is_open(state->deadlines[at])) continue;
      const std::string deadline_id = state->deadlines[at].terms->deadline_id;
      INFO(state->id.text() << " " << deadline_id);
      CaseState moved = *state;
      moved.deadlines[at] = a_day_later(moved.deadlines[at]);
      const auto told = unexplained_moves(moved, *golden.rules, golden.last_day);
      REQUIRE(told.size() == 1);
      CHECK(told.front().deadline_id == deadline_id);
      CHECK(told.front().was != told.front().is);
    }
}

TEST_CASE("golden deadlines: a version that counts otherwise moves every one that counts, and is told") {
  const GoldenDeadlines golden;
  const RuleBook otherwise = counting_twice(golden.engine->register_state().documents);
  for (const auto& state : golden.cases()) {
    std::set<std::string> counted;
    for (const Deadline& deadline : state->deadlines)
      if (is_open(deadline) && counts(golden.rule(deadline).unit))
        counted.insert(deadline.terms->deadline_id);
    std::set<std::string> told;
    for (const MovedDeadline& moved : unexplained_moves(*state, otherwise, golden.last_day))
      told.insert(moved.deadline_id);
    INFO(state->id.text());
    CHECK(told == counted);
  }
}

TEST_CASE("golden deadlines: as_of its last day is what the story stores") {
  EngineBench bench = story_of_deadlines();
  for (const CaseId& id : bench.engine().cases_in_order()) {
    INFO(id.text());
    check_stored_equals_derived(*bench.engine().find(id), shipped_rules(), day("2020-04-24"));
  }
}

}  // namespace reviewd
