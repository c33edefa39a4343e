#include "domain/rules/rule_book.hpp"

#include <catch2/catch.hpp>

#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

std::string governed_by(std::string_view when) {
  const Governing found = shipped_rules().governing(day(when));
  return found.edition == nullptr ? "" : found.edition->id;
}

std::string other_than(std::string_view when) {
  const Governing found = shipped_rules().governing(day(when));
  return found.other == nullptr ? "" : found.other->id;
}

}  // namespace

TEST_CASE("each day is governed by the edition in force on it") {
  CHECK(governed_by("1999-12-01") == "wt1999");
  CHECK(governed_by("2006-03-31") == "wt1999");
  CHECK(governed_by("2006-04-01") == "wt2006");
  CHECK(governed_by("2009-11-30") == "wt2006");
  CHECK(governed_by("2009-12-01") == "ch8-2009");
  CHECK(governed_by("2010-02-28") == "ch8-2009");
  CHECK(governed_by("2010-03-01") == "wt2010");
  CHECK(governed_by("2013-04-14") == "wt2010");
  CHECK(governed_by("2013-04-15") == "wt2013");
  CHECK(governed_by("2015-03-25") == "wt2013");
  CHECK(governed_by("2015-03-26") == "wt2015");
  CHECK(governed_by("2018-06-28") == "wt2015");
  CHECK(governed_by("2019-09-30") == "wt2018");
  CHECK(governed_by("2023-11-30") == "wt2018");
  CHECK(governed_by("2023-12-01") == "wt2023");
  CHECK(governed_by("2026-01-01") == "wt2023");
}

TEST_CASE("days that no edition covers are governed by none") {
  CHECK(governed_by("1999-11-30").empty());
  CHECK(first_rules().governing(day("2018-06-29")).edition == nullptr);
  CHECK_FALSE(first_rules().governing(day("2018-06-29")).uncertain());
}

TEST_CASE(
    "December 2009 and March 2010: the day of the change is not known, so the edition before is named too") {
  CHECK(other_than("2009-12-01") == "wt2006");
  CHECK(other_than("2009-12-31") == "wt2006");
  CHECK(other_than("2010-01-01").empty());
  CHECK(other_than("2010-03-01") == "ch8-2009");
  CHECK(other_than("2010-03-31") == "ch8-2009");
  CHECK(other_than("2010-04-01").empty());
}

TEST_CASE("the first edition of all has no other, and a change known to the day leaves no doubt") {
  CHECK(other_than("2006-04-15").empty());
  CHECK(other_than("2013-04-15").empty());
  CHECK(other_than("2015-03-26").empty());
}

TEST_CASE("an edition that had ended before the day is not the other one") {
  RuleBook book;
  Edition first;
  first.id = "first";
  first.in_force_from = *PartialDate::parse("2001-01-01");
  first.in_force_to = day("2004-12-31");
  Edition second;
  second.id = "second";
  second.in_force_from = *PartialDate::parse("2005-01");
  book.add(second);
  book.add(first);
  CHECK(book.governing(day("2005-01-10")).edition->id == "second");
  CHECK_FALSE(book.governing(day("2005-01-10")).uncertain());
}

TEST_CASE("V9, V10: a new revision of a calendar stands beside the old one, which keeps its answer") {
  RuleBook book;
  book.add(shipped_calendar());
  Calendar newer = shipped_calendar();
  newer.revision = 2;
  newer.holidays.erase(newer.holidays.begin(), newer.holidays.end());
  book.add(newer);
  REQUIRE(book.calendar("england-and-wales") != nullptr);
  CHECK(book.calendar("england-and-wales")->revision == 2);
  const Calendar* pinned = book.calendar("england-and-wales", 1);
  REQUIRE(pinned != nullptr);
  CHECK(add_working_days(*pinned, day("2016-03-24"), 5) == day("2016-04-04"));
  CHECK(add_working_days(newer, day("2016-03-24"), 5) == day("2016-03-31"));
  CHECK(book.calendar("england-and-wales", 3) == nullptr);
  CHECK(book.calendar("scotland") == nullptr);
  CHECK(book.calendars().size() == 1);
}

TEST_CASE("a new revision of an edition governs, and the old one stays readable by its number") {
  RuleBook book;
  Edition edition = *shipped_rules().edition("wt2010");
  book.add(edition);
  const Edition* before = book.edition("wt2010");
  edition.revision += 1;
  edition.in_force_from = *PartialDate::parse("2010-03-17");
  book.add(edition);
  CHECK(book.governing(day("2010-03-20")).edition->revision == edition.revision);
  CHECK(book.governing(day("2010-03-16")).edition == nullptr);
  CHECK(book.edition("wt2010", edition.revision - 1) == before);
  CHECK(book.edition("wt2010")->revision == edition.revision);
  CHECK(book.editions().size() == 1);
}

TEST_CASE("the guidance is listed in the order in which it came into force, directions beside it") {
  std::string order;
  for (const Edition* edition : shipped_rules().guidance()) order += edition->id + " ";
  CHECK(order == "wt1999 wt2006 ch8-2009 wt2010 wt2013 wt2015 wt2018 wt2023 ");
  Day before = shipped_rules().editions().front()->in_force_from.first();
  for (const Edition* edition : shipped_rules().editions()) {
    CHECK(before <= edition->in_force_from.first());
    before = edition->in_force_from.first();
  }
}
