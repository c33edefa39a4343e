// Conditional requests (RFC 9110, section 13): whether a caller has what an answer would say. Pure; any
// thread. Only If-None-Match is honoured here; If-Match is the business of commands.
#pragma once

#include <string_view>

#include "api/http_message.hpp"

namespace reviewd {

// Whether If-None-Match names this entity tag, quotes included, or any: then the answer is 304.
bool has_entity_tag(const RequestHead& head, std::string_view tag);

}  // namespace reviewd
