// What is sent of an event: a CloudEvent (1.0, structured JSON), drawn from the log alone, so that every
// attempt has the same bytes. No personal value is ever in it. Pure; any thread.
#pragma once

#include <string>

#include "domain/events.hpp"
#include "domain/register.hpp"

namespace reviewd {

// The name of an event outside the process: "<log_id>.<position>.<index>".
std::string outside_name(const RegisterState& state, EventId event);

// The body for one webhook. `index` is that of the event in the commit, which is about a case.
std::string delivery_payload(const WebhookAdded& webhook, const std::string& name, const Commit& commit,
                             std::uint32_t index);

// The body of a ping: an event of no case, with the type "reviewd.ping".
std::string ping_payload(const WebhookAdded& webhook, const std::string& name, Instant now);

}  // namespace reviewd
