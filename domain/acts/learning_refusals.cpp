#include <algorithm>

#include "domain/acts/refusals.hpp"

namespace reviewd {
namespace {

template <class Named>
std::optional<Rejection> refuse_named_twice(const std::vector<Named>& named, const std::string& pointer) {
  for (auto at = named.begin(); at != named.end(); ++at)
    if (std::find(named.begin(), at, *at) != at)
      return invalid(pointer + "/" + std::to_string(at - named.begin()), "named_twice",
                     "The list names it before.")
          .error();
  return std::nullopt;
}

}  // namespace

std::optional<Rejection> refusal(const ThemesTagged& act, const Situation&) {
  if (act.themes.empty() && act.tags.empty())
    return invalid("/themes", "nothing_named", "At least one theme or tag is needed.").error();
  if (auto refused = refuse_named_twice(act.themes, "/themes")) return refused;
  return refuse_named_twice(act.tags, "/tags");
}

}  // namespace reviewd
