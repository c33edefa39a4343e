// How a board's own list is read by the import: which of its columns is which of ours. From a TOML document
// (config/imports). Values; any thread.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config_fault.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// A column of the list by the text of its header, and the column of ours that it is read as; empty: it is
// passed over.
struct MappedColumn {
  std::string header;
  std::string read_as;
};

// One kind of list.
struct ImportMapping {
  std::string title;
  std::string board;        // of every row; empty: a column says it
  bool days_first = false;  // days are written 23/03/2010; else 2010-03-23
  // The columns whose cells together name a row, where the list has no number of its own. Empty: a column
  // does.
  std::vector<std::string> row_named_by;
  // What a day of decision alone stands for; nothing: it says only that there was a decision.
  std::optional<Course> decision_unsaid;
  std::vector<MappedColumn> columns;
};

// Whether a column of ours has the name is the import's to say. The fault names the place in the document.
[[nodiscard]] std::expected<ImportMapping, ConfigFault> read_import_mapping(std::string_view text,
                                                                            std::string_view file);
[[nodiscard]] std::expected<ImportMapping, ConfigFault> load_import_mapping(
    const std::filesystem::path& file);

}  // namespace reviewd
