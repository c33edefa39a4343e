#include "api/delivery_payload.hpp"

#include <boost/json/serialize.hpp>

#include "storage/commit_codec.hpp"
#include "storage/json_write.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// The writer puts null where a personal value stands, and nowhere else.
void leave_out_nulls(json::value& value) {
  if (value.is_array()) {
    for (json::value& element : value.as_array()) leave_out_nulls(element);
  } else if (value.is_object()) {
    json::object kept;
    for (auto& member : value.as_object()) {
      if (member.value().is_null()) continue;
      leave_out_nulls(member.value());
      kept[member.key()] = std::move(member.value());
    }
    value = std::move(kept);
  }
}

json::value open_members(const Event& event) {
  JsonWriter writer({}, [](const Personal&, const std::string&) { return json::value(nullptr); });
  json::value data =
      std::visit([&](const auto& body) { return json::value(writer.write_members(body)); }, event.body);
  leave_out_nulls(data);
  return data;
}

std::string padded(std::string digits, std::size_t length) {
  return digits.insert(0, length - std::min(length, digits.size()), '0');
}

// Sorts as text as the events stand in the log.
std::string sequence_of(EventId event) {
  return padded(event.position.text(), 20) + "." + padded(std::to_string(event.index), 6);
}

json::object envelope(const WebhookAdded& webhook, const std::string& name, Instant at) {
  return {{"specversion", "1.0"},      {"id", name},
          {"source", webhook.source},  {"time", at.text()},
          {"recordedtime", at.text()}, {"datacontenttype", "application/json"}};
}

}  // namespace

std::string outside_name(const RegisterState& state, EventId event) {
  return std::string{state.log_id_at(event.position).text()} + "." + event.text();
}

std::string delivery_payload(const WebhookAdded& webhook, const std::string& name, const Commit& commit,
                             std::uint32_t index) {
  const Event& event = commit.events[index];
  const bool full = webhook.payload == WebhookPayload::full;
  const std::string case_id{commit.subject.case_id->text()};
  json::object object = envelope(webhook, name, commit.recorded_at);
  object["type"] = type_of(event.body);
  object["subject"] = case_id;
  object["sequence"] = sequence_of({commit.position, index});
  object["dataclassification"] = "confidential";
  object["dataschema"] =
      webhook.source + "/openapi.json#/components/schemas/" + (full ? "EventContent" : "EventReference");
  json::object data{{"case_id", case_id},
                    {"position", commit.position.text()},
                    {"index", index},
                    {"type", type_of(event.body)},
                    {"type_version", version_of(event.body)},
                    {"href", webhook.source + "/v1/cases/" + case_id}};
  if (full) {
    data["occurred_on"] = event.occurred_on ? json::value(event.occurred_on->text()) : json::value(nullptr);
    data["data"] = open_members(event);
  }
  object["data"] = std::move(data);
  return json::serialize(object);
}

std::string ping_payload(const WebhookAdded& webhook, const std::string& name, Instant now) {
  json::object object = envelope(webhook, name, now);
  object["type"] = "reviewd.ping";
  object["data"] = json::object{{"webhook_id", webhook.webhook_id.text()}};
  return json::serialize(object);
}

}  // namespace reviewd
