#include "tests/support/review_work.hpp"

#include <algorithm>
#include <ranges>
#include <stdexcept>

#include "domain/acts/appointments.hpp"
#include "domain/acts/figures.hpp"
#include "domain/assessment.hpp"
#include "domain/event_schemas.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

// {"a":"b",…} of pairs, with the members that every such command has.
std::string object_of(const std::vector<std::pair<std::string, std::string>>& members,
                      const std::string& more = "") {
  std::string text;
  for (const auto& [name, value] : members)
    text.append(text.empty() ? "{\"" : ",\"").append(name + "\":\"" + value + "\"");
  return text + more + "}";
}

template <class Body>
const Fact* newest_that(const Facts& facts, const auto& wanted) {
  for (const Fact& fact : std::views::reverse(facts))
    if (const auto* body = std::get_if<Body>(&fact.body); body != nullptr && wanted(*body)) return &fact;
  return nullptr;
}

class Work {
 public:
  Work(const CaseState& state, std::string_view on) : facts_(state.facts), on_(on) {}

  std::optional<WorkStep> towards(const Requirement& wanted) const {
    switch (wanted.check) {
      case RequirementCheck::appointed:
        return appointment(wanted.items);
      case RequirementCheck::terms_of_reference_set:
      case RequirementCheck::considerations_answered:
        return terms();
      case RequirementCheck::contributions_commissioned:
        return commission("imr");
      case RequirementCheck::contributions_in:
        return contribution();
      case RequirementCheck::health_overview_in:
        return commission("health_overview");
      case RequirementCheck::family_invited:
        return WorkStep{"invite-family", object_of({{"member", "F90"},
                                                    {"relation", "mother"},
                                                    {"invited_on", on_},
                                                    {"invited_by", "Family liaison"},
                                                    {"how", "letter"},
                                                    {"surviving_child", "no"}})};
      case RequirementCheck::documents_accepted:
        return first_document(wanted.items);
      case RequirementCheck::summary_contents:
        return record("executive_summary", "with all contents");
      case RequirementCheck::board_response_in:
        return record("board_response", "1.0");
      default:
        return std::nullopt;
    }
  }

 private:
  std::optional<WorkStep> appointment(const std::vector<std::string>& roles) const {
    const auto all = appointments(facts_);
    for (const std::string& role : roles) {
      const bool held = std::ranges::any_of(all, [&](const Appointment& appointment) {
        return word_of(appointment.body->role) == role && appointment.stands();
      });
      if (!held)
        return WorkStep{"appoint-person", object_of({{"role", role},
                                                     {"person", "For " + role},
                                                     {"office", "Independent"},
                                                     {"appointed_on", on_},
                                                     {"employed_by_board_agency", "no"},
                                                     {"linked_with_agency_involved", "no"},
                                                     {"directly_concerned_with_case", "no"}})};
    }
    return std::nullopt;
  }

  WorkStep terms() const {
    std::string points;
    for (const char* point :
         {"information_needed", "how_far_back", "disability", "culture", "disclosure_sensitivities"})
      points += std::string{points.empty() ? "" : ","} +
                object_of({{"consideration", point}, {"answer", "answered"}, {"text", "As minuted."}});
    return {"set-terms-of-reference",
            object_of({{"set_on", on_}, {"scope", "As minuted."}}, ",\"considerations\":[" + points + "]")};
  }

  WorkStep commission(const std::string& kind) const {
    return {"commission-contribution", object_of({{"agency", "Anytown Council"},
                                                  {"kind", kind},
                                                  {"health_trust", "no"},
                                                  {"commissioned_on", on_},
                                                  {"due_on", on_}})};
  }

  // The next step of the first that is not in.
  std::optional<WorkStep> contribution() const {
    for (const Fact& fact : facts_) {
      const auto* asked = std::get_if<ContributionCommissioned>(&fact.body);
      if (asked == nullptr) continue;
      const ContributionState state = figures(*asked, fact.event, facts_).state;
      if (state >= ContributionState::received && state != ContributionState::returned) continue;
      const bool newest_one = newest<ContributionCommissioned>(facts_) == &fact;
      const char* step = state == ContributionState::signed_off ? "received" : "signed_off";
      if (state == ContributionState::commissioned) step = "records_secured";
      return WorkStep{
          "advance-contribution",
          object_of({{"contribution", newest_one ? "<contribution_commissioned>" : fact.event.text()},
                     {"step", step},
                     {"occurred_on", on_}})};
    }
    return std::nullopt;
  }

  std::optional<WorkStep> first_document(const std::vector<std::string>& kinds) const {
    for (const std::string& kind : kinds) {
      const Fact* recorded = newest_that<DocumentRecorded>(
          facts_, [&](const DocumentRecorded& document) { return word_of(document.kind) == kind; });
      if (recorded == nullptr) return record(kind, "1.0");
      const Fact* accepted = newest_that<DocumentAccepted>(
          facts_, [&](const DocumentAccepted& act) { return act.document == recorded->event; });
      if (accepted != nullptr) continue;
      const bool newest_one = newest<DocumentRecorded>(facts_) == recorded;
      return WorkStep{"accept-document",
                      object_of({{"document", newest_one ? "<document_recorded>" : recorded->event.text()},
                                 {"accepted_on", on_}})};
    }
    return std::nullopt;
  }

  WorkStep record(const std::string& kind, const std::string& version) const {
    std::string contents;
    if (kind == "executive_summary")
      for (const auto& [value, word] : Words<SummaryContent>::values)
        contents += (contents.empty() ? "\"" : ",\"") + std::string{word} + "\"";
    return {"record-document", object_of({{"kind", kind},
                                          {"title", "The " + kind},
                                          {"version", version},
                                          {"sha256", std::string(64, 'b')},
                                          {"dated_on", on_}},
                                         contents.empty() ? "" : ",\"contents\":[" + contents + "]")};
  }

  const Facts& facts_;
  std::string on_;
};

// What the review would lack if it were complete and its publication approved on this day.
Assessment lacking_at_the_end(const CaseState& state, const RuleBook& rules, std::string_view on) {
  const PartialDate day = *PartialDate::parse(on);
  Facts facts = state.facts;
  const EventId event{state.last.next(), 0};
  facts.emplace_back(Fact{event, day.first(), std::nullopt, ReviewCompleted{day, Origin::api, std::nullopt}});
  facts.emplace_back(Fact{event, day.first(), std::nullopt, PublicationApproved{day, "Chair of the board"}});
  return assess(facts, rules, state.assessment ? &**state.assessment : nullptr);
}

}  // namespace

std::optional<WorkStep> next_missing(const CaseState& state, const RuleBook& rules, std::string_view on,
                                     const Checks& but_for) {
  const Assessment lacking = lacking_at_the_end(state, rules, on);
  for (const Finding& finding : lacking.findings) {
    if (finding.effect == Effect::warning || finding.state == FindingState::overridden) continue;
    if (std::ranges::find(but_for, finding.check) != but_for.end()) continue;
    const auto& all = rules.edition(lacking.edition, lacking.revision)->requirements;
    const auto wanted = std::ranges::find(all, finding.requirement, &Requirement::id);
    if (auto step = Work(state, on).towards(*wanted)) return step;
  }
  return std::nullopt;
}

std::string filled_from(const std::string& body, const Facts& facts) {
  std::string text = body;
  for (auto from = text.find("\"<"); from != std::string::npos; from = text.find("\"<", from)) {
    const auto end = text.find(">\"", from);
    const std::string name = text.substr(from + 2, end - from - 2);
    std::string event;
    for (const Fact& fact : facts)
      std::visit(
          [&]<class Body>(const Body&) {
            if (Schema<Body>::name == name) event = fact.event.text();
          },
          fact.body);
    if (event.empty()) throw std::logic_error("the case has no " + name + " yet");
    text.replace(from, end + 2 - from, "\"" + event + "\"");
  }
  return text;
}

std::vector<WorkStep> work_of_review(const std::string& decided_on) {
  CaseSpecification review;
  review.on("2025-12-31").given("open-case", opening_on(decided_on));
  review.given("record-decision", decision_on("conduct", decided_on));
  std::vector<WorkStep> steps;
  while (auto step = next_missing(review.state(), shipped_rules(), decided_on)) {
    review.given(step->command, filled_from(step->body, review.state().facts));
    steps.push_back(std::move(*step));
  }
  return steps;
}

}  // namespace reviewd
