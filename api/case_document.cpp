#include "api/case_document.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <unordered_map>

#include "domain/acts/figures.hpp"
#include "domain/acts/figures_schemas.hpp"
#include "domain/acts/participation_figures_schemas.hpp"
#include "domain/acts/publication_state.hpp"
#include "storage/json_text.hpp"
#include "storage/json_write.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::value date_or_null(const std::optional<Day>& day) {
  if (!day) return nullptr;
  return json::value(json::string_view{day->text()});
}

json::value range_or_null(const std::optional<DayRange>& range) {
  if (!range) return nullptr;
  return json::array{json::value(range->first.text()), json::value(range->last.text())};
}

// What a document is drawn from, in a view or in a state: nothing is copied.
struct Shown {
  explicit Shown(const CaseView& view)
      : case_id(view.case_id),
        version(view.version),
        facts(view.facts),
        corrections(view.corrections),
        advice(view.advice),
        assessment(view.assessment),
        deadlines(view.deadlines),
        awaiting(view.awaiting),
        known_at(view.known_at),
        as_of(view.as_of),
        asked(view.asked) {}
  explicit Shown(const CaseState& state)
      : case_id(state.id),
        version(state.version),
        facts(state.facts),
        corrections(state.corrections),
        advice(state.advice),
        assessment(state.assessment),
        deadlines(state.deadlines),
        awaiting(state.awaiting),
        known_at(state.version) {}

  const CaseId& case_id;
  Position version;
  const Facts& facts;
  const std::vector<Correction>& corrections;
  const std::optional<Shared<Advice>>& advice;
  const std::optional<Shared<Assessment>>& assessment;
  const std::vector<Deadline>& deadlines;
  const Shared<std::vector<Awaited>>& awaiting;
  Position known_at;
  std::optional<Day> as_of;
  Supposition asked;
};

// The texts of what many cases hold in common (their advice, what they wait for): drawn once, copied from
// then on. Each thread has its own.
template <class T>
class DrawnOnce {
 public:
  template <class Draw>
  const std::string& text_of(const Shared<T>& value, Draw draw) {
    if (drawn_.size() >= most_kept) drawn_.clear();
    const auto [entry, added] = drawn_.try_emplace(&*value, value, std::string{});
    if (added) draw(JsonText(entry->second.second, NothingPersonal{}));
    return entry->second.second;
  }

 private:
  static constexpr std::size_t most_kept = 1024;
  // The value is kept with its text, so that no other one comes to stand at its address.
  std::unordered_map<const T*, std::pair<Shared<T>, std::string>> drawn_;
};

// Writes a document into a text; each function its members or its value.
class Document {
 public:
  Document(const Shown& shown, std::string& text)
      : view_(shown),
        opened_(std::get<CaseOpened>(shown.facts.front()->body)),
        holds_acts_(any_act(shown.facts)),
        bytes_(text),
        json_(text, {}) {}

  void whole() {
    json_.begin_object();
    heading();
    json_.member("edition_asked", view_.asked.edition);
    json_.member("calendar_asked", view_.asked.calendar);
    json_.member("brought_to_attention_on", opened_.brought_to_attention_on);
    opening();
    json_.member("facts", answers_of(view_.facts));
    criteria();
    findings();
    newest_or_null<RecommendationRecorded>("recommendation");
    newest_or_null<DecisionRecorded>("decision");
    all<NotificationRecorded>("notifications");
    all<TimetableRevised>("timetable_revisions");
    newest_or_null<ReviewCompleted>("completion");
    fact_or_null("closure", standing_closure(view_.facts));
    deadlines([](const Deadline&) { return true; });
    awaiting();
    links();
    corrections();
    publication();
    sections("");
    json_.end_object();
  }

  // The members that the lists show too.
  void heading() {
    json_.member("case_id", view_.case_id);
    json_.member("version", view_.version);
    json_.member("known_at", view_.known_at);
    json_.member("as_of", view_.as_of);
    json_.member("board", opened_.board);
    json_.member("board_id", opened_.board_id);
    json_.member("case_label", opened_.case_label);
    json_.member("status", status_of(view_.facts));
    text_or_null("edition", advice().edition);
  }

  void summary() {
    json_.begin_object();
    heading();
    json_.member("brought_to_attention_on", opened_.brought_to_attention_on);
    deadlines(is_open);
    json_.member("overdue", std::ranges::any_of(view_.deadlines, [](const Deadline& deadline) {
                   return deadline.state == DeadlineState::overdue;
                 }));
    json_.end_object();
  }

  void line_of(const Deadline& deadline, Day today) {
    json_.begin_object();
    members_of(deadline);
    json_.member("case_id", view_.case_id);
    json_.member("case_label", opened_.case_label);
    json_.member("board", opened_.board);
    if (deadline.terms->due_on) json_.member("days_left", *deadline.terms->due_on - today);
    if (deadline.revised_due_on) json_.member("revised_days_left", *deadline.revised_due_on - today);
    json_.end_object();
  }

 private:
  // As it was given, or one that says nothing.
  const Advice& advice() const {
    static const Advice none;
    return view_.advice ? **view_.advice : none;
  }

  void text_or_null(std::string_view name, std::string_view text) {
    json_.name(name);
    text.empty() ? json_.null() : json_.string(text);
  }

  void range(const DayRange& days) {
    json_.name("due_between");
    json_.begin_list();
    json_.write(days.first);
    json_.write(days.last);
    json_.end_list();
  }

  void members_of(const Deadline& deadline) {
    const DeadlineTerms& terms = *deadline.terms;
    json_.member("deadline_id", terms.deadline_id);
    json_.member("kind", terms.kind);
    json_.member("rule", terms.rule);
    json_.member("edition", terms.edition);
    json_.member("clause", terms.clause);
    json_.member("verification", terms.verification);
    json_.member("starts_on", terms.starts_on);
    json_.member("due_on", terms.due_on);
    if (terms.due_between) range(*terms.due_between);
    json_.member("falls_on_non_working_day", terms.falls_on_non_working_day);
    json_.member("edition_uncertain", terms.edition_uncertain);
    json_.member("governing", terms.governing);
    json_.member("addressee", terms.addressee);
    json_.member("relaxed", terms.relaxed);
    json_.member("agency", terms.agency);
    json_.member("about", terms.about);
    json_.member("anchored_in", terms.anchored_in);
    json_.member("revised_due_on", deadline.revised_due_on);
    json_.member("met_on", deadline.met_on);
    const bool undetermined = deadline.state == DeadlineState::undetermined;
    text_or_null("state", undetermined ? std::string_view{} : word_of(deadline.state));
    json_.member("days_late", deadline.days_late);
    json_.member("revised_days_late", deadline.revised_days_late);
  }

  // Clocks first, then the duties for which no period is stated.
  template <class Wanted>
  void deadlines(const Wanted& wanted) {
    json_.name("deadlines");
    json_.begin_list();
    for (const bool counted : {true, false})
      for (const Deadline& deadline : view_.deadlines) {
        if (last_due(deadline.terms).has_value() != counted || !wanted(deadline)) continue;
        json_.begin_object();
        members_of(deadline);
        json_.end_object();
      }
    json_.end_list();
  }

  // Where a personal value stands now: in the newest correction of its place, else in the fact itself.
  void standing_place(EventId event, const std::string& pointer) {
    const auto place = [this](EventId in, std::string_view at) {
      json_.begin_object();
      json_.member("sealed_in", in);
      json_.member("pointer", at);
      json_.end_object();
    };
    for (auto made = view_.corrections.rbegin(); made != view_.corrections.rend(); ++made)
      if (made->personal && made->corrects == event && made->pointer == pointer)
        return place(made->event, "/value");
    place(event, pointer);
  }

  // What writes the data of a fact.
  auto writer_of(const Fact& fact) {
    return JsonText(bytes_, [this, event = fact.event](auto&, const Personal&, const std::string& pointer) {
      standing_place(event, pointer);
    });
  }

  // What the event of the opening says beyond the heading; what is not known is null.
  void opening() {
    auto writer = writer_of(view_.facts.front());
    writer.part("incident", opened_.incident);
    writer.part("children", opened_.children);
    writer.part("referrer", opened_.referrer);
    writer.part("internal_ref", opened_.internal_ref);
    writer.part("origin", opened_.origin);
    if (opened_.imported) writer.part("imported", *opened_.imported);
  }

  // A fact as its event's data, with the event that it stands in and, of a thing that an act made, the acts
  // that carried it forward.
  void fact(const Fact& fact) {
    json_.begin_object();
    std::visit(
        [&]<class Body>(const Body& body) {
          writer_of(fact).write_members(body);
          json_.member("event", fact.event);
          if constexpr (HasFigures<Body>) json_.write_members(figures(body, fact.event, view_.facts));
          if (holds_acts_) for_each_type(Acts{}, [&]<class Later>() { carried<Body, Later>(fact.event); });
        },
        fact.body);
    json_.end_object();
  }

  // Writes the list when it holds something.
  template <class Wanted>
  void list_of(std::string_view name, const Wanted& wanted) {
    bool begun = false;
    for (const Fact& candidate : view_.facts) {
      if (!wanted(candidate)) continue;
      if (!begun) {
        json_.name(name);
        json_.begin_list();
      }
      begun = true;
      fact(candidate);
    }
    if (begun) json_.end_list();
  }

  template <class Thing, class Later>
  void carried(EventId thing) {
    if constexpr (CarriesForward<Later>)
      if constexpr (std::same_as<Thing, typename Schema<Later>::Thing>)
        list_of(Schema<Later>::section, [&](const Fact& candidate) {
          const auto* later = std::get_if<Later>(&candidate.body);
          return later != nullptr && later->*Schema<Later>::thing == thing;
        });
  }

  static bool any_act(const Facts& facts) {
    return std::any_of(facts.begin(), facts.end(), [](const Fact& candidate) {
      return std::visit([]<class Body>(const Body&) { return Act<Body>; }, candidate.body);
    });
  }

  void publication() {
    json_.name("publication");
    json_.begin_object();
    json_.member("state", publication_state(view_.facts));
    sections("publication");
    json_.end_object();
  }

  // What acts made: a section for each kind of thing that the case holds, as far as it stands in this object;
  // empty: in the document itself.
  void sections(std::string_view within) {
    if (!holds_acts_) return;
    for_each_type(Acts{}, [&]<class Body>() {
      if constexpr (!CarriesForward<Body>)
        if (object_of_section<Body>() == within)
          list_of(Schema<Body>::section,
                  [](const Fact& candidate) { return std::holds_alternative<Body>(candidate.body); });
    });
  }

  void fact_or_null(std::string_view name, const Fact* found) {
    json_.name(name);
    found == nullptr ? json_.null() : fact(*found);
  }

  template <class Body>
  void newest_or_null(std::string_view name) {
    fact_or_null(name, newest<Body>(view_.facts));
  }

  template <class Body>
  void all(std::string_view name) {
    json_.name(name);
    json_.begin_list();
    for (const Fact& candidate : view_.facts)
      if (std::holds_alternative<Body>(candidate.body)) fact(candidate);
    json_.end_list();
  }

  void awaiting() {
    thread_local DrawnOnce<std::vector<Awaited>> drawn;
    json_.name("awaiting");
    json_.written(drawn.text_of(view_.awaiting, [this](auto text) { text.write(*view_.awaiting); }));
  }

  // The object of what was advised, not ended yet.
  static void begin_criteria(JsonText<NothingPersonal> text, const Advice& advice) {
    text.begin_object();
    text.member("advice", advice.advice);
    text.name("edition");
    advice.edition.empty() ? text.null() : text.string(advice.edition);
    text.member("rows", advice.rows);
    text.member("missing_facts", advice.missing_facts);
    text.member("beside", advice.beside);
  }

  void criteria() {
    thread_local DrawnOnce<Advice> drawn;
    static const Shared<Advice> none;
    const Shared<Advice>& advice = view_.advice ? *view_.advice : none;
    json_.name("criteria");
    json_.written(drawn.text_of(advice, [&](auto text) { begin_criteria(std::move(text), advice); }));
    const Fact* decision = standing_decision(view_.facts);
    json_.member("against_advice",
                 decision != nullptr && std::get<DecisionRecorded>(decision->body).against_advice);
    json_.end_object();
  }

  void findings() {
    json_.name("findings");
    json_.begin_list();
    if (view_.assessment)
      for (const Finding& finding : (*view_.assessment)->findings) {
        json_.begin_object();
        json_.write_members(finding);
        json_.member("edition", (*view_.assessment)->edition);
        json_.end_object();
      }
    json_.end_list();
  }

  void links() {
    json_.name("links");
    json_.begin_list();
    for (const Fact& candidate : view_.facts) {
      const auto* link = std::get_if<CaseLinked>(&candidate.body);
      if (link == nullptr) continue;
      json_.begin_object();
      json_.member("case_id", link->to);
      json_.member("relation", link->relation);
      json_.member("outgoing", link->outgoing);
      json_.member("event", candidate.event);
      json_.end_object();
    }
    json_.end_list();
  }

  void corrections() {
    json_.name("corrections");
    json_.begin_list();
    for (const Correction& made : view_.corrections) {
      json_.begin_object();
      json_.member("event", made.event);
      json_.member("corrects", made.corrects);
      json_.member("pointer", made.pointer);
      json_.member("personal", made.personal);
      if (made.was) json_.member("was", *made.was);
      json_.end_object();
    }
    json_.end_list();
  }

  const Shown view_;
  const CaseOpened& opened_;
  const bool holds_acts_;
  std::string& bytes_;
  JsonText<NothingPersonal> json_;  // personal values stand in facts alone, which have writers of their own
};

std::string whole_document(const Shown& shown) {
  constexpr std::size_t usual_bytes = 8192;
  std::string text;
  text.reserve(usual_bytes);
  Document(shown, text).whole();
  return text;
}

}  // namespace

std::string case_document(const CaseView& view) {
  return whole_document(Shown(view));
}

std::string case_document(const CaseState& state) {
  return whole_document(Shown(state));
}

std::string case_summary(const CaseView& view) {
  std::string text;
  Document(Shown(view), text).summary();
  return text;
}

std::string deadline_summary(const CaseView& view, const Deadline& deadline, Day today) {
  std::string text;
  Document(Shown(view), text).line_of(deadline, today);
  return text;
}

std::string explanation_document(const Deadline& deadline, const DeadlineTerms& explained) {
  JsonWriter writer({}, [](const Personal&, const std::string&) { return json::value(nullptr); });
  json::object object;
  object["deadline_id"] = explained.deadline_id;
  object["kind"] = explained.kind;
  object["rule"] = explained.rule;
  object["edition"] = explained.edition;
  object["edition_revision"] = explained.edition_revision;
  const bool counted = !explained.calendar.empty();
  object["calendar"] = counted ? json::value(explained.calendar) : json::value(nullptr);
  object["calendar_revision"] = counted ? json::value(explained.calendar_revision) : json::value(nullptr);
  object["calendar_hash"] = counted ? json::value(explained.calendar_hash) : json::value(nullptr);
  object["clause"] = explained.clause;
  object["verification"] = word_of(explained.verification);
  object["anchored_in"] = explained.anchored_in.text();
  object["starts_on"] = explained.starts_on.text();
  object["due_on"] = date_or_null(explained.due_on);
  if (explained.due_between) object["due_between"] = range_or_null(explained.due_between);
  object["steps"] = writer.write(explained.steps);
  object["falls_on_non_working_day"] = explained.falls_on_non_working_day;
  object["edition_uncertain"] = explained.edition_uncertain;
  object["explained_in"] = deadline.explained_in.text();
  json::array recomputed;
  for (const Recomputed& again : deadline.recomputed)
    recomputed.push_back(json::object{
        {"was", date_or_null(again.was)}, {"is", date_or_null(again.is)}, {"cause", again.cause.text()}});
  object["recomputed"] = std::move(recomputed);
  return json::serialize(object);
}

}  // namespace reviewd
