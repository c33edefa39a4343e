#include "api/http_answer.hpp"

#include <algorithm>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/write.hpp>
#include <optional>
#include <sstream>

#include "api/http_characters.hpp"
#include "api/http_session.hpp"

namespace reviewd {
namespace {

namespace http = boost::beast::http;

using Body = http::span_body<const char>;
using Message = http::response<Body>;

constexpr std::size_t longest_field = 32'768;

bool is_sendable(const std::pair<std::string, std::string>& field) {
  return is_token(field.first) && field.first.size() + field.second.size() <= longest_field &&
         std::ranges::all_of(field.second, is_field_char);
}

bool is_sendable(const Response& response) {
  return response.status >= 200 && response.status <= 599 &&
         std::ranges::all_of(response.headers, [](const auto& field) { return is_sendable(field); });
}

bool has_no_body(unsigned status) {
  return status == 204 || status == 304;
}

boost::beast::string_view as_beast(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

struct HttpAnswer::State {
  Message message;
  std::optional<http::response_serializer<Body>> serializer;
  // Keeps the bytes alive that the message points into.
  std::shared_ptr<const std::string> body;
};

HttpAnswer::HttpAnswer() : state_(std::make_unique<State>()) {}
HttpAnswer::~HttpAnswer() = default;

bool HttpAnswer::prepare(const Response& response, const AnswerFrame& frame) {
  if (!is_sendable(response)) return false;
  state_->serializer.reset();
  Message& message = state_->message;
  message.clear();
  message.result(response.status);
  message.insert(http::field::date, as_beast(frame.date));
  for (const auto& [name, value] : response.headers) message.insert(as_beast(name), as_beast(value));
  state_->body = response.body;
  const std::string_view body = response.body ? std::string_view(*response.body) : std::string_view();
  const bool bodiless = has_no_body(response.status);
  if (frame.streamed && frame.minor_version > 0) message.insert(http::field::transfer_encoding, "chunked");
  if (!bodiless && !frame.streamed) message.insert(http::field::content_length, std::to_string(body.size()));
  if (!frame.keep_alive) message.insert(http::field::connection, "close");
  if (frame.keep_alive && frame.minor_version == 0) message.insert(http::field::connection, "keep-alive");
  const bool sends_body = !bodiless && !frame.head_only;
  message.body() = sends_body ? Body::value_type(body.data(), body.size()) : Body::value_type();
  state_->serializer.emplace(message);
  return true;
}

void HttpAnswer::write(HttpSocket& socket, std::shared_ptr<HttpSession> session) {
  http::async_write(socket, *state_->serializer,
                    [session = std::move(session)](boost::system::error_code error, std::size_t size) {
                      session->on_written(error, size);
                    });
}

std::string HttpAnswer::text() const {
  std::ostringstream text;
  text << state_->message.base() << (state_->body ? *state_->body : "");
  return std::move(text).str();
}

}  // namespace reviewd
