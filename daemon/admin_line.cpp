// The lines of the admin socket.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/administration.hpp"

namespace reviewd {

namespace json = boost::json;

std::string to_line(const AdminRequest& request) {
  json::array texts;
  for (const auto& [key, value] : request.texts) texts.push_back(json::array{key, value});
  return json::serialize(json::object{{"name", request.name}, {"texts", std::move(texts)}}) + "\n";
}

std::string to_line(const AdminAnswer& answer) {
  return json::serialize(json::object{{"done", answer.done}, {"text", answer.text}}) + "\n";
}

std::optional<AdminRequest> request_of_line(std::string_view line) {
  boost::system::error_code error;
  const json::value value = json::parse(line, error);
  const auto* object = error ? nullptr : value.if_object();
  const auto* name = object == nullptr ? nullptr : object->if_contains("name");
  const auto* texts = object == nullptr ? nullptr : object->if_contains("texts");
  if (name == nullptr || !name->is_string() || texts == nullptr || !texts->is_array()) return std::nullopt;
  AdminRequest request{std::string{name->get_string()}, {}};
  for (const json::value& pair : texts->get_array()) {
    const auto* both = pair.if_array();
    if (both == nullptr || both->size() != 2 || !(*both)[0].is_string() || !(*both)[1].is_string())
      return std::nullopt;
    request.texts.emplace_back(std::string{(*both)[0].get_string()}, std::string{(*both)[1].get_string()});
  }
  return request;
}

std::optional<AdminAnswer> answer_of_line(std::string_view line) {
  boost::system::error_code error;
  const json::value value = json::parse(line, error);
  const auto* object = error ? nullptr : value.if_object();
  const auto* done = object == nullptr ? nullptr : object->if_contains("done");
  const auto* text = object == nullptr ? nullptr : object->if_contains("text");
  if (done == nullptr || !done->is_bool() || text == nullptr || !text->is_string()) return std::nullopt;
  return AdminAnswer{done->get_bool(), std::string{text->get_string()}};
}

}  // namespace reviewd
