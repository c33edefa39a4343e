// What a review teaches, in words by which it is found and counted again. Values; any thread.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "domain/acts/act.hpp"
#include "domain/schema.hpp"
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

template <>
struct Schema<ThemesTagged> {
  static constexpr std::string_view name = "themes_tagged";
  static constexpr std::string_view command = "tag-themes";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "The themes of the review were named; they take the place of those named before.";
  static constexpr auto day = nullptr;
  static constexpr std::string_view section = "themes";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"themes":["neglect","information_sharing"],"tags":["housing"]})";
  static constexpr auto fields = std::tuple{
      Field{"themes", &ThemesTagged::themes, "From the controlled list.", FieldKind::optional},
      Field{"tags", &ThemesTagged::tags, "Words of the board's own; never a name.", FieldKind::plain_words}};
};
static_assert(describes_every_member<ThemesTagged>());

using LearningActs = TypeList<ThemesTagged>;

}  // namespace reviewd
