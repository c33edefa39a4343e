// Requests to every route with what the service answers, for the API description to be held against. Tests
// only; one thread, like all tests.
#pragma once

#include <string>
#include <vector>

#include "api/http_message.hpp"

namespace reviewd {

// One request and its answer; `route` is the path as the route table spells it.
struct AnsweredRoute {
  std::string method;
  std::string route;
  std::string sent;
  Response answer;
};

// Every route at least once with success, but the command that is always refused; and the usual refusals.
std::vector<AnsweredRoute> answered_routes();

}  // namespace reviewd
