#include "daemon/csv_reader.hpp"

#include <cstdint>

namespace reviewd {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Utf8Form {
  std::uint8_t first_low;
  std::uint8_t first_high;
  std::size_t length;
  std::uint8_t second_low;  // of the second byte; all others lie between 80 and BF
  std::uint8_t second_high;
};

// Table 3-7 of the Unicode standard, as ranges.
constexpr Utf8Form utf8_forms[] = {
    {0x00, 0x7F, 1, 0x00, 0x00}, {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF},
    {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF},
    {0xF0, 0xF0, 4, 0x90, 0xBF}, {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

// The length of the sequence at the start of the text; 0 when it is not well-formed.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
  for (const Utf8Form& form : utf8_forms) {
    if (byte(0) < form.first_low || byte(0) > form.first_high) continue;
    if (form.length > text.size()) return 0;
    for (std::size_t at = 1; at < form.length; ++at) {
      const std::uint8_t low = at == 1 ? form.second_low : 0x80;
      const std::uint8_t high = at == 1 ? form.second_high : 0xBF;
      if (byte(at) < low || byte(at) > high) return 0;
    }
    return form.length;
  }
  return 0;
}

}  // namespace

bool well_formed_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

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
