// What passes between the HTTP server and the routes: one request, one response, nothing of sockets or of
// Beast. Values without behaviour of their own, used on the loop thread; they may be moved to another thread
// whole. The server has checked framing, Host, target and limits before any of this is seen; nothing here
// knows of routes, tokens or JSON.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reviewd {

// The header fields of one request, in the order received. Owns one copy of the header section; the views it
// gives out live as long as the object stays where it is (a move ends them). Trailers never get in here.
class HeaderFields {
 public:
  // Where one field lies in the block: offsets and lengths in bytes.
  struct Span {
    std::uint32_t name_at = 0;
    std::uint32_t name_size = 0;
    std::uint32_t value_at = 0;
    std::uint32_t value_size = 0;
  };

  HeaderFields() = default;
  HeaderFields(std::string block, std::vector<Span> spans);

  // Number of field lines in all.
  [[nodiscard]] std::size_t size() const { return spans_.size(); }
  [[nodiscard]] std::string_view name(std::size_t index) const;
  // Without the blanks around it.
  [[nodiscard]] std::string_view value(std::size_t index) const;

  // How many field lines bear this name; letter case does not count.
  [[nodiscard]] std::size_t count(std::string_view wanted) const;
  // The value of the first field line of this name; none when there is none. A caller for whom a second line
  // matters asks count() or all().
  [[nodiscard]] std::optional<std::string_view> first(std::string_view wanted) const;
  // Every value of this name, in order.
  [[nodiscard]] std::vector<std::string_view> all(std::string_view wanted) const;

 private:
  std::string block_;
  std::vector<Span> spans_;
};

// Everything of a request but its body.
struct RequestHead {
  // One of GET HEAD POST PUT PATCH DELETE OPTIONS.
  std::string method;
  // The path as sent, percent-encoding kept, without the query; begins with '/'.
  std::string path;
  // The path's segments, percent-decoded, valid UTF-8 without control characters. "/" has none; "/a/" has "a"
  // and
  // "". A '/' that came as %2F stays inside its segment. Never "." or "..".
  std::vector<std::string> segments;
  // Decoded pairs of the query in the order sent, repeated names included. '+' is a plus sign: the rule of
  // HTML forms is not used, a blank is %20.
  std::vector<std::pair<std::string, std::string>> query;
  HeaderFields fields;
  // The other side as text: "127.0.0.1", "::1", or "unix" for a Unix socket. No port.
  std::string peer_address;
  // 0 or 1: HTTP/1.0 or HTTP/1.1.
  unsigned minor_version = 1;
  // Whether the client lets the connection stay open after the answer.
  bool keep_alive = true;
  // The announced length of the body in bytes; none when no length was announced (no body, or a chunked one).
  std::optional<std::uint64_t> content_length;
  // The body comes in chunks.
  bool chunked = false;
  // The client waits for "100 Continue" before it sends the body.
  bool expects_continue = false;

  // Whether body bytes follow the header section.
  [[nodiscard]] bool announces_body() const { return chunked || content_length.value_or(0) > 0; }
};

// One request, whole.
struct Request {
  RequestHead head;
  // Decoded from its chunks where it came in chunks; empty when there is none.
  std::string body;
};

// Why a body that comes bit by bit is brought to its end by the server.
enum class StreamEnd {
  too_slow,  // the client did not take what was sent in time
  draining   // the server stops
};

// A body that comes bit by bit, for as long as the client stays. The server asks for the next piece only when
// the one before was taken, so that nothing piles up. Loop thread.
class ResponseStream {
 public:
  virtual ~ResponseStream() = default;
  // `give` is called once, now or later, with the next piece; an empty one ends the body.
  virtual void next(std::function<void(std::string)> give) = 0;
  // A piece that says nothing new, asked for while nothing else is to be said.
  virtual std::string heartbeat() = 0;
  // The last piece; nothing is asked for any more.
  virtual std::string last_words(StreamEnd why) = 0;
  // The connection is gone.
  virtual void gone() = 0;
};

// One answer. Date, Content-Length and Connection are the server's and must not stand in `headers`. To HEAD
// the server sends the Content-Length of the body without the body; to 204 and 304 neither.
struct Response {
  unsigned status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  // May be null: an empty body. Shared, so that a cached document is sent without a copy.
  std::shared_ptr<const std::string> body;
  // Close the connection after this answer, whatever the client asked.
  bool close = false;
  // In place of `body`; the connection is closed after it.
  std::shared_ptr<ResponseStream> stream = nullptr;
};

}  // namespace reviewd
