// The criteria tables of 1999 and of 2018 on, and those that ask for something else than a review: the
// notifiable incident of 2015, the notification and the rapid review from 2018.
#include <algorithm>
#include <catch2/catch.hpp>
#include <initializer_list>

#include "domain/rules/criteria.hpp"
#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

using enum FactName;

// Every fact is answered no but these.
FactSet only(std::initializer_list<FactName> yes) {
  FactSet facts;
  for (std::size_t at = 0; at < fact_count; ++at) facts.set(static_cast<FactName>(at), Answer::no);
  for (const FactName name : yes) facts.set(name, Answer::yes);
  return facts;
}

// As above, and these are not known.
FactSet only_and_unknown(std::initializer_list<FactName> yes, std::initializer_list<FactName> unknown) {
  FactSet facts = only(yes);
  for (const FactName name : unknown) facts.set(name, Answer::unknown);
  return facts;
}

TableAdvice said(std::string_view edition, std::string_view table, const FactSet& facts) {
  const Edition& found = *shipped_rules().edition(edition);
  return advise(found, *found.table(table), facts);
}

std::string fired(const TableAdvice& advice) {
  std::string rows;
  for (const RowResult& row : advice.rows)
    if (row.result == Answer::yes) rows += row.row + " ";
  return rows;
}

struct Wanted {
  const char* edition;
  const char* table;
  FactSet facts;
  Outcome outcome;
  const char* rows;
};

void check(std::initializer_list<Wanted> all) {
  std::size_t number = 0;
  for (const Wanted& wanted : all) {
    INFO(wanted.edition << " " << wanted.table << ", line " << ++number);
    const TableAdvice advice = said(wanted.edition, wanted.table, wanted.facts);
    CHECK(word_of(advice.advice) == word_of(wanted.outcome));
    CHECK(fired(advice) == wanted.rows);
  }
}

}  // namespace

TEST_CASE("wt1999: a death with abuse or neglect is a must, serious harm counts with concern, as recalled") {
  check({
      {"wt1999", "review", only({died, abuse_or_neglect}), Outcome::must, "1 "},
      {"wt1999", "review", only({serious_harm, interagency_concern}), Outcome::consider, "2 "},
      {"wt1999", "review", only({serious_sexual_abuse, interagency_concern}), Outcome::consider, "2 "},
      {"wt1999", "review", only({serious_harm}), Outcome::not_met, ""},
      {"wt1999", "review", only({interagency_concern}), Outcome::not_met, ""},
      {"wt1999", "review", FactSet{}, Outcome::insufficient_facts, ""},
  });
  for (const CriteriaRow& row : shipped_rules().edition("wt1999")->table("review")->rows)
    CHECK(row.verification == Verification::recalled);
}

TEST_CASE("wt2015 notifiable incident: a test of its own, with each of its four rows") {
  check({
      {"wt2015", "notifiable_incident", only({died, abuse_or_neglect}), Outcome::must, "i "},
      {"wt2015", "notifiable_incident", only({serious_harm, abuse_or_neglect}), Outcome::must, "ii "},
      {"wt2015", "notifiable_incident", only({died, looked_after}), Outcome::must, "iii "},
      {"wt2015", "notifiable_incident", only({died, in_regulated_setting}), Outcome::must, "iv "},
      {"wt2015", "notifiable_incident", only({died}), Outcome::not_met, ""},
      {"wt2015", "notifiable_incident", only({looked_after, abuse_or_neglect}), Outcome::not_met, ""},
      {"wt2015", "notifiable_incident", only_and_unknown({died}, {looked_after}), Outcome::insufficient_facts,
       ""},
  });
  CHECK(shipped_rules().edition("wt2013")->table("notifiable_incident") == nullptr);
}

TEST_CASE(
    "wt2015: a death that is notifiable need not be a must, and every death that is a must is notifiable") {
  const FactSet looked_after_child = only({died, looked_after});
  CHECK(said("wt2015", "notifiable_incident", looked_after_child).advice == Outcome::must);
  CHECK(said("wt2015", "review", looked_after_child).advice == Outcome::may);
  const FactSet death_through_neglect = only({died, abuse_or_neglect});
  CHECK(said("wt2015", "review", death_through_neglect).advice == Outcome::must);
  CHECK(said("wt2015", "notifiable_incident", death_through_neglect).advice == Outcome::must);
}

TEST_CASE("cswa2018 rows N1 to N3: where it happened, where the child lives, and a looked-after child") {
  check({
      {"cswa2018", "notification", only({abuse_or_neglect, died, in_authority_area}), Outcome::must, "N1 "},
      {"cswa2018", "notification", only({abuse_or_neglect, serious_harm, in_authority_area}), Outcome::must,
       "N1 "},
      {"cswa2018", "notification", only({abuse_or_neglect, died, outside_england_but_resident}),
       Outcome::must, "N2 "},
      {"cswa2018", "notification", only({died, looked_after}), Outcome::must, "N3 "},
      {"cswa2018", "notification", only({abuse_or_neglect, died}), Outcome::not_met, ""},
      {"cswa2018", "notification", only({died, in_authority_area}), Outcome::not_met, ""},
      {"cswa2018", "notification", only_and_unknown({died, in_authority_area}, {abuse_or_neglect}),
       Outcome::insufficient_facts, ""},
  });
}

TEST_CASE("wt2023 row N4: a care leaver's death should be notified, and under 2018 nobody says so") {
  check({
      {"wt2023", "notification", only({died, care_leaver_18_24}), Outcome::should, "N4 "},
      {"wt2023", "notification", only({care_leaver_18_24}), Outcome::not_met, ""},
      {"wt2023", "notification", only_and_unknown({died}, {care_leaver_18_24}), Outcome::insufficient_facts,
       ""},
  });
  CHECK(shipped_rules().edition("wt2018")->table("notification") == nullptr);
}

TEST_CASE(
    "from 2018 rows R1 and R2: a rapid review follows a notification, unless its criteria were not met") {
  for (const char* edition : {"wt2018", "wt2023"})
    check({
        {edition, "rapid_review", only({serious_incident_notified}), Outcome::must, "R1 "},
        {edition, "rapid_review",
         only_and_unknown({serious_incident_notified}, {notification_criteria_not_met}), Outcome::must,
         "R1 "},
        {edition, "rapid_review", only({serious_incident_notified, notification_criteria_not_met}),
         Outcome::not_met, ""},
        {edition, "rapid_review", only({}), Outcome::not_met, ""},
    });
}

TEST_CASE("from 2018 rows L1 and P1: a review may be held, locally or nationally, and none is a must") {
  for (const char* edition : {"wt2018", "wt2023"})
    check({
        {edition, "review", only({improvements_needed}), Outcome::may, "L1 "},
        {edition, "review", only({interagency_concern}), Outcome::may, "L1 "},
        {edition, "review", only({panel_prefers_local_review}), Outcome::may, "L1 "},
        {edition, "review", only({complex_or_national_importance}), Outcome::may, "P1 "},
        {edition, "review", only({law_or_guidance_change_needed}), Outcome::may, "P1 "},
        {edition, "review", only({recurrent_themes}), Outcome::may, "L1 P1 "},
        {edition, "review", only({died, abuse_or_neglect, serious_harm, in_custody}), Outcome::not_met, ""},
        {edition, "review", only_and_unknown({died}, {improvements_needed}), Outcome::insufficient_facts, ""},
    });
}

TEST_CASE("what stands beside the review table is advised of too, and unknown is never read as no") {
  for (const Edition* edition : shipped_rules().editions())
    for (const CriteriaTable& table : edition->tables) {
      INFO(edition->id << " " << table.name);
      const TableAdvice advice = advise(*edition, table, FactSet{});
      CHECK(advice.advice == Outcome::insufficient_facts);
      CHECK_FALSE(advice.missing_facts.empty());
      CHECK(std::ranges::all_of(advice.rows,
                                [](const RowResult& row) { return row.result == Answer::unknown; }));
    }
}
