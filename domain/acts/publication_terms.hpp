// What the instrument that governs a report says of publishing it: in which way, and on what grounds it may
// be left (domain facts, 7.6). Pure; any thread.
#pragma once

#include <optional>

#include "domain/acts/publication.hpp"
#include "domain/rejection.hpp"
#include "domain/situation.hpp"

namespace reviewd {

// Refuses, citing the clause, a way of publishing that the instrument does not name and no reason is given
// for: `not_allowed` "publication_mode"; publish it as it says, or say why in "override_reason".
std::optional<Rejection> refuse_mode(const Published& act, const Situation& situation);

// Refuses to leave publication where the instrument names its grounds: `invalid` "required" without one,
// `not_allowed` "no_ground" for one that it does not name, citing the clause.
std::optional<Rejection> refuse_ground(const std::optional<PublicationGround>& ground,
                                       const Situation& situation);

}  // namespace reviewd
