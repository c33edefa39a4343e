// The parameters of a request, read strictly: what is unknown, repeated or ill-formed is 400. Loop thread.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "api/application.hpp"
#include "api/http_message.hpp"
#include "api/routes.hpp"
#include "domain/day.hpp"
#include "domain/types.hpp"

namespace reviewd {

// Looks into the head it was read from, which must stay where it is. Values are looked at only when a handler
// asks for them by type, so that each handler says which day, position or number it means.
class Query {
 public:
  // A 400 for a parameter that the route does not take or that stands there twice.
  [[nodiscard]] static std::expected<Query, Response> read(const RequestHead& head, const Route& route);

  // Nothing when the parameter is absent.
  std::optional<std::string_view> text(std::string_view name) const;
  // A 400 names the parameter when it is there and ill-formed; `into` stays empty when it is absent.
  [[nodiscard]] std::optional<Response> day(std::string_view name, std::optional<Day>& into) const;
  [[nodiscard]] std::optional<Response> position(std::string_view name, std::optional<Position>& into) const;
  [[nodiscard]] std::optional<Response> boolean(std::string_view name, std::optional<bool>& into) const;
  [[nodiscard]] std::optional<Response> page_size(const PageLimits& limits, std::size_t& into) const;

 private:
  explicit Query(const RequestHead& head) : head_(&head) {}
  const RequestHead* head_;
};

// The 400 for an ill-formed parameter.
Response bad_parameter(std::string_view name, std::string_view expected);

// A cursor as the caller sees it: hexadecimal of what the list needs to go on.
std::string cursor_text(std::string_view content);

// What `cursor_text` was given; nothing for a text that it cannot have made, which is 400 for the parameter.
std::optional<std::string> cursor_content(std::string_view text);

}  // namespace reviewd
