#include "api/http_session.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/write.hpp>

#include "api/http_connections.hpp"
#include "api/http_head_parser.hpp"

namespace reviewd {
namespace {

namespace asio = boost::asio;

// Of one read. A small request fits many times; a body of the largest size takes some sixty.
constexpr std::size_t read_bytes = 16'384;

constexpr std::string_view continue_text = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

HttpSession::HttpSession(std::shared_ptr<HttpConnections> connections, HttpSocket socket,
                         std::string peer_address, bool refused)
    : connections_(std::move(connections)),
      socket_(std::move(socket)),
      peer_address_(std::move(peer_address)),
      refused_(refused),
      scanner_(connections_->limits()) {}

void HttpSession::start() {
  if (refused_) {
    refuse_connection();
    return;
  }
  enter(Phase::head, connections_->limits().header_deadline);
  read_more();
}

void HttpSession::enter(Phase phase, std::chrono::milliseconds deadline) {
  phase_ = phase;
  deadline_ = connections_->now() + deadline;
}

void HttpSession::read_more() {
  const auto room = input_.prepare(read_bytes);
  socket_.async_read_some(asio::buffer(room.data(), room.size()),
                          [self = shared_from_this()](boost::system::error_code error, std::size_t size) {
                            self->on_read(error, size);
                          });
}

void HttpSession::on_read(boost::system::error_code error, std::size_t size) {
  if (phase_ == Phase::closed) return;
  input_.commit(size);
  connections_->counters().bytes_read += size;
  if (timed_out_ || error) {
    on_read_ended(error);
    return;
  }
  if (phase_ == Phase::idle) enter(Phase::head, connections_->limits().header_deadline);
  exchange_.first_bytes_seen = true;
  advance();
}

void HttpSession::on_read_ended(boost::system::error_code error) {
  if (timed_out_) {
    refuse({408, "request_timeout", "The request did not arrive in time."});
  } else if (error == asio::error::eof && exchange_.first_bytes_seen) {
    refuse({400, "incomplete_request", "The connection ended before the request did."});
  } else {
    finish();
  }
}

void HttpSession::advance() {
  if (phase_ == Phase::body) {
    advance_body();
  } else {
    advance_head();
  }
}

void HttpSession::advance_head() {
  const auto extent = scanner_.scan(input_.unread());
  if (!extent) {
    refuse(extent.error());
  } else if (*extent) {
    begin_request(**extent);
  } else {
    read_more();
  }
}

// After an answer. What the client has sent already is the beginning of the next request.
void HttpSession::await_request() {
  scanner_ = HttpHeadScanner(connections_->limits());
  exchange_ = Exchange{};
  exchange_.first_bytes_seen = !input_.unread().empty();
  if (exchange_.first_bytes_seen) {
    enter(Phase::head, connections_->limits().header_deadline);
    advance_head();
  } else {
    enter(Phase::idle, connections_->limits().idle_deadline);
    read_more();
  }
}

void HttpSession::begin_request(HeadExtent extent) {
  const std::string_view bytes = input_.unread().substr(extent.begin, extent.end - extent.begin);
  auto head = parse_head(bytes, connections_->limits(), connections_->host_names());
  if (!head) {
    refuse(head.error());
    return;
  }
  head_ = std::move(*head);
  head_.peer_address = peer_address_;
  note_exchange(head_);
  if (const auto begun = body_.begin(bytes, head_, connections_->limits()); !begun) {
    refuse(begun.error());
    return;
  }
  input_.consume(extent.end);
  judge_head();
}

void HttpSession::note_exchange(const RequestHead& head) {
  exchange_.head_only = head.method == "HEAD";
  exchange_.keep_alive = head.keep_alive;
  exchange_.minor_version = head.minor_version;
  if (!connections_->logs_access()) return;
  exchange_.method = head.method;
  exchange_.route = connections_->service().route_of(head);
  exchange_.begun_at = connections_->now();
}

void HttpSession::judge_head() {
  auto early = connections_->service().before_body(head_);
  if (early) {
    // Whether the body will come, or is half here already, nobody knows: the next request could begin
    // anywhere.
    early->close = early->close || head_.announces_body();
    answer(std::move(*early));
  } else if (head_.announces_body()) {
    begin_body();
  } else {
    dispatch();
  }
}

void HttpSession::begin_body() {
  enter(Phase::body, connections_->limits().body_deadline);
  body_begun_at_ = connections_->now();
  body_received_ = 0;
  if (head_.expects_continue && input_.unread().empty()) {
    send_continue();
  } else {
    advance_body();
  }
}

void HttpSession::send_continue() {
  ++connections_->counters().answers[1];
  asio::async_write(socket_, asio::buffer(continue_text.data(), continue_text.size()),
                    [self = shared_from_this()](boost::system::error_code error, std::size_t size) {
                      self->on_continue_written(error, size);
                    });
}

void HttpSession::on_continue_written(boost::system::error_code error, std::size_t size) {
  if (phase_ == Phase::closed) return;
  connections_->counters().bytes_written += size;
  if (error || timed_out_) {
    // Part of an interim answer may be out: nothing readable can follow it.
    finish();
    return;
  }
  read_more();
}

void HttpSession::advance_body() {
  const auto taken = body_.feed(input_.unread());
  if (!taken) {
    refuse(taken.error());
    return;
  }
  input_.consume(*taken);
  body_received_ += *taken;
  if (body_.done()) {
    dispatch();
    return;
  }
  const auto& limits = connections_->limits();
  if (limits.body_bytes_per_second > 0) {
    deadline_ = body_begun_at_ + limits.body_deadline +
                std::chrono::milliseconds(body_received_ * 1000 / limits.body_bytes_per_second);
  }
  read_more();
}

void HttpSession::dispatch() {
  phase_ = Phase::handling;
  deadline_ = TimePoint::max();
  const std::uint64_t number = ++requests_;
  connections_->service().handle(Request{std::move(head_), body_.take_body()},
                                 [self = shared_from_this(), number](Response response) {
                                   self->on_respond(number, std::move(response));
                                 });
}

}  // namespace reviewd
