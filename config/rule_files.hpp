// The documents of rules that lie in a directory: `editions/*.toml` and `calendars/*.toml`. Reads files;
// blocks; for the start of the daemon and for `config check`, never for the engine's thread. Decides nothing
// about adoption.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/config_fault.hpp"
#include "domain/calendar/calendar.hpp"
#include "domain/rules/edition.hpp"
#include "domain/rules/rule_book.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// One document, parsed, with the text it was parsed from: the text is what the log keeps.
struct RuleDocument {
  DocumentKind kind = DocumentKind::edition;
  std::string id;
  int revision = 1;
  Digest hash;
  std::string file;
  std::string text;
  std::variant<Edition, Calendar> parsed;
};

// The .toml files of a directory, sorted. A fault when it is missing or holds none.
[[nodiscard]] std::expected<std::vector<std::filesystem::path>, ConfigFault> documents_in(
    const std::filesystem::path& directory);

// Parses one text of the kind that the caller knows it to be (from its directory, or from the log).
[[nodiscard]] std::expected<RuleDocument, ConfigFault> read_rule_document(DocumentKind kind, std::string text,
                                                                          std::string_view file);

// Every document of the directory, calendars first, then by id. A fault when a directory is missing or empty,
// a file cannot be read or parsed, or the documents do not fit together.
[[nodiscard]] std::expected<std::vector<RuleDocument>, ConfigFault> load_rule_files(
    const std::filesystem::path& directory);

// Whether ids are unique, no two editions of the guidance begin together, every calendar that a rule names is
// there and the instruments fit together (config/instrument_checks).
[[nodiscard]] std::expected<void, ConfigFault> check_rule_documents(
    const std::vector<RuleDocument>& documents);

// The documents as the engine asks for them. They must have passed the check.
RuleBook rule_book_of(const std::vector<RuleDocument>& documents);

}  // namespace reviewd
