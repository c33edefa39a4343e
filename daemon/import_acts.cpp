// What a row says that acts record: the office's days, people, contributions, the revised timetable, the
// evaluation and the publication.
#include <algorithm>
#include <array>
#include <charconv>

#include "daemon/import_cells.hpp"

namespace reviewd {
namespace {

constexpr std::string_view not_in_the_record = "The imported record does not say it.";

// Of a record that does not say whom: the inspectorate of the first edition, the Government Office until its
// role ended, then the department.
std::string consulted_body(const PartialDate& day) {
  if (day.first() < *Day::of(2006, 4, 1)) return "Social Services Inspectorate";
  return day.first() < *Day::of(2011, 2, 21) ? "Government Office" : "Department for Education";
}

template <class T>
std::optional<T> word_said(std::string_view text) {
  for (const auto& [value, word] : Words<T>::values)
    if (word == text) return value;
  return std::nullopt;
}

// The words of a publication_state that are steps which no file dates.
bool undated_state(std::string_view text) {
  constexpr std::array<std::string_view, 6> states{"not_started", "approved",     "held",
                                                   "copy_sent",   "re_versioned", "withdrawn"};
  return std::ranges::find(states, text) != states.end();
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
    if (known_agency(agency)) {
      cells_.fault(place, "The agency stands in the row twice.");
      return true;
    }
    RowFact fact = fact_of(FactKind::contribution, agency);
    const CellPlace due{ColumnUse::contribution_due, nth};
    const auto due_on = cells_.whole_day(due, row_);
    fact.command =
        ContributionCommissioned{agency, ContributionKind::imr, Answer::unknown, std::nullopt, due_on};
    cells_.add(fact, place, "/agency", agency);
    cells_.add(fact, due, "/due_on", due_on ? due_on->text() : "");
    push(std::move(fact));
    add_contribution_step(ContributionStep::received, {ColumnUse::contribution_received, nth}, agency);
    add_contribution_step(ContributionStep::returned, {ColumnUse::contribution_returned, nth}, agency);
    add_contribution_step(ContributionStep::accepted, {ColumnUse::contribution_accepted, nth}, agency);
    return true;
  }

  void add_revision() {
    RowFact fact = fact_of(FactKind::revision);
    const auto revised = cells_.whole_day(ColumnUse::revised_due, row_);
    const auto consulted = cells_.day(ColumnUse::consulted);
    // The board consults as soon as it decides (domain facts, section 1(2)).
    if (revised && consulted)
      fact.command = ReviseTimetable{*revised,
                                     *consulted,
                                     Personal::of(std::string{not_in_the_record}),
                                     Consulted{consulted_body(*consulted), consulted},
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
    if (grade) fact.command = EvaluationRecorded{EvaluatingBody::ofsted, *grade, letter_on, std::nullopt};
    cells_.add(fact, ColumnUse::evaluation_grade, "/grade", grade ? std::string{word_of(*grade)} : "");
    cells_.add_day(fact, ColumnUse::evaluation_date, "/letter_on");
    push(std::move(fact));
  }

  void add_publication() {
    const std::string state{cells_.text(ColumnUse::publication_state)};
    std::string form{cells_.text(ColumnUse::publication_form)};
    std::ranges::transform(form, form.begin(),
                           [](char letter) { return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter; });
    const auto mode = mode_said(state, form);
    const bool known =
        state.empty() || state == "published" || state == "not_published" || mode || undated_state(state);
    if (!known) cells_.fault(ColumnUse::publication_state, "The cell says none of the words of publication.");
    if (state == "not_published" || form.starts_with("not published"))
      add_not_published();
    else if (!undated_state(state) && form.find("no longer") == std::string::npos &&
             form.find("delayed") == std::string::npos)
      add_published(mode);
    else
      count_publication();
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

  bool known_agency(const std::string& agency) const {
    return std::ranges::any_of(row_.facts, [&](const RowFact& fact) {
      return fact.kind == FactKind::contribution && fact.key == agency;
    });
  }

  // What came of nobody's contribution.
  void count_without_agency(std::size_t nth) {
    for (const ColumnUse use : {ColumnUse::contribution_due, ColumnUse::contribution_received,
                                ColumnUse::contribution_returned, ColumnUse::contribution_accepted})
      if (!cells_.text({use, nth}).empty()) row_.columns_without_place.push_back(cells_.column({use, nth}));
  }

  void add_contribution_step(ContributionStep step, CellPlace place, const std::string& agency) {
    RowFact fact = fact_of(FactKind::contribution_step, word_of(step));
    fact.agency = agency;
    if (const auto day = cells_.day(place)) {
      ContributionAdvanced advanced;
      advanced.step = step;
      advanced.occurred_on = *day;
      fact.command = std::move(advanced);
    }
    cells_.add_day(fact, place, "/occurred_on");
    push(std::move(fact));
  }

  static std::optional<PublicationMode> mode_said(std::string_view state, std::string_view form) {
    if (const auto mode = word_said<PublicationMode>(state)) return mode;
    if (form.find("redacted") != std::string_view::npos) return PublicationMode::redacted_overview;
    if (form.ends_with("executive summary")) return PublicationMode::summary;
    return std::nullopt;
  }

  void add_published(std::optional<PublicationMode> mode) {
    RowFact fact = fact_of(FactKind::publication, "published");
    if (const auto day = cells_.day(ColumnUse::publication_date))
      fact.command = Published{mode, *day, std::nullopt, std::nullopt, std::nullopt};
    const std::string word = mode ? std::string{word_of(*mode)} : "";
    for (const ColumnUse use : {ColumnUse::publication_state, ColumnUse::publication_form})
      if (!cells_.text(use).empty()) cells_.add(fact, use, "/mode", word);
    // Words that name no mode are kept nowhere.
    if (!mode && !cells_.text(ColumnUse::publication_form).empty())
      row_.columns_without_place.push_back(cells_.column(ColumnUse::publication_form));
    cells_.add_day(fact, ColumnUse::publication_date, "/published_on");
    push(std::move(fact));
  }

  void add_not_published() {
    RowFact fact = fact_of(FactKind::publication, "not_published");
    if (const auto day = cells_.day(ColumnUse::publication_date))
      fact.command = NotPublished{*day, std::nullopt, Personal::of(std::string{not_in_the_record})};
    for (const ColumnUse use : {ColumnUse::publication_state, ColumnUse::publication_form})
      if (!cells_.text(use).empty() && !fact.command)
        row_.columns_without_place.push_back(cells_.column(use));
    cells_.add_day(fact, ColumnUse::publication_date, "/decided_on");
    push(std::move(fact));
  }

  void count_publication() {
    for (const ColumnUse use :
         {ColumnUse::publication_state, ColumnUse::publication_form, ColumnUse::publication_date})
      if (!cells_.text(use).empty()) row_.columns_without_place.push_back(cells_.column(use));
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
  ActReader reader(cells, row);
  reader.add_evaluation();
  reader.add_publication();
}

}  // namespace reviewd
