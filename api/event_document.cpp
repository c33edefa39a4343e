#include "api/event_document.hpp"

#include <boost/json/serialize.hpp>

#include "storage/commit_codec.hpp"
#include "storage/json_write.hpp"

namespace reviewd {

namespace json = boost::json;

std::string event_document(const Commit& commit, std::size_t index) {
  const Event& event = commit.events[index];
  const EventId id{commit.position, static_cast<std::uint32_t>(index)};
  JsonWriter writer({}, [&](const Personal&, const std::string& pointer) {
    return json::value(json::object{{"sealed_in", id.text()}, {"pointer", pointer}});
  });
  json::object object;
  object["position"] = commit.position.text();
  object["index"] = index;
  object["type"] = type_of(event.body);
  object["type_version"] = version_of(event.body);
  object["case_id"] =
      commit.subject.case_id ? json::value(commit.subject.case_id->text()) : json::value(nullptr);
  object["occurred_on"] = event.occurred_on ? json::value(event.occurred_on->text()) : json::value(nullptr);
  object["recorded_at"] = commit.recorded_at.text();
  object["actor"] = json::object{{"id", commit.actor.id}, {"name", commit.actor.name}};
  object["data"] =
      std::visit([&](const auto& body) { return json::value(writer.write_members(body)); }, event.body);
  // What a token or an address hashes to is nobody's business, and a document of rules has a route of its
  // own.
  if (std::holds_alternative<TokenAdded>(event.body) || std::holds_alternative<FeedAdded>(event.body))
    object["data"].as_object().erase("hash");
  if (std::holds_alternative<RulesAdopted>(event.body)) object["data"].as_object().erase("text");
  return json::serialize(object);
}

void append_events(const Commit& commit, const std::optional<std::string>& type, EventPage& page) {
  for (std::size_t index = 0; index < commit.events.size(); ++index) {
    if (type && type_of(commit.events[index].body) != *type) continue;
    page.events.append(page.count++ == 0 ? "" : ",").append(event_document(commit, index));
  }
}

}  // namespace reviewd
