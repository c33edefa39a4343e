// What mail is owed, to which office, as of a moment: worked out from what fell due (reminder rungs, days
// that passed) and from how far each office is told. Derived from the log; sends nothing. Loop thread only.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/register.hpp"

namespace reviewd {

// One deadline in a mail. Holds nothing personal: the label is the one that the board chose.
struct MailLine {
  CaseId case_id;
  std::string case_label;
  std::string board;
  std::string deadline;  // its kind; of a duty to notify also who is to be told
  DueKind of = DueKind::statutory;
  Day due_on;
};

// A mail that is to be sent now.
struct OwedMail {
  MailStretch stretch;
  Day day;                      // in London
  std::vector<MailLine> lines;  // soonest due first; never empty
};

// A deadline that has passed is told to the next office when it is still open this many days later.
inline constexpr int still_open_after_days = 7;

// Something that fell due on a deadline.
struct MailMatter {
  Position position;
  Day recorded_on;  // in London
  CaseId case_id;
  std::string deadline_id;
  bool passed = false;  // else a reminder
  DueKind of = DueKind::statutory;
  Day due_on;
};

// Keeps what fell due since somebody is told by mail, for as long as an office is to be told of it, and a
// month longer, because a mail may bounce; but no longer than a year, because an office that is never owed
// anything is never told anything.
class MailDesk {
 public:
  using FindCase = std::function<std::shared_ptr<const CaseState>(const CaseId&)>;

  // Each commit in order; `state` is the case after a commit that is about one, else null.
  void take(const Commit& commit, const CaseState* state, const MailState& mail);

  // What each office is owed at this moment. From `digest_hour` (London) on the reminders of the day are one
  // mail, and none more on that day; that a day has passed is told at once. What bounced
  // today is not owed again before tomorrow; when to try again what did not get through is for the caller.
  std::vector<OwedMail> owed(const RegisterState& state, const FindCase& find, Instant now,
                             int digest_hour) const;

  std::size_t matters() const { return matters_.size(); }

 private:
  void add(const Commit& commit, const CaseState& state, const EventBody& body);
  void forget(const MailState& mail, Day today);

  std::deque<MailMatter> matters_;  // in order of their positions
};

}  // namespace reviewd
