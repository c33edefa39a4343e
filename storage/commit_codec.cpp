#include "storage/commit_codec.hpp"

#include <algorithm>
#include <array>

#include "storage/json_read.hpp"
#include "storage/json_text.hpp"

namespace reviewd {
namespace {

// `text` is a JsonText.
template <class Text>
void write_envelope(const Commit& commit, std::string_view writer, Text& text) {
  text.member("position", commit.position);
  text.member("recorded_at", commit.recorded_at);
  text.name("actor");
  text.begin_object();
  text.member("id", commit.actor.id);
  text.member("name", commit.actor.name);
  text.end_object();
  text.member("command_id", commit.command_id);
  if (!writer.empty()) text.member("writer", writer);
  if (commit.request) {
    text.name("request");
    text.begin_object();
    text.member("key", commit.request->key);
    text.member("body", commit.request->body);
    text.member("status", commit.request->status);
    text.end_object();
  }
  if (commit.subject.case_id) text.member("case_id", *commit.subject.case_id);
}

void write_event(const Event& event, CommitText& into) {
  const std::string_view type = type_of(event.body);
  JsonText text(into.open, [&](auto& sealed, const Personal& value, const std::string& pointer) {
    sealed.begin_object();
    sealed.name("sealed");
    sealed.number(into.personal.size());
    sealed.end_object();
    into.personal.push_back({type, pointer, value.text.value_or("")});
  });
  text.begin_object();
  text.member("type", type);
  text.member("version", version_of(event.body));
  if (event.occurred_on) text.member("occurred_on", *event.occurred_on);
  text.name("data");
  std::visit([&](const auto& body) { text.write(body); }, event.body);
  text.end_object();
}

LogFault damaged(Position position, const std::string& what) {
  return {LogFaultKind::damaged, "The record at position " + position.text() + " " + what + "."};
}

// Reads one body of the variant by its type's name.
using BodyReader = bool (*)(simdjson::dom::element, EventBody&);

template <class Body>
bool read_body(simdjson::dom::element data, EventBody& into) {
  JsonReader reader(true);
  reader.read(data, into.emplace<Body>());
  return reader.faults.empty();
}

struct EventType {
  std::string_view name;
  int version;
  BodyReader read;
};

template <class... Bodies>
constexpr std::array<EventType, sizeof...(Bodies)> event_types(const std::variant<Bodies...>*) {
  return {EventType{Schema<Bodies>::name, Schema<Bodies>::version, &read_body<Bodies>}...};
}
constexpr auto known_types = event_types(static_cast<const EventVariant*>(nullptr));

constexpr auto types_by_name = [] {
  auto sorted = known_types;
  std::ranges::sort(sorted, {}, &EventType::name);
  return sorted;
}();

const EventType* known_type(std::string_view name) {
  const auto found = std::ranges::lower_bound(types_by_name, name, {}, &EventType::name);
  return found != types_by_name.end() && found->name == name ? &*found : nullptr;
}

std::expected<void, std::string> read_event(simdjson::dom::element from, Event& event) {
  std::string_view type;
  std::int64_t version = 0;
  simdjson::dom::element data;
  if (from["type"].get(type) != simdjson::SUCCESS || from["version"].get(version) != simdjson::SUCCESS ||
      from["data"].get(data) != simdjson::SUCCESS)
    return std::unexpected("holds an event without type, version or data");
  std::string_view occurred_on;
  if (from["occurred_on"].get(occurred_on) == simdjson::SUCCESS) {
    event.occurred_on = PartialDate::parse(occurred_on);
    if (!event.occurred_on) return std::unexpected("holds an event on a day that does not exist");
  }
  const auto named = [&] {
    return "holds an event '" + std::string{type.substr(0, 60)} + "' of version " + std::to_string(version);
  };
  const EventType* known = known_type(type);
  if (known == nullptr || known->version != version)
    return std::unexpected(named() + ", which this program does not know");
  if (!known->read(data, event.body)) return std::unexpected(named() + " that cannot be read");
  return {};
}

template <class T>
bool parsed(simdjson::simdjson_result<simdjson::dom::element> from, T& into) {
  std::string_view text;
  if (from.get(text) != simdjson::SUCCESS) return false;
  const auto value = T::parse(text);
  if (value) into = *value;
  return value.has_value();
}

bool read_envelope(simdjson::dom::element from, Commit& commit) {
  std::string_view actor_id;
  std::string_view actor_name;
  if (!parsed(from["position"], commit.position) || !parsed(from["recorded_at"], commit.recorded_at) ||
      !parsed(from["command_id"], commit.command_id) ||
      from["actor"]["id"].get(actor_id) != simdjson::SUCCESS ||
      from["actor"]["name"].get(actor_name) != simdjson::SUCCESS)
    return false;
  commit.actor = {std::string{actor_id}, std::string{actor_name}};
  simdjson::dom::element request;
  if (from["request"].get(request) == simdjson::SUCCESS) {
    std::int64_t status = 0;
    RequestKey key;
    if (!parsed(request["key"], key.key) || !parsed(request["body"], key.body) ||
        request["status"].get(status) != simdjson::SUCCESS)
      return false;
    key.status = static_cast<int>(status);
    commit.request = key;
  }
  if (simdjson::dom::element ignored; from["case_id"].get(ignored) == simdjson::SUCCESS)
    return parsed(from["case_id"], commit.subject.case_id.emplace());
  return true;
}

simdjson::dom::parser& parser_of_this_thread() {
  thread_local simdjson::dom::parser parser;
  return parser;
}

}  // namespace

std::string_view type_of(const EventBody& body) {
  return known_types[body.index()].name;
}
int version_of(const EventBody& body) {
  return known_types[body.index()].version;
}

std::vector<std::string_view> event_type_names() {
  std::vector<std::string_view> names;
  for (const EventType& type : known_types) names.push_back(type.name);
  return names;
}

CommitText encode(const Commit& commit, std::string_view writer) {
  constexpr std::size_t usual_bytes = 2048;
  CommitText into;
  into.open.reserve(usual_bytes);
  JsonText text(into.open, [](auto&, const Personal&, const std::string&) {});
  text.begin_object();
  write_envelope(commit, writer, text);
  text.name("events");
  text.begin_list();
  for (const Event& event : commit.events) write_event(event, into);
  text.end_list();
  text.end_object();
  return into;
}

std::expected<Commit, LogFault> decode(Position position, std::string_view open, bool padded) {
  static_assert(decode_padding >= simdjson::SIMDJSON_PADDING);
  simdjson::dom::element document;
  if (parser_of_this_thread().parse(open.data(), open.size(), !padded).get(document) != simdjson::SUCCESS)
    return std::unexpected(damaged(position, "is no JSON"));
  Commit commit;
  simdjson::dom::array events;
  if (!read_envelope(document, commit) || document["events"].get(events) != simdjson::SUCCESS)
    return std::unexpected(damaged(position, "is no commit"));
  if (commit.position != position)
    return std::unexpected(damaged(position, "says that it belongs elsewhere"));
  commit.events.reserve(events.size());
  for (const simdjson::dom::element event : events)
    if (auto read = read_event(event, commit.events.emplace_back()); !read)
      return std::unexpected(damaged(position, read.error()));
  return commit;
}

std::expected<SealedAt, LogFault> sealed_at(std::string_view open, std::uint32_t event_index,
                                            std::string_view pointer) {
  const LogFault missing{LogFaultKind::damaged, "The record holds no personal value at that place."};
  simdjson::dom::element document;
  simdjson::dom::element event;
  std::string_view type;
  std::uint64_t number = 0;
  if (parser_of_this_thread().parse(open.data(), open.size(), true).get(document) != simdjson::SUCCESS ||
      document["events"].at(event_index).get(event) != simdjson::SUCCESS ||
      event["type"].get(type) != simdjson::SUCCESS ||
      event["data"].at_pointer(std::string{pointer} + "/sealed").get(number) != simdjson::SUCCESS)
    return std::unexpected(missing);
  return SealedAt{std::string{type}, number};
}

}  // namespace reviewd
