#include "api/access.hpp"

#include <algorithm>

#include "api/problem.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

constexpr std::string_view scheme = "bearer ";

bool has_scheme(std::string_view value) {
  if (value.size() <= scheme.size()) return false;
  return std::equal(scheme.begin(), scheme.end(), value.begin(), [](char wanted, char found) {
    return wanted == (found >= 'A' && found <= 'Z' ? static_cast<char>(found + ('a' - 'A')) : found);
  });
}

bool reads_cases(const Token& token) {
  return token.has(Role::board_manager) || token.has(Role::chair) || token.has(Role::auditor);
}

}  // namespace

Response unauthorized() {
  return problem(401, "unauthorized", "A valid bearer token is needed.");
}

std::expected<const Token*, Response> authenticate(const RequestHead& head, const RegisterState& state) {
  if (head.fields.count("authorization") != 1) return std::unexpected(unauthorized());
  const std::string_view value = *head.fields.first("authorization");
  if (!has_scheme(value)) return std::unexpected(unauthorized());
  // Looked up by its hash: how long that takes says nothing about the token.
  const Token* token = state.token(sha256(value.substr(scheme.size())));
  if (token == nullptr) return std::unexpected(unauthorized());
  return token;
}

std::expected<const Token*, Response> authenticate_feed(std::string_view secret, const RegisterState& state) {
  const Feed* feed = state.feed(sha256(secret));
  const Token* token = feed == nullptr ? nullptr : state.token_by_id(feed->token_id);
  if (token == nullptr || token->revoked) return std::unexpected(no_such_feed());
  return token;
}

std::expected<void, Response> authorise(const Token& token, const Route& route) {
  for (const Role role : token.roles)
    if (route.roles.has(role)) return {};
  if (about_one_case(route) && !reads_cases(token)) return std::unexpected(no_such_case());
  return std::unexpected(problem(403, "forbidden", "The token has no role that allows this."));
}

bool sees_case(const Token& token, const CaseState& state) {
  return reads_cases(token) && token.sees(state.opened().board_id);
}

bool sees_register(const Token& token) {
  return token.has(Role::administrator) || (token.has(Role::auditor) && token.boards.empty());
}

Response no_such_feed() {
  return problem(404, "no_such_feed", "There is no such feed.");
}

Response no_such_case() {
  return problem(404, "no_such_case", "There is no such case.");
}

}  // namespace reviewd
