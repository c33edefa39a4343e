#include "daemon/csv_reader.hpp"

#include "domain/utf8.hpp"

namespace reviewd {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

CsvReader::CsvReader(std::string_view text) : text_(text) {
  if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
}

std::optional<std::expected<CsvRecord, CsvFault>> CsvReader::next() {
  while (!at_end() && at_line_end()) pass_line_end();
  if (at_end()) return std::nullopt;
  const std::size_t start = at_;
  CsvRecord record{line_, {}};
  Fault fault = read_record(record.cells);
  if (!fault) return record;
  const std::size_t line_end = text_.find('\n', start);
  at_ = line_end == std::string_view::npos ? text_.size() : line_end + 1;
  line_ = record.line + 1;
  return std::unexpected(CsvFault{record.line, std::move(*fault)});
}

CsvReader::Fault CsvReader::read_record(std::vector<std::string>& cells) {
  while (true) {
    if (cells.size() == cells_max) return "The row has more than " + std::to_string(cells_max) + " cells.";
    if (auto fault = read_cell(cells.emplace_back())) return fault;
    if (at_end()) return std::nullopt;
    if (at_line_end()) {
      pass_line_end();
      return std::nullopt;
    }
    ++at_;  // the comma
  }
}

CsvReader::Fault CsvReader::read_cell(std::string& cell) {
  auto fault = !at_end() && text_[at_] == '"' ? read_quoted(cell) : read_plain(cell);
  if (!fault && !well_formed_utf8(cell)) fault = "The row holds bytes that are not UTF-8.";
  return fault;
}

CsvReader::Fault CsvReader::read_plain(std::string& cell) {
  while (!at_end() && text_[at_] != ',' && !at_line_end()) {
    if (text_[at_] == '"') return "A quote stands in a cell that is not quoted.";
    if (auto fault = check_character()) return fault;
    pass_character(cell);
    if (cell.size() > cell_bytes_max) return "A cell is too long.";
  }
  return std::nullopt;
}

CsvReader::Fault CsvReader::read_quoted(std::string& cell) {
  ++at_;  // the opening quote
  while (!at_end()) {
    if (text_[at_] == '"') {
      ++at_;
      if (at_end() || text_[at_] == ',' || at_line_end()) return std::nullopt;
      if (text_[at_] != '"') return "There is text behind the closing quote of a cell.";
    } else if (auto fault = at_line_end() ? std::nullopt : check_character()) {
      return fault;
    }
    pass_character(cell);
    if (cell.size() > cell_bytes_max) return "A cell is too long, or its closing quote is missing.";
  }
  return "The closing quote of a cell is missing.";
}

CsvReader::Fault CsvReader::check_character() const {
  const auto letter = static_cast<unsigned char>(text_[at_]);
  if (letter == '\r') return "A carriage return stands without a line feed.";
  if ((letter < 0x20 && letter != '\t') || letter == 0x7F) return "The row holds a control character.";
  return std::nullopt;
}

bool CsvReader::at_line_end() const {
  if (text_[at_] == '\n') return true;
  return text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
}

void CsvReader::pass_line_end() {
  at_ += text_[at_] == '\r' ? 2 : 1;
  ++line_;
}

void CsvReader::pass_character(std::string& cell) {
  if (text_[at_] == '\n') ++line_;
  cell += text_[at_++];
}

}  // namespace reviewd
