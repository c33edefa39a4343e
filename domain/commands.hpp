// Every command: what a person, a client or the daemon itself asks for, before anything is decided. Values;
// any thread. The bodies of the API have exactly these members (domain/command_schemas.hpp).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/acts.hpp"
#include "domain/day.hpp"
#include "domain/fact_names.hpp"
#include "domain/personal.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

struct Incident {
  std::optional<PartialDate> occurred_on;
  std::optional<IncidentNature> nature;
  std::optional<Personal> description;
  bool operator==(const Incident&) const = default;
};

// A child is known by a label that the board chose. The rest is personal, and often not known (or not born)
// yet.
struct Child {
  std::string label;
  std::optional<Personal> name;
  std::optional<Personal> date_of_birth;
  std::optional<Personal> address;
  bool operator==(const Child&) const = default;
};

struct Referrer {
  std::optional<Personal> name;
  std::optional<std::string> role;
  std::optional<std::string> agency;
  bool operator==(const Referrer&) const = default;
};

struct Consulted {
  std::string body;
  std::optional<PartialDate> consulted_on;
  bool operator==(const Consulted&) const = default;
};

// Where an imported case comes from; what makes an imported fact the same fact when it is imported again.
struct ImportSource {
  std::string row_id;
  std::string row_digest;  // SHA-256 of the row's cells, to notice a row that was changed
  bool operator==(const ImportSource&) const = default;
};

struct OpenCase {
  std::string board;
  std::string case_label;
  std::optional<PartialDate> brought_to_attention_on;  // required of the API; may be unknown in an import
  std::optional<Incident> incident;
  std::vector<Child> children;
  std::optional<Referrer> referrer;
  FactSet facts;
  std::optional<std::string> internal_ref;
};

struct RecordFacts {
  FactSet facts;
  std::optional<PartialDate> occurred_on;
};

struct RecordRecommendation {
  Course recommendation = Course::conduct;
  PartialDate made_on;
  Personal reasons;
};

struct RecordDecision {
  Course decision = Course::conduct;
  PartialDate decided_on;
  std::string decided_by;           // an office
  std::optional<Personal> reasons;  // required of the API; a published review may not give them
  std::optional<EventId> replaces;
};

struct RecordNotification {
  std::string recipient;
  std::string subject;
  PartialDate sent_on;
  std::optional<std::string> reference;
  std::vector<std::string> enclosures = {};  // what went with it, in the words of rules
};

struct ReviseTimetable {
  Day revised_due_on;
  std::optional<PartialDate> decided_on;  // required of the API; a record often gives the revised day alone
  Personal reasons;
  std::optional<Consulted> consulted;  // this and what follows where the edition asks for it
  std::optional<Personal> plan;
  std::optional<Personal> progress;
};

struct CompleteReview {
  PartialDate completed_on;
  std::optional<Personal> override_reason;
};

struct CorrectFact {
  EventId event;
  std::string pointer;
  Personal value;  // stored open when the field it corrects is open
  Personal reason;
};

struct CloseCase {
  PartialDate closed_on;
  Personal reason;
  std::optional<CaseId> merged_into;
  std::optional<bool> opened_in_error;
};

struct ReopenCase {
  Personal reason;
  std::optional<PartialDate> occurred_on;
};

struct LinkCase {
  CaseId to;
  Relation relation = Relation::same_incident;
  std::optional<PartialDate> occurred_on;
};

// Always refused: nothing pauses a statutory clock. It is a command so that the attempt gets a proper answer.
struct PauseClock {
  std::optional<Personal> reason;
};

// Of a daemon started with a test clock: the time it shows from now on.
struct MoveTestClock {
  Instant now;
};

// A text to be looked through before it is published: neither stored nor logged. What comes of it is the act
// PublicationChecked.
struct CheckPublication {
  std::string text;
};

// A calendar feed for the caller: of one board or of all that he may see, of one kind of deadline or of all.
struct MakeFeed {
  std::optional<std::string> board;  // a name it has
  std::optional<std::string> kind;
};

// The daemon's own: what has become due on this case by now.
struct FireTimers {};
// The administrator's: this case's open deadlines under newly adopted documents.
struct Recompute {
  EventId cause;
};

// The daemon's own: what the register says of the board holds for this case from now on.
struct ApplyBoardTerms {
  BoardTermsApplied terms;
};

using CaseCommandVariant =
    Joined<std::variant<OpenCase, RecordFacts, RecordRecommendation, RecordDecision, RecordNotification,
                        ReviseTimetable, CompleteReview, CorrectFact, CloseCase, ReopenCase, LinkCase,
                        PauseClock, FireTimers, Recompute, ApplyBoardTerms>,
           Acts>::type;

// Every command on a case. As a class of its own, so that copying, moving and destroying
// its alternatives is compiled once, in domain/commands.cpp.
struct CaseCommand : CaseCommandVariant {
  using CaseCommandVariant::variant;
  using CaseCommandVariant::operator=;
  CaseCommand();
  CaseCommand(const CaseCommand&);
  CaseCommand(CaseCommand&&) noexcept;
  CaseCommand& operator=(const CaseCommand&);
  CaseCommand& operator=(CaseCommand&&) noexcept;
  ~CaseCommand();
};

}  // namespace reviewd
