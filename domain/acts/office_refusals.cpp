#include "domain/acts/refusals.hpp"

namespace reviewd {

std::optional<Rejection> refusal(const ChildrenCounted& act, const Situation&) {
  if (act.children > 0) return std::nullopt;
  return invalid("/children", "wrong_value", "A number from 1 on is needed here.").error();
}

}  // namespace reviewd
