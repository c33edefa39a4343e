#include "domain/notification_form.hpp"

#include <algorithm>

namespace reviewd {

const FormField* NotificationForm::field(std::string_view wanted) const {
  for (const FormSection& section : sections)
    for (const FormField& field : section.fields)
      if (field.id == wanted) return &field;
  return nullptr;
}

const NotificationForm* form_for(const NotificationForms& forms, std::string_view recipient,
                                 const std::vector<std::string>& subjects, Day day) {
  const NotificationForm* letter = nullptr;
  for (const NotificationForm& form : forms) {
    if (form.recipients.empty()) letter = &form;
    const bool in_use =
        (!form.used_from || *form.used_from <= day) && (!form.used_to || day <= *form.used_to);
    const bool about = std::ranges::find_first_of(form.subjects, subjects) != form.subjects.end();
    if (in_use && about && std::ranges::find(form.recipients, recipient) != form.recipients.end())
      return &form;
  }
  return letter;
}

}  // namespace reviewd
