#include "domain/directed_case.hpp"

#include <algorithm>

namespace reviewd {

std::optional<Relation> relation_of(DirectionKind direction) {
  if (direction == DirectionKind::reconsider) return Relation::reconsiders;
  if (direction == DirectionKind::repeat) return Relation::repeats;
  return std::nullopt;
}

OpenCase case_directed(const DirectionGiven& direction, const std::string& board) {
  OpenCase open;
  open.board = board;
  open.case_label = *direction.open_as;
  open.brought_to_attention_on = direction.directed_on;
  return open;
}

bool is_linked(const CaseState& state, const CaseId& to, Relation relation, bool outgoing) {
  return std::any_of(state.facts.begin(), state.facts.end(), [&](const Fact& fact) {
    const auto* link = std::get_if<CaseLinked>(&fact.body);
    return link != nullptr && link->to == to && link->relation == relation && link->outgoing == outgoing;
  });
}

}  // namespace reviewd
