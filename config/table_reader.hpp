// Strict reading of one TOML table: every key is asked for by name and type, and a key that nobody asked for
// is a fault. For the readers of this directory only. One document, one thread.
#pragma once

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/config_fault.hpp"
#include "domain/day.hpp"
#include "domain/schema.hpp"

namespace reviewd {

// Keeps the first fault of a document; after it, what is read no longer matters and the reader ends with the
// fault.
class FaultKeeper {
 public:
  explicit FaultKeeper(std::string_view file) : file_(file) {}
  void report(const toml::source_region& place, std::string detail);
  const std::optional<ConfigFault>& first() const { return first_; }

 private:
  std::string file_;
  std::optional<ConfigFault> first_;
};

// Whether a key must be there. An absent optional key reads as the empty value.
enum class Presence { required, optional };

// One table of the document. Every key is asked for once, then refuse_unknown_keys() ends the reading.
class TableReader {
 public:
  // `path` names the table in faults: "rules[2]"; empty for the document itself.
  TableReader(const toml::table& table, std::string path, FaultKeeper& faults)
      : table_(&table), path_(std::move(path)), faults_(&faults) {}

  bool has(std::string_view key) const { return table_->contains(key); }
  // One line of text without control characters; required text is not empty.
  std::string text(std::string_view key, Presence presence = Presence::required);
  // A whole number from `least` to `most`; any other, zero and negative ones too, is a fault.
  std::int64_t number(std::string_view key, std::int64_t least, std::int64_t most);
  std::vector<std::int64_t> numbers(std::string_view key, std::int64_t least, std::int64_t most);
  std::vector<std::string> texts(std::string_view key);
  bool truth(std::string_view key);  // true or false
  std::vector<std::vector<std::string>> lists_of_texts(std::string_view key);
  Day day(std::string_view key);  // written "2010-03-17"
  std::optional<Day> optional_day(std::string_view key);
  PartialDate partial_date(std::string_view key);  // also "2010-03" and "2010"
  // The one of `candidates` whose name_of is the text under the key.
  template <class T>
  T word(std::string_view key, std::span<const T> candidates);
  // Any word of an enumeration.
  template <Worded T>
  T word(std::string_view key);

  TableReader table(std::string_view key);                // an empty table when it is missing, with a fault
  std::vector<TableReader> tables(std::string_view key);  // [[key]]; none is a fault
  std::vector<TableReader> tables_or_none(std::string_view key);

  // A fault at the key, or at the table when it has no such key.
  void refuse(std::string_view key, const std::string& detail);
  // Last call on every table.
  void refuse_unknown_keys();

 private:
  const toml::node* find(std::string_view key, Presence presence);
  std::string where(std::string_view key) const {
    return path_.empty() ? std::string{key} : path_ + "." + std::string{key};
  }
  std::optional<std::string> text_of(const toml::node& node, std::string_view key);
  std::optional<std::int64_t> number_of(const toml::node& node, std::string_view key, std::int64_t least,
                                        std::int64_t most);
  const toml::array* list(std::string_view key);

  const toml::table* table_;
  std::string path_;
  FaultKeeper* faults_;
  std::vector<std::string> asked_;
};

template <class T>
T TableReader::word(std::string_view key, std::span<const T> candidates) {
  const auto name = [](T candidate) {
    if constexpr (Worded<T>)
      return word_of(candidate);
    else
      return name_of(candidate);
  };
  const std::string wanted = text(key);
  std::string known;
  for (const T candidate : candidates) {
    if (name(candidate) == wanted) return candidate;
    known += (known.empty() ? "" : ", ") + std::string{name(candidate)};
  }
  refuse(key, "is none of " + known);
  return candidates.front();
}

template <Worded T>
T TableReader::word(std::string_view key) {
  constexpr auto& values = Words<T>::values;
  std::array<T, values.size()> candidates{};
  std::ranges::transform(values, candidates.begin(), [](const Word<T>& word) { return word.first; });
  return word<T>(key, candidates);
}

}  // namespace reviewd
