// The forms as they are shipped, and what is refused in one.
#include "config/notification_form_reader.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "tests/support/rules_copy.hpp"
#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

constexpr const char* letter = R"(id = "letter"
revision = 1
title = "Letter"
send_to = "By post."
source = "None."
verification = "derived"
[[sections]]
id = "1"
title = "One"
[[sections.fields]]
id = "a"
label = "A"
verification = "derived"
)";

std::string fault(const std::string& text) {
  const auto read = read_notification_form(text, "form.toml");
  return read ? "" : read.error().text();
}

// The letter with one text in place of another.
std::string with(const std::string& was, const std::string& is) {
  std::string text = letter;
  return text.replace(text.find(was), was.size(), is);
}

bool says(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("forms: those that are shipped can be read, in the order of their ids") {
  std::vector<std::string> ids;
  for (const NotificationForm& form : shipped_forms()) ids.push_back(form.id);
  CHECK(ids == std::vector<std::string>{"child-safeguarding-incident", "letter", "ofsted-notification"});
}

TEST_CASE(
    "forms: whatever a case holds of the incident and the children has a field in each form of an incident") {
  for (const NotificationForm& form : shipped_forms()) {
    if (form.recipients.empty()) continue;
    std::set<FormSource> sources;
    for (const FormSection& section : form.sections)
      for (const FormField& field : section.fields) sources.insert(field.source);
    INFO(form.id);
    for (const FormSource source :
         {FormSource::local_authority, FormSource::incident_on, FormSource::incident_description,
          FormSource::child_name, FormSource::child_date_of_birth, FormSource::child_address})
      CHECK(sources.contains(source));
  }
}

TEST_CASE("forms: every recipient that a rule names has a form on every day") {
  for (const RuleDocument& document : shipped_documents()) {
    const auto* edition = std::get_if<Edition>(&document.parsed);
    if (edition == nullptr) continue;
    for (const Rule& rule : edition->rules)
      if (!rule.recipient.empty())
        CHECK(form_for(shipped_forms(), rule.recipient, rule.subjects, edition->in_force_from.first()) !=
              nullptr);
  }
}

TEST_CASE("forms: what cannot be meant is refused with its place") {
  CHECK(fault(letter).empty());
  CHECK(says(fault(with("label = \"A\"", "")), "label"));
  CHECK(says(fault(with("label = \"A\"", "label = \"A\"\ncolour = \"red\"")), "colour"));
  CHECK(says(fault(with("label = \"A\"", "label = \"A\"\nsource = \"weather\"")), "source"));
  CHECK(says(fault(with("label = \"A\"", "label = \"A\"\nsource = \"child_name\"")),
             "not asked of each child"));
  CHECK(says(fault(with("label = \"A\"", "label = \"A\"\nwhen = [[\"raining\"]]")), "not known"));
  CHECK(says(fault(with("label = \"A\"", "label = \"A\"\nneeded = \"no\"")), "true or false"));
  CHECK(says(fault(with("title = \"One\"", "title = \"One\"\neach = \"agency\"")), "child"));
  CHECK(says(fault(with("send_to", "recipients = [\"ofsted\"]\nsend_to")), "subjects"));
  CHECK(says(fault(with("send_to", "used_from = \"2010-01-01\"\nused_to = \"2009-01-01\"\nsend_to")),
             "before"));
  CHECK(says(fault(std::string{letter} + "[[sections.fields]]\nid = \"a\"\nlabel = \"A\"\nverification = "
                                         "\"derived\"\n"),
             "twice"));
}

TEST_CASE("forms: exactly one letter, and no id twice") {
  const RulesCopy rules;
  REQUIRE(load_notification_forms(rules.directory()).has_value());
  rules.write("forms/other.toml", letter);
  CHECK(
      says(load_notification_forms(rules.directory()).error().text(), "exactly one form without recipients"));
  rules.write("forms/other.toml", with("send_to", "recipients = [\"a\"]\nsubjects = [\"b\"]\nsend_to"));
  CHECK(says(load_notification_forms(rules.directory()).error().text(), "two forms of the id letter"));
  std::filesystem::remove_all(rules.directory() / "forms");
  CHECK_FALSE(load_notification_forms(rules.directory()).has_value());
}
