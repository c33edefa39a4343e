// The way of a command from a handler to the engine and back: version, request key, refusals, and the answer
// that the handler draws. Loop thread.
#pragma once

#include <expected>
#include <functional>
#include <memory>

#include "api/call.hpp"

namespace reviewd {

// Answers a command that was carried out: `state` as it left the case, `status` of the first answer. `again`:
// the request key was used before, and `state` is that of then.
using AnswerOfCommand =
    std::function<void(const std::shared_ptr<const CaseState>& state, int status, bool again)>;

// "A version in quotes" or *; 428 without, 400 when ill-formed.
[[nodiscard]] std::expected<VersionDemand, Response> version_demand(const RequestHead& head);

// Submits with the caller's request key and calls `answer` once it is durable, or refuses the call itself:
// 400, 409, 412, 422, 503, 507.
void submit_command(const Calling& call, const CaseCommand& command, CommandMeta meta, int status,
                    AnswerOfCommand answer);

// The response with status, ETag and, of a retry, the mark that it is one.
Response answer_of_command(Response response, const CaseState& state, int status, bool again);

}  // namespace reviewd
