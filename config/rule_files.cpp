#include "config/rule_files.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "config/calendar_reader.hpp"
#include "config/edition_reader.hpp"
#include "config/instrument_checks.hpp"
#include "config/text_file.hpp"

namespace reviewd {
namespace {

template <class Parsed>
RuleDocument document(DocumentKind kind, std::string text, std::string_view file, Parsed parsed) {
  RuleDocument result{kind,     parsed.id, parsed.revision, parsed.hash, std::string{file}, std::move(text),
                      Edition{}};
  result.parsed = std::move(parsed);
  return result;
}

std::optional<ConfigFault> load_kind(DocumentKind kind, const std::filesystem::path& directory,
                                     std::vector<RuleDocument>& documents) {
  const auto files = documents_in(directory);
  if (!files) return files.error();
  for (const auto& file : *files) {
    auto text = read_text_file(file);
    if (!text) return text.error();
    auto read = read_rule_document(kind, std::move(*text), file.string());
    if (!read) return read.error();
    documents.push_back(std::move(*read));
  }
  return std::nullopt;
}

bool calendar_present(const std::vector<RuleDocument>& documents, const std::string& id) {
  return std::any_of(documents.begin(), documents.end(), [&id](const RuleDocument& document) {
    return document.kind == DocumentKind::calendar && document.id == id;
  });
}

// What is wrong between two documents, or nothing.
std::optional<std::string> clash(const RuleDocument& left, const RuleDocument& right) {
  if (left.kind != right.kind) return std::nullopt;
  if (left.id == right.id) return "has the id of " + right.file;
  const auto* edition = std::get_if<Edition>(&left.parsed);
  const auto* other = std::get_if<Edition>(&right.parsed);
  const bool both_guidance = edition != nullptr && other != nullptr && edition->layer == Layer::guidance &&
                             other->layer == Layer::guidance;
  if (both_guidance && edition->in_force_from.first() == other->in_force_from.first())
    return "comes into force on the same day as " + right.file;
  return std::nullopt;
}

}  // namespace

std::expected<std::vector<std::filesystem::path>, ConfigFault> documents_in(
    const std::filesystem::path& directory) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator at{directory, error}, end; !error && at != end;
       at.increment(error))
    if (at->path().extension() == ".toml") files.push_back(at->path());
  if (error)
    return std::unexpected(ConfigFault{directory.string(), 0, "cannot be listed: " + error.message()});
  if (files.empty()) return std::unexpected(ConfigFault{directory.string(), 0, "holds no .toml document"});
  std::sort(files.begin(), files.end());
  return files;
}

std::expected<RuleDocument, ConfigFault> read_rule_document(DocumentKind kind, std::string text,
                                                            std::string_view file) {
  if (kind == DocumentKind::calendar) {
    auto calendar = read_calendar(text, file);
    if (!calendar) return std::unexpected(calendar.error());
    return document(kind, std::move(text), file, std::move(*calendar));
  }
  auto edition = read_edition(text, file);
  if (!edition) return std::unexpected(edition.error());
  return document(kind, std::move(text), file, std::move(*edition));
}

std::expected<std::vector<RuleDocument>, ConfigFault> load_rule_files(
    const std::filesystem::path& directory) {
  std::vector<RuleDocument> documents;
  if (auto fault = load_kind(DocumentKind::calendar, directory / "calendars", documents))
    return std::unexpected(std::move(*fault));
  if (auto fault = load_kind(DocumentKind::edition, directory / "editions", documents))
    return std::unexpected(std::move(*fault));
  std::sort(documents.begin(), documents.end(), [](const RuleDocument& left, const RuleDocument& right) {
    const bool left_first = left.kind == DocumentKind::calendar;
    const bool right_first = right.kind == DocumentKind::calendar;
    return left_first != right_first ? left_first : left.id < right.id;
  });
  if (auto checked = check_rule_documents(documents); !checked) return std::unexpected(checked.error());
  return documents;
}

std::expected<void, ConfigFault> check_rule_documents(const std::vector<RuleDocument>& documents) {
  std::vector<const Edition*> instruments;
  for (const RuleDocument& document : documents)
    if (const auto* edition = std::get_if<Edition>(&document.parsed)) instruments.push_back(edition);
  for (std::size_t at = 0; at < documents.size(); ++at) {
    for (std::size_t before = 0; before < at; ++before)
      if (auto detail = clash(documents[at], documents[before]))
        return std::unexpected(ConfigFault{documents[at].file, 0, std::move(*detail)});
    const auto* edition = std::get_if<Edition>(&documents[at].parsed);
    if (edition == nullptr) continue;
    for (const Rule& rule : edition->rules)
      if (!rule.calendar.empty() && !calendar_present(documents, rule.calendar))
        return std::unexpected(ConfigFault{documents[at].file, 0,
                                           "the rule " + rule.id + " names a calendar that is not there"});
    if (auto detail = misfit(*edition, instruments))
      return std::unexpected(ConfigFault{documents[at].file, 0, std::move(*detail)});
  }
  return {};
}

RuleBook rule_book_of(const std::vector<RuleDocument>& documents) {
  RuleBook book;
  for (const RuleDocument& document : documents)
    std::visit([&book](const auto& parsed) { book.add(parsed); }, document.parsed);
  return book;
}

}  // namespace reviewd
