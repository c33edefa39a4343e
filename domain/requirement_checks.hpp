// The checks that requirements name, one function for each: what the facts lack of it. Each is written after
// its clause (domain facts, sections 4, 4.1, 7 and 9). Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/case_state.hpp"
#include "domain/rules/finding.hpp"

namespace reviewd {

// What one check found lacking. `reason_given`: the act that brought it about says why.
struct Lack {
  FindingState state = FindingState::not_kept;
  std::string missing;
  std::optional<EventId> about;
  bool reason_given = false;
};
using Lacks = std::vector<Lack>;

// ---- what several of them ask ----

// The standing decision to conduct a review; null while there is none.
const DecisionRecorded* decision_to_conduct(const Facts& facts);
// The day from which the report of the review is final; empty while it is not.
std::optional<PartialDate> report_accepted_on(const Facts& facts);
// That nothing of this kind is on record; of an imported review that says nothing of what was done.
Lacks nothing_recorded(const DecisionRecorded& decision, std::string missing);
// "a, b, c"
std::string listed(const std::vector<std::string>& names);

// ---- independence: of those who have a role, as long as they have it ----

// Once there is a panel, it has somebody of each sector in `items`.
Lacks panel_minimum_agencies(const Facts& facts, const Requirement& requirement);
// The chair of the panel is of no agency of the board; with "independent_lscb_chair" in `items` that may be
// the chair of the board, who is independent.
Lacks panel_chair_independent(const Facts& facts, const Requirement& requirement);
// The author of the overview is neither employed by an agency of the board nor linked with one involved.
Lacks author_independent(const Facts& facts, const Requirement& requirement);
// Nor is that the chair of the board or of the panel.
Lacks author_not_chair(const Facts& facts, const Requirement& requirement);
// Who writes for an agency was not concerned with the case, nor manages those who were.
Lacks contribution_author_not_concerned(const Facts& facts, const Requirement& requirement);
// The author of the health overview is a designated professional.
Lacks health_author_designated(const Facts& facts, const Requirement& requirement);
// And writes for no provider.
Lacks health_author_not_imr_author(const Facts& facts, const Requirement& requirement);
// Who leads the review is independent of the case, of the board and of the organisations involved.
Lacks lead_reviewer_independent(const Facts& facts, const Requirement& requirement);
// Who decides about an agency of their own says so and abstains.
Lacks interest_declared(const Facts& facts, const Requirement& requirement);

// From the decision to conduct a review there is somebody in each role of `items`, until its report is
// accepted.
Lacks appointed(const Facts& facts, const Requirement& requirement);

// ---- taking part: from the decision to conduct a review ----

// Somebody of the family is invited, or a reason is recorded why nobody is; who is not invited for now is
// outstanding.
Lacks family_invited(const Facts& facts, const Requirement& requirement);
// The same of surviving children.
Lacks surviving_children_invited(const Facts& facts, const Requirement& requirement);
// Practitioners are invited to give their perspective.
Lacks practitioners_invited(const Facts& facts, const Requirement& requirement);
// Who gave theirs hears what was found before the report is accepted.
Lacks practitioner_feedback_given(const Facts& facts, const Requirement& requirement);

// ---- the work behind the review and its documents ----

// From the decision to conduct a review there are terms of reference.
Lacks terms_of_reference_set(const Facts& facts, const Requirement& requirement);
// There are terms of reference before contributions are asked for, and they answer each point in `items` or
// mark it as not applicable.
Lacks considerations_answered(const Facts& facts, const Requirement& requirement);
// From the decision to conduct a review an agency is asked for a contribution of each kind in `items`.
Lacks contributions_commissioned(const Facts& facts, const Requirement& requirement);
// What agencies were asked to contribute has been received.
Lacks contributions_in(const Facts& facts, const Requirement& requirement);
// Where several health trusts contribute, so has the overview of all health bodies.
Lacks health_overview_in(const Facts& facts, const Requirement& requirement);
// The newest version of the executive summary holds each of `items`.
Lacks summary_contents(const Facts& facts, const Requirement& requirement);
// Of a review that is complete, or published, the board accepted each document in `items`.
Lacks documents_accepted(const Facts& facts, const Requirement& requirement);
// Once it is approved that the report is published, the response of the board is there too.
Lacks board_response_in(const Facts& facts, const Requirement& requirement);

}  // namespace reviewd
