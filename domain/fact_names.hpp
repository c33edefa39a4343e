// The facts that the criteria tables ask for (the guidance's own questions), and their answers. Values; any
// thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace reviewd {

// The facts by the names of the interface: one question each, of the criteria tables and of the duties that
// only some cases have.
enum class FactName : std::uint8_t {
  died,
  abuse_or_neglect,
  suicide_suspected,
  life_threatening_injury,
  serious_impairment,
  serious_harm,
  harm_by_abuse_or_neglect,
  serious_sexual_abuse,
  parent_murdered_homicide_review,
  assaulted_by_child_or_adult,
  killed_by_mentally_ill_parent,
  interagency_concern,
  definitely_no_interagency_concern,
  in_custody,
  detained_mental_health_act,
  deprivation_of_liberty_16_17,
  looked_after,
  in_regulated_setting,
  in_authority_area,
  outside_england_but_resident,
  care_leaver_18_24,
  health_involved,
  police_involved,
  prisons_or_probation_involved,
  other_boards_interested,
  female_genital_mutilation_identified,
  improvements_needed,
  recurrent_themes,
  panel_prefers_local_review,
  complex_or_national_importance,
  law_or_guidance_change_needed,
  serious_incident_notified,  // known from the notice, where nobody answered it
  notification_criteria_not_met,
  national_review,
};

// How many names there are: the size of a set with one answer for each.
inline constexpr std::size_t fact_count = 34;

// Answers in the order of how much they say; a row that needs a fact fires on `yes` alone.
enum class Answer : std::uint8_t { unknown, no, yes };

// One answer for each fact; what nobody answered is absent, which reads as unknown and never as no.
struct FactSet {
  std::array<std::optional<Answer>, fact_count> answers{};

  Answer answer(FactName name) const {
    return answers[static_cast<std::size_t>(name)].value_or(Answer::unknown);
  }
  void set(FactName name, Answer answer) { answers[static_cast<std::size_t>(name)] = answer; }
  bool empty() const;
  bool operator==(const FactSet&) const = default;
};

// The name of a fact as the interface and the criteria tables write it.
std::string_view name_of(FactName name);

// The fact of that name; nothing for any other text, which the caller reports as an unknown member.
std::optional<FactName> fact_named(std::string_view text);

// "yes", "no" or "unknown".
std::string_view name_of(Answer answer);

// The answer so written; nothing for any other text, in whatever case.
std::optional<Answer> answer_named(std::string_view text);

}  // namespace reviewd
