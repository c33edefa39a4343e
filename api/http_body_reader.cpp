#include "api/http_body_reader.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

#include "api/http_chunk_scanner.hpp"
#include "domain/assert.hpp"

namespace reviewd {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

using Parser = http::request_parser<http::string_body>;

std::unexpected<HttpRefusal> read_two_ways() {
  return refuse(400, "ambiguous_request", "The request can be read in more than one way.");
}

bool agree(const Parser& parser, const RequestHead& head) {
  const auto& message = parser.get();
  const auto length = parser.content_length();
  const std::string_view target(message.target().data(), message.target().size());
  const std::string_view method(message.method_string().data(), message.method_string().size());
  return parser.chunked() == head.chunked && length.has_value() == head.content_length.has_value() &&
         (!length || *length == *head.content_length) && method == head.method &&
         target.starts_with(head.path) && message.version() == 10 + head.minor_version;
}

}  // namespace

struct HttpBodyReader::State {
  std::optional<Parser> parser;
  std::optional<HttpChunkScanner> chunks;
  // Body bytes still to come when the length was announced.
  std::uint64_t left = 0;
  // Bytes at the front of the unread ones that the chunk scanner has passed and Beast has not taken yet.
  std::size_t passed = 0;
  boost::system::error_code error;

  // Gives Beast what it takes of the bytes; "need more" is no error.
  std::size_t put(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && !parser->is_done()) {
      const std::size_t step = parser->put(asio::buffer(bytes.data() + taken, bytes.size() - taken), error);
      if (error == http::error::need_more) error = {};
      if (error || step == 0) break;
      taken += step;
    }
    return taken;
  }
};

HttpBodyReader::HttpBodyReader() : state_(std::make_unique<State>()) {}
HttpBodyReader::~HttpBodyReader() = default;

std::expected<void, HttpRefusal> HttpBodyReader::begin(std::string_view head_bytes, const RequestHead& head,
                                                       const HttpLimits& limits) {
  state_->parser.emplace();
  state_->chunks.reset();
  if (head.chunked) state_->chunks.emplace(limits);
  state_->left = head.content_length.value_or(0);
  state_->passed = 0;
  state_->error = {};
  state_->parser->header_limit(
      static_cast<std::uint32_t>(limits.request_line_bytes + limits.header_bytes + 4));
  state_->parser->body_limit(limits.body_bytes);
  const std::size_t taken = state_->put(head_bytes);
  const bool whole = !state_->error && taken == head_bytes.size() && state_->parser->is_header_done();
  if (!whole || !agree(*state_->parser, head)) return read_two_ways();
  return {};
}

std::expected<std::size_t, HttpRefusal> HttpBodyReader::feed(std::string_view unread) {
  std::size_t known = 0;
  std::size_t given = 0;
  if (state_->chunks) {
    const auto passed = state_->chunks->scan(unread.substr(state_->passed));
    if (!passed) return std::unexpected(passed.error());
    known = state_->passed + *passed;
    given = known - state_->chunks->held();
  } else {
    known = given = static_cast<std::size_t>(std::min<std::uint64_t>(state_->left, unread.size()));
    state_->left -= given;
  }
  state_->passed = known - given;
  const std::size_t taken = state_->put(unread.substr(0, given));
  const bool ended = state_->chunks ? state_->chunks->done() : state_->left == 0;
  if (state_->error || taken != given || ended != state_->parser->is_done()) return read_two_ways();
  return taken;
}

bool HttpBodyReader::done() const {
  return state_->parser && state_->parser->is_done();
}

std::string HttpBodyReader::take_body() {
  REVIEWD_ASSERT(done());
  return std::move(state_->parser->get().body());
}

}  // namespace reviewd
