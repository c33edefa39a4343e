// Every deadline D1 to D24 and every notification N-a to N-t of the reference stands in an instrument, with
// its length, its unit, its mark and whom it tells.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

struct Period {
  const char* duty;
  const char* edition;
  const char* rule;
  Milestone starts_at;
  int count;
  Unit unit;
  Milestone met_by;
  Verification verification;
};

using enum Milestone;
using enum Unit;
using enum Verification;

const std::vector<Period> periods{
    {"D1", "wt1999", "decision", brought_to_attention, 1, months, decision, recalled},
    {"D2", "wt1999", "completion", decision_to_conduct, 4, months, completion, recalled},
    {"D3", "wt2006", "decision", brought_to_attention, 1, months, decision, recalled},
    {"D4", "wt2006", "completion", decision_to_conduct, 4, months, completion, verified},
    {"D5", "ch8-2009", "decision", brought_to_attention, 1, months, decision, verified},
    {"D5", "wt2010", "decision", brought_to_attention, 1, months, decision, verified},
    {"D6", "ch8-2009", "completion", decision_to_conduct, 6, months, completion, verified},
    {"D6", "wt2010", "completion", decision_to_conduct, 6, months, completion, verified},
    {"D7", "every-edition", "contribution", contribution_commissioned, 0, own_day, contribution_received,
     Verification::local},
    {"D8", "wt2013", "decision", brought_to_attention, 1, months, decision, verified},
    {"D8", "wt2015", "decision", brought_to_attention, 1, months, decision, verified},
    {"D9", "npie2013", "notify-national-panel", decision_not_to_conduct, 14, calendar_days,
     notification_of_decision, verified},
    {"D10", "wt2015", "notify-ofsted", decision, 5, working_days, notification_of_decision, recalled},
    {"D10", "wt2015", "notify-department-for-education", decision, 5, working_days, notification_of_decision,
     recalled},
    {"D10", "wt2015", "notify-national-panel", decision, 5, working_days, notification_of_decision, recalled},
    {"D11", "wt2013", "completion", decision_to_conduct, 6, months, completion, verified},
    {"D11", "wt2015", "completion", decision_to_conduct, 6, months, completion, verified},
    {"D12", "wt2013", "pre-publication-copy-department", publication_planned, 7, calendar_days,
     pre_publication_copy, recalled},
    {"D13", "wt2015", "pre-publication-copy-ofsted", publication_planned, 7, working_days,
     pre_publication_copy, recalled},
    {"D13", "wt2015", "pre-publication-copy-department", publication_planned, 7, working_days,
     pre_publication_copy, recalled},
    {"D13", "wt2015", "pre-publication-copy-national-panel", publication_planned, 7, working_days,
     pre_publication_copy, recalled},
    {"D14", "wt2015", "serious-incident", awareness, 5, working_days, notice, verified},
    {"D14", "wt2015", "serious-incident-to-board", awareness, 5, working_days, notice, verified},
    {"D15", "cswa2018", "serious-incident", awareness, 5, working_days, notice, verified},
    {"D15", "cswa2018", "serious-incident-to-board", awareness, 5, working_days, notice, verified},
    {"D16", "wt2018", "rapid-review", serious_incident_notified, 15, working_days, rapid_review_sent,
     verified},
    {"D16", "wt2023", "rapid-review", serious_incident_notified, 15, working_days, rapid_review_sent,
     verified},
    {"D17", "wt2018", "panel-reply", rapid_review_sent, 15, working_days, panel_reply, recalled},
    {"D17", "wt2023", "panel-reply", rapid_review_sent, 15, working_days, panel_reply, recalled},
    {"D18", "wt2018", "publication", decision_to_conduct, 6, months, publication, verified},
    {"D18", "wt2023", "publication", decision_to_conduct, 6, months, publication, verified},
    {"D19", "wt2018", "pre-publication-copy-national-panel", publication_planned, 7, working_days,
     pre_publication_copy, recalled},
    {"D19", "wt2018", "pre-publication-copy-secretary-of-state", publication_planned, 7, working_days,
     pre_publication_copy, recalled},
    {"D19", "wt2023", "pre-publication-copy-ofsted", publication_planned, 7, working_days,
     pre_publication_copy, recalled},
    {"D20", "wt2013", "availability", publication, 12, months, lapse, derived},
    {"D20", "wt2015", "availability", publication, 12, months, lapse, derived},
    {"D21", "wt2018", "availability", publication, 12, months, lapse, recalled},
    {"D21", "wt2018", "availability-national", publication, 36, months, lapse, recalled},
    {"D21", "wt2023", "availability-national", publication, 36, months, lapse, recalled},
    {"D22", "local-72-hours", "referral-within-72-hours", incident, 72, hours, brought_to_attention,
     Verification::local},
    {"D23", "local-referral", "referral-submitted", referral, 5, working_days, brought_to_attention,
     Verification::local},
    {"D23", "local-referral", "referral-acknowledged", brought_to_attention, 5, working_days, notice,
     Verification::local},
    {"D24", "local-rapid-review", "rapid-review-letters", serious_incident_notified, 1, working_days, notice,
     Verification::local},
    {"D24", "local-rapid-review", "rapid-review-summaries", serious_incident_notified, 10, working_days,
     notice, Verification::local},
    {"D24", "local-rapid-review", "rapid-review-panel", serious_incident_notified, 12, working_days, notice,
     Verification::local},
    {"D24", "local-rapid-review", "rapid-review-sign-off", serious_incident_notified, 15, working_days,
     notice, Verification::local},
    {"D24", "local-rapid-review", "rapid-review-sent-locally", serious_incident_notified, 16, working_days,
     rapid_review_sent, Verification::local},
};

struct Notification {
  const char* duty;
  const char* edition;
  const char* rule;
  const char* recipient;
  const char* subject;
};

const std::vector<Notification> notifications{
    {"N-a", "ofsted2007", "notify-possible-review", "ofsted", "possible_review"},
    {"N-a", "ch8-2009", "notify-possible-review", "ofsted", "possible_review"},
    {"N-a", "wt2010", "notify-possible-review", "ofsted", "possible_review"},
    {"N-a", "wt2013", "notify-possible-review", "ofsted", "possible_review"},
    {"N-b", "wt2006", "notify-inspectorate", "csci", "review_confirmed"},
    {"N-b", "ofsted2007", "notify-inspectorate", "ofsted", "review_confirmed"},
    {"N-b", "wt2010", "confirm-review-to-ofsted", "ofsted", "review_confirmed"},
    {"N-b", "wt2013", "confirm-review-to-ofsted", "ofsted", "review_confirmed"},
    {"N-c", "ch8-2009", "notify-ofsted", "ofsted", "decision"},
    {"N-c", "wt2010", "notify-ofsted", "ofsted", "decision"},
    {"N-d", "wt2006", "tell-government", "government_office", "possible_review"},
    {"N-d", "wt2010", "tell-government", "government_office", "possible_review"},
    {"N-d", "go2011", "tell-government", "department_for_education", "possible_review"},
    {"N-e", "wt2010", "consult-on-timetable", "government_office", "timetable_revised"},
    {"N-e", "go2011", "consult-on-timetable", "department_for_education", "timetable_revised"},
    {"N-f", "wt2006", "tell-strategic-health-authority", "strategic_health_authority", "health_involvement"},
    {"N-f", "wt2010", "tell-care-quality-commission", "care_quality_commission", "health_involvement"},
    {"N-g", "wt2010", "submit-to-ofsted", "ofsted", "completed_review"},
    {"N-g", "wt2010", "submit-to-department", "department_for_education", "anonymised_review"},
    {"N-g", "wt2010", "submit-to-care-quality-commission", "care_quality_commission", "completed_review"},
    {"N-g", "wt2010", "submit-to-constabulary-inspectorate", "constabulary_inspectorate", "completed_review"},
    {"N-g", "wt2010", "submit-to-probation-inspectorate", "probation_inspectorate", "completed_review"},
    {"N-g", "wt2010", "submit-to-prisons-inspectorate", "prisons_inspectorate", "completed_review"},
    {"N-h", "npie2013", "notify-national-panel-of-review", "national_panel", "reviewers"},
    {"N-h", "wt2013", "notify-ofsted", "ofsted", "decision"},
    {"N-h", "wt2015", "notify-national-panel", "national_panel", "decision"},
    {"N-i", "npie2013", "notify-national-panel", "national_panel", "decision"},
    {"N-j", "npie2013", "tell-panel-of-non-publication", "national_panel", "not_publishing"},
    {"N-j", "wt2013", "tell-department-of-non-publication", "department_for_education", "not_publishing"},
    {"N-j", "wt2015", "tell-panel-of-non-publication", "national_panel", "not_publishing"},
    {"N-k", "wt2015", "serious-incident", "ofsted", "notifiable_incident"},
    {"N-k", "wt2015", "serious-incident-to-board", "local_board", "notifiable_incident"},
    {"N-l", "local-fgm", "tell-of-female-genital-mutilation", "ofsted", "female_genital_mutilation"},
    {"N-m", "cswa2018", "serious-incident", "national_panel", "serious_incident"},
    {"N-m", "cswa2018", "looked-after-death-to-ofsted", "ofsted", "serious_incident"},
    {"N-m", "wt2023", "care-leaver-death-to-ofsted", "ofsted", "care_leaver_death"},
    {"N-n", "trans2018", "notify-national-panel", "national_panel", "decision"},
    {"N-n", "trans2018", "tell-panel-of-non-publication", "national_panel", "not_publishing"},
    {"N-o", "wt2018", "notify-panel-of-decision", "national_panel", "rapid_review"},
    {"N-o", "wt2023", "notify-panel-of-decision", "national_panel", "rapid_review"},
    {"N-p", "wt2018", "pre-publication-copy-national-panel", "national_panel", "report_before_publication"},
    {"N-p", "wt2018", "pre-publication-copy-secretary-of-state", "secretary_of_state",
     "report_before_publication"},
    {"N-p", "wt2018", "reasons-for-delay-to-panel", "national_panel", "delay"},
    {"N-q", "nspcc2013", "deposit-in-repository", "national_repository", "published_report"},
    {"N-r", "every-edition", "tell-other-boards", "other_boards", "review_begun"},
    {"N-s", "every-edition", "secure-records", "agencies", "review_begun"},
    {"N-t", "every-edition", "tell-family", "family", "review_begun"},
};

const Rule& rule_of(const char* edition, const char* rule) {
  const Edition* found = shipped_rules().edition(edition);
  INFO(edition << " " << rule);
  REQUIRE(found != nullptr);
  REQUIRE(found->rule(rule) != nullptr);
  return *found->rule(rule);
}

}  // namespace

TEST_CASE("duties: every deadline of the reference has its rule, its length and its mark") {
  std::set<std::string> covered;
  for (const Period& wanted : periods) {
    INFO(wanted.duty << " " << wanted.edition);
    const Rule& rule = rule_of(wanted.edition, wanted.rule);
    CHECK(name_of(rule.starts_at) == name_of(wanted.starts_at));
    CHECK(rule.count == wanted.count);
    CHECK(word_of(rule.unit) == word_of(wanted.unit));
    CHECK(name_of(rule.met_by) == name_of(wanted.met_by));
    CHECK(word_of(rule.verification) == word_of(wanted.verification));
    CHECK((rule.direction == Direction::before) == (rule.met_by == pre_publication_copy));
    covered.insert(wanted.duty);
  }
  for (int number = 1; number <= 24; ++number) CHECK(covered.contains("D" + std::to_string(number)));
}

TEST_CASE("duties: every notification of the reference has its rule, its recipient and its subject") {
  std::set<std::string> covered;
  for (const Notification& wanted : notifications) {
    INFO(wanted.duty << " " << wanted.edition << " " << wanted.rule);
    const Rule& rule = rule_of(wanted.edition, wanted.rule);
    CHECK(rule.recipient == wanted.recipient);
    CHECK(std::ranges::find(rule.subjects, wanted.subject) != rule.subjects.end());
    covered.insert(wanted.duty);
  }
  for (char letter = 'a'; letter <= 't'; ++letter) CHECK(covered.contains(std::string{"N-"} + letter));
}

TEST_CASE("duties: no rule is without a clause, a source and a mark") {
  for (const Edition* edition : shipped_rules().editions())
    for (const Rule& rule : edition->rules) {
      INFO(edition->id << " " << rule.id);
      CHECK_FALSE(rule.clause.empty());
      CHECK_FALSE(rule.source.empty());
      CHECK(rule.verification != Verification::unknown);
    }
}
