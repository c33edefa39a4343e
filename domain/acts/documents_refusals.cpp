#include <set>

#include "domain/acts/refusals.hpp"
#include "domain/assessment.hpp"

namespace reviewd {

std::optional<Rejection> refusal(const DocumentRecorded& act, const Situation& situation) {
  std::set<SummaryContent> seen;
  for (std::size_t at = 0; at < act.contents.size(); ++at)
    if (!seen.insert(act.contents[at]).second)
      return invalid("/contents/" + std::to_string(at), "answered_twice",
                     "The point of the checklist stands here already.")
          .error();
  for (const Fact& fact : situation.state.facts)
    if (const auto* recorded = std::get_if<DocumentRecorded>(&fact.body);
        recorded != nullptr && recorded->title == act.title && recorded->version == act.version)
      return not_allowed("version_recorded",
                         "This version of this title was recorded already (event " + fact.event.text() + ").")
          .error();
  return std::nullopt;
}

std::optional<Rejection> refusal(const DocumentAccepted& act, const Situation& situation) {
  if (!carried_forward<DocumentAccepted>(situation.state.facts, act.document).empty())
    return not_allowed("document_accepted", "This version of the document was accepted already.").error();
  if (situation.imports()) return std::nullopt;
  const auto& recorded = std::get<DocumentRecorded>(fact_of(situation.state.facts, act.document)->body);
  const auto step = step_of(recorded.kind);
  if (!step) return std::nullopt;
  return refuse_step(*step, situation.findings_with(act), act.override_reason.has_value());
}

}  // namespace reviewd
