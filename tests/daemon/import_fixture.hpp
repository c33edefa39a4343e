// A store in a directory of its own, and imports into it of a file that the test writes. Tests only; one
// thread.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

#include "daemon/import.hpp"
#include "tests/support/scratch_directory.hpp"

namespace reviewd {

class ImportFixture {
 public:
  explicit ImportFixture(std::string_view now = "2026-01-15T12:00:00Z");

  // Closes the store and opens it again, from what lies on the disk.
  void reopen();
  // The same with an opening that may be broken off: its fault. The store is closed then.
  std::expected<void, std::string> try_to_reopen(std::function<bool(Position)> go_on);
  // The clock from now on.
  void at(std::string_view instant);
  // Imports this text as a file; the test fails when the file as a whole is refused.
  ImportReport import(const std::string& text, bool dry_run = false);
  // The same by a mapping of this text.
  ImportReport import_mapped(const std::string& text, const std::string& mapping);
  // The same of a file that must be refused as a whole: why.
  std::string refused(const std::string& text);

  Store& store() { return *store_; }
  // The case of a row; the test fails when there is none.
  const CaseState& of_row(const std::string& row_id);
  // What an export prints.
  std::string exported();
  // How many events of this type the whole log holds.
  std::size_t events(std::string_view type);
  // The personal value at a place of an event of the case; "" when there is none.
  std::string personal(const CaseState& state, EventId event, const std::string& pointer);
  // What the last import said on standard error and output.
  const std::string& messages() const { return messages_; }
  const std::string& output() const { return output_; }

 private:
  ImportReport import(const std::string& text, const ImportOptions& options);

  ScratchDirectory directory_;
  Instant now_;
  std::unique_ptr<Store> store_;
  std::string messages_;
  std::string output_;
};

// The sample that the program ships with.
std::string sample_text();
// The text with this one place changed; the test fails when it is not there exactly once.
std::string with(std::string text, std::string_view from, std::string_view to);

}  // namespace reviewd
