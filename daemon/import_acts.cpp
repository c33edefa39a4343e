// What a row says that acts record: the office's days, people, contributions, the revised timetable and the
// evaluation.
#include <algorithm>
#include <charconv>

#include "daemon/import_cells.hpp"

namespace reviewd {
namespace {

constexpr std::string_view not_in_the_record = "The imported record does not say it.";

// Of a record that does not say whom: the inspectorate of the first edition, the Government Office until its
// role ended, then the department.
std::string consulted_body(const std::optional<PartialDate>& day) {
  if (!day) return std::string{not_in_the_record};
  if (day->first() < *Day::of(2006, 4, 1)) return "Social Services Inspectorate";
  return day->first() < *Day::of(2011, 2, 21) ? "Government Office" : "Department for Education";
}

template <class T>
std::optional<T> word_said(std::string_view text) {
  for (const auto& [value, word] : Words<T>::values)
    if (word == text) return value;
  return std::nullopt;
}

// Who evaluated reviews then: Ofsted since April 2007, CSCI before; Ofsted where no day is known.
EvaluatingBody evaluating_body(const std::optional<PartialDate>& day) {
  return day && day->last() < *Day::of(2007, 4, 1) ? EvaluatingBody::csci : EvaluatingBody::ofsted;
}

class ActReader {
 public:
  ActReader(RowCells& cells, ImportRow& row) : cells_(cells), row_(row) {}

  // ---- the office ----

  void add_source() {
    RowFact fact = fact_of(FactKind::source);
    const std::string source{cells_.text(ColumnUse::source)};
    if (!source.empty()) fact.command = SourceNamed{Personal::of(source)};
    cells_.add(fact, ColumnUse::source, "/source", source, true);
    push(std::move(fact));
  }

  void add_children() {
    RowFact fact = fact_of(FactKind::children);
    const std::string_view text = cells_.text(ColumnUse::children_count);
    int children = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), children);
    if (!text.empty() && (fault != std::errc{} || end != text.data() + text.size() || children < 1))
      cells_.fault(ColumnUse::children_count, "The cell is no number of children.");
    if (children > 0) fact.command = ChildrenCounted{children};
    cells_.add(fact, ColumnUse::children_count, "/children", children > 0 ? std::to_string(children) : "");
    push(std::move(fact));
  }

  void add_step(OfficeStep step, ColumnUse use) {
    RowFact fact = fact_of(FactKind::office_step, word_of(step));
    if (const auto day = cells_.day(use)) fact.command = OfficeStepTaken{step, day, std::nullopt};
    cells_.add_day(fact, use, "/taken_on");
    push(std::move(fact));
  }

  void add_call() {
    RowFact fact = fact_of(FactKind::office_step, word_of(OfficeStep::agencies_called));
    const auto called_on = cells_.day(ColumnUse::agency_call);
    const auto due_on = cells_.whole_day(ColumnUse::agency_deadline, row_);
    if (called_on || due_on) fact.command = OfficeStepTaken{OfficeStep::agencies_called, called_on, due_on};
    cells_.add_day(fact, ColumnUse::agency_call, "/taken_on");
    cells_.add(fact, ColumnUse::agency_deadline, "/due_on", due_on ? due_on->text() : "");
    push(std::move(fact));
  }

  // A day that no fact of its own could be made of, because the file does not say what was recommended or
  // decided on it.
  void add_day_alone(OfficeStep step, FactKind of, ColumnUse use) {
    const auto same_kind = [&](const RowFact& fact) { return fact.kind == of && fact.kept_elsewhere; };
    if (std::ranges::any_of(row_.facts, same_kind)) add_step(step, use);
  }

  // ---- the work ----

  void add_appointment(PersonRole role, ColumnUse use, std::string office) {
    RowFact fact = fact_of(FactKind::appointment, word_of(role));
    const std::string name{cells_.text(use)};
    if (!name.empty()) {
      PersonAppointed appointed;
      appointed.role = role;
      appointed.person = word_of(role);
      appointed.name = Personal::of(name);
      appointed.office = std::move(office);
      fact.command = std::move(appointed);
    }
    cells_.add(fact, use, "/name", name, true);
    push(std::move(fact));
  }

  // False when the file has no such agency.
  bool add_contribution(std::size_t nth) {
    const CellPlace place{ColumnUse::contribution_agency, nth};
    if (!cells_.has(place)) return false;
    const std::string agency{cells_.text(place)};
    if (agency.empty()) {
      count_without_agency(nth);
      return true;
    }
    RowFact fact = fact_of(FactKind::contribution, agency);
    fact.nth = contributions_of(agency);
    const std::size_t contribution = fact.nth;
    const CellPlace due{ColumnUse::contribution_due, nth};
    const auto due_on = cells_.whole_day(due, row_);
    fact.command =
        ContributionCommissioned{agency, ContributionKind::imr, Answer::unknown, std::nullopt, due_on};
    cells_.add(fact, place, "/agency", agency);
    cells_.add(fact, due, "/due_on", due_on ? due_on->text() : "");
    push(std::move(fact));
    add_contribution_steps(nth, agency, contribution);
    return true;
  }

  void add_revision() {
    RowFact fact = fact_of(FactKind::revision);
    const auto revised = cells_.whole_day(ColumnUse::revised_due, row_);
    const auto consulted = cells_.day(ColumnUse::consulted);
    // The board consults as soon as it decides (domain facts, section 1(2)).
    if (revised)
      fact.command = ReviseTimetable{*revised,
                                     consulted,
                                     Personal::of(std::string{not_in_the_record}),
                                     Consulted{consulted_body(consulted), consulted},
                                     Personal::of(std::string{not_in_the_record}),
                                     Personal::of(std::string{not_in_the_record})};
    cells_.add(fact, ColumnUse::revised_due, "/revised_due_on", revised ? revised->text() : "");
    cells_.add_day(fact, ColumnUse::consulted, "/consulted/consulted_on");
    push(std::move(fact));
  }

  // ---- the outcome ----

  void add_evaluation() {
    RowFact fact = fact_of(FactKind::evaluation);
    const std::string_view said = cells_.text(ColumnUse::evaluation_grade);
    const auto grade = word_said<Grade>(said);
    const auto letter_on = cells_.day(ColumnUse::evaluation_date);
    if (!said.empty() && !grade)
      cells_.fault(ColumnUse::evaluation_grade,
                   "The cell says none of outstanding, good, adequate and inadequate.");
    const auto known_day = letter_on ? letter_on : cells_.day(ColumnUse::completion);
    if (grade || letter_on)
      fact.command = EvaluationRecorded{evaluating_body(known_day), grade, letter_on, std::nullopt};
    cells_.add(fact, ColumnUse::evaluation_grade, "/grade", grade ? std::string{word_of(*grade)} : "");
    cells_.add_day(fact, ColumnUse::evaluation_date, "/letter_on");
    push(std::move(fact));
  }

 private:
  static RowFact fact_of(FactKind kind, std::string_view key = {}) {
    RowFact fact;
    fact.kind = kind;
    fact.key = key;
    return fact;
  }

  void push(RowFact fact) {
    if (!fact.cells.empty()) row_.facts.push_back(std::move(fact));
  }

  std::size_t contributions_of(const std::string& agency) const {
    return static_cast<std::size_t>(std::ranges::count_if(row_.facts, [&](const RowFact& fact) {
      return fact.kind == FactKind::contribution && fact.key == agency;
    }));
  }

  // What came of nobody's contribution.
  void count_without_agency(std::size_t nth) {
    for (const ColumnUse use : {ColumnUse::contribution_due, ColumnUse::contribution_received,
                                ColumnUse::contribution_returned, ColumnUse::contribution_accepted})
      if (!cells_.text({use, nth}).empty()) row_.columns_without_place.push_back(cells_.column({use, nth}));
  }

  // As often as it was returned it was received once more.
  void add_contribution_steps(std::size_t nth, const std::string& agency, std::size_t contribution) {
    const CellPlace received{ColumnUse::contribution_received, nth};
    const CellPlace returned{ColumnUse::contribution_returned, nth};
    const auto received_on = cells_.days(received);
    const auto returned_on = cells_.days(returned);
    for (std::size_t time = 0; time <= std::max(received_on.size(), returned_on.size()); ++time) {
      add_contribution_step({ContributionStep::received, agency, contribution, time}, received, received_on);
      add_contribution_step({ContributionStep::returned, agency, contribution, time}, returned, returned_on);
    }
    const CellPlace accepted{ColumnUse::contribution_accepted, nth};
    const auto accepted_on = cells_.day(accepted);
    add_contribution_step({ContributionStep::accepted, agency, contribution, 0}, accepted,
                          accepted_on ? std::vector{*accepted_on} : std::vector<PartialDate>{});
  }

  struct StepSaid {
    ContributionStep step;
    const std::string& agency;
    std::size_t contribution;
    std::size_t time;
  };

  // Where the cell has no day for this time, an earlier import of the row may have read one.
  void add_contribution_step(const StepSaid& said, CellPlace place, const std::vector<PartialDate>& days) {
    RowFact fact = fact_of(FactKind::contribution_step, word_of(said.step));
    fact.agency = said.agency;
    fact.contribution = said.contribution;
    fact.nth = said.time;
    if (said.time < days.size()) {
      ContributionAdvanced advanced;
      advanced.step = said.step;
      advanced.occurred_on = days[said.time];
      fact.command = std::move(advanced);
    }
    cells_.add(fact, place, "/occurred_on", said.time < days.size() ? days[said.time].text() : "");
    push(std::move(fact));
  }

  RowCells& cells_;
  ImportRow& row_;
};

}  // namespace

void add_office_steps(RowCells& cells, ImportRow& row) {
  ActReader reader(cells, row);
  reader.add_source();
  reader.add_children();
  reader.add_step(OfficeStep::referral_received, ColumnUse::referral_received);
  reader.add_step(OfficeStep::sent_to_panel, ColumnUse::sent_to_panel);
  reader.add_call();
  reader.add_step(OfficeStep::panel_met, ColumnUse::panel_meeting);
}

void add_work(RowCells& cells, ImportRow& row) {
  ActReader reader(cells, row);
  reader.add_day_alone(OfficeStep::recommendation_submitted, FactKind::recommendation,
                       ColumnUse::recommendation_date);
  reader.add_day_alone(OfficeStep::chair_decided, FactKind::decision, ColumnUse::decision_date);
  reader.add_appointment(PersonRole::panel_chair, ColumnUse::panel_chair, "Chair of the review panel");
  reader.add_appointment(PersonRole::overview_author, ColumnUse::author, "Author of the overview report");
  for (std::size_t nth = 0; reader.add_contribution(nth);) ++nth;
  reader.add_step(OfficeStep::health_overview_received, ColumnUse::health_overview_received);
  reader.add_step(OfficeStep::overview_drafted, ColumnUse::overview_draft);
  reader.add_step(OfficeStep::overview_accepted, ColumnUse::overview_accepted);
  reader.add_revision();
}

void add_outcome(RowCells& cells, ImportRow& row) {
  ActReader(cells, row).add_evaluation();
  add_publication(cells, row);
}

}  // namespace reviewd
