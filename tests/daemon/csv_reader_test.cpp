#include "daemon/csv_reader.hpp"

#include <catch2/catch.hpp>

#include "domain/utf8.hpp"

using namespace reviewd;

namespace {

// Each record as "line: cell|cell", each fault as "line! detail".
std::vector<std::string> read_all(std::string_view text) {
  std::vector<std::string> said;
  CsvReader reader{text};
  while (const auto record = reader.next()) {
    if (!*record) {
      said.push_back(std::to_string(record->error().line) + "! " + record->error().detail);
      continue;
    }
    std::string cells;
    for (const std::string& cell : (*record)->cells) cells += "|" + cell;
    said.push_back(std::to_string((*record)->line) + ": " + cells.substr(1));
  }
  return said;
}

using Said = std::vector<std::string>;

}  // namespace

TEST_CASE("csv: cells, quotes, doubled quotes and empty cells") {
  CHECK(read_all("a,b\n1,\"x, y\"\n\"say \"\"so\"\"\",\n,\n") ==
        Said{"1: a|b", "2: 1|x, y", "3: say \"so\"|", "4: |"});
}

TEST_CASE("csv: both line ends, a byte order mark, empty lines and no line end at the end") {
  CHECK(read_all("\xEF\xBB\xBF"
                 "a,b\r\n\r\nc,d\n\ne,f") == Said{"1: a|b", "3: c|d", "5: e|f"});
  CHECK(read_all("").empty());
  CHECK(read_all("\n\r\n").empty());
}

TEST_CASE("csv: a cell over several lines keeps them, and the lines after it their numbers") {
  CHECK(read_all("\"a\nb\r\nc\",d\ne,f\n") == Said{"1: a\nb\r\nc|d", "4: e|f"});
}

TEST_CASE("csv: a faulty record is told with its line, and reading goes on behind that line") {
  CHECK(read_all("a\nb\"c\nd\n") == Said{"1: a", "2! A quote stands in a cell that is not quoted.", "3: d"});
  CHECK(read_all("a\n\"b\"c\nd\n") ==
        Said{"1: a", "2! There is text behind the closing quote of a cell.", "3: d"});
  CHECK(read_all("a\n\"b\nc\nd") ==
        Said{"1: a", "2! The closing quote of a cell is missing.", "3: c", "4: d"});
  CHECK(read_all("a\rb\nc") == Said{"1! A carriage return stands without a line feed.", "2: c"});
  CHECK(read_all("a\x01z\nc") == Said{"1! The row holds a control character.", "2: c"});
  CHECK(read_all(std::string{"a\0z\nc", 5}) == Said{"1! The row holds a control character.", "2: c"});
}

TEST_CASE("csv: bytes that are no UTF-8 are refused") {
  CHECK(read_all("a\n\xC3\x28\nb\n") == Said{"1: a", "2! The row holds bytes that are not UTF-8.", "3: b"});
  for (const std::string_view good :
       {"", "plain", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xF4\x8F\xBF\xBF"})
    CHECK(well_formed_utf8(good));
  for (const std::string_view bad :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"})
    CHECK_FALSE(well_formed_utf8(bad));
}

TEST_CASE("csv: cells and records are bounded") {
  const std::string longest(CsvReader::cell_bytes_max, 'x');
  CHECK(read_all(longest) == Said{"1: " + longest});
  CHECK(read_all(longest + "x\nb") == Said{"1! A cell is too long.", "2: b"});
  CHECK(read_all("\"" + longest + "x\"\nb") ==
        Said{"1! A cell is too long, or its closing quote is missing.", "2: b"});
  const std::string commas(CsvReader::cells_max, ',');
  CHECK(read_all(commas + "\nb") == Said{"1! The row has more than 256 cells.", "2: b"});
}
