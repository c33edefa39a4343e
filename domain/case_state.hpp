// The state of one case: its facts as corrected, each with its day, and the results that were worked out from
// them. Holds no personal value, only that one exists and in which event it stands. A value; shared as const.
#pragma once

#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "domain/events.hpp"
#include "domain/shared.hpp"

namespace reviewd {

using FactVariant = Joined<
    std::variant<CaseOpened, FactsRecorded, RecommendationRecorded, DecisionRecorded, NotificationRecorded,
                 TimetableRevised, ReviewCompleted, CaseClosed, CaseReopened, CaseLinked, BoardTermsApplied>,
    Acts>::type;

// What a person or a client said happened; results that the daemon worked out are never facts. As a class of
// its own, so that copying, moving and destroying its alternatives is compiled once, in
// domain/case_state.cpp.
struct FactBody : FactVariant {
  using FactVariant::variant;
  using FactVariant::operator=;
  FactBody();
  FactBody(const FactBody&);
  FactBody(FactBody&&) noexcept;
  FactBody& operator=(const FactBody&);
  FactBody& operator=(FactBody&&) noexcept;
  ~FactBody();
};

// One fact event, with every correction made to it so far.
struct Fact {
  EventId event;
  Day recorded_on;                      // in London
  std::optional<PartialDate> occurred;  // said by a command that has no day of its own
  FactBody body;
};

// In the order they were recorded; the first is the opening.
using Facts = std::vector<Shared<Fact>>;

// A correction, by the place it corrects. For a personal field `was` is absent and the value stands in
// `event`.
struct Correction {
  EventId event;
  EventId corrects;
  std::string pointer;
  bool personal = false;
  std::optional<std::string> was;
};

// A reminder that has fired: for which due day, and how many days from it (negative: before). A corrected due
// day has rungs of its own, so both together say that a reminder is not sent twice.
struct Rung {
  Day due_on;
  int rung = 0;
  bool operator==(const Rung&) const = default;
};

// That the due day became another one, and by which event: a correction, an adoption of rules. Empty where
// the day was, or is, a range of days because its anchor is known only in part.
struct Recomputed {
  std::optional<Day> was;
  std::optional<Day> is;
  EventId cause;
};

// A deadline as it stands. Its explanation is not kept: it stands in the event `explained_in`.
struct Deadline {
  Shared<DeadlineTerms> terms;  // without steps
  EventId explained_in;
  Day recorded_on;  // the London day on which the due day was recorded; rungs up to it never fire
  std::optional<Day> revised_due_on;
  Day revision_recorded_on;
  std::optional<PartialDate> met_on;
  DeadlineState state = DeadlineState::running;
  std::optional<int> days_late;
  std::optional<int> revised_days_late;
  std::vector<Rung> fired;
  std::vector<Day> passed;  // due days whose passing was recorded
  std::vector<Recomputed> recomputed;
};

// All that is known of a case; a copy shares what will not change with the original. `facts` is the input and
// the rest the stored results: the two are never mixed, so that `as_of` can work the results out again from
// the facts alone.
struct CaseState {
  CaseId id;
  Position version;         // of the newest commit that changed the document
  Position person_version;  // of the newest such commit that was not the daemon's own
  Position last;            // of the newest commit of any kind
  Facts facts;
  std::vector<Correction> corrections;
  std::optional<Shared<Advice>> advice;
  std::optional<Shared<Assessment>> assessment;
  std::vector<Deadline> deadlines;
  Shared<std::vector<Awaited>> awaiting;

  const CaseOpened& opened() const { return std::get<CaseOpened>(facts.front()->body); }
  bool exists() const { return !facts.empty(); }
  const Fact* fact(EventId event) const;
  const Deadline* deadline(std::string_view deadline_id) const;
};

// The day a fact claims for itself; nothing when it claims none.
std::optional<PartialDate> claimed_day(const Fact& fact);
// The day a fact counts from: the day it claims, else the London day on which it was recorded.
PartialDate day_of(const Fact& fact);

// Where the case stands, from its facts alone.
CaseStatus status_of(const Facts& facts);

// The fact of this event; null when the facts hold none. They stand in the order of their events.
const Fact* fact_of(const Facts& facts, EventId event);
// The standing decision: the last one recorded. Null before the first.
const Fact* standing_decision(const Facts& facts);
// The newest of the facts of one kind; null when there is none.
template <class Body>
const Fact* newest(const Facts& facts) {
  for (const Fact& fact : std::views::reverse(facts))
    if (std::holds_alternative<Body>(fact.body)) return &fact;
  return nullptr;
}
// The first day on which something of this case falls due (a reminder, a passing); nothing when nothing will.
std::optional<Day> next_due(const CaseState& state);
// Whether nothing met the deadline yet and it did not end.
bool is_open(const Deadline& deadline);
// The last day on which the deadline may still be met in time; nothing where no period is stated.
std::optional<Day> last_due(const DeadlineTerms& terms);
// How a deadline stands that nothing met or ended: overdue where the passing of its very day is on record.
DeadlineState open_state(const DeadlineTerms& terms, const std::vector<Day>& passed);

// All answers, later ones over earlier ones.
FactSet answers_of(const Facts& facts);
// The closing that stands; null when the case is open or was reopened.
const Fact* standing_closure(const Facts& facts);

}  // namespace reviewd
