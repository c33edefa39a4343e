// Who asks, and what they may see. The one place where a request meets its rights. Loop thread.
#pragma once

#include <expected>
#include <string_view>

#include "api/http_message.hpp"
#include "api/routes.hpp"
#include "domain/case_state.hpp"
#include "domain/register.hpp"

namespace reviewd {

// Shown to every shape of a wrong token alike.
Response unauthorized();

// The token of "Authorization: Bearer …". 401 when there is none, more than one, or one that is unknown or
// revoked. The pointer lives until the register changes.
[[nodiscard]] std::expected<const Token*, Response> authenticate(const RequestHead& head,
                                                                 const RegisterState& state);

// The token for which a calendar feed of this secret was made. 404 when there is none, or when the feed or
// the token was revoked. The pointer lives until the register changes.
[[nodiscard]] std::expected<const Token*, Response> authenticate_feed(std::string_view secret,
                                                                      const RegisterState& state);

// Whether the token's roles allow the route. The refusal is 403, or 404 on a case for who may see no case at
// all.
[[nodiscard]] std::expected<void, Response> authorise(const Token& token, const Route& route);

// Whether the token may know of the case: a role that reads cases, and the board.
bool sees_case(const Token& token, const CaseState& state);
// Whether it may see the events of the register.
bool sees_register(const Token& token);

// 404, the same for a feed that is not there and for somebody else's.
Response no_such_feed();
// 404, the same for a case that is not there and for one that the caller may not know of.
Response no_such_case();

}  // namespace reviewd
