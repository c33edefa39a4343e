// The access log: one line for an answered request, with its method, the pattern of its path, the status and
// the time it took. No id, no query, no address, no header: nothing that a client wrote but the method.
#pragma once

#include <functional>
#include <string>

#include "api/http_server.hpp"
#include "config/settings.hpp"

namespace reviewd {

// "POST /v1/cases/{case_id}/close-case 409 in 812 us"; what could not be read or is nowhere has "-" in its
// place.
std::string sentence_of(const HttpAccess& access);

// What the server calls for every answer; empty where no request is to be logged. Loop thread.
std::function<void(const HttpAccess&)> access_log(RequestLog requests);

}  // namespace reviewd
