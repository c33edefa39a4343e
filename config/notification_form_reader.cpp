#include "config/notification_form_reader.hpp"

#include <algorithm>
#include <set>

#include "config/bounded_toml.hpp"
#include "config/rule_files.hpp"
#include "config/rule_reader.hpp"
#include "config/table_reader.hpp"
#include "config/text_digest.hpp"
#include "config/text_file.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t last_revision = 1'000'000;
constexpr std::string_view child = "child";

FormField read_field(TableReader& reader, bool each_child) {
  FormField field;
  field.id = reader.text("id");
  field.label = reader.text("label");
  if (reader.has("source")) field.source = reader.word<FormSource>("source");
  if (is_of_a_child(field.source) && !each_child)
    reader.refuse("source", "is of a child, and the section is not asked of each child");
  if (reader.has("when")) field.when = read_condition(reader, "when", Presence::required);
  if (field.when && field.source != FormSource::by_hand)
    reader.refuse("when", "and source cannot both fill the field");
  if (reader.has("needed")) field.needed = reader.truth("needed");
  field.verification = reader.word<Verification>("verification");
  field.note = reader.text("note", Presence::optional);
  reader.refuse_unknown_keys();
  return field;
}

FormSection read_section(TableReader& reader, std::set<std::string>& field_ids) {
  FormSection section;
  section.id = reader.text("id");
  section.title = reader.text("title");
  section.each_child = reader.has("each");
  if (section.each_child && reader.text("each") != child) reader.refuse("each", "can only be \"child\"");
  for (TableReader& inner : reader.tables("fields")) {
    section.fields.push_back(read_field(inner, section.each_child));
    if (!field_ids.insert(section.fields.back().id).second) inner.refuse("id", "is used twice");
  }
  reader.refuse_unknown_keys();
  return section;
}

void read_head(TableReader& reader, NotificationForm& form) {
  form.id = reader.text("id");
  form.revision = static_cast<int>(reader.number("revision", 1, last_revision));
  form.title = reader.text("title");
  if (reader.has("recipients")) form.recipients = reader.texts("recipients");
  if (reader.has("subjects")) form.subjects = reader.texts("subjects");
  if (form.recipients.empty() != form.subjects.empty())
    reader.refuse("recipients", "and subjects are there both, or neither of them");
  form.used_from = reader.optional_day("used_from");
  form.used_to = reader.optional_day("used_to");
  if (form.used_from && form.used_to && *form.used_to < *form.used_from)
    reader.refuse("used_to", "is before used_from");
  form.send_to = reader.text("send_to");
  form.source = reader.text("source");
  form.verification = reader.word<Verification>("verification");
  form.note = reader.text("note", Presence::optional);
}

std::optional<ConfigFault> misfit(const NotificationForms& forms, const std::filesystem::path& directory) {
  const auto letters =
      std::ranges::count_if(forms, [](const NotificationForm& form) { return form.recipients.empty(); });
  if (letters != 1)
    return ConfigFault{directory.string(), 0, "must hold exactly one form without recipients, the letter"};
  for (std::size_t at = 1; at < forms.size(); ++at)
    if (forms[at].id == forms[at - 1].id)
      return ConfigFault{directory.string(), 0, "holds two forms of the id " + forms[at].id};
  return std::nullopt;
}

}  // namespace

std::expected<NotificationForm, ConfigFault> read_notification_form(std::string_view text,
                                                                    std::string_view file) {
  const auto table = parse_bounded(text, file);
  if (!table) return std::unexpected(table.error());
  FaultKeeper faults{file};
  TableReader reader{*table, "", faults};
  NotificationForm form;
  form.hash = digest_of_text(text);
  read_head(reader, form);
  std::set<std::string> field_ids;
  for (TableReader& inner : reader.tables("sections"))
    form.sections.push_back(read_section(inner, field_ids));
  reader.refuse_unknown_keys();
  if (const auto& fault = faults.first()) return std::unexpected(*fault);
  return form;
}

std::expected<NotificationForms, ConfigFault> load_notification_forms(const std::filesystem::path& rules) {
  const std::filesystem::path directory = rules / "forms";
  const auto files = documents_in(directory);
  if (!files) return std::unexpected(files.error());
  NotificationForms forms;
  for (const auto& file : *files) {
    const auto text = read_text_file(file);
    if (!text) return std::unexpected(text.error());
    auto form = read_notification_form(*text, file.string());
    if (!form) return std::unexpected(form.error());
    forms.push_back(std::move(*form));
  }
  std::ranges::sort(forms, {}, &NotificationForm::id);
  if (auto fault = misfit(forms, directory)) return std::unexpected(std::move(*fault));
  return forms;
}

}  // namespace reviewd
