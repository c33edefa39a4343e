// The bodies of the API as commands. Strict: what is wrong is named by JSON Pointer. Pure; any thread (a
// parser of its own for each). Content that JSON allows but the process does not is left to `decide`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/adoption.hpp"
#include "domain/commands.hpp"
#include "domain/mail.hpp"
#include "domain/rejection.hpp"
#include "domain/webhook_requests.hpp"
#include "domain/what_if.hpp"

namespace reviewd {

// The largest depth of nesting that a body may have.
inline constexpr std::size_t json_depth_max = 64;

// `code` of a rejection whose text is not JSON at all (RFC 8259): the caller answers 400 instead of 422.
inline constexpr std::string_view malformed_json_code = "malformed_json";

// Reads the body of the command of this name ("record-decision", or "open-case"). `invalid` with one fault
// for each unknown, duplicate, missing or ill-typed member, for depth over 64 and numbers over 64 bits. An
// unknown name is a programmer's error: the route table has only known ones.
[[nodiscard]] Result<CaseCommand> read_command(std::string_view name, std::string_view body);

// {"text": "…"} of check-publication. `invalid` also for a text without a letter in it.
[[nodiscard]] Result<std::string> read_publication_text(std::string_view body);

// {"now": "…"} of the test clock.
[[nodiscard]] Result<Instant> read_test_clock(std::string_view body);

// Which deadlines a calendar feed is to show.
[[nodiscard]] Result<MakeFeed> read_make_feed(std::string_view body);

// That a mail came back.
[[nodiscard]] Result<BounceReport> read_bounce_report(std::string_view body);
// The bodies about webhooks and deliveries; no body at all is an empty object where nothing in it is needed.
[[nodiscard]] Result<CreateWebhook> read_create_webhook(std::string_view body);
[[nodiscard]] Result<PauseRequest> read_pause_request(std::string_view body);
[[nodiscard]] Result<ResumeRequest> read_resume_request(std::string_view body);
[[nodiscard]] Result<RotateSecret> read_rotate_secret(std::string_view body);
[[nodiscard]] Result<ReplayRequest> read_replay_request(std::string_view body);
[[nodiscard]] Result<WaiveRequest> read_waive_request(std::string_view body);

// The body of a question about other rules.
[[nodiscard]] Result<WhatIf> read_what_if(std::string_view body);

// The body of a question about a calendar that is to be taken up.
[[nodiscard]] Result<AdoptCalendar> read_adopt_calendar(std::string_view body);

// The name of a command in the route table ("record-decision") for each that the API takes, in its own order.
std::vector<std::string_view> command_names();

}  // namespace reviewd
