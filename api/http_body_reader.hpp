// The second parser of a request: Beast's. It reads the head again and decodes the body; where it disagrees
// with parse_head about method, length or coding, the request is refused. It is only ever given bytes that
// the strict checks have let pass, never one byte past the end of the message. One per request, loop thread.
#pragma once

#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "api/http_limits.hpp"
#include "api/http_message.hpp"
#include "api/http_refusal.hpp"

namespace reviewd {

// Beast's parser lives behind the pointer.
class HttpBodyReader {
 public:
  HttpBodyReader();
  ~HttpBodyReader();
  HttpBodyReader(const HttpBodyReader&) = delete;
  HttpBodyReader& operator=(const HttpBodyReader&) = delete;

  // Begins a new request with the bytes of its head; what was left of the one before is dropped. Refusal: 400
  // when Beast reads them differently. Keeps a reference to the limits.
  [[nodiscard]] std::expected<void, HttpRefusal> begin(std::string_view head_bytes, const RequestHead& head,
                                                       const HttpLimits& limits);

  // Takes body bytes from the front of `unread`, answers how many; the rest is offered again with more behind
  // it. Refusals: 400 a malformed chunk, 413 too large.
  [[nodiscard]] std::expected<std::size_t, HttpRefusal> feed(std::string_view unread);

  // The whole message has been read.
  [[nodiscard]] bool done() const;

  // The decoded body; call once, when done().
  [[nodiscard]] std::string take_body();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reviewd
