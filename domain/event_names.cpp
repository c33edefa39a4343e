#include "domain/event_names.hpp"

#include <algorithm>
#include <array>

#include "domain/event_schemas.hpp"

namespace reviewd {
namespace {

template <class... Bodies>
constexpr std::array<std::string_view, sizeof...(Bodies)> names_of(const std::variant<Bodies...>*) {
  return {Schema<Bodies>::name...};
}
constexpr auto names = names_of(static_cast<const EventVariant*>(nullptr));

}  // namespace

std::string_view event_name(std::size_t index) {
  return names[index];
}

std::optional<std::size_t> event_named(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

const EventTypes& events_of_cases() {
  static const EventTypes all = [] {
    EventTypes types;
    const std::size_t end = *event_named(Schema<LogCreated>::name);
    for (std::size_t index = 0; index < end; ++index) types.set(index);
    return types;
  }();
  return all;
}

EventTypes event_types_of(const std::vector<std::string>& wanted) {
  EventTypes types;
  for (const std::string& name : wanted) {
    if (name == "*") return events_of_cases();
    if (const auto index = event_named(name)) types.set(*index);
  }
  return types & events_of_cases();
}

}  // namespace reviewd
