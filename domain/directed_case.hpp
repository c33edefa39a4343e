// What a command on one case entails on another one, in the same batch: a link that both show, and the case
// that a direction to look at a review again opens. Pure; any thread.
#pragma once

#include <optional>
#include <string>

#include "domain/case_state.hpp"
#include "domain/commands.hpp"

namespace reviewd {

// How a case that follows from the direction is linked with the case it was given in; nothing where no new
// review follows.
std::optional<Relation> relation_of(DirectionKind direction);

// The case that the direction opens: on the same board, brought to its attention by the direction. What is
// personal in the first case is sealed there and does not come along. The direction has `open_as`.
OpenCase case_directed(const DirectionGiven& direction, const std::string& board);

// Whether `state` shows this link.
bool is_linked(const CaseState& state, const CaseId& to, Relation relation, bool outgoing);

}  // namespace reviewd
