#include "config/import_mapping.hpp"

#include <algorithm>
#include <array>

#include "config/bounded_toml.hpp"
#include "config/table_reader.hpp"
#include "config/text_file.hpp"

namespace reviewd {
namespace {

enum class DayOrder { year_first, day_first };

std::string_view name_of(DayOrder order) {
  return order == DayOrder::day_first ? "day_first" : "year_first";
}

constexpr std::array orders{DayOrder::year_first, DayOrder::day_first};

Course read_course(TableReader& reader, std::string_view key) {
  const std::string wanted = reader.text(key);
  for (const auto& [course, word] : Words<Course>::values)
    if (word == wanted) return course;
  reader.refuse(key, "is none of conduct, do_not_conduct and other_review");
  return Course::conduct;
}

MappedColumn read_column(TableReader reader) {
  MappedColumn column;
  column.header = reader.text("header");
  if (reader.has("read_as")) column.read_as = reader.text("read_as");
  reader.refuse_unknown_keys();
  return column;
}

bool maps(const ImportMapping& mapping, const std::string& header) {
  return std::ranges::find(mapping.columns, header, &MappedColumn::header) != mapping.columns.end();
}

}  // namespace

std::expected<ImportMapping, ConfigFault> read_import_mapping(std::string_view text, std::string_view file) {
  const auto table = parse_bounded(text, file);
  if (!table) return std::unexpected(table.error());
  FaultKeeper faults(file);
  TableReader reader(*table, "", faults);
  ImportMapping mapping;
  mapping.title = reader.text("title");
  mapping.board = reader.text("board", Presence::optional);
  mapping.days_first = reader.word<DayOrder>("days", orders) == DayOrder::day_first;
  if (reader.has("row_named_by")) mapping.row_named_by = reader.texts("row_named_by");
  if (reader.has("decision_unsaid")) mapping.decision_unsaid = read_course(reader, "decision_unsaid");
  for (TableReader& column : reader.tables("columns")) {
    MappedColumn read = read_column(std::move(column));
    if (maps(mapping, read.header)) reader.refuse("columns", "names the header '" + read.header + "' twice");
    mapping.columns.push_back(std::move(read));
  }
  for (const std::string& header : mapping.row_named_by)
    if (!maps(mapping, header)) reader.refuse("row_named_by", "names a header that no column has");
  reader.refuse_unknown_keys();
  if (faults.first()) return std::unexpected(*faults.first());
  return mapping;
}

std::expected<ImportMapping, ConfigFault> load_import_mapping(const std::filesystem::path& file) {
  const auto text = read_text_file(file);
  if (!text) return std::unexpected(text.error());
  return read_import_mapping(*text, file.string());
}

}  // namespace reviewd
