// Which instrument applies: guidance, directions beside it, local rules; the change-over of boards.
#include <catch2/catch.hpp>

#include "domain/rules/resolution.hpp"
#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

// The days asked about, by milestone.
MilestoneDays on(std::initializer_list<std::pair<Milestone, const char*>> days) {
  MilestoneDays asked;
  for (const auto& [milestone, text] : days)
    asked[static_cast<std::size_t>(milestone)] = PartialDate::parse(text);
  return asked;
}

const ResolvedRule* found(const Resolution& resolution, std::string_view rule) {
  for (const ResolvedRule& resolved : resolution.rules)
    if (resolved.rule->id == rule) return &resolved;
  return nullptr;
}

// "wt2010" or "": the instrument from which the rule is taken on these days.
std::string instrument(std::string_view rule, const MilestoneDays& days, const CaseTerms& terms = {}) {
  const Resolution resolution = resolve(shipped_rules(), days, terms);
  const ResolvedRule* resolved = found(resolution, rule);
  return resolved == nullptr ? "" : resolved->edition->id;
}

std::string why(std::string_view rule, const MilestoneDays& days, const CaseTerms& terms = {}) {
  const Resolution resolution = resolve(shipped_rules(), days, terms);
  const ResolvedRule* resolved = found(resolution, rule);
  REQUIRE(resolved != nullptr);
  return resolved->why;
}

std::string governing(std::string_view when, std::optional<Day> changed_over_on = std::nullopt) {
  const Governing found = shipped_rules().governing(day(when), {changed_over_on, {}});
  return found.edition->id + (found.uncertain() ? " or " + found.other->id : "");
}

}  // namespace

TEST_CASE("2018/19: a board is governed by the 2015 edition until its area changes over") {
  CHECK(governing("2018-06-28", day("2019-05-01")) == "wt2015");
  CHECK(governing("2018-06-29", day("2019-05-01")) == "wt2015");
  CHECK(governing("2019-04-30", day("2019-05-01")) == "wt2015");
  CHECK(governing("2019-05-01", day("2019-05-01")) == "wt2018");
  CHECK(governing("2019-09-29", day("2019-09-01")) == "wt2018");
}

TEST_CASE("2018/19: where the day of change-over is not known, the 2015 edition, marked as uncertain") {
  CHECK(governing("2018-06-28") == "wt2015");
  CHECK(governing("2018-06-29") == "wt2015 or wt2018");
  CHECK(governing("2019-09-29") == "wt2015 or wt2018");
  CHECK(governing("2019-09-30") == "wt2018");
  CHECK(shipped_rules().governing(day("2019-01-01")).change_over_unknown);
}

TEST_CASE("2019-09-30: every board is governed by the 2018 edition, even one that said it was late") {
  CHECK(governing("2019-09-30", day("2019-10-15")) == "wt2018");
}

TEST_CASE("2018-06-29: the duty to notify by statute is for everybody, whatever governs the board") {
  const auto aware = [](const char* text) { return on({{Milestone::awareness, text}}); };
  CHECK(instrument("serious-incident", aware("2018-06-28")) == "wt2015");
  CHECK(instrument("serious-incident", aware("2018-06-29")) == "cswa2018");
  CHECK(instrument("serious-incident", aware("2019-06-01"), {day("2019-05-01"), {}}) == "cswa2018");
  CHECK(why("serious-incident", aware("2018-06-29")) ==
        "cswa2018 was in force on 2018-06-29, the day the local authority became aware of it. It takes the "
        "place of the rule of wt2015.");
}

TEST_CASE("2010-06-10: the day the review was initiated chooses the rule of publication") {
  const auto decided = [](const char* text) {
    return on({{Milestone::decision_to_conduct, text}, {Milestone::completion, "2013-06-01"}});
  };
  CHECK(instrument("publication", decided("2010-06-09")) == "wt2010");
  CHECK(instrument("publication", decided("2010-06-10")) == "pub2010");
  CHECK(instrument("publication", decided("2013-04-14")) == "pub2010");
  CHECK(instrument("publication", decided("2013-04-15")) == "wt2013");
}

TEST_CASE("2011-02-21: the day of the act chooses whom the board consults") {
  const auto revised = [](const char* text) { return on({{Milestone::timetable_revised, text}}); };
  CHECK(instrument("consult-on-timetable", revised("2011-02-20")) == "wt2010");
  CHECK(instrument("consult-on-timetable", revised("2011-02-21")) == "go2011");
  CHECK(instrument("consult-on-timetable", revised("2013-04-15")).empty());
}

TEST_CASE("2011-02-21: the day of the telling chooses who is told, whatever gave rise to it") {
  const auto told = [](const char* brought, const char* text) {
    return on({{Milestone::brought_to_attention, brought}, {Milestone::notice, text}});
  };
  CHECK(instrument("tell-government", told("2011-02-15", "2011-02-20")) == "wt2010");
  CHECK(instrument("tell-government", told("2011-02-15", "2011-02-21")) == "go2011");
  CHECK(instrument("tell-government", told("2011-03-01", "2011-02-18")) == "wt2010");
  CHECK(why("tell-government", told("2011-02-15", "2011-02-25")) ==
        "go2011 was in force on 2011-02-25, the day the office was told or consulted. It takes the place of "
        "the rule of wt2010.");
  CHECK(why("tell-government", on({{Milestone::brought_to_attention, "2011-02-15"}})) ==
        "wt2010 was in force on 2011-02-15, the day the matter was brought to the board's attention. Told on "
        "another day, it goes by the instrument of that day.");
  // The office does not come back with the end of the letter, which ended with the guidance it amends.
  CHECK(
      why("tell-government", told("2011-02-15", "2014-01-06")).starts_with("go2011 was in force to the end"));
}

TEST_CASE("June 2013: before the national panel there was nobody to tell, and its month leaves a doubt") {
  const auto refused = [](const char* text) { return on({{Milestone::decision_not_to_conduct, text}}); };
  CHECK(instrument("notify-national-panel", refused("2013-05-31")).empty());
  CHECK(instrument("notify-national-panel", refused("2013-06-01")) == "npie2013");
  CHECK(why("notify-national-panel", refused("2013-06-15")).find("2013-06 that is not known") !=
        std::string::npos);
  CHECK(why("notify-national-panel", refused("2013-07-01")).find("not known") == std::string::npos);
  CHECK(instrument("notify-national-panel", refused("2015-03-25")) == "npie2013");
}

TEST_CASE("local rules apply only where a board switched them on, and only while they are in force") {
  const auto incident = on({{Milestone::incident, "2010-03-01"}});
  CHECK(instrument("referral-within-72-hours", incident).empty());
  CHECK(instrument("referral-within-72-hours", incident, {std::nullopt, {"local-72-hours"}}) ==
        "local-72-hours");
  CHECK(why("referral-within-72-hours", incident, {std::nullopt, {"local-72-hours"}})
            .find("switched on for this board") != std::string::npos);
  const auto early = on({{Milestone::incident, "2009-12-31"}});
  CHECK(instrument("referral-within-72-hours", early, {std::nullopt, {"local-72-hours"}}).empty());
}

TEST_CASE("a newer direction takes the place of the rule of the guidance it amends, and of no other") {
  const auto notified = [](const char* text) { return on({{Milestone::serious_incident_notified, text}}); };
  CHECK(instrument("rapid-review", notified("2019-10-01")) == "wt2018");
  CHECK(instrument("rapid-review", notified("2024-01-02")) == "wt2023");
  CHECK(instrument("rapid-review", notified("2025-07-01")) == "panel2025");
}

TEST_CASE("resolve: a rule whose own day was not given is named with the day it waits for") {
  const Resolution resolution =
      resolve(shipped_rules(), on({{Milestone::brought_to_attention, "2010-05-01"}}), {});
  REQUIRE(found(resolution, "decision") != nullptr);
  CHECK(found(resolution, "decision")->due->due_on == day("2010-06-01"));
  CHECK(found(resolution, "completion") == nullptr);
  const UnresolvedRule waiting{"completion", "completion", Milestone::decision_to_conduct};
  CHECK(std::ranges::count(resolution.unresolved, waiting) == 1);
}

TEST_CASE("resolve: a partial day has no due day, and the doubt of a month is named") {
  const Resolution resolution =
      resolve(shipped_rules(), on({{Milestone::brought_to_attention, "2010-03"}}), {});
  const ResolvedRule* decision = found(resolution, "decision");
  REQUIRE(decision != nullptr);
  CHECK_FALSE(decision->due.has_value());
  REQUIRE(decision->other != nullptr);
  CHECK(decision->other->id == "ch8-2009");
}
