#include "tests/support/act_examples.hpp"

#include <map>
#include <stdexcept>

#include "domain/acts_schemas.hpp"

namespace reviewd {
namespace {

using Made = std::map<std::string, EventId, std::less<>>;  // by the name of the event

std::string filled_in(std::string_view example, const Made& made) {
  std::string text{example};
  for (auto from = text.find("\"<"); from != std::string::npos; from = text.find("\"<", from)) {
    const auto end = text.find(">\"", from);
    const auto thing = made.find(text.substr(from + 2, end - from - 2));
    if (thing == made.end()) throw std::logic_error("no earlier example made this: " + text);
    text.replace(from, end + 2 - from, "\"" + thing->second.text() + "\"");
  }
  return text;
}

}  // namespace

void for_each_example(
    const std::function<EventId(std::string_view command, const std::string& body)>& carry_out) {
  Made made;
  made["notification_recorded"] =
      carry_out("record-notification",
                R"({"recipient":"national_panel","subject":"serious_incident","sent_on":"2010-03-01"})");
  for_each_type(Acts{}, [&]<class Body>() {
    made[std::string{Schema<Body>::name}] =
        carry_out(Schema<Body>::command, filled_in(Schema<Body>::example, made));
  });
}

}  // namespace reviewd
