#include "api/list_page.hpp"

#include <algorithm>

#include "api/access.hpp"

namespace reviewd {
namespace {

// The path and query of the next page: the same question with another cursor.
std::string next_link(const Calling& call, const std::string& cursor) {
  std::string link = call->request.head.path + "?";
  for (const auto& [name, value] : call->request.head.query) {
    if (name == "cursor") continue;
    link += name + "=";
    for (const char letter : value) {
      const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                         (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' || letter == '_';
      const auto byte = static_cast<std::uint8_t>(letter);
      if (plain)
        link += letter;
      else
        link += "%" + hexadecimal_text(&byte, 1);
    }
    link += "&";
  }
  return link + "cursor=" + cursor;
}

}  // namespace

void respond_with_page(const Calling& call, Position depends_on, Page page) {
  Response response = json_response(std::string{});
  if (!page.next.empty()) {
    const std::string cursor = cursor_text(page.next);
    page.body += ",\"next\":\"" + cursor + "\"";
    response.headers.emplace_back("Link", "<" + next_link(call, cursor) + ">; rel=\"next\"");
  }
  response.body = std::make_shared<const std::string>(page.body + "}");
  respond_when_durable(call, depends_on, std::move(response));
}

SomeCases some_cases(const Calling& call, std::size_t begin, std::size_t count) {
  const auto& order = call->engine().cases_in_order();
  SomeCases some;
  some.begin = std::min(begin, order.size());
  some.end = std::min(order.size(), some.begin + count);
  some.more = some.end < order.size();
  some.states.reserve(some.end - some.begin);
  for (std::size_t at = some.begin; at < some.end; ++at) {
    auto state = call->engine().find(order[at]);
    some.states.push_back(sees_case(call->token, *state) ? std::move(state) : nullptr);
  }
  return some;
}

std::vector<std::shared_ptr<const CaseState>> visible_states(
    const Calling& call, const std::vector<std::shared_ptr<const CaseState>>& states) {
  std::vector<std::shared_ptr<const CaseState>> visible;
  visible.reserve(states.size());
  for (const auto& state : states) visible.push_back(sees_case(call->token, *state) ? state : nullptr);
  return visible;
}

}  // namespace reviewd
