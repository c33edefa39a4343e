// `reviewd import`: published or earlier reviews from a CSV file, as events of imported cases. Works on a
// store that this process has opened, so the daemon must be stopped. One thread, blocking. Does not open the
// store, decides nothing that `decide` does not, and never changes a fact that is recorded
// (docs/decisions/import.md).
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/import_mapping.hpp"
#include "daemon/store.hpp"

namespace reviewd {

// What is imported, and whether anything is stored.
struct ImportOptions {
  bool dry_run = false;  // plans and reports everything, stores nothing
  std::filesystem::path file;
  std::optional<ImportMapping> mapping = {};  // of a header that is none of the two known ones
};

// What became of the cells of one column, over the rows that were neither refused nor left alone.
struct ColumnCount {
  std::string column;
  std::size_t stored = 0;    // in this run
  std::size_t no_place = 0;  // filled, but no event can hold it yet
};

// What came of an import. In a dry run: what would have come of it.
struct ImportReport {
  std::size_t rows = 0;        // below the header, read or not
  std::size_t opened = 0;      // new cases
  std::size_t added_to = 0;    // known cases that got something new
  std::size_t unchanged = 0;   // known cases with nothing new
  std::size_t left_alone = 0;  // rows of a known case that say something else than what was imported
  std::size_t refused = 0;     // rows that cannot be read or contradict themselves
  std::map<std::string, std::size_t> events;  // imported facts stored, by event type
  std::vector<ColumnCount> columns;           // in the order of the file

  // Whether every row was taken in whole.
  bool complete() const { return left_alone == 0 && refused == 0; }
};

// The bytes of a file that a person names. The fault is one plain sentence: it is not there, too long, or
// cannot be read.
[[nodiscard]] std::expected<std::string, std::string> text_of_file(const std::filesystem::path& file);

// Imports the file. Progress and one line for each row that is refused or left alone go to `err`, the closing
// lines to `out`. The fault is one plain sentence, nothing was stored, and the caller ends with it: the file
// cannot be read, or its header has a column that is not known, twice, or lacks one that is needed. A fault
// of the medium ends the process (Store::carry_out).
[[nodiscard]] std::expected<ImportReport, std::string> import_reviews(Store& store,
                                                                      const ImportOptions& options,
                                                                      Instant now, std::ostream& out,
                                                                      std::ostream& err);

}  // namespace reviewd
