#include "api/deadline_calendar.hpp"

#include <cctype>

#include "api/calendar_text.hpp"

namespace reviewd {
namespace {

bool fell_away(const Deadline& deadline) {
  return deadline.state == DeadlineState::voided || deadline.state == DeadlineState::superseded;
}

// The days of an entry, both included.
struct Span {
  Day first;
  Day last;
};

std::optional<Span> statutory_span(const DeadlineTerms& terms) {
  if (terms.due_on) return Span{*terms.due_on, *terms.due_on};
  if (terms.due_between) return Span{terms.due_between->first, terms.due_between->last};
  return std::nullopt;
}

// "Notification due (notify-ofsted)"; a rule that is called like its kind is not named twice.
std::string title_of(const DeadlineTerms& terms, std::string_view manner) {
  std::string title = terms.kind;
  for (char& letter : title)
    if (letter == '_') letter = ' ';
  if (!title.empty()) title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  title.append(" ").append(manner);
  return terms.rule == terms.kind ? title : title + " (" + terms.rule + ")";
}

struct Entry {
  std::string uid;
  Span span;
  const DayHistory& history;
  std::string_view manner;
  bool cancelled = false;
};

std::string entry_text(const CaseState& state, const DeadlineTerms& terms, const Entry& entry) {
  const CaseOpened& opened = state.opened();
  CalendarText text;
  text.line("BEGIN", "VEVENT");
  text.text("UID", entry.uid);
  text.line("DTSTAMP", calendar_instant(entry.history.changed_at));
  text.line("LAST-MODIFIED", calendar_instant(entry.history.changed_at));
  text.line("SEQUENCE", std::to_string(entry.history.changes));
  text.line("STATUS", entry.cancelled ? "CANCELLED" : "CONFIRMED");
  text.line("DTSTART;VALUE=DATE", calendar_day(entry.span.first));
  text.line("DTEND;VALUE=DATE", calendar_day(entry.span.last.plus_days(1)));
  text.text("SUMMARY", title_of(terms, entry.manner) + ": " + opened.case_label + ", " + opened.board);
  text.text("DESCRIPTION", "Clause " + terms.clause + " of " + terms.edition + ".");
  text.text("CATEGORIES", terms.kind);
  text.line("TRANSP", "TRANSPARENT");
  text.line("END", "VEVENT");
  return text.take();
}

// Clients place all-day entries by the days themselves; the zone is there for those that ask for one, and so
// that an object without entries still has a component (3.6).
constexpr std::string_view london =
    "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n"
    "BEGIN:STANDARD\r\nDTSTART:19961027T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nTZNAME:GMT\r\nEND:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:19960331T010000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nTZNAME:BST\r\nEND:DAYLIGHT\r\n"
    "END:VTIMEZONE\r\n";

}  // namespace

void DeadlineCalendar::add(const CaseState& state, const DueHistory& history) {
  if (filter_.board_id && state.opened().board_id != *filter_.board_id) return;
  const std::string case_id{state.id.text()};
  for (std::size_t at = 0; at < state.deadlines.size(); ++at) {
    const Deadline& deadline = state.deadlines[at];
    const DeadlineTerms& terms = deadline.terms;
    if (filter_.kind && terms.kind != *filter_.kind) continue;
    const bool cancelled = fell_away(deadline);
    if (!cancelled && !is_open(deadline)) continue;
    const std::string uid = case_id + "/" + terms.deadline_id;
    if (const auto span = statutory_span(terms))
      keep(span->last, uid, entry_text(state, terms, {uid, *span, history[at].statutory, "due", cancelled}));
    if (!history[at].revised) continue;
    const Day to = history[at].revised_to;
    const bool taken_back = cancelled || !deadline.revised_due_on;
    keep(to, uid + "/revised",
         entry_text(
             state, terms,
             {uid + "/revised", {to, to}, *history[at].revised, "by the revised timetable", taken_back}));
  }
}

void DeadlineCalendar::keep(Day day, std::string uid, std::string entry) {
  entries_.emplace(std::pair{day, std::move(uid)}, std::move(entry));
  if (entries_.size() > entries_max_) entries_.erase(entries_.begin());
}

std::string DeadlineCalendar::text() const {
  CalendarText text;
  text.line("BEGIN", "VCALENDAR");
  text.line("VERSION", "2.0");
  text.text("PRODID", "-//reviewd//Deadlines of reviews//EN");
  text.line("CALSCALE", "GREGORIAN");
  // The first name is the standard one (RFC 7986), the other what older programs read; so with the interval.
  text.text("NAME", "Deadlines of reviews");
  text.text("X-WR-CALNAME", "Deadlines of reviews");
  text.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
  text.line("X-PUBLISHED-TTL", "PT1H");
  std::string object = text.take() + std::string{london};
  for (const auto& [place, entry] : entries_) object += entry;
  return object + "END:VCALENDAR\r\n";
}

}  // namespace reviewd
