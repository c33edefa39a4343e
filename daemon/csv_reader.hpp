// Comma-separated values as RFC 4180 has them, read strictly and with bounds, in UTF-8. Pure: works on a text
// that the caller has read; one thread. Knows nothing of columns or of what the cells mean.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reviewd {

// One record: its cells without quotes, and the line of the text on which it begins, from 1.
struct CsvRecord {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

// Why a record cannot be read. The caller reports it and goes on with the next one.
struct CsvFault {
  std::size_t line = 0;  // on which the record begins
  std::string detail;    // one sentence; never a part of the text
};

// Gives one record after the other. Line ends are LF or CRLF; a byte order mark and empty lines are passed
// over.
class CsvReader {
 public:
  static constexpr std::size_t cell_bytes_max = 65'536;
  static constexpr std::size_t cells_max = 256;

  // `text` must outlive the reader.
  explicit CsvReader(std::string_view text);

  // The next record, or nothing at the end of the text. Faults: a quote that stands alone or is not closed,
  // text behind a closing quote, a control character, a carriage return alone, bytes that are no UTF-8, a
  // cell or a record beyond the bounds. After a fault reading goes on with the line after the one on which
  // the faulty record began.
  std::optional<std::expected<CsvRecord, CsvFault>> next();

 private:
  using Fault = std::optional<std::string>;
  Fault read_record(std::vector<std::string>& cells);
  Fault read_cell(std::string& cell);
  Fault read_plain(std::string& cell);
  Fault read_quoted(std::string& cell);
  Fault check_character() const;
  bool at_end() const { return at_ == text_.size(); }
  bool at_line_end() const;
  void pass_line_end();
  void pass_character(std::string& cell);

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace reviewd
