#include "domain/acts/refusals.hpp"

namespace reviewd {

std::optional<Rejection> refusal(const EditionRepinned& act, const Situation& situation) {
  const Edition* edition = situation.context.rules.edition(act.edition);
  if (edition == nullptr)
    return invalid("/edition", "no_such_edition", "There is no edition of that id.").error();
  if (act.rules.empty() && edition->layer != Layer::guidance)
    return invalid("/rules", "required",
                   "Only an edition of the guidance is taken as a whole; name the rules that are meant.")
        .error();
  for (std::size_t at = 0; at < act.rules.size(); ++at)
    if (edition->rule(act.rules[at]) == nullptr)
      return invalid("/rules/" + std::to_string(at), "no_such_rule", "The edition has no rule of that id.")
          .error();
  return std::nullopt;
}

}  // namespace reviewd
