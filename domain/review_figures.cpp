#include "domain/review_figures.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <set>

#include "domain/acts/figures.hpp"
#include "domain/acts/standing_notices.hpp"
#include "domain/assert.hpp"
#include "domain/assessment.hpp"
#include "domain/calendar/calendar.hpp"

namespace reviewd {
namespace {

// How a figure is divided: not at all, by words that are always the same, or by what the board wrote.
enum class Groups { none, listed, found };

struct Line {
  std::string_view table;
  std::string_view name;
  std::string_view whole = {};  // the figure that it is a part of
  Groups groups = Groups::none;
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> tables_in_order{{
    {"matters", "Matters brought to the board, and first decisions, by the day of each."},
    {"timeliness",
     "First decisions and completed reviews against their statutory periods, by the day of each. Those "
     "whose day or period is not known well enough have no verdict."},
    {"deadlines", "Duties that fell due, by kind."},
    {"durations", "Median of days between two steps, by the day of the later one; both known to the day."},
    {"agencies", "What agencies contributed, by the day it was first received, and median of days late."},
    {"evaluations", "Grades, by the day of the letter."},
    {"themes",
     "What reviews teach, by the day of completion; of a case without one by the day of the rapid review, "
     "else by the day the themes were recorded."},
    {"publication",
     "Reports published, and decisions not to publish, by the day of each; and serious "
     "incidents, by the day the national panel was notified."},
}};

constexpr std::array lines_in_order{
    Line{"matters", "brought_to_attention"},
    Line{"matters", "decided"},
    Line{"matters", "decided_on_course", "decided", Groups::listed},
    Line{"timeliness", "decisions_with_verdict"},
    Line{"timeliness", "decided_in_time", "decisions_with_verdict"},
    Line{"timeliness", "decided_late", "decisions_with_verdict"},
    Line{"timeliness", "completed"},
    Line{"timeliness", "completions_with_verdict"},
    Line{"timeliness", "completed_in_time", "completions_with_verdict"},
    Line{"timeliness", "completed_late", "completions_with_verdict"},
    Line{"timeliness", "completed_in_time_and_decided_in_time", "completed_in_time"},
    Line{"timeliness", "completed_after", "completed", Groups::listed},
    Line{"deadlines", "fell_due", {}, Groups::found},
    Line{"deadlines", "met_in_time", "fell_due", Groups::found},
    Line{"deadlines", "met_late", "fell_due", Groups::found},
    Line{"deadlines", "not_met", "fell_due", Groups::found},
    Line{"durations", "attention_to_decision"},
    Line{"durations", "decision_to_completion"},
    Line{"durations", "completion_to_publication"},
    Line{"durations", "attention_to_publication"},
    Line{"agencies", "received", {}, Groups::found},
    Line{"agencies", "received_late", "received", Groups::found},
    Line{"evaluations", "evaluated"},
    Line{"evaluations", "graded", "evaluated", Groups::listed},
    Line{"themes", "reviews_with_themes"},
    Line{"themes", "theme", "reviews_with_themes", Groups::listed},
    Line{"themes", "tag", "reviews_with_themes", Groups::found},
    Line{"publication", "published"},
    Line{"publication", "published_as", "published", Groups::listed},
    Line{"publication", "not_published"},
    Line{"publication", "not_published_and_panel", "not_published", Groups::listed},
    Line{"publication", "serious_incidents"},
    Line{"publication", "serious_incidents_by_nature", "serious_incidents", Groups::listed},
};

// The classes of the national figures (domain facts, section 12.2), in months from the decision.
struct DurationClass {
  int months;
  std::string_view name;
};
constexpr std::array durations{DurationClass{4, "up_to_4_months"}, DurationClass{6, "over_4_to_6_months"},
                               DurationClass{12, "over_6_to_12_months"},
                               DurationClass{24, "over_12_to_24_months"}};
constexpr std::string_view longest_duration = "over_24_months";
constexpr std::string_view not_known = "not_known";

template <class T>
std::vector<std::string> words() {
  std::vector<std::string> made;
  for (const auto& [value, word] : Words<T>::values) made.emplace_back(word);
  return made;
}

template <class T>
std::vector<std::string> words_or_not_known() {
  std::vector<std::string> made = words<T>();
  made.emplace_back(not_known);
  return made;
}

std::vector<std::string> duration_names() {
  std::vector<std::string> names;
  for (const DurationClass& duration : durations) names.emplace_back(duration.name);
  names.emplace_back(longest_duration);
  names.emplace_back(not_known);
  return names;
}

std::vector<std::string> listed_groups(std::string_view name) {
  if (name == "decided_on_course") return words<Course>();
  if (name == "completed_after") return duration_names();
  if (name == "graded") return words_or_not_known<Grade>();
  if (name == "theme") return words<Theme>();
  if (name == "published_as") return words_or_not_known<PublicationMode>();
  if (name == "not_published_and_panel") return words_or_not_known<PanelOutcome>();
  REVIEWD_ASSERT(name == "serious_incidents_by_nature" && "each figure with listed groups has a list");
  return words_or_not_known<IncidentNature>();
}

template <class Body>
const Fact* first(const Facts& facts) {
  for (const Fact& fact : facts)
    if (std::holds_alternative<Body>(fact.body)) return &fact;
  return nullptr;
}

// The decision from which the completed review was counted: the first of those to conduct that stand at the
// end.
std::optional<PartialDate> conducting_since(const Facts& facts) {
  std::optional<PartialDate> since;
  for (const Fact& fact : facts) {
    const auto* decision = std::get_if<DecisionRecorded>(&fact.body);
    if (decision == nullptr) continue;
    if (decision->decision != Course::conduct)
      since.reset();
    else if (!since)
      since = decision->decided_on;
  }
  return since;
}

std::string_view duration_class(const std::optional<PartialDate>& from, const PartialDate& to) {
  if (!from || !from->whole() || !to.whole()) return not_known;
  for (const DurationClass& duration : durations)
    if (to.first() <= add_months(from->first(), duration.months)) return duration.name;
  return longest_duration;
}

int twice_the_median(std::vector<int> days) {
  std::ranges::sort(days);
  const std::size_t upper = days.size() / 2;
  return days.size() % 2 == 1 ? 2 * days[upper] : days[upper - 1] + days[upper];
}

const Deadline* of_kind(const std::vector<Deadline>& deadlines, std::string_view kind) {
  for (const Deadline& deadline : std::views::reverse(deadlines))
    if (deadline.terms->kind == kind && deadline.met_on) return &deadline;
  return nullptr;
}

bool in_time(const Deadline& deadline) {
  return deadline.state == DeadlineState::met;
}
bool has_verdict(const Deadline& deadline) {
  return in_time(deadline) || deadline.state == DeadlineState::met_late;
}

}  // namespace

// One case on its way into the tallies.
class ReviewFigures::Counting {
 public:
  Counting(ReviewFigures& figures, const CaseId& case_id, const Facts& facts,
           const std::vector<Deadline>& deadlines)
      : figures_(figures), case_id_(case_id), facts_(facts), deadlines_(deadlines) {}

  void count_all() {
    count_matters();
    count_timeliness();
    for (const Deadline& deadline : deadlines_) count_due(deadline);
    for (const Fact& fact : facts_) count_fact(fact);
    count_themes();
  }

 private:
  bool within(const std::optional<PartialDate>& day) const { return day && figures_.period_.has(*day); }

  Tally& count(std::string_view name, std::string_view group = {}) {
    Tally& tally = figures_.tallies_[{name, std::string{group}}];
    ++tally.count;
    if (tally.cases.empty() || tally.cases.back() != case_id_) tally.cases.push_back(case_id_);
    return tally;
  }
  void count_days(std::string_view name, const std::optional<PartialDate>& from,
                  const std::optional<PartialDate>& to) {
    if (!within(to) || !from || !from->whole() || !to->whole()) return;
    count(name).days.push_back(to->first() - from->first());
  }

  void count_matters() {
    brought_ = std::get<CaseOpened>(facts_.front()->body).brought_to_attention_on;
    if (within(brought_)) count("brought_to_attention");
    const Fact* decided = first<DecisionRecorded>(facts_);
    if (decided == nullptr) return;
    const auto& decision = std::get<DecisionRecorded>(decided->body);
    decided_ = decision.decided_on;
    if (!within(decided_)) return;
    count("decided");
    count("decided_on_course", word_of(decision.decision));
  }

  void count_timeliness() {
    const Fact* completed = newest<ReviewCompleted>(facts_);
    if (completed != nullptr) completed_ = std::get<ReviewCompleted>(completed->body).completed_on;
    const Fact* published = first<Published>(facts_);
    if (published != nullptr) published_ = std::get<Published>(published->body).published_on;
    const auto since = conducting_since(facts_);
    const Deadline* decision = of_kind(deadlines_, "decision");
    const bool decided_in_time = decision != nullptr && in_time(*decision);
    if (decision != nullptr && within(decision->met_on) && has_verdict(*decision)) {
      count("decisions_with_verdict");
      count(decided_in_time ? "decided_in_time" : "decided_late");
    }
    count_days("attention_to_decision", brought_, decided_);
    count_days("decision_to_completion", since, completed_);
    count_days("completion_to_publication", completed_, published_);
    count_days("attention_to_publication", brought_, published_);
    if (within(completed_)) count_completion(since, decided_in_time);
  }

  void count_completion(const std::optional<PartialDate>& since, bool decided_in_time) {
    count("completed");
    count("completed_after", duration_class(since, *completed_));
    const Deadline* completion = of_kind(deadlines_, "completion");
    if (completion == nullptr || !has_verdict(*completion)) return;
    count("completions_with_verdict");
    count(in_time(*completion) ? "completed_in_time" : "completed_late");
    if (in_time(*completion) && decided_in_time) count("completed_in_time_and_decided_in_time");
  }

  // What fell away was not owed in the end, and of what was met on a day too vague nothing can be said.
  void count_due(const Deadline& deadline) {
    const DeadlineTerms& terms = deadline.terms;
    const bool owed = is_open(deadline) || has_verdict(deadline);
    const std::optional<Day> last = last_due(terms);
    if (!owed || !last || !within(PartialDate{*last})) return;
    count("fell_due", terms.kind);
    if (is_open(deadline))
      count("not_met", terms.kind);
    else
      count(in_time(deadline) ? "met_in_time" : "met_late", terms.kind);
  }

  void count_fact(const Fact& fact) {
    if (const auto* contribution = std::get_if<ContributionCommissioned>(&fact.body))
      count_contribution(*contribution, fact.event);
    if (const auto* evaluation = std::get_if<EvaluationRecorded>(&fact.body);
        evaluation != nullptr && within(evaluation->letter_on)) {
      count("evaluated");
      count("graded", evaluation->grade ? word_of(*evaluation->grade) : not_known);
    }
    if (const auto* published = std::get_if<Published>(&fact.body);
        published != nullptr && within(published->published_on)) {
      count("published");
      count("published_as", published->mode ? word_of(*published->mode) : not_known);
    }
    if (const auto* not_published = std::get_if<NotPublished>(&fact.body);
        not_published != nullptr && within(not_published->decided_on)) {
      count("not_published");
      count("not_published_and_panel",
            not_published->panel_outcome ? word_of(*not_published->panel_outcome) : not_known);
    }
    if (const auto* notice = std::get_if<NotificationRecorded>(&fact.body)) count_notice(*notice, fact.event);
  }

  void count_contribution(const ContributionCommissioned& contribution, EventId event) {
    const ContributionFigures came = figures(contribution, event, facts_);
    if (!within(came.received_on)) return;
    Tally& received = count("received", contribution.agency);
    if (!came.days_late) return;
    received.days.push_back(*came.days_late);
    if (*came.days_late > 0) count("received_late", contribution.agency).days.push_back(*came.days_late);
  }

  void count_notice(const NotificationRecorded& notice, EventId event) {
    const bool counts = notice.subject == "serious_incident" && notice.recipient == "national_panel";
    if (!counts || !within(notice.sent_on) || notice_withdrawn(facts_, event)) return;
    const auto& incident = std::get<CaseOpened>(facts_.front()->body).incident;
    count("serious_incidents");
    count("serious_incidents_by_nature",
          incident && incident->nature ? word_of(*incident->nature) : not_known);
  }

  void count_themes() {
    const Fact* tagged = newest<ThemesTagged>(facts_);
    if (tagged == nullptr) return;
    const auto& said = std::get<ThemesTagged>(tagged->body);
    const Fact* rapid = newest<RapidReviewSent>(facts_);
    PartialDate day{tagged->recorded_on};
    if (rapid != nullptr) day = std::get<RapidReviewSent>(rapid->body).sent_on;
    if (completed_) day = *completed_;
    if (!within(day) || (said.themes.empty() && said.tags.empty())) return;
    count("reviews_with_themes");
    for (const Theme theme : said.themes) count("theme", word_of(theme));
    for (const std::string& tag : said.tags) count("tag", tag);
  }

  ReviewFigures& figures_;
  const CaseId& case_id_;
  const Facts& facts_;
  const std::vector<Deadline>& deadlines_;
  std::optional<PartialDate> brought_;
  std::optional<PartialDate> decided_;
  std::optional<PartialDate> completed_;
  std::optional<PartialDate> published_;
};

void ReviewFigures::add(const CaseId& case_id, const Facts& facts, const std::vector<Deadline>& deadlines) {
  if (!void_case(facts)) Counting(*this, case_id, facts, deadlines).count_all();
}

const ReviewFigures::Tally& ReviewFigures::tally(std::string_view name, const std::string& group) const {
  static const Tally nothing;
  const auto found = tallies_.find({name, group});
  return found == tallies_.end() ? nothing : found->second;
}

// A part has every group of its whole, be it with nothing in it.
std::vector<std::string> ReviewFigures::groups_of(std::string_view name, std::string_view whole) const {
  std::set<std::string> groups;
  for (const auto& [place, tally] : tallies_)
    if ((place.first == name || place.first == whole) && !place.second.empty()) groups.insert(place.second);
  return {groups.begin(), groups.end()};
}

Figure ReviewFigures::figure(std::string_view name, const std::string& group, std::string_view whole) const {
  const Tally& counted = tally(name, group);
  Figure made{name, group, counted.count, std::nullopt, std::nullopt, counted.cases};
  // The parts of a figure by group are out of the same group, or of the one figure that has none.
  if (!whole.empty()) made.out_of = std::max(tally(whole, group).count, tally(whole, "").count);
  if (!counted.days.empty()) made.half_days = twice_the_median(counted.days);
  return made;
}

std::vector<FigureTable> ReviewFigures::tables() const {
  std::vector<FigureTable> made;
  for (const auto& [table, what] : tables_in_order) {
    made.push_back({table, what, {}});
    for (const Line& line : lines_in_order) {
      if (line.table != table) continue;
      std::vector<std::string> groups{""};
      if (line.groups == Groups::listed) groups = listed_groups(line.name);
      if (line.groups == Groups::found) groups = groups_of(line.name, line.whole);
      for (const std::string& group : groups)
        made.back().figures.push_back(figure(line.name, group, line.whole));
    }
  }
  return made;
}

}  // namespace reviewd
