#include "domain/content_checks.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "domain/acts/publication_state.hpp"
#include "domain/event_schemas.hpp"
#include "domain/utf8.hpp"

namespace reviewd {
namespace {

bool control_character(unsigned char letter) {
  return letter < 0x20 || letter == 0x7F;
}

// Characters beyond ASCII that steer instead of being read: U+0080 to U+009F, and those that turn the
// direction of writing (U+202A to U+202E, U+2066 to U+2069).
bool has_hidden_control(std::string_view value) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(value[at]); };
  for (std::size_t at = 0; at + 1 < value.size(); ++at) {
    if (byte(at) == 0xC2 && byte(at + 1) >= 0x80 && byte(at + 1) <= 0x9F) return true;
    if (byte(at) != 0xE2 || at + 2 >= value.size()) continue;
    if (byte(at + 1) == 0x80 && byte(at + 2) >= 0xAA && byte(at + 2) <= 0xAE) return true;
    if (byte(at + 1) == 0x81 && byte(at + 2) >= 0xA6 && byte(at + 2) <= 0xA9) return true;
  }
  return false;
}

// "ofsted", "national_panel": what rules compare with must not hang on a capital letter.
bool is_plain_word(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
  });
}

struct Checker {
  Origin origin;
  Day today;
  bool stored = false;  // data of an event: results are not judged, personal values are sealed
  std::vector<Fault> faults = {};

  void fault(const std::string& pointer, std::string code, std::string detail) {
    faults.push_back({pointer, std::move(code), std::move(detail)});
  }

  void text(const std::string& value, const std::string& pointer, std::size_t bytes_max, bool line_breaks) {
    const bool blank = std::all_of(value.begin(), value.end(), [](char letter) { return letter == ' '; });
    if (blank) fault(pointer, "empty", "The text is empty.");
    // JSON and CSV are read as UTF-8; the command line and the admin socket hand over any bytes.
    if (!well_formed_utf8(value)) fault(pointer, "not_utf8", "The text holds bytes that are not UTF-8.");
    if (value.size() > bytes_max)
      fault(pointer, "too_long", "The text is longer than " + std::to_string(bytes_max) + " bytes.");
    const auto forbidden = [&](char letter) {
      if (line_breaks && (letter == '\n' || letter == '\t' || letter == '\r')) return false;
      return control_character(static_cast<unsigned char>(letter));
    };
    if (std::any_of(value.begin(), value.end(), forbidden) || has_hidden_control(value))
      fault(pointer, "control_character", "The text holds a control character.");
  }

  void day(const PartialDate& value, const std::string& pointer, FieldKind kind) {
    const bool whole = kind == FieldKind::whole_day || kind == FieldKind::optional_whole_day;
    if (whole && origin == Origin::api && !value.whole())
      fault(pointer, "whole_day_required", "The day is needed here, not only its month or year.");
    if (value.first() > today) fault(pointer, "in_the_future", "The day lies after today.");
  }

  void personal(const std::string& value, const std::string& pointer, FieldKind kind) {
    if (kind != FieldKind::optional_date) return text(value, pointer, personal_text_bytes_max, true);
    const auto date = PartialDate::parse(value);
    if (!date)
      fault(pointer, "not_a_day", "This is no day of the calendar (YYYY-MM-DD, or its month or year).");
    else if (date->first() > today)
      fault(pointer, "in_the_future", "The day lies after today.");
  }

  template <class T>
  void value(const T& value, const std::string& pointer, FieldKind kind) {
    if constexpr (std::same_as<T, std::string>) {
      text(value, pointer, open_text_bytes_max, false);
      const bool word = kind == FieldKind::plain_word || kind == FieldKind::plain_words;
      if (word && !is_plain_word(value))
        fault(pointer, "not_a_word",
              "The field takes a word in lower case, such as ofsted or national_panel.");
    } else if constexpr (std::same_as<T, Personal>) {
      if (stored) return;
      if (value.text)
        personal(*value.text, pointer, kind);
      else
        fault(pointer, "required", "The field is required.");
    } else if constexpr (std::same_as<T, PartialDate>) {
      day(value, pointer, kind);
    } else if constexpr (requires { value.has_value(); }) {
      if (value)
        this->value(*value, pointer, kind);
      else if (origin == Origin::api && (kind == FieldKind::required || kind == FieldKind::whole_day))
        fault(pointer, "required", "The field is required.");
    } else if constexpr (Described<T>) {
      members(value, pointer);
    } else if constexpr (requires { value.front(); }) {
      if (value.size() > children_max) fault(pointer, "too_many", "The list is too long.");
      for (std::size_t at = 0; at < value.size() && at < children_max; ++at)
        this->value(value[at], pointer + "/" + std::to_string(at),
                    kind == FieldKind::plain_words ? kind : FieldKind::required);
    }
  }

  template <Described T>
  void members(const T& value, const std::string& pointer) {
    for_each_field<T>([&](const auto& field) {
      if (stored && field.kind == FieldKind::result) return;
      this->value(value.*field.member, pointer + "/" + std::string{field.name}, field.kind);
    });
  }

  void operator()(const FireTimers&) {}
  void operator()(const Recompute&) {}
  void operator()(const ApplyBoardTerms&) {}
  template <Described T>
  void operator()(const T& command) {
    members(command, "");
  }
};

// What notices say of the board's own doing, which begins when the matter is brought to its attention. The
// others tell of the incident, or are words of a local arrangement: they may go out before that.
constexpr std::array<std::string_view, 12> subjects_after_referral{"decision",
                                                                   "review_confirmed",
                                                                   "not_proceeding",
                                                                   "reviewers",
                                                                   "timetable_revised",
                                                                   "completed_review",
                                                                   "anonymised_review",
                                                                   "not_publishing",
                                                                   "report_before_publication",
                                                                   "delay",
                                                                   "published_report",
                                                                   "review_begun"};

bool tells_of_the_board(const NotificationRecorded& notice) {
  return std::ranges::find(subjects_after_referral, notice.subject) != subjects_after_referral.end();
}

void check_opening(const Fact& fact, std::vector<Contradiction>& found) {
  const auto& opened = std::get<CaseOpened>(fact.body);
  if (!opened.brought_to_attention_on || !opened.incident || !opened.incident->occurred_on) return;
  if (opened.brought_to_attention_on->last() < opened.incident->occurred_on->first())
    found.push_back({fact.event, "/incident/occurred_on", "after_referral",
                     "The incident lies after the day the matter was brought to attention."});
}

void check_against_referral(const Fact& fact, const PartialDate& brought, std::vector<Contradiction>& found) {
  const auto before = [&](const PartialDate& day, const char* pointer) {
    if (day.last() < brought.first())
      found.push_back({fact.event, pointer, "before_referral",
                       "The day lies before the matter was brought to the board's attention."});
  };
  if (const auto* body = std::get_if<RecommendationRecorded>(&fact.body)) before(body->made_on, "/made_on");
  if (const auto* body = std::get_if<DecisionRecorded>(&fact.body)) before(body->decided_on, "/decided_on");
  if (const auto* body = std::get_if<ReviewCompleted>(&fact.body))
    before(body->completed_on, "/completed_on");
  if (const auto* body = std::get_if<CaseClosed>(&fact.body)) before(body->closed_on, "/closed_on");
  if (const auto* body = std::get_if<NotificationRecorded>(&fact.body);
      body != nullptr && tells_of_the_board(*body))
    before(body->sent_on, "/sent_on");
}

void check_against_decision(const Fact& fact, const PartialDate& decided, std::vector<Contradiction>& found) {
  const auto before = [&](const PartialDate& day, const char* pointer, const char* code) {
    if (day.last() < decided.first())
      found.push_back({fact.event, pointer, code, "The day lies before the decision that it follows."});
  };
  if (const auto* body = std::get_if<ReviewCompleted>(&fact.body))
    before(body->completed_on, "/completed_on", "before_decision");
  if (const auto* body = std::get_if<DecisionRecorded>(&fact.body))
    before(body->decided_on, "/decided_on", "before_decision_replaced");
  if (const auto* body = std::get_if<Published>(&fact.body))
    before(body->published_on, "/published_on", "before_decision");
  if (const auto* body = std::get_if<EvaluationRecorded>(&fact.body); body != nullptr && body->letter_on)
    before(*body->letter_on, "/letter_on", "before_decision");
  if (const auto* body = std::get_if<TimetableRevised>(&fact.body); body != nullptr && body->decided_on) {
    before(*body->decided_on, "/decided_on", "before_decision");
    if (body->revised_due_on < body->decided_on->first())
      found.push_back({fact.event, "/revised_due_on", "before_it_was_decided",
                       "The revised day lies before the day the board decided it."});
  }
}

// The steps of publication lie in the order in which they were recorded. `newest` is the day of the step
// before.
void check_publication(const Fact& fact, std::optional<PartialDate>& newest,
                       std::vector<Contradiction>& found) {
  std::visit(
      [&]<class Body>(const Body& body) {
        if constexpr (moves_publication<Body>) {
          const std::optional<PartialDate> day = body.*Schema<Body>::day;
          if (!day) return;
          if (newest && day->last() < newest->first())
            found.push_back({fact.event, "/" + std::string{field_name(Schema<Body>::day)},
                             "before_the_last_step",
                             "The day lies before the step of publication that it follows."});
          newest = day;
        }
      },
      fact.body);
}

// What carries a thing forward does not lie before it.
void check_against_thing(const Fact& fact, const Facts& facts, std::vector<Contradiction>& found) {
  std::visit(
      [&]<class Body>(const Body& body) {
        if constexpr (CarriesForward<Body> && requires { body.*Schema<Body>::day; }) {
          const std::optional<PartialDate> day = body.*Schema<Body>::day;
          const Fact* thing = fact_of(facts, body.*Schema<Body>::thing);
          const auto made_on = thing == nullptr ? std::nullopt : claimed_day(*thing);
          if (!day || !made_on || day->last() >= made_on->first()) return;
          found.push_back({fact.event, "/" + std::string{field_name(Schema<Body>::day)}, "before_the_thing",
                           "The day lies before the day of what it is about."});
        }
      },
      fact.body);
}

// The steps that one thing went, with the newest of each kind so far.
using LastSteps = std::map<std::pair<std::size_t, EventId>, const Fact*>;

// A step does not lie before the one that was recorded before it.
void check_against_last_step(const Fact& fact, LastSteps& last_steps, std::vector<Contradiction>& found) {
  std::visit(
      [&]<class Body>(const Body& body) {
        if constexpr (CarriesForward<Body>)
          if constexpr (goes_in_order<Body>()) {
            const Fact*& last = last_steps[{fact.body.index(), body.*Schema<Body>::thing}];
            if (last != nullptr && day_of(fact).last() < day_of(*last).first())
              found.push_back({fact.event, "/" + std::string{field_name(Schema<Body>::day)},
                               "before_the_last_step", "The day lies before that of the step before it."});
            last = &fact;
          }
      },
      fact.body);
}

}  // namespace

std::vector<Fault> content_faults(const CaseCommand& command, Origin origin, Day today) {
  Checker checker{origin, today};
  std::visit([&](const auto& body) { checker(body); }, command);
  return std::move(checker.faults);
}

std::vector<Fault> name_faults(const std::string& name, const std::string& pointer) {
  Checker checker{Origin::api, Day{}};
  checker.text(name, pointer, open_text_bytes_max, false);
  if (name.starts_with(' ') || name.ends_with(' '))
    checker.fault(pointer, "wrong_value", "A name neither begins nor ends with a blank.");
  return std::move(checker.faults);
}

std::vector<Fault> reason_faults(const Personal& reason, const std::string& pointer) {
  Checker checker{Origin::api, Day{}};
  checker.value(reason, pointer, FieldKind::required);
  return std::move(checker.faults);
}

std::vector<Fault> field_faults(const FactBody& fact, std::string_view pointer, Day today) {
  Checker checker{Origin::import, today, true};
  std::visit([&](const auto& body) { checker(body); }, fact);
  std::erase_if(checker.faults, [&](const Fault& fault) { return fault.pointer != pointer; });
  return std::move(checker.faults);
}

std::vector<Fault> personal_faults(const std::string& text, const std::string& pointer, FieldKind kind,
                                   Day today) {
  Checker checker{Origin::api, today};
  checker.personal(text, pointer, kind);
  return std::move(checker.faults);
}

std::vector<Contradiction> contradictions(const Facts& facts) {
  std::vector<Contradiction> found;
  const auto& brought = std::get<CaseOpened>(facts.front()->body).brought_to_attention_on;
  check_opening(facts.front(), found);
  std::optional<PartialDate> decided;
  LastSteps last_steps;
  std::optional<PartialDate> published;
  for (const Fact& fact : facts) {
    if (brought) check_against_referral(fact, *brought, found);
    if (decided) check_against_decision(fact, *decided, found);
    check_against_thing(fact, facts, found);
    check_against_last_step(fact, last_steps, found);
    check_publication(fact, published, found);
    if (const auto* decision = std::get_if<DecisionRecorded>(&fact.body)) decided = decision->decided_on;
  }
  return found;
}

}  // namespace reviewd
