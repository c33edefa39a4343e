// What a review teaches, in words by which it is found and counted again. Values; any thread.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "domain/schema.hpp"
#include "domain/type_list.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// The controlled list (domain facts, 7.9).
enum class Theme {
  neglect,
  domestic_abuse,
  parental_mental_health,
  substance_misuse,
  disguised_compliance,
  professional_curiosity,
  voice_of_the_child,
  unknown_men,
  fragility_of_babies,
  pre_birth_assessment,
  information_sharing,
  record_keeping,
  chronologies,
  thresholds,
  supervision,
  assessment_quality,
  non_attendance,
  schools_and_home_education,
  exploitation,
  suicide_and_self_harm,
  fabricated_or_induced_illness,
  culture_and_language,
  staff_capacity,
  escalation
};

template <>
struct Words<Theme> {
  static constexpr std::array<Word<Theme>, 24> values{
      {{Theme::neglect, "neglect"},
       {Theme::domestic_abuse, "domestic_abuse"},
       {Theme::parental_mental_health, "parental_mental_health"},
       {Theme::substance_misuse, "substance_misuse"},
       {Theme::disguised_compliance, "disguised_compliance"},
       {Theme::professional_curiosity, "professional_curiosity"},
       {Theme::voice_of_the_child, "voice_of_the_child"},
       {Theme::unknown_men, "unknown_men"},
       {Theme::fragility_of_babies, "fragility_of_babies"},
       {Theme::pre_birth_assessment, "pre_birth_assessment"},
       {Theme::information_sharing, "information_sharing"},
       {Theme::record_keeping, "record_keeping"},
       {Theme::chronologies, "chronologies"},
       {Theme::thresholds, "thresholds"},
       {Theme::supervision, "supervision"},
       {Theme::assessment_quality, "assessment_quality"},
       {Theme::non_attendance, "non_attendance"},
       {Theme::schools_and_home_education, "schools_and_home_education"},
       {Theme::exploitation, "exploitation"},
       {Theme::suicide_and_self_harm, "suicide_and_self_harm"},
       {Theme::fabricated_or_induced_illness, "fabricated_or_induced_illness"},
       {Theme::culture_and_language, "culture_and_language"},
       {Theme::staff_capacity, "staff_capacity"},
       {Theme::escalation, "escalation"}}};
};

struct ThemesTagged {
  std::vector<Theme> themes;
  std::vector<std::string> tags;
};

using LearningActs = TypeList<ThemesTagged>;

}  // namespace reviewd
