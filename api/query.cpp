#include "api/query.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "api/problem.hpp"

namespace reviewd {

Response bad_parameter(std::string_view name, std::string_view expected) {
  return problem(400, "bad_parameter",
                 "The parameter '" + std::string{name} + "' must be " + std::string{expected} + ".");
}

std::expected<Query, Response> Query::read(const RequestHead& head, const Route& route) {
  for (std::size_t at = 0; at < head.query.size(); ++at) {
    const std::string& name = head.query[at].first;
    const bool known = std::any_of(route.parameters.begin(), route.parameters.end(),
                                   [&](const QueryParameter& parameter) { return parameter.name == name; });
    if (!known)
      return std::unexpected(
          problem(400, "unknown_parameter", "The query has a parameter that this route does not take."));
    for (std::size_t before = 0; before < at; ++before)
      if (head.query[before].first == name)
        return std::unexpected(
            problem(400, "repeated_parameter", "The parameter '" + name + "' stands in the query twice."));
  }
  return Query{head};
}

std::optional<std::string_view> Query::text(std::string_view name) const {
  for (const auto& [key, value] : head_->query)
    if (key == name) return value;
  return std::nullopt;
}

std::optional<Response> Query::day(std::string_view name, std::optional<Day>& into) const {
  const auto value = text(name);
  if (!value) return std::nullopt;
  into = Day::parse(*value);
  if (!into) return bad_parameter(name, "a day, YYYY-MM-DD");
  return std::nullopt;
}

std::optional<Response> Query::position(std::string_view name, std::optional<Position>& into) const {
  const auto value = text(name);
  if (!value) return std::nullopt;
  into = Position::parse(*value);
  if (!into) return bad_parameter(name, "a position of the log");
  return std::nullopt;
}

std::optional<Response> Query::boolean(std::string_view name, std::optional<bool>& into) const {
  const auto value = text(name);
  if (!value) return std::nullopt;
  if (*value != "true" && *value != "false") return bad_parameter(name, "true or false");
  into = *value == "true";
  return std::nullopt;
}

std::optional<Response> Query::page_size(const PageLimits& limits, std::size_t& into) const {
  into = limits.usual;
  const auto value = text("limit");
  if (!value) return std::nullopt;
  std::size_t number = 0;
  const auto [end, fault] = std::from_chars(value->data(), value->data() + value->size(), number);
  if (fault != std::errc{} || end != value->data() + value->size() || number < 1 || number > limits.most)
    return bad_parameter("limit", "a number from 1 to " + std::to_string(limits.most));
  into = number;
  return std::nullopt;
}

std::string cursor_text(std::string_view content) {
  return hexadecimal_text(reinterpret_cast<const std::uint8_t*>(content.data()), content.size());
}

std::optional<std::string> cursor_content(std::string_view text) {
  if (text.size() % 2 != 0 || text.size() > 400) return std::nullopt;
  std::vector<std::uint8_t> bytes(text.size() / 2);
  if (!hexadecimal_bytes(text, bytes.data(), bytes.size())) return std::nullopt;
  return std::string{bytes.begin(), bytes.end()};
}

}  // namespace reviewd
