#include "domain/rules/edition.hpp"

#include <algorithm>

namespace reviewd {

const Rule* Edition::rule(std::string_view wanted) const {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [wanted](const Rule& rule) { return rule.id == wanted; });
  return found == rules.end() ? nullptr : &*found;
}

std::string_view name_of(Verification verification) {
  switch (verification) {
    case Verification::verified:
      return "verified";
    case Verification::local:
      return "local";
    case Verification::secondary:
      return "secondary";
    case Verification::derived:
      return "derived";
    case Verification::recalled:
      return "recalled";
    case Verification::unknown:
      return "unknown";
  }
  return "unknown";
}

std::string_view name_of(Unit unit) {
  switch (unit) {
    case Unit::months:
      return "months";
    case Unit::working_days:
      return "working_days";
    case Unit::calendar_days:
      return "calendar_days";
  }
  return "months";
}

std::string_view name_of(Roll roll) {
  switch (roll) {
    case Roll::none:
      return "none";
    case Roll::next_working_day:
      return "next_working_day";
    case Roll::previous_working_day:
      return "previous_working_day";
  }
  return "none";
}

std::string_view name_of(Milestone milestone) {
  switch (milestone) {
    case Milestone::brought_to_attention:
      return "brought_to_attention";
    case Milestone::decision:
      return "decision";
    case Milestone::decision_to_conduct:
      return "decision_to_conduct";
    case Milestone::decision_not_to_conduct:
      return "decision_not_to_conduct";
    case Milestone::completion:
      return "completion";
    case Milestone::notification_of_decision:
      return "notification_of_decision";
  }
  return "decision";
}

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::must:
      return "must";
    case Outcome::consider:
      return "consider";
    case Outcome::may:
      return "may";
    case Outcome::not_met:
      return "not_met";
    case Outcome::insufficient_facts:
      return "insufficient_facts";
  }
  return "insufficient_facts";
}

}  // namespace reviewd
