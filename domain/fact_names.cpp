#include "domain/fact_names.hpp"

#include <algorithm>

namespace reviewd {
namespace {

constexpr std::array<std::string_view, fact_count> fact_texts{
    "died",
    "abuse_or_neglect",
    "suicide_suspected",
    "life_threatening_injury",
    "serious_impairment",
    "serious_harm",
    "harm_by_abuse_or_neglect",
    "serious_sexual_abuse",
    "parent_murdered_homicide_review",
    "assaulted_by_child_or_adult",
    "killed_by_mentally_ill_parent",
    "interagency_concern",
    "definitely_no_interagency_concern",
    "in_custody",
    "detained_mental_health_act",
    "deprivation_of_liberty_16_17",
    "looked_after",
    "in_regulated_setting",
    "in_authority_area",
    "outside_england_but_resident",
    "care_leaver_18_24",
    "health_involved",
    "police_involved",
    "prisons_or_probation_involved",
    "other_boards_interested",
    "female_genital_mutilation_identified",
    "improvements_needed",
    "recurrent_themes",
    "panel_prefers_local_review",
    "complex_or_national_importance",
    "law_or_guidance_change_needed",
    "serious_incident_notified",
    "notification_criteria_not_met",
    "national_review",
};
static_assert(static_cast<std::size_t>(FactName::national_review) + 1 == fact_count);

}  // namespace

bool FactSet::empty() const {
  return std::none_of(answers.begin(), answers.end(), [](const auto& answer) { return answer.has_value(); });
}

std::string_view name_of(FactName name) {
  return fact_texts[static_cast<std::size_t>(name)];
}

std::optional<FactName> fact_named(std::string_view text) {
  const auto found = std::find(fact_texts.begin(), fact_texts.end(), text);
  if (found == fact_texts.end()) return std::nullopt;
  return static_cast<FactName>(found - fact_texts.begin());
}

std::string_view name_of(Answer answer) {
  switch (answer) {
    case Answer::unknown:
      return "unknown";
    case Answer::no:
      return "no";
    case Answer::yes:
      return "yes";
  }
  return "unknown";
}

std::optional<Answer> answer_named(std::string_view text) {
  for (const Answer answer : {Answer::unknown, Answer::no, Answer::yes})
    if (name_of(answer) == text) return answer;
  return std::nullopt;
}

}  // namespace reviewd
