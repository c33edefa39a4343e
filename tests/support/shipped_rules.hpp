// The rules that the program ships with, as every test of the process uses them. One thread, like all tests.
#pragma once

#include <stdexcept>

#include "config/notification_form_reader.hpp"
#include "config/rule_files.hpp"

namespace reviewd {

// All documents of config/. Throws when they cannot be read: then no test of them means anything.
inline const std::vector<RuleDocument>& shipped_documents() {
  static const std::vector<RuleDocument> documents = [] {
    auto loaded = load_rule_files(REVIEWD_SOURCE_DIR "/config");
    if (!loaded) throw std::runtime_error(loaded.error().text());
    return std::move(*loaded);
  }();
  return documents;
}

inline const RuleBook& shipped_rules() {
  static const RuleBook book = rule_book_of(shipped_documents());
  return book;
}

inline const NotificationForms& shipped_forms() {
  static const NotificationForms forms = [] {
    auto loaded = load_notification_forms(REVIEWD_SOURCE_DIR "/config");
    if (!loaded) throw std::runtime_error(loaded.error().text());
    return std::move(*loaded);
  }();
  return forms;
}

// The rules of the first golden log, which know nothing but the first clocks: for tests of how clocks run
// that spell out every event.
inline const RuleBook& first_rules() {
  static const RuleBook book = [] {
    auto loaded = load_rule_files(REVIEWD_SOURCE_DIR "/tests/golden/rules-1");
    if (!loaded) throw std::runtime_error(loaded.error().text());
    return rule_book_of(*loaded);
  }();
  return book;
}

inline const Calendar& shipped_calendar() {
  return *shipped_rules().calendar("england-and-wales");
}

// A day that the test spells out; throws when there is no such day.
inline Day day(std::string_view text) {
  const auto parsed = Day::parse(text);
  if (!parsed) throw std::invalid_argument("the test names a day that does not exist");
  return *parsed;
}

}  // namespace reviewd
