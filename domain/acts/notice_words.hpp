// The words by which notices (record-notification) name their recipients and subjects, with their meaning,
// for rules, the API description and reports. Compile-time only.
#pragma once

#include <array>
#include <string_view>

namespace reviewd {

// A word of notices (record-notification) that rules and reports know. Any other plain word is taken too:
// local arrangements have recipients and subjects of their own.
struct NoticeWord {
  std::string_view word;
  std::string_view meaning;
};

// Whom notices go to.
inline constexpr std::array<NoticeWord, 21> notice_recipients{{
    {"ofsted", "Ofsted, for the Secretary of State; from April 2007 it also evaluates."},
    {"social_services_inspectorate", "The Social Services Inspectorate, until CSCI followed it in 2004."},
    {"csci", "The Commission for Social Care Inspection, until Ofsted took over in April 2007."},
    {"government_office", "The Government Office of the region, until 20 February 2011."},
    {"department_for_education", "The department; its Safeguarding Group from 21 February 2011."},
    {"secretary_of_state", "The Secretary of State, where the law names the office itself."},
    {"national_panel",
     "The national panel: of independent experts from June 2013, by statute from 29 June 2018."},
    {"national_repository", "The national repository of published reviews (NSPCC), from November 2013."},
    {"safeguarding_partners", "The safeguarding partners of the area, from June 2018."},
    {"local_board", "The local safeguarding children board, where somebody else notifies."},
    {"other_boards", "Other boards or partnerships with an interest in the case."},
    {"agencies", "Chief officers of the agencies: secure the files, name an author."},
    {"family", "The family of the child."},
    {"referrer", "Who referred the matter to the board."},
    {"strategic_health_authority", "The strategic health authority, from the primary care trust."},
    {"care_quality_commission", "The Care Quality Commission."},
    {"constabulary_inspectorate", "The inspectorate of constabulary."},
    {"probation_inspectorate", "The inspectorate of probation."},
    {"prisons_inspectorate", "The inspectorate of prisons."},
    {"child_death_overview_panel", "The panel that looks at every child death in the area."},
    {"coroner", "The coroner."},
}};

// What notices are about. The letters are those of the duties to notify, N-a to N-t, in the decision of that
// name in docs/decisions.
inline constexpr std::array<NoticeWord, 24> notice_subjects{{
    {"possible_review", "A serious incident; a review is possible but not confirmed (N-a, N-d)."},
    {"review_confirmed", "The same incident, once a review is confirmed (N-b)."},
    {"not_proceeding", "The same incident, once no review follows (N-b)."},
    {"decision", "The decision to hold a review or not to (N-c, N-h, N-i, N-n)."},
    {"reviewers", "The names of the reviewers (N-h)."},
    {"timetable_revised", "More time is needed: the revised plan, progress and action taken (N-e)."},
    {"health_involvement", "Health bodies were involved (N-f)."},
    {"completed_review", "The completed review: overview, reviews of agencies, summary, action plan (N-g)."},
    {"anonymised_review", "The anonymised full review, for the national study (N-g)."},
    {"not_publishing", "The report is meant not to be published, with the reasons (N-j, N-n)."},
    {"notifiable_incident", "A notifiable incident under the 2015 guidance (N-k)."},
    {"female_genital_mutilation", "Female genital mutilation was identified, in some areas (N-l)."},
    {"serious_incident", "A serious incident under section 16C, from 29 June 2018 (N-m)."},
    {"care_leaver_death", "A care leaver up to 24 died, from 2023 (N-m)."},
    {"rapid_review", "The rapid review and what was decided on it (N-o)."},
    {"report_before_publication", "The report, or the improvements, before publication (N-p)."},
    {"delay", "The reasons why the report is not published in time (N-p)."},
    {"published_report", "The published report (N-q)."},
    {"acknowledgement", "That a referral was received, where a local edition asks for it."},
    {"rapid_review_letter", "The letters that begin a rapid review, by a local flowchart."},
    {"agency_summaries", "The summaries of the agencies for a rapid review, by a local flowchart."},
    {"rapid_review_panel", "That the panel of a rapid review met, by a local flowchart."},
    {"rapid_review_sign_off", "That the partners signed a rapid review off, by a local flowchart."},
    {"review_begun", "That a review takes place, and what is asked of the reader (N-r, N-s, N-t)."},
}};

}  // namespace reviewd
