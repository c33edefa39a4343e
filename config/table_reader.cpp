#include "config/table_reader.hpp"

#include <algorithm>

namespace reviewd {
namespace {

const toml::table empty_table;

bool one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char letter) {
    const auto code = static_cast<unsigned char>(letter);
    return code < 0x20 || code == 0x7f;
  });
}

}  // namespace

void FaultKeeper::report(const toml::source_region& place, std::string detail) {
  if (!first_) first_ = ConfigFault{file_, static_cast<int>(place.begin.line), std::move(detail)};
}

void TableReader::refuse(std::string_view key, const std::string& detail) {
  const toml::node* node = table_->get(key);
  faults_->report(node != nullptr ? node->source() : table_->source(), where(key) + " " + detail);
}

const toml::node* TableReader::find(std::string_view key, Presence presence) {
  asked_.emplace_back(key);
  const toml::node* node = table_->get(key);
  if (node == nullptr && presence == Presence::required) refuse(key, "is missing");
  return node;
}

std::optional<std::string> TableReader::text_of(const toml::node& node, std::string_view key) {
  auto value = node.value_exact<std::string>();
  if (!value)
    refuse(key, "must be text");
  else if (!one_line(*value))
    refuse(key, "must be one line without control characters");
  else
    return value;
  return std::nullopt;
}

std::string TableReader::text(std::string_view key, Presence presence) {
  const toml::node* node = find(key, presence);
  if (node == nullptr) return {};
  const auto value = text_of(*node, key);
  if (value && value->empty() && presence == Presence::required) refuse(key, "must not be empty");
  return value.value_or("");
}

std::optional<std::int64_t> TableReader::number_of(const toml::node& node, std::string_view key,
                                                   std::int64_t least, std::int64_t most) {
  const auto value = node.value_exact<std::int64_t>();
  if (value && *value >= least && *value <= most) return value;
  refuse(key, value ? "must be from " + std::to_string(least) + " to " + std::to_string(most)
                    : "must be a whole number");
  return std::nullopt;
}

std::int64_t TableReader::number(std::string_view key, std::int64_t least, std::int64_t most) {
  const toml::node* node = find(key, Presence::required);
  if (node == nullptr) return least;
  return number_of(*node, key, least, most).value_or(least);
}

const toml::array* TableReader::list(std::string_view key) {
  const toml::node* node = find(key, Presence::required);
  if (node == nullptr) return nullptr;
  if (!node->is_array()) refuse(key, "must be a list");
  return node->as_array();
}

std::vector<std::int64_t> TableReader::numbers(std::string_view key, std::int64_t least, std::int64_t most) {
  std::vector<std::int64_t> result;
  const toml::array* found = list(key);
  if (found == nullptr) return result;
  for (const toml::node& node : *found)
    if (const auto value = number_of(node, key, least, most)) result.push_back(*value);
  return result;
}

std::vector<std::string> TableReader::texts(std::string_view key) {
  std::vector<std::string> result;
  const toml::array* found = list(key);
  if (found == nullptr) return result;
  for (const toml::node& node : *found)
    if (auto value = text_of(node, key)) result.push_back(std::move(*value));
  return result;
}

std::vector<std::vector<std::string>> TableReader::lists_of_texts(std::string_view key) {
  std::vector<std::vector<std::string>> result;
  const toml::array* found = list(key);
  if (found == nullptr) return result;
  for (const toml::node& node : *found) {
    if (!node.is_array()) {
      refuse(key, "must be a list of lists");
      continue;
    }
    result.emplace_back();
    for (const toml::node& inner : *node.as_array())
      if (auto value = text_of(inner, key)) result.back().push_back(std::move(*value));
  }
  return result;
}

Day TableReader::day(std::string_view key) {
  const auto value = Day::parse(text(key));
  if (!value) refuse(key, "must be a day that exists, written \"2010-03-17\"");
  return value.value_or(Day{});
}

bool TableReader::truth(std::string_view key) {
  const toml::node* node = find(key, Presence::required);
  if (node == nullptr) return false;
  if (!node->is_boolean()) refuse(key, "must be true or false");
  return node->value_or(false);
}

std::optional<Day> TableReader::optional_day(std::string_view key) {
  if (has(key)) return day(key);
  asked_.emplace_back(key);
  return std::nullopt;
}

PartialDate TableReader::partial_date(std::string_view key) {
  const auto value = PartialDate::parse(text(key));
  if (!value)
    refuse(key, "must be a day, month or year that exists, written \"2010-03-17\", \"2010-03\" or \"2010\"");
  return value.value_or(PartialDate{});
}

TableReader TableReader::table(std::string_view key) {
  const toml::node* node = find(key, Presence::required);
  if (node != nullptr && !node->is_table()) refuse(key, "must be a table");
  const toml::table* inner = node == nullptr ? nullptr : node->as_table();
  return {inner == nullptr ? empty_table : *inner, where(key), *faults_};
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
  std::vector<TableReader> result = tables_or_none(key);
  if (result.empty()) refuse(key, "must not be empty");
  return result;
}

std::vector<TableReader> TableReader::tables_or_none(std::string_view key) {
  std::vector<TableReader> result;
  const toml::array* found = list(key);
  if (found == nullptr) return result;
  for (const toml::node& node : *found) {
    const std::string place = where(key) + "[" + std::to_string(result.size() + 1) + "]";
    if (!node.is_table()) refuse(key, "must hold tables only");
    result.emplace_back(node.is_table() ? *node.as_table() : empty_table, place, *faults_);
  }
  return result;
}

void TableReader::refuse_unknown_keys() {
  for (const auto& [key, node] : *table_) {
    if (std::find(asked_.begin(), asked_.end(), key.str()) != asked_.end()) continue;
    faults_->report(key.source(), where(key.str()) + " is not known here");
  }
}

}  // namespace reviewd
