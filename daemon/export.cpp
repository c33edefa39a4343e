#include "daemon/export.hpp"

#include <algorithm>
#include <map>
#include <ostream>

#include "api/csv_text.hpp"
#include "api/personal_places.hpp"
#include "daemon/import_row.hpp"
#include "daemon/log_reader.hpp"
#include "daemon/logging.hpp"
#include "domain/acts/figures.hpp"
#include "domain/acts/publication_state.hpp"

namespace reviewd {
namespace {

using Cells = std::vector<std::string>;

const Cells before_agencies{"row_id",
                            "board",
                            "internal_ref",
                            "case_label",
                            "children_count",
                            "incident_date",
                            "incident_nature",
                            "brought_to_attention_date",
                            "referral_received_date",
                            "sent_to_panel_date",
                            "agency_call_date",
                            "agency_deadline",
                            "panel_meeting_date",
                            "recommendation",
                            "recommendation_date",
                            "chair_decision",
                            "chair_decision_date",
                            "decision_reason",
                            "ofsted_notified_date",
                            "panel_notified_date",
                            "author",
                            "panel_chair"};
const Cells of_each_agency{"imr_agency[]", "imr_due[]", "imr_received[]", "imr_returned[]", "imr_accepted[]"};
const Cells after_agencies{"health_overview_received",
                           "overview_draft_date",
                           "lscb_accepted_date",
                           "submitted_date",
                           "extension_revised_due",
                           "extension_consulted_date",
                           "evaluation_grade",
                           "evaluation_date",
                           "publication_state",
                           "publication_date",
                           "source"};

// The contributions that a row holds.
std::vector<const Fact*> contributions_of(const Facts& facts) {
  std::vector<const Fact*> found;
  for (const Fact& fact : facts) {
    const auto* contribution = std::get_if<ContributionCommissioned>(&fact.body);
    if (contribution == nullptr || contribution->kind != ContributionKind::imr) continue;
    if (is_asked_for(fact.event, facts)) found.push_back(&fact);
  }
  return found;
}

template <class T>
std::string text_of(const std::optional<T>& day) {
  return day ? day->text() : "";
}

std::string consulted_on(const TimetableRevised& revision) {
  return revision.consulted ? text_of(revision.consulted->consulted_on) : "";
}

// The reader of the import takes a carriage return only as part of a line end.
std::string without_carriage_returns(std::string text) {
  std::erase(text, '\r');
  return text;
}

// One case as a row.
class RowWriter {
 public:
  RowWriter(Store& store, const CaseState& state) : state_(state), facts_(state.facts) {
    std::vector<PersonalShown> places = personal_places_of(state);
    const auto unopened = open_personal(store.log(), store.keys(), store.log_id(), state.id.text(), places);
    if (!unopened) stop_at_once("The log cannot be read. " + unopened.error().detail);
    for (const std::string& sentence : *unopened) log_error(sentence);
    for (PersonalShown& place : places)
      if (place.value) opened_[{place.of, place.of_pointer}] = std::move(*place.value);
  }

  Cells cells(std::size_t agencies) {
    add_opening();
    add_decision();
    add_people();
    add_contributions(agencies);
    add_outcome();
    return std::move(cells_);
  }

 private:
  void add(std::string cell) { cells_.push_back(without_carriage_returns(std::move(cell))); }
  std::string personal(const Fact& fact, const std::string& pointer) const {
    const auto found = opened_.find({fact.event, pointer});
    return found == opened_.end() ? "" : found->second;
  }

  template <class Body, class Wanted>
  const Fact* first(Wanted&& wanted) const {
    for (const Fact& fact : facts_)
      if (const auto* body = std::get_if<Body>(&fact.body); body != nullptr && wanted(*body)) return &fact;
    return nullptr;
  }
  const OfficeStepTaken* step(OfficeStep wanted) const {
    const Fact* found =
        first<OfficeStepTaken>([&](const OfficeStepTaken& body) { return body.step == wanted; });
    return found == nullptr ? nullptr : &std::get<OfficeStepTaken>(found->body);
  }
  std::string day_of_step(OfficeStep wanted) const {
    const OfficeStepTaken* found = step(wanted);
    return found == nullptr ? "" : text_of(found->taken_on);
  }

  // ---- by the order of the columns ----

  // A row is named by what it was imported as, or by the id of the case.
  std::string row_id() const {
    const CaseOpened& opened = state_.opened();
    if (!opened.imported) return std::string{state_.id.text()};
    const std::string& name = opened.imported->row_id;
    return opened.internal_ref && name == opened.board + " / " + *opened.internal_ref ? "" : name;
  }

  // The words that were imported, where they say what the case holds now.
  std::string incident_nature() const {
    const auto& incident = state_.opened().incident;
    if (!incident || !incident->nature) return "";
    const std::string described = personal(facts_.front(), "/incident/description");
    return !described.empty() && nature_said(described) == *incident->nature
               ? described
               : std::string{word_of(*incident->nature)};
  }

  std::string children_count() const {
    if (const Fact* counted = newest<ChildrenCounted>(facts_))
      return std::to_string(std::get<ChildrenCounted>(counted->body).children);
    const std::size_t listed = state_.opened().children.size();
    return listed == 0 ? "" : std::to_string(listed);
  }

  void add_opening() {
    const CaseOpened& opened = state_.opened();
    add(row_id());
    add(opened.board);
    add(opened.internal_ref.value_or(""));
    add(opened.case_label);
    add(children_count());
    add(opened.incident ? text_of(opened.incident->occurred_on) : "");
    add(incident_nature());
    add(text_of(opened.brought_to_attention_on));
    add(referral_received());
    add(day_of_step(OfficeStep::sent_to_panel));
    add(day_of_step(OfficeStep::agencies_called));
    const OfficeStepTaken* call = step(OfficeStep::agencies_called);
    add(call == nullptr ? "" : text_of(call->due_on));
    add(day_of_step(OfficeStep::panel_met));
  }

  void add_decision() {
    const Fact* recommended = newest<RecommendationRecorded>(facts_);
    const auto* recommendation =
        recommended == nullptr ? nullptr : &std::get<RecommendationRecorded>(recommended->body);
    add(recommendation == nullptr ? "" : std::string{word_of(recommendation->recommendation)});
    add(recommendation == nullptr ? day_of_step(OfficeStep::recommendation_submitted)
                                  : recommendation->made_on.text());
    const Fact* decided = standing_decision(facts_);
    const auto* decision = decided == nullptr ? nullptr : &std::get<DecisionRecorded>(decided->body);
    add(decision == nullptr ? "" : std::string{word_of(decision->decision)});
    add(decision == nullptr ? day_of_step(OfficeStep::chair_decided) : decision->decided_on.text());
    add(decided == nullptr ? "" : personal(*decided, "/reasons"));
    for (const std::string_view recipient : {"ofsted", "national_panel"}) {
      const Fact* told = first<NotificationRecorded>(
          [&](const NotificationRecorded& notice) { return notice.recipient == recipient; });
      add(told == nullptr ? "" : std::get<NotificationRecorded>(told->body).sent_on.text());
    }
  }

  void add_people() {
    for (const PersonRole role : {PersonRole::overview_author, PersonRole::panel_chair}) {
      const Fact* found =
          first<PersonAppointed>([&](const PersonAppointed& person) { return person.role == role; });
      const std::string name = found == nullptr ? "" : personal(*found, "/name");
      add(found != nullptr && name.empty() ? std::get<PersonAppointed>(found->body).person : name);
    }
  }

  // All of them, where a contribution was returned and came again.
  std::string days_of(ContributionStep wanted, EventId contribution) const {
    std::string days;
    for (const Fact& fact : facts_)
      if (const auto* step = std::get_if<ContributionAdvanced>(&fact.body);
          step != nullptr && step->contribution == contribution && step->step == wanted)
        days.append(days.empty() ? "" : "; ").append(step->occurred_on.text());
    return days;
  }

  void add_contributions(std::size_t agencies) {
    const auto contributions = contributions_of(facts_);
    for (std::size_t at = 0; at < agencies; ++at) {
      if (at >= contributions.size()) {
        cells_.insert(cells_.end(), of_each_agency.size(), "");
        continue;
      }
      const auto& contribution = std::get<ContributionCommissioned>(contributions[at]->body);
      add(contribution.agency);
      add(text_of(contribution.due_on));
      for (const ContributionStep wanted :
           {ContributionStep::received, ContributionStep::returned, ContributionStep::accepted})
        add(days_of(wanted, contributions[at]->event));
    }
  }

  // ---- days that the office notes, or else the acts that they are days of ----

  std::string referral_received() const {
    if (step(OfficeStep::referral_received) != nullptr) return day_of_step(OfficeStep::referral_received);
    const Fact* received = first<ReferralReceived>([](const ReferralReceived&) { return true; });
    return received == nullptr ? "" : std::get<ReferralReceived>(received->body).received_on.text();
  }

  std::string health_overview_received() const {
    if (step(OfficeStep::health_overview_received) != nullptr)
      return day_of_step(OfficeStep::health_overview_received);
    const Fact* overview = first<ContributionCommissioned>([](const ContributionCommissioned& contribution) {
      return contribution.kind == ContributionKind::health_overview;
    });
    if (overview == nullptr) return "";
    const auto& commissioned = std::get<ContributionCommissioned>(overview->body);
    return text_of(figures(commissioned, overview->event, facts_).received_on);
  }

  static bool is_report(const DocumentRecorded& document) {
    return document.kind == ReviewDocumentKind::overview_report ||
           document.kind == ReviewDocumentKind::final_report;
  }

  std::string overview_drafted() const {
    if (step(OfficeStep::overview_drafted) != nullptr) return day_of_step(OfficeStep::overview_drafted);
    const Fact* drafted = first<DocumentRecorded>(is_report);
    return drafted == nullptr ? "" : std::get<DocumentRecorded>(drafted->body).dated_on.text();
  }

  // The version that stands, where the board accepted more than one.
  std::string overview_accepted() const {
    if (step(OfficeStep::overview_accepted) != nullptr) return day_of_step(OfficeStep::overview_accepted);
    std::string accepted;
    for (const Fact& fact : facts_)
      if (const auto* act = std::get_if<DocumentAccepted>(&fact.body);
          act != nullptr && is_report(std::get<DocumentRecorded>(fact_of(facts_, act->document)->body)))
        accepted = act->accepted_on.text();
    return accepted;
  }

  void add_outcome() {
    add(health_overview_received());
    add(overview_drafted());
    add(overview_accepted());
    const Fact* completed = newest<ReviewCompleted>(facts_);
    add(completed == nullptr ? "" : std::get<ReviewCompleted>(completed->body).completed_on.text());
    const Fact* revised = newest<TimetableRevised>(facts_);
    const auto* revision = revised == nullptr ? nullptr : &std::get<TimetableRevised>(revised->body);
    add(revision == nullptr ? "" : revision->revised_due_on.text());
    add(revision == nullptr ? "" : consulted_on(*revision));
    const Fact* evaluated = newest<EvaluationRecorded>(facts_);
    const auto* evaluation = evaluated == nullptr ? nullptr : &std::get<EvaluationRecorded>(evaluated->body);
    add(evaluation == nullptr || !evaluation->grade ? "" : std::string{word_of(*evaluation->grade)});
    add(evaluation == nullptr ? "" : text_of(evaluation->letter_on));
    add_publication();
    const Fact* source = newest<SourceNamed>(facts_);
    add(source == nullptr ? "" : personal(*source, "/source"));
  }

  template <class Body>
  void add_newest_day() {
    const Fact* found = newest<Body>(facts_);
    add(found == nullptr ? "" : text_of(claimed_day(*found)));
  }

  // What was published, while it is; else how far publication came. What came of a publication keeps its day.
  void add_publication() {
    const PublicationState now = publication_state(facts_);
    const Fact* published = newest<Published>(facts_);
    const bool stands = now == PublicationState::published && published != nullptr;
    const auto mode = stands ? std::get<Published>(published->body).mode : std::nullopt;
    add(now == PublicationState::not_started ? ""
        : mode                               ? std::string{word_of(*mode)}
                                             : std::string{word_of(now)});
    switch (now) {
      case PublicationState::not_started:
        return add("");
      case PublicationState::approved:
        return add_newest_day<PublicationApproved>();
      case PublicationState::held:
        return add_newest_day<PublicationHeld>();
      case PublicationState::copy_sent:
        return add_newest_day<CopySent>();
      case PublicationState::not_published:
        return add_newest_day<NotPublished>();
      case PublicationState::published:
      case PublicationState::re_versioned:
      case PublicationState::withdrawn:
        return add_newest_day<Published>();
    }
  }

  const CaseState& state_;
  const Facts& facts_;
  std::map<std::pair<EventId, std::string>, std::string> opened_;
  Cells cells_;
};

// There is room for each agency of the case that has the most of them.
std::size_t most_agencies(const Engine& engine) {
  std::size_t most = 1;
  for (const CaseId& case_id : engine.cases_in_order())
    most = std::max(most, contributions_of(engine.find(case_id)->facts).size());
  return most;
}

}  // namespace

std::size_t export_reviews(Store& store, std::ostream& out) {
  const Engine& engine = store.engine();
  const std::size_t agencies = most_agencies(engine);
  Cells header = before_agencies;
  for (std::size_t at = 0; at < agencies; ++at)
    header.insert(header.end(), of_each_agency.begin(), of_each_agency.end());
  header.insert(header.end(), after_agencies.begin(), after_agencies.end());
  out << csv_row(header);
  for (const CaseId& case_id : engine.cases_in_order())
    out << csv_row(RowWriter(store, *engine.find(case_id)).cells(agencies));
  return engine.cases_in_order().size();
}

}  // namespace reviewd
