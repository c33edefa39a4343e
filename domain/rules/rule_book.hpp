// All instruments and calendars in force for this log, as adopted at one position. Immutable once built; any
// thread.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/calendar.hpp"
#include "domain/rules/edition.hpp"

namespace reviewd {

// That somebody decided from which instrument a rule is taken, whatever its day would choose.
struct Repinned {
  std::string edition;
  std::string why;  // said in place of the day
};

// What is a case's own: when the area of its board changed over to safeguarding partners (2018/19), as far as
// that is known; the local instruments that the board switched on; and what was re-pinned.
struct CaseTerms {
  std::optional<Day> changed_over_on;
  std::vector<std::string> local_editions;
  std::optional<Repinned> guidance;                      // of every rule of the guidance
  std::map<std::string, Repinned, std::less<>> by_rule;  // of one rule: over all else

  // Null where the day chooses.
  const Repinned* repinned(std::string_view rule) const;
};

// Which guidance governs a day. `uncertain`: `other` may have governed instead. Either the day lies in a
// month in which one took over from the other on a day that is not known, or the board's day of change-over
// is not known (`change_over_unknown`).
struct Governing {
  const Edition* edition = nullptr;  // null: no edition of the guidance covers the day
  const Edition* other = nullptr;
  bool change_over_unknown = false;
  bool uncertain() const { return other != nullptr; }
};

// One rule in the newest revision of its instrument, as rules are looked up by the milestone they start at.
struct IndexedRule {
  const Edition* edition = nullptr;
  const Rule* rule = nullptr;
  std::vector<const Edition*> yields_to;  // the directions whose rule of the same id takes its place
};

// Every revision that was ever adopted, and which of them is asked about a day.
class RuleBook {
 public:
  // Adds a revision beside the older ones, which stay readable: a deadline keeps the revision it was computed
  // by.
  void add(Edition edition);
  void add(Calendar calendar);

  Governing governing(Day day, const CaseTerms& terms = {}) const;  // the newest revision of each edition
  const Edition* edition(std::string_view id) const;                // the newest; null when there is none
  const Edition* edition(std::string_view id, int revision) const;
  const Calendar* calendar(std::string_view id) const;  // the newest revision
  const Calendar* calendar(std::string_view id, int revision) const;
  // Newest revisions, in the order they came into force.
  const std::vector<const Edition*>& editions() const { return newest_editions_; }
  const std::vector<const Edition*>& guidance() const { return guidance_; }
  const std::vector<const Edition*>& directions() const { return directions_; }
  std::vector<const Calendar*> calendars() const;

  // The rule of this id as it counts on a day in a case that this guidance governs: of directions that amend
  // it the newest in force, else the guidance itself. What stood when the guidance ended goes on for its
  // cases. Null when there is none.
  const Rule* rule_on(std::string_view id, Day day, const Governing& governing, const CaseTerms& terms) const;

  // The rules that start at a milestone: those of the guidance first, then directions, then local ones.
  const std::vector<IndexedRule>& starting_at(Milestone milestone) const {
    return by_start_[static_cast<std::size_t>(milestone)];
  }

 private:
  std::optional<Day> last_day_of(const Edition& guidance) const;
  void index();
  void index_rules(const Edition& edition);

  std::vector<std::shared_ptr<const Edition>> editions_;    // by in_force_from, then revision
  std::vector<std::shared_ptr<const Calendar>> calendars_;  // by id, then revision
  // Of each edition the newest, asked for at every command.
  std::vector<const Edition*> newest_editions_;
  std::vector<const Edition*> guidance_;
  std::vector<const Edition*> directions_;
  std::array<std::vector<IndexedRule>, milestone_count> by_start_;
};

// Whether a direction or local instrument is in force on a day, beside this guidance and for this board.
bool stands_beside(const Edition& edition, Day day, const Governing& governing, const CaseTerms& terms);
// Whether a rule is the one to go by on the day of the milestone it is governed by, or by what was re-pinned.
bool applies(const IndexedRule& indexed, Day day, const Governing& governing, const CaseTerms& terms);
// Whether a direction stands beside this guidance.
bool amends(const Edition& direction, const Edition& guidance);
// Whether the day lies in the month in which the instrument came into force on a day that is not known.
bool beginning_unknown(const Edition& edition, Day day);

}  // namespace reviewd
