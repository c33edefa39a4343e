// A form on which a recipient is told, as data: its fields in the order of the paper or the screen, and which
// of them the case itself can fill. Read from a document (config/notification_form_reader). Values; any
// thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/day.hpp"
#include "domain/rules/rule.hpp"
#include "domain/types.hpp"

namespace reviewd {

// What of a case, of the duty, or of one of the children fills a field. `by_hand`: nothing does.
enum class FormSource {
  by_hand,
  recipient,
  clause,
  board,
  case_label,
  internal_ref,
  linked_cases,
  local_authority,
  aware_on,
  brought_to_attention_on,
  referrer_name,
  referrer_role,
  referrer_agency,
  incident_on,
  incident_nature,
  incident_description,
  recommendation,
  decision,
  decided_on,
  decided_by,
  decision_reasons,
  review_possible,
  review_confirmed,
  reviewers,
  revised_due_on,
  completed_on,
  notified_on,
  child_label,
  child_name,
  child_date_of_birth,
  child_address
};

template <>
struct Words<FormSource> {
  static constexpr std::array<Word<FormSource>, 31> values{
      {{FormSource::by_hand, "by_hand"},
       {FormSource::recipient, "recipient"},
       {FormSource::clause, "clause"},
       {FormSource::board, "board"},
       {FormSource::case_label, "case_label"},
       {FormSource::internal_ref, "internal_ref"},
       {FormSource::linked_cases, "linked_cases"},
       {FormSource::local_authority, "local_authority"},
       {FormSource::aware_on, "aware_on"},
       {FormSource::brought_to_attention_on, "brought_to_attention_on"},
       {FormSource::referrer_name, "referrer_name"},
       {FormSource::referrer_role, "referrer_role"},
       {FormSource::referrer_agency, "referrer_agency"},
       {FormSource::incident_on, "incident_on"},
       {FormSource::incident_nature, "incident_nature"},
       {FormSource::incident_description, "incident_description"},
       {FormSource::recommendation, "recommendation"},
       {FormSource::decision, "decision"},
       {FormSource::decided_on, "decided_on"},
       {FormSource::decided_by, "decided_by"},
       {FormSource::decision_reasons, "decision_reasons"},
       {FormSource::review_possible, "review_possible"},
       {FormSource::review_confirmed, "review_confirmed"},
       {FormSource::reviewers, "reviewers"},
       {FormSource::revised_due_on, "revised_due_on"},
       {FormSource::completed_on, "completed_on"},
       {FormSource::notified_on, "notified_on"},
       {FormSource::child_label, "child_label"},
       {FormSource::child_name, "child_name"},
       {FormSource::child_date_of_birth, "child_date_of_birth"},
       {FormSource::child_address, "child_address"}}};
};

// Whether only a section that is asked of each child may have it.
constexpr bool is_of_a_child(FormSource source) {
  return source >= FormSource::child_label;
}

// One field. Either `source` fills it or, of a box that is ticked, the answers that `when` asks for.
struct FormField {
  std::string id;
  std::string label;
  FormSource source = FormSource::by_hand;
  std::optional<Condition> when;
  bool needed = true;  // else its absence is nothing that is missing
  Verification verification = Verification::unknown;
  std::string note;
};

// A part of the form; `each_child`: it stands there once for every child.
struct FormSection {
  std::string id;
  std::string title;
  bool each_child = false;
  std::vector<FormField> fields;
};

// One revision of one form. A form without recipients is the letter for all that have no form of their own.
struct NotificationForm {
  std::string id;
  int revision = 1;
  Digest hash;
  std::string title;
  std::vector<std::string> recipients;
  std::vector<std::string> subjects;  // of notices, any one of them
  std::optional<Day> used_from;
  std::optional<Day> used_to;  // included
  std::string send_to;         // how it reaches the recipient
  std::string source;
  Verification verification = Verification::unknown;
  std::string note;
  std::vector<FormSection> sections;

  const FormField* field(std::string_view wanted) const;  // null when it has none
};

// The forms that there are. One of them is the letter.
using NotificationForms = std::vector<NotificationForm>;

// The form on which this recipient is told of one of these subjects on this day, else the letter; null only
// where there is no form at all.
const NotificationForm* form_for(const NotificationForms& forms, std::string_view recipient,
                                 const std::vector<std::string>& subjects, Day day);

}  // namespace reviewd
