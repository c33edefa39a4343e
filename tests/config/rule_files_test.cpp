#include "config/rule_files.hpp"

#include <catch2/catch.hpp>

#include "tests/support/rules_copy.hpp"
#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

namespace files = std::filesystem;

std::string fault_of(const RulesCopy& copy) {
  const auto loaded = load_rule_files(copy.directory());
  REQUIRE_FALSE(loaded.has_value());
  return loaded.error().text();
}

const RuleDocument& shipped(std::string_view id) {
  for (const RuleDocument& document : shipped_documents())
    if (document.id == id) return document;
  throw std::invalid_argument("no such document");
}

std::string changed(std::string_view id, std::string_view from, std::string_view to) {
  std::string text = shipped(id).text;
  return text.replace(text.find(from), from.size(), to);
}

bool contains(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("the shipped rules load: calendars first, then editions by id, each with its text") {
  std::string order;
  for (const RuleDocument& document : shipped_documents()) order += document.id + " ";
  CHECK(order ==
        "england-and-wales ch8-2009 covid2020 cswa2018 every-edition go2011 local-72-hours local-fgm "
        "local-rapid-review local-referral npie2013 nspcc2013 ofs2012 ofsted2007 panel2025 pub2010 trans2018 "
        "wt1999 wt2006 wt2010 wt2013 wt2015 wt2018 wt2023 ");
  CHECK(shipped("england-and-wales").kind == DocumentKind::calendar);
  CHECK(shipped("wt2010").kind == DocumentKind::edition);
  CHECK(shipped("wt2010").text.starts_with("# Working Together to Safeguard Children (2010)"));
}

TEST_CASE("a document is read again from its text alone, as the log keeps it") {
  for (const RuleDocument& document : shipped_documents()) {
    const auto again = read_rule_document(document.kind, document.text, "log");
    REQUIRE(again.has_value());
    CHECK(again->id == document.id);
    CHECK(again->hash == document.hash);
  }
  CHECK_FALSE(read_rule_document(DocumentKind::calendar, shipped("wt2010").text, "log").has_value());
}

TEST_CASE("two documents of one id are refused") {
  const RulesCopy rules;
  rules.write("editions/zz-copy.toml", shipped("wt2010").text);
  CHECK(contains(fault_of(rules), "has the id of"));
}

TEST_CASE("two editions that begin on the same day are refused") {
  const RulesCopy rules;
  rules.write("editions/zz-other.toml", changed("wt2010", "id = \"wt2010\"", "id = \"other\""));
  CHECK(contains(fault_of(rules), "comes into force on the same day as"));
}

TEST_CASE("a rule that names a calendar which is not there is refused") {
  const RulesCopy rules;
  rules.write("editions/wt2010.toml",
              changed("wt2010", "calendar = \"england-and-wales\"", "calendar = \"scotland\""));
  CHECK(contains(fault_of(rules), "the rule decision names a calendar that is not there"));
}

TEST_CASE("instruments that do not fit together are refused") {
  const RulesCopy rules;
  rules.write("editions/go2011.toml", changed("go2011", "[\"wt2010\"]", "[\"wt2011\"]"));
  CHECK(contains(fault_of(rules), "go2011.toml: amends wt2011, which is no guidance that is there"));
  rules.write("editions/go2011.toml", shipped("go2011").text);
  rules.write("editions/pub2010.toml",
              changed("pub2010", "governed_by = \"decision_to_conduct\"", "governed_by = \"completion\""));
  CHECK(contains(fault_of(rules), "the rule publication takes the place of one of wt2010"));
  rules.write("editions/pub2010.toml", shipped("pub2010").text);
  rules.write("editions/covid2020.toml", changed("covid2020", "\"rapid-review\"", "\"quick-review\""));
  CHECK(contains(fault_of(rules), "relaxes the rule quick-review, which nobody has"));
  rules.write("editions/covid2020.toml", shipped("covid2020").text);
  rules.write("editions/local-fgm.toml",
              changed("local-fgm", "tell-of-female-genital-mutilation", "decision"));
  CHECK(contains(fault_of(rules), "the local rule decision has the id of one of"));
}

TEST_CASE("one damaged document refuses them all, by file and line") {
  const RulesCopy rules;
  rules.write("editions/wt2013.toml", changed("wt2013", "count = 1\n", "count = 0\n"));
  CHECK(contains(fault_of(rules), "wt2013.toml:"));
  CHECK(contains(fault_of(rules), "rules[1].count must be from 1"));
}

TEST_CASE("a directory without documents, or none at all, is refused") {
  const RulesCopy rules;
  files::remove(rules.directory() / "calendars" / "england-and-wales.toml");
  CHECK(contains(fault_of(rules), "holds no .toml document"));
  files::remove_all(rules.directory() / "calendars");
  CHECK(contains(fault_of(rules), "cannot be listed"));
}
