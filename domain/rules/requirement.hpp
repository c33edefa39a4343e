// What an instrument asks of people, documents and steps, beside its deadlines: each names a check that is
// written in C++. Read from a document (config/edition_reader). Values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/rules/rule.hpp"
#include "domain/schema.hpp"

namespace reviewd {

// The checks there are. What each of them looks at stands with its code.
enum class RequirementCheck : std::uint8_t {
  panel_minimum_agencies,
  panel_chair_independent,
  author_independent,
  author_not_chair,
  contribution_author_not_concerned,
  health_author_designated,
  health_author_not_imr_author,
  lead_reviewer_independent,
  interest_declared,
  family_invited,
  surviving_children_invited,
  practitioners_invited,
  practitioner_feedback_given,
  considerations_answered,
  contributions_in,
  health_overview_in,
  summary_contents,
  board_response_in,
  appointed,
  terms_of_reference_set,
  contributions_commissioned,
  documents_accepted,
};
// What a requirement that is not kept does to the step it belongs to: refuses it, refuses it unless a reason
// is given, or is shown beside it.
enum class Effect : std::uint8_t { blocks, override_with_reason, warning };

// One requirement of an instrument.
struct Requirement {
  std::string id;
  RequirementCheck check = RequirementCheck::panel_minimum_agencies;
  Effect effect = Effect::warning;
  std::vector<std::string>
      items;  // what the check asks for one by one, where it has a list: sectors, roles, points, documents
  std::string clause;
  std::string source;
  Verification verification = Verification::unknown;
  std::string note;
};

template <>
struct Words<RequirementCheck> {
  static constexpr std::array<Word<RequirementCheck>, 22> values{
      {{RequirementCheck::panel_minimum_agencies, "panel_minimum_agencies"},
       {RequirementCheck::panel_chair_independent, "panel_chair_independent"},
       {RequirementCheck::author_independent, "author_independent"},
       {RequirementCheck::author_not_chair, "author_not_chair"},
       {RequirementCheck::contribution_author_not_concerned, "contribution_author_not_concerned"},
       {RequirementCheck::health_author_designated, "health_author_designated"},
       {RequirementCheck::health_author_not_imr_author, "health_author_not_imr_author"},
       {RequirementCheck::lead_reviewer_independent, "lead_reviewer_independent"},
       {RequirementCheck::interest_declared, "interest_declared"},
       {RequirementCheck::family_invited, "family_invited"},
       {RequirementCheck::surviving_children_invited, "surviving_children_invited"},
       {RequirementCheck::practitioners_invited, "practitioners_invited"},
       {RequirementCheck::practitioner_feedback_given, "practitioner_feedback_given"},
       {RequirementCheck::considerations_answered, "considerations_answered"},
       {RequirementCheck::contributions_in, "contributions_in"},
       {RequirementCheck::health_overview_in, "health_overview_in"},
       {RequirementCheck::summary_contents, "summary_contents"},
       {RequirementCheck::board_response_in, "board_response_in"},
       {RequirementCheck::appointed, "appointed"},
       {RequirementCheck::terms_of_reference_set, "terms_of_reference_set"},
       {RequirementCheck::contributions_commissioned, "contributions_commissioned"},
       {RequirementCheck::documents_accepted, "documents_accepted"}}};
};
template <>
struct Words<Effect> {
  static constexpr std::array<Word<Effect>, 3> values{
      {{Effect::blocks, "blocks"}, {Effect::override_with_reason, "override"}, {Effect::warning, "warning"}}};
};

}  // namespace reviewd
