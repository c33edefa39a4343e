#include <algorithm>
#include <catch2/catch.hpp>

#include "config/calendar_reader.hpp"
#include "config/edition_reader.hpp"
#include "config/text_digest.hpp"
#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

// The text of a shipped document, with one piece replaced.
std::string changed(const std::string& id, std::string_view from, std::string_view to) {
  for (const RuleDocument& document : shipped_documents()) {
    if (document.id != id) continue;
    std::string text = document.text;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
  }
  FAIL("no such document");
  return {};
}

int line_of(const std::string& text, std::string_view piece) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(text.find(piece));
  return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

ConfigFault edition_fault(std::string_view from, std::string_view to) {
  const std::string text = changed("wt2010", from, to);
  const auto read = read_edition(text, "wt2010.toml");
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().file == "wt2010.toml");
  return read.error();
}

ConfigFault calendar_fault(std::string_view from, std::string_view to) {
  const auto read = read_calendar(changed("england-and-wales", from, to), "calendar.toml");
  REQUIRE_FALSE(read.has_value());
  return read.error();
}

bool says(const ConfigFault& fault, std::string_view words) {
  return fault.text().find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a shipped edition reads whole") {
  const Edition& edition = *shipped_rules().edition("wt2010");
  CHECK(edition.in_force_from.text() == "2010-03");
  CHECK_FALSE(edition.in_force_to.has_value());
  CHECK(edition.verification == Verification::verified);
  CHECK(edition.table(review_table)->rows.size() == 7);
  const Rule* decision = edition.rule("decision");
  REQUIRE(decision != nullptr);
  CHECK(decision->count == 1);
  CHECK(decision->unit == Unit::months);
  CHECK(decision->roll == Roll::none);
  CHECK(decision->starts_at == Milestone::brought_to_attention);
  CHECK(decision->met_by == Milestone::decision);
  CHECK(decision->rungs == std::vector{-14, -7, -1, 0, 1});
  CHECK(edition.rule("report") == nullptr);
}

TEST_CASE("every shipped rule and row carries its clause, its source and its mark") {
  for (const Edition* edition : shipped_rules().editions()) {
    INFO(edition->id);
    const bool guidance = edition->layer == Layer::guidance;
    CHECK(edition->no_pause_clause.empty() != guidance);
    CHECK(edition->revision_of_timetable_clause.empty() != guidance);
    for (const Rule& rule : edition->rules) {
      CHECK_FALSE((rule.clause.empty() || rule.source.empty()));
      CHECK(rule.verification != Verification::unknown);
      CHECK((shipped_rules().calendar(rule.calendar) != nullptr) == (rule.unit != Unit::none));
    }
    for (const CriteriaTable& table : edition->tables)
      for (const CriteriaRow& row : table.rows) {
        CHECK_FALSE((row.clause.empty() || row.source.empty() || row.description.empty()));
        CHECK(row.verification != Verification::unknown);
      }
  }
}

TEST_CASE("a document's hash is the SHA-256 of its text, to the byte") {
  CHECK(digest_of_text("").text() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(digest_of_text("abc").text() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  for (const RuleDocument& document : shipped_documents())
    CHECK(document.hash == digest_of_text(document.text));
  const auto other = read_edition(changed("wt2010", "# Working", "#  Working"), "wt2010.toml");
  REQUIRE(other.has_value());
  CHECK(other->hash != shipped_rules().edition("wt2010")->hash);
}

TEST_CASE("V23: a count of zero or below is no rule, with the line on which it stands") {
  for (const char* count : {"count = 0", "count = -1", "count = 999999999"}) {
    const ConfigFault fault = edition_fault("count = 1", count);
    CHECK(says(fault, "rules[1].count must be from 1 to"));
    CHECK(fault.line == line_of(changed("wt2010", "count = 1", count), count));
  }
}

TEST_CASE("an edition with a key of the wrong type is refused") {
  CHECK(says(edition_fault("count = 1", "count = 1.0"), "rules[1].count must be a whole number"));
  CHECK(says(edition_fault("count = 1", "count = \"1\""), "rules[1].count must be a whole number"));
  CHECK(says(edition_fault("count = 1", "count = true"), "rules[1].count must be a whole number"));
  CHECK(says(edition_fault("id = \"wt2010\"", "id = 2010"), "id must be text"));
  CHECK(says(edition_fault("id = \"wt2010\"", "id = \"\""), "id must not be empty"));
  CHECK(says(edition_fault("id = \"wt2010\"", "id = \"wt\\n2010\""), "id must be one line"));
  CHECK(says(edition_fault("all_of = [[\"died\"], [\"abuse_or_neglect\"]]", "all_of = [\"died\"]"),
             "criteria[1].all_of must be a list of lists"));
}

TEST_CASE("an edition with an unknown key is refused at its line") {
  const ConfigFault fault = edition_fault("roll = \"none\"", "rolls = \"none\"");
  CHECK((says(fault, "rules[1].roll is missing") || says(fault, "rules[1].rolls is not known here")));
  const ConfigFault extra = edition_fault("roll = \"none\"", "roll = \"none\"\npause = true");
  CHECK(says(extra, "rules[1].pause is not known here"));
  CHECK(extra.line ==
        line_of(changed("wt2010", "roll = \"none\"", "roll = \"none\"\npause = true"), "pause = true"));
  CHECK(says(edition_fault("\nrevision = ", "\nextension = 1\nrevision = "), "extension is not known here"));
  CHECK(
      says(edition_fault("row = \"1\"", "row = \"1\"\nweight = 1"), "criteria[1].weight is not known here"));
}

TEST_CASE("an edition with a missing key is refused") {
  CHECK(says(edition_fault("calendar = \"england-and-wales\"\n", ""), "rules[1].calendar is missing"));
  CHECK(says(edition_fault("\nrevision = ", "\n# "), "revision is missing"));
  CHECK(says(edition_fault("outcome = \"must\"\n", ""), "criteria[1].outcome is missing"));
}

TEST_CASE("an edition with an unknown fact, milestone, unit, roll, mark, kind or outcome is refused") {
  CHECK(says(edition_fault("[\"died\"]", "[\"dead\"]"), "criteria[1].all_of names a fact that is not known"));
  CHECK(says(edition_fault("\"brought_to_attention\"", "\"panel_reply\""), "rules[1].starts_at is none of"));
  CHECK(says(edition_fault("met_by = \"decision\"", "met_by = \"awareness\""), "rules[1].met_by is none of"));
  CHECK(says(edition_fault("unit = \"months\"", "unit = \"days\""), "rules[1].unit is none of months"));
  CHECK(says(edition_fault("roll = \"none\"", "roll = \"next\""), "rules[1].roll is none of none"));
  CHECK(says(edition_fault("verification = \"verified\"", "verification = \"sure\""),
             "verification is none of"));
  CHECK(says(edition_fault("kind = \"decision\"", "kind = \"extension\""),
             "rules[1].met_by and kind disagree: what decision meets is of the kind decision"));
  CHECK(says(edition_fault("outcome = \"must\"", "outcome = \"not_met\""), "criteria[1].outcome is none of"));
  CHECK(says(edition_fault("otherwise = \"not_met\"", "otherwise = \"must\""), "otherwise is none of"));
}

TEST_CASE("an edition whose parts contradict each other is refused") {
  CHECK(says(edition_fault("kind = \"decision\"", "kind = \"decision\"\nrecipient = \"ofsted\""),
             "recipient is not known here"));
  CHECK(says(edition_fault("met_by = \"decision\"", "met_by = \"notification_of_decision\""), "disagree"));
  CHECK(says(edition_fault("recipient = \"ofsted\"\n", ""), "recipient is missing"));
  CHECK(says(edition_fault("subjects = [", "subjects = [] #"), "subjects must name at least one subject"));
  CHECK(says(edition_fault("id = \"completion\"", "id = \"decision\""), "rules[2].id is used twice"));
  CHECK(says(edition_fault("row = \"1a\"", "row = \"1\""), "criteria[2].row is used twice"));
  CHECK(says(edition_fault("in_force_from = \"2010-03\"",
                           "in_force_from = \"2010-03\"\nin_force_to = \"2010-02-28\""),
             "in_force_to is before in_force_from"));
  CHECK(says(edition_fault("in_force_from = \"2010-03\"", "in_force_from = \"2010-02-30\""),
             "in_force_from must be"));
  CHECK(says(edition_fault("unit = \"months\"", "unit = \"months\"\nrungs = [0, 0]"), "rungs must rise"));
  CHECK(says(edition_fault("all_of = [[\"died\"], [\"abuse_or_neglect\"]]", "all_of = [[]]"),
             "at least one fact"));
  CHECK(says(edition_fault("all_of = [[\"died\"], [\"abuse_or_neglect\"]]", "all_of = []"),
             "at least one list"));
}

TEST_CASE("an edition may have rungs of its own, or none") {
  const auto own =
      read_edition(changed("wt2010", "unit = \"months\"", "unit = \"months\"\nrungs = [-30, 0]"), "f");
  REQUIRE(own.has_value());
  CHECK(own->rules.front().rungs == std::vector{-30, 0});
  const auto none =
      read_edition(changed("wt2010", "unit = \"months\"", "unit = \"months\"\nrungs = []"), "f");
  REQUIRE(none.has_value());
  CHECK(none->rules.front().rungs.empty());
}

TEST_CASE("text that is no TOML is refused with its line") {
  const auto read = read_edition("id = \"wt2010\"\nrevision = = 1\n", "broken.toml");
  REQUIRE_FALSE(read.has_value());
  CHECK(read.error().line == 2);
  CHECK(read.error().text().starts_with("broken.toml:2: "));
  CHECK_FALSE(read_edition("id = \"a\"\nid = \"b\"\n", "twice.toml").has_value());
  CHECK_FALSE(read_edition("id = \"\xff\"\n", "bytes.toml").has_value());
  CHECK_FALSE(read_edition("", "empty.toml").has_value());
}

TEST_CASE("a document that is too long or nests too deeply is refused before it is parsed") {
  CHECK(says(read_edition(std::string(65537, '#'), "f").error(), "longer than 65536 bytes"));
  const auto deep = read_edition("a = 1\nb = " + std::string(30000, '['), "f");
  CHECK(says(deep.error(), "f:2: nested deeper than 8"));
  CHECK(says(read_edition("a = " + std::string(20, '{'), "f").error(), "nested deeper than 8"));
  std::string dotted = "a";
  for (int at = 0; at < 10000; ++at) dotted += ".a";
  CHECK(says(read_edition(dotted + " = 1", "f").error(), "nested deeper than 8"));
  CHECK(says(read_edition("[" + dotted + "]", "f").error(), "nested deeper than 8"));
}

TEST_CASE("brackets and dots inside strings and comments are no nesting") {
  const std::string many = std::string(40, '[') + std::string(40, '.');
  CHECK(read_edition(changed("wt2010", "# Working", "# " + many), "f").has_value());
  CHECK(read_edition(changed("wt2010", "note = \"", "note = \"" + many + "\\\"" + many), "f").has_value());
  const auto after = read_edition("a = '" + many + "'\nb = " + std::string(9, '['), "f");
  CHECK(says(after.error(), "f:2: nested deeper"));
}

TEST_CASE("a calendar whose days are wrong is refused") {
  CHECK(
      says(calendar_fault("day = \"2016-03-25\"", "day = \"2016-02-30\""), ".day must be a day that exists"));
  CHECK(says(calendar_fault("day = \"2016-03-25\"", "day = \"2016-03-26\""), "Saturday or Sunday"));
  CHECK(says(calendar_fault("day = \"2016-03-25\"", "day = \"2016-03-28\""),
             "is not after the holiday before it"));
  CHECK(says(calendar_fault("day = \"2016-03-25\"", "day = \"2030-03-25\""),
             "lies outside first_day and last_day"));
  CHECK(says(calendar_fault("last_day = \"2028-12-31\"", "last_day = \"1998-12-31\""),
             "last_day is before first_day"));
  CHECK(says(calendar_fault("title = \"Good Friday\"", "title = \"Good Friday\"\nlocal = true"),
             "local is not known"));
  CHECK(says(calendar_fault("provenance = \"computed\"\n", ""), "holidays[1].provenance is missing"));
}

TEST_CASE("a calendar with another rule of London's clocks is refused: nothing would obey it") {
  CHECK(says(calendar_fault("from_year = 1996", "from_year = 1972"), "london.from_year is not the rule"));
  CHECK(says(calendar_fault("month = 10", "month = 9"), "london.summer_ends.month is not the rule"));
  CHECK(says(calendar_fault("\"01:00\"", "\"02:00\""), "london.summer_begins.at_utc is not the rule"));
  CHECK(says(calendar_fault("summer_offset_minutes = 60", ""), "london.summer_offset_minutes is missing"));
}
