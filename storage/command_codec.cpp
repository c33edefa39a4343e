#include "storage/command_codec.hpp"

#include <algorithm>
#include <array>

#include "domain/adoption_schemas.hpp"
#include "domain/assert.hpp"
#include "domain/command_schemas.hpp"
#include "storage/json_read.hpp"

namespace reviewd {
namespace {

// A number as RFC 8259 has it, from `at` on; moves `at` behind it.
bool number_is_well_formed(std::string_view text, std::size_t& at) {
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - from;
  };
  if (text[at] == '-') ++at;
  const std::size_t start = at;
  const std::size_t whole = digits();
  if (whole == 0 || (whole > 1 && text[start] == '0')) return false;
  if (at < text.size() && text[at] == '.' && (++at, digits() == 0)) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at >= text.size() || std::string_view{" \t\r\n,]}"}.find(text[at]) != std::string_view::npos;
}

// The library says "number error" of both 01 and 10^400; only the first is no JSON.
bool all_numbers_well_formed(std::string_view text) {
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (in_string) {
      if (text[at] == '\\')
        ++at;
      else if (text[at] == '"')
        in_string = false;
    } else if (text[at] == '"') {
      in_string = true;
    } else if (text[at] == '-' || (text[at] >= '0' && text[at] <= '9')) {
      if (!number_is_well_formed(text, at)) return false;
      --at;
    }
  }
  return true;
}

// Whether the text is JSON but for its depth. Rare, so a parser of its own with room for any depth.
bool is_json_at_any_depth(const simdjson::padded_string& text) {
  simdjson::dom::parser parser(text.size() + 64);
  if (parser.allocate(text.size() + 64, text.size() + 64) != simdjson::SUCCESS) return false;
  return parser.parse(text).error() == simdjson::SUCCESS;
}

Rejection malformed() {
  return {
      RejectionKind::invalid, std::string{malformed_json_code}, "The body is not JSON (RFC 8259).", "", {}};
}

Result<simdjson::dom::element> parse(const simdjson::padded_string& text) {
  thread_local simdjson::dom::parser parser;
  if (parser.max_depth() != json_depth_max && parser.allocate(1 << 20, json_depth_max) != simdjson::SUCCESS)
    return std::unexpected(malformed());
  simdjson::dom::element document;
  const simdjson::error_code error = parser.parse(text).get(document);
  if (error == simdjson::SUCCESS) return document;
  const std::string_view view{text.data(), text.size()};
  if (error == simdjson::DEPTH_ERROR && is_json_at_any_depth(text))
    return invalid("", "too_deep", "The body is nested more than 64 deep.");
  if (error == simdjson::NUMBER_ERROR && all_numbers_well_formed(view))
    return invalid("", "number_too_large", "The body holds a number beyond 64 bits.");
  return std::unexpected(malformed());
}

Rejection rejected(std::vector<Fault> faults) {
  return {RejectionKind::invalid, "invalid_content", "The content of the request is not valid.", "",
          std::move(faults)};
}

template <class Body>
Result<CaseCommand> read_as(simdjson::dom::element document) {
  JsonReader reader(false);
  Body body{};
  reader.read(document, body);
  if (!reader.faults.empty()) return std::unexpected(rejected(std::move(reader.faults)));
  return CaseCommand{std::move(body)};
}

// A body that is no command of a case.
template <Described Body>
Result<Body> read_described(std::string_view body) {
  const simdjson::padded_string text(body);
  const auto document = parse(text);
  if (!document) return std::unexpected(document.error());
  JsonReader reader(false);
  Body read{};
  reader.read(*document, read);
  if (!reader.faults.empty()) return std::unexpected(rejected(std::move(reader.faults)));
  return read;
}

std::string_view or_empty_object(std::string_view body) {
  return body.empty() ? std::string_view{"{}"} : body;
}

struct CommandType {
  std::string_view name;
  Result<CaseCommand> (*read)(simdjson::dom::element);
  bool sent = true;  // as this body; else a handler makes the act from another one
};

constexpr std::array<CommandType, 12> commands_of_their_own{{
    {"open-case", &read_as<OpenCase>},
    {"record-facts", &read_as<RecordFacts>},
    {"record-recommendation", &read_as<RecordRecommendation>},
    {"record-decision", &read_as<RecordDecision>},
    {"record-notification", &read_as<RecordNotification>},
    {"revise-timetable", &read_as<ReviseTimetable>},
    {"complete-review", &read_as<CompleteReview>},
    {"correct-fact", &read_as<CorrectFact>},
    {"close-case", &read_as<CloseCase>},
    {"reopen-case", &read_as<ReopenCase>},
    {"link-case", &read_as<LinkCase>},
    {"pause-clock", &read_as<PauseClock>},
}};

// The commands that are no acts, then the acts.
std::vector<CommandType> all_commands() {
  std::vector<CommandType> all(commands_of_their_own.begin(), commands_of_their_own.end());
  for_each_type(Acts{}, [&]<class Body>() {
    all.push_back({Schema<Body>::command, &read_as<Body>, !made_by_handler<Body>()});
  });
  return all;
}

const std::vector<CommandType>& known_commands() {
  static const std::vector<CommandType> known = all_commands();
  return known;
}

}  // namespace

Result<CaseCommand> read_command(std::string_view name, std::string_view body) {
  const auto known = std::find_if(known_commands().begin(), known_commands().end(),
                                  [&](const CommandType& candidate) { return candidate.name == name; });
  REVIEWD_ASSERT(known != known_commands().end());
  const simdjson::padded_string text(body);
  const auto document = parse(text);
  if (!document) return std::unexpected(document.error());
  return known->read(*document);
}

Result<std::string> read_publication_text(std::string_view body) {
  auto read = read_described<CheckPublication>(body);
  if (!read) return std::unexpected(read.error());
  if (read->text.find_first_not_of(" \t\r\n") == std::string::npos)
    return invalid("/text", "empty", "The text is empty.");
  return std::move(read->text);
}

Result<Instant> read_test_clock(std::string_view body) {
  const auto moved = read_described<MoveTestClock>(body);
  if (!moved) return std::unexpected(moved.error());
  return moved->now;
}

Result<MakeFeed> read_make_feed(std::string_view body) {
  return read_described<MakeFeed>(body);
}

Result<BounceReport> read_bounce_report(std::string_view body) {
  return read_described<BounceReport>(body);
}

Result<CreateWebhook> read_create_webhook(std::string_view body) {
  return read_described<CreateWebhook>(body);
}
Result<PauseRequest> read_pause_request(std::string_view body) {
  return read_described<PauseRequest>(or_empty_object(body));
}
Result<ResumeRequest> read_resume_request(std::string_view body) {
  return read_described<ResumeRequest>(or_empty_object(body));
}
Result<RotateSecret> read_rotate_secret(std::string_view body) {
  return read_described<RotateSecret>(or_empty_object(body));
}
Result<ReplayRequest> read_replay_request(std::string_view body) {
  return read_described<ReplayRequest>(or_empty_object(body));
}
Result<WaiveRequest> read_waive_request(std::string_view body) {
  return read_described<WaiveRequest>(body);
}

Result<WhatIf> read_what_if(std::string_view body) {
  return read_described<WhatIf>(body);
}

Result<AdoptCalendar> read_adopt_calendar(std::string_view body) {
  return read_described<AdoptCalendar>(body);
}

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  for (const CommandType& command : known_commands())
    if (command.sent) names.push_back(command.name);
  return names;
}

}  // namespace reviewd
