// What a review recommends and what is done about it. That an action is complete, that this is evidenced,
// that it was signed off, and that it is embedded in practice are four things, each said for itself. Values;
// any thread.
#pragma once

#include <optional>
#include <string>

#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/type_list.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// How far the lead agency says it is (domain facts, section 7.5).
enum class ActionProgress { not_started, in_progress, complete, embedded, rejected };
// What an audit found of an action that was said to be complete.
enum class AuditFinding { embedded, partly, not_embedded };

template <>
struct Words<ActionProgress> {
  static constexpr std::array<Word<ActionProgress>, 5> values{{{ActionProgress::not_started, "not_started"},
                                                               {ActionProgress::in_progress, "in_progress"},
                                                               {ActionProgress::complete, "complete"},
                                                               {ActionProgress::embedded, "embedded"},
                                                               {ActionProgress::rejected, "rejected"}}};
};
template <>
struct Words<AuditFinding> {
  static constexpr std::array<Word<AuditFinding>, 3> values{{{AuditFinding::embedded, "embedded"},
                                                             {AuditFinding::partly, "partly"},
                                                             {AuditFinding::not_embedded, "not_embedded"}}};
};

struct RecommendationAdded {
  std::string number;
  std::optional<EventId> document;
  std::optional<std::string> agency;
  PartialDate made_on;
  Personal text;
};

struct ActionPlanned {
  EventId recommendation;
  Personal action;
  std::string lead_agency;
  std::string lead_role;
  PartialDate planned_on;
  Day target_on;
  Personal measure;
  std::optional<Personal> resources;
};

struct ActionProgressed {
  EventId action;
  ActionProgress progress = ActionProgress::in_progress;
  PartialDate occurred_on;
  std::optional<Personal> reasons;
};

struct EvidenceRecorded {
  EventId action;
  PartialDate dated_on;
  Personal evidence;
  std::optional<Digest> sha256;
};

struct ActionSignedOff {
  EventId action;
  PartialDate signed_off_on;
  std::string signed_off_by;
};

struct ActionAudited {
  EventId action;
  PartialDate audited_on;
  AuditFinding finding = AuditFinding::not_embedded;
  Personal text;
};

// A day on which the board looks again at an action that is complete, in place of the usual days.
struct FollowUpPlanned {
  EventId action;
  PartialDate planned_on;
  Day review_on;
  std::optional<Personal> reasons;
};

using ActionActs = TypeList<RecommendationAdded, ActionPlanned, ActionProgressed, EvidenceRecorded,
                            ActionSignedOff, FollowUpPlanned, ActionAudited>;

}  // namespace reviewd
