// Problem details (RFC 9457): the only shape in which anything is refused. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/http_message.hpp"
#include "domain/rejection.hpp"
#include "domain/types.hpp"

namespace reviewd {

// `code` is stable and makes the type ("/problems/<code>"); `detail` is one sentence without anything of the
// request.
Response problem(unsigned status, std::string_view code, std::string_view detail);

// 400 for a text that is no JSON, 404, 409 with the clause, or 422 with `errors` by JSON Pointer.
Response problem_of(const Rejection& rejection);

// What stands in the list of a 412: one commit since the demanded version.
struct CommitSince {
  std::string position;
  std::vector<std::string> types;
  Actor actor;
  std::string recorded_at;
};
// 412: the current version and what happened since.
Response version_conflict(std::string_view version, const std::vector<CommitSince>& since);

// The English name of a status.
std::string_view title_of(unsigned status);

}  // namespace reviewd
