// One connection: reads a request, asks the service, writes the answer, and only then reads the next. A state
// machine driven by the completions of its socket; no coroutine, no timer of its own: HttpConnections looks
// at its deadline. Loop thread only. It holds no rule about requests: the scanner and the two parsers do.
// Included by the sources of the HTTP server alone.
#pragma once

#include <boost/system/error_code.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/http_answer.hpp"
#include "api/http_body_reader.hpp"
#include "api/http_head_scanner.hpp"
#include "api/http_input_buffer.hpp"
#include "api/http_message.hpp"

namespace reviewd {

class HttpConnections;

// Kept alive by HttpConnections while the connection is open, and by each operation under way.
class HttpSession : public std::enable_shared_from_this<HttpSession> {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  // `refused`: over a connection limit; it gets its 503 and nothing else.
  HttpSession(std::shared_ptr<HttpConnections> connections, HttpSocket socket, std::string peer_address,
              bool refused);

  // Begins to read the first request, or to refuse.
  void start();
  // Acts on the deadline when it has passed.
  void check_deadline(TimePoint now);
  // Closes at once when no request is under way; else the next answer says that it is the last.
  void drain();
  // Closes at once, whatever is under way, and is forgotten.
  void close_now() { finish(); }
  // As close_now, but HttpConnections is not told: it is forgetting all of them.
  void close_socket();

  // Ends of the operations under way; not for anybody else to call.
  void on_read(boost::system::error_code error, std::size_t size);
  void on_continue_written(boost::system::error_code error, std::size_t size);
  void on_written(boost::system::error_code error, std::size_t size);
  void on_discarded(boost::system::error_code error, std::size_t size);
  void on_piece_written(boost::system::error_code error, std::size_t size);

  [[nodiscard]] const std::string& peer_address() const { return peer_address_; }
  [[nodiscard]] bool refused() const { return refused_; }

 private:
  // idle: between two requests, without a byte of the next. handling: the service has the request.
  enum class Phase { idle, head, body, handling, writing, streaming, lingering, closed };

  // What the answer needs of the request after the service has taken it.
  struct Exchange {
    bool head_only = false;
    bool keep_alive = false;
    unsigned minor_version = 1;
    bool first_bytes_seen = false;
    // Kept for the access log only.
    std::string method;
    std::string_view route;
    TimePoint begun_at;
  };

  // A body that comes bit by bit.
  struct Streaming {
    std::shared_ptr<ResponseStream> stream;
    std::string written;                 // on its way out
    std::optional<std::string> waiting;  // came while a heartbeat was on its way
    std::optional<StreamEnd> end;        // last words are to follow
    TimePoint heartbeat_at = TimePoint::max();
    bool writing = false;
    bool asked = false;  // for the next piece
    bool over = false;   // nothing follows
  };

  void enter(Phase phase, std::chrono::milliseconds deadline);
  void read_more();
  void advance();
  void advance_head();
  void await_request();
  void begin_request(HeadExtent extent);
  void note_exchange(const RequestHead& head);
  void judge_head();
  void begin_body();
  void send_continue();
  void advance_body();
  void dispatch();
  void on_respond(std::uint64_t number, Response response);
  void refuse(const HttpRefusal& refusal);
  void refuse_connection();
  void on_read_ended(boost::system::error_code error);
  void time_out(std::uint64_t& counter);
  void answer(Response response);
  void record_access(const Response& response);
  void begin_stream(std::shared_ptr<ResponseStream> stream);
  void ask_for_piece();
  void on_piece(std::string piece);
  void write_piece(std::string piece, bool last);
  void write_raw(std::string bytes);
  void end_stream(StreamEnd why);
  void check_stream(TimePoint now);
  void forget_stream();
  void linger();
  void discard();
  void finish();

  std::shared_ptr<HttpConnections> connections_;
  HttpSocket socket_;
  std::string peer_address_;
  bool refused_;
  Phase phase_ = Phase::head;
  TimePoint deadline_ = TimePoint::max();
  TimePoint body_begun_at_;
  std::uint64_t body_received_ = 0;
  // Set when a deadline passed while a read or a "100 Continue" was under way; its completion refuses.
  bool timed_out_ = false;
  HttpInputBuffer input_;
  HttpHeadScanner scanner_;
  RequestHead head_;
  HttpBodyReader body_;
  Exchange exchange_;
  HttpAnswer answer_;
  Streaming streaming_;
  std::uint64_t requests_ = 0;
  std::uint64_t responded_ = 0;
};

}  // namespace reviewd
