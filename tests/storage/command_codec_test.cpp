// The bodies of commands: strict members, and what is JSON (RFC 8259) told from what is not. The rows have
// the classes of the public JSONTestSuite in texts of our own: test data of others is not carried along.
#include "storage/command_codec.hpp"

#include <catch2/catch.hpp>

using namespace reviewd;

namespace {

// "" when read; else "code", or "pointer code" of every fault.
std::string verdict(std::string_view command, std::string_view body) {
  const auto read = read_command(command, body);
  if (read) return "";
  CHECK(read.error().kind == RejectionKind::invalid);
  std::string text = read.error().faults.empty() ? read.error().code : "";
  for (const Fault& fault : read.error().faults)
    text += (text.empty() ? "" : ", ") + fault.pointer + " " + fault.code;
  return text;
}

std::string open_with(std::string_view more) {
  return R"({"board":"B","case_label":"A","brought_to_attention_on":"2010-01-31")" + std::string{more} + "}";
}

// Lists inside a member that is unknown: the depth is counted with the body's own braces.
std::string nested(std::size_t depth) {
  return open_with(",\"deep\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']'));
}

struct JsonRow {
  const char* name;
  std::string body;
};

const std::vector<JsonRow>& accepted_rows() {
  static const std::vector<JsonRow> rows{
      {"empty object", "{}"},
      {"blanks of all four kinds", " \t\r\n{ \t\r\n} \t\r\n"},
      {"empty array", "[]"},
      {"a lonely number", "42"},
      {"a lonely text", R"("x")"},
      {"a lonely word", "null"},
      {"nested in all ways", R"([{"a":[{}]},[[],[{}]]])"},
      {"numbers of all shapes", "[0,-0,1,-1,10,0.5,-0.5,1e5,1E+5,1e-5,1.5e10,123456789]"},
      {"the largest and the smallest of 64 bits",
       "[18446744073709551615,9223372036854775807,-9223372036854775808]"},
      {"a small number that rounds to nothing", "[1e-400]"},
      {"all short escapes", R"(["\"\\\/\b\f\n\r\t"])"},
      {"escapes of code points", R"(["\u0000\u001f\u00e9\uFFFF"])"},
      {"a pair of surrogates", R"(["\uD83D\uDE00"])"},
      {"UTF-8 of two, three and four bytes", "[\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"]"},
      {"a deleted character", "[\"\x7F\"]"},
      {"empty name", R"({"":0})"},
      {"duplicate names", R"({"a":1,"a":2})"},
  };
  return rows;
}

const std::vector<JsonRow>& refused_rows() {
  static const std::vector<JsonRow> rows{
      {"nothing", ""},
      {"blanks only", " \n"},
      {"a byte order mark", "\xEF\xBB\xBF{}"},
      {"two documents", "{}{}"},
      {"something behind", "{} x"},
      {"an open object", "{"},
      {"an open array", "[1,"},
      {"a closing brace alone", "}"},
      {"the wrong brace", "[1}"},
      {"a comma at the end of an array", "[1,]"},
      {"a comma at the end of an object", R"({"a":1,})"},
      {"a comma at the start", "[,1]"},
      {"two commas", "[1,,2]"},
      {"no comma", "[1 2]"},
      {"no colon", R"({"a" 1})"},
      {"two colons", R"({"a"::1})"},
      {"no value", R"({"a":})"},
      {"no name", "{:1}"},
      {"a name that is no text", "{1:1}"},
      {"a name without quotes", "{a:1}"},
      {"single quotes", "{'a':1}"},
      {"a comment", "{/*a*/}"},
      {"a comment of a line", "{} // a"},
      {"a leading zero", "[01]"},
      {"a leading zero behind a minus", "[-01]"},
      {"a plus", "[+1]"},
      {"a lonely minus", "[-]"},
      {"no digit before the point", "[.5]"},
      {"no digit behind the point", "[1.]"},
      {"no exponent", "[1e]"},
      {"no exponent behind its sign", "[1e+]"},
      {"hexadecimal", "[0x1]"},
      {"not a number", "[NaN]"},
      {"infinity", "[Infinity]"},
      {"minus infinity", "[-Infinity]"},
      {"a word in capitals", "[True]"},
      {"half a word", "[nul]"},
      {"a word and more", "[nullx]"},
      {"a text that does not end", "[\"a]"},
      {"an escape that is none", R"(["\x41"])"},
      {"an escape at the end", R"(["\)"},
      {"half an escape of a code point", R"(["\u00A"])"},
      {"no hexadecimal digits", R"(["\uQQQQ"])"},
      {"a line break in a text", "[\"a\nb\"]"},
      {"a tab in a text", "[\"a\tb\"]"},
      {"a zero byte in a text", std::string("[\"a\0b\"]", 7)},
      {"a zero byte behind", std::string("{}\0", 3)},
      {"a zero byte before", std::string("\0{}", 3)},
      {"a high surrogate alone", R"(["\uD83D"])"},
      {"a low surrogate alone", R"(["\uDE00"])"},
      {"two high surrogates", R"(["\uD83D\uD83D"])"},
      {"a surrogate in UTF-8", "[\"\xED\xA0\x80\"]"},
      {"a lonely continuation byte", "[\"\x80\"]"},
      {"half a character", "[\"\xC3\"]"},
      {"an overlong slash", "[\"\xC0\xAF\"]"},
      {"an overlong zero", "[\"\xE0\x80\x80\"]"},
      {"beyond the last code point", "[\"\xF4\x90\x80\x80\"]"},
      {"a byte that UTF-8 has not", "[\"\xFF\"]"},
      {"Latin-1", "[\"caf\xE9\"]"},
      {"UTF-16", std::string("\xFF\xFE{\0}\0", 6)},
      {"invalid UTF-8 outside of texts", "{\xC3\xA9}"},
      {"a space that JSON has not", "{\xC2\xA0}"},
      {"a form feed", "{\f}"},
  };
  return rows;
}

}  // namespace

TEST_CASE("command codec: what RFC 8259 accepts is judged by its content") {
  for (const JsonRow& row : accepted_rows()) {
    INFO(row.name);
    CHECK_THAT(verdict("complete-review", row.body), !Catch::Contains("malformed_json"));
  }
}

TEST_CASE("command codec: what RFC 8259 does not accept is malformed, and only that") {
  for (const JsonRow& row : refused_rows()) {
    INFO(row.name);
    CHECK(verdict("complete-review", row.body) == "malformed_json");
  }
}

TEST_CASE("command codec: members that are unknown, missing, duplicate or ill-typed are named") {
  CHECK(verdict("complete-review", R"({"completed_on":"2010-01-31"})").empty());
  CHECK(verdict("complete-review", "{}") == "/completed_on required");
  CHECK(verdict("complete-review", "[]") == " wrong_type");
  CHECK(verdict("complete-review", R"({"completed_on":"2010-02-30"})") == "/completed_on not_a_day");
  CHECK(verdict("complete-review", R"({"completed_on":"31.01.2010"})") == "/completed_on not_a_day");
  CHECK(verdict("complete-review", R"({"completed_on":20100131})") == "/completed_on wrong_type");
  CHECK(verdict("complete-review", R"({"completed_on":null})") == "/completed_on wrong_type");
  CHECK(verdict("complete-review", R"({"completed_on":"2010-01-31","completed_on":"2010-01-31"})") ==
        "/completed_on duplicate_member");
  CHECK(verdict("complete-review", R"({"completed_on":"2010-01-31","origin":"import"})") ==
        "/origin unknown_member");
  CHECK(verdict("open-case", open_with(R"(,"board_id":"0")")) == "/board_id unknown_member");
  CHECK(verdict("open-case", open_with(R"(,"children":[{"label":"A"},{"nam":"x"}])")) ==
        "/children/1/nam unknown_member, /children/1/label required");
  CHECK(verdict("open-case", open_with(R"(,"children":{})")) == "/children wrong_type");
  CHECK(verdict("open-case", open_with(R"(,"incident":{"nature":"accident"})")) ==
        "/incident/nature wrong_value");
  CHECK(verdict("open-case", open_with(R"(,"incident":{"description":7})")) ==
        "/incident/description wrong_type");
  CHECK(verdict("open-case", open_with(R"(,"facts":{"died":"yes","died":"no"})")) ==
        "/facts/died duplicate_member");
  CHECK(verdict("open-case", open_with(R"(,"facts":{"dead":"yes"})")) == "/facts/dead unknown_member");
  CHECK(verdict("open-case", open_with(R"(,"facts":{"died":true})")) == "/facts/died wrong_value");
  CHECK(verdict("close-case", R"({"closed_on":"2010-01-31","reason":"x","opened_in_error":"yes"})") ==
        "/opened_in_error wrong_type");
  CHECK(verdict("link-case", R"({"to":"x","relation":"cousin"})") ==
        "/to wrong_value, /relation wrong_value");
  CHECK(verdict("pause-clock", "{}").empty());
}

TEST_CASE("command codec: all faults are named at once") {
  CHECK(verdict("open-case", R"({"board":1,"extra":2})") ==
        "/board wrong_type, /extra unknown_member, /case_label required, /brought_to_attention_on required");
}

TEST_CASE("command codec: a name is escaped in its pointer, and cut between characters") {
  CHECK(verdict("pause-clock", R"({"a/b~c":1})") == "/a~1b~0c unknown_member");
  std::string name(99, 'x');
  CHECK(verdict("pause-clock", "{\"" + name + "\xC3\xA9\":1}") == "/" + name + " unknown_member");
}

TEST_CASE("command codec: 64 levels are read, 65 are too deep, and a deep mess is no JSON") {
  CHECK(verdict("open-case", nested(64)) == "/deep unknown_member");
  CHECK(verdict("open-case", nested(65)) == " too_deep");
  CHECK(verdict("open-case", nested(5'000)) == " too_deep");
  CHECK(verdict("open-case", std::string(5'000, '[')) == "malformed_json");
}

TEST_CASE("command codec: numbers beyond 64 bits are content, whatever else is in the text") {
  for (const char* number : {"18446744073709551616", "-9223372036854775809", "1e400", "-1e400",
                             "123456789012345678901234567890"}) {
    INFO(number);
    CHECK(verdict("pause-clock", std::string{R"({"reason":)"} + number + "}") == " number_too_large");
  }
  CHECK(verdict("pause-clock", R"({"reason":[1e400,01]})") == "malformed_json");
  CHECK(verdict("pause-clock", R"({"reason":["01 -",1e400]})") == " number_too_large");
}

TEST_CASE("command codec: every command of the API has a reader") {
  const auto names = command_names();
  CHECK(names.size() > 12);
  for (const std::string_view name : names) {
    INFO(name);
    const auto read = read_command(name, R"({"surely_unknown":1})");
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().faults.front().pointer == "/surely_unknown");
  }
}

TEST_CASE("command codec: the test clock takes an instant in UTC") {
  CHECK(read_test_clock(R"({"now":"2010-01-31T09:00:00Z"})")->text() == "2010-01-31T09:00:00.000Z");
  CHECK(read_test_clock("{}").error().faults.front().code == "required");
  CHECK(read_test_clock("[]").error().faults.front().code == "wrong_type");
  CHECK(read_test_clock(R"({"now":"2010-01-31"})").error().faults.front().code == "wrong_value");
  CHECK(read_test_clock("x").error().code == malformed_json_code);
}
