#include "daemon/delivery_answer.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace reviewd {
namespace {

namespace http = boost::beast::http;
using Parser = http::response_parser<http::string_body>;

constexpr std::uint32_t header_bytes_max = 16'384;
constexpr int interim_max = 8;

}  // namespace

struct DeliveryAnswer::Parsing {
  std::size_t body_bytes_max;
  std::optional<Parser> parser;
  std::string unread;
  State state = State::more;
  int interim = 0;

  void begin() {
    parser.emplace();
    parser->header_limit(header_bytes_max);
    parser->body_limit(body_bytes_max);
    parser->eager(true);
  }
  void note(const boost::system::error_code& error) {
    if (error == http::error::need_more) return;
    if (error == http::error::partial_message || error == http::error::end_of_stream)
      state = State::broken_off;
    else if (error == http::error::body_limit || error == http::error::header_limit)
      state = State::too_long;
    else if (error)
      state = State::malformed;
  }
  // Whether what was parsed was an interim answer, after which the real one follows.
  bool pass_over_interim() {
    if (!parser->is_done() || parser->get().result_int() / 100 != 1) return false;
    if (parser->get().result_int() == 101 || ++interim > interim_max) {
      state = State::malformed;
      return false;
    }
    begin();
    return true;
  }
};

DeliveryAnswer::DeliveryAnswer(std::size_t body_bytes_max)
    : parsing_(std::make_unique<Parsing>(body_bytes_max)) {
  parsing_->begin();
}
DeliveryAnswer::~DeliveryAnswer() = default;

void DeliveryAnswer::take(std::string_view bytes) {
  Parsing& now = *parsing_;
  now.unread.append(bytes);
  while (now.state == State::more && !now.unread.empty()) {
    boost::system::error_code error;
    const std::size_t used =
        now.parser->put(boost::asio::buffer(now.unread.data(), now.unread.size()), error);
    now.unread.erase(0, used);
    now.note(error);
    if (now.state != State::more || now.pass_over_interim()) continue;
    if (now.state == State::more && now.parser->is_done()) now.state = State::whole;
    if (used == 0) break;
  }
  if (now.state == State::more && now.unread.size() > header_bytes_max) now.state = State::too_long;
}

void DeliveryAnswer::ended() {
  Parsing& now = *parsing_;
  if (now.state != State::more) return;
  if (!now.parser->got_some()) {
    now.state = State::broken_off;
    return;
  }
  boost::system::error_code error;
  now.parser->put_eof(error);
  now.note(error);
  if (now.state == State::more) now.state = now.parser->is_done() ? State::whole : State::broken_off;
}

DeliveryAnswer::State DeliveryAnswer::state() const {
  return parsing_->state;
}

std::optional<int> DeliveryAnswer::status() const {
  if (!parsing_->parser->is_header_done()) return std::nullopt;
  return static_cast<int>(parsing_->parser->get().result_int());
}

std::vector<std::pair<std::string, std::string>> DeliveryAnswer::headers() const {
  std::vector<std::pair<std::string, std::string>> fields;
  if (!parsing_->parser->is_header_done()) return fields;
  for (const auto& field : parsing_->parser->get()) {
    std::string name{field.name_string()};
    for (char& letter : name)
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
    fields.emplace_back(std::move(name), std::string{field.value()});
  }
  return fields;
}

std::string DeliveryAnswer::body() const {
  return parsing_->parser->get().body();
}

}  // namespace reviewd
