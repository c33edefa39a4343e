// Facts as a test needs them, one after the other, without rules or commands. Tests only.
#pragma once

#include <string_view>
#include <utility>

#include "domain/case_state.hpp"

namespace reviewd {

// A case that was opened; event n.0 is the n-th fact, the opening being the first.
class PlainFacts {
 public:
  PlainFacts() { add(CaseOpened{}); }

  EventId add(FactBody body) {
    const EventId event{Position{facts_.size() + 1}, 0};
    facts_.push_back(Fact{event, *Day::parse("2010-12-31"), std::nullopt, std::move(body)});
    return event;
  }
  EventId decide(Course course = Course::conduct, Origin origin = Origin::api) {
    DecisionRecorded decision;
    decision.decision = course;
    decision.decided_on = *PartialDate::parse("2010-02-26");
    decision.origin = origin;
    return add(std::move(decision));
  }
  const Facts& facts() const { return facts_; }

 private:
  Facts facts_;
};

// A day that may be written out of hand.
inline PartialDate on(std::string_view text) {
  return *PartialDate::parse(text);
}

}  // namespace reviewd
