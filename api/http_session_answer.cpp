// The second half of a connection's life: from an answer, or a refusal, to the next request or the end.
#include <array>
#include <boost/asio/buffer.hpp>

#include "api/http_connections.hpp"
#include "api/http_session.hpp"
#include "domain/assert.hpp"

namespace reviewd {
namespace {

namespace asio = boost::asio;

// What a refused client still sends is read into here and forgotten; all connections may write over each
// other.
std::array<char, 16'384> discarded;

}  // namespace

void HttpSession::on_respond(std::uint64_t number, Response response) {
  REVIEWD_ASSERT(number == requests_ && responded_ < number);
  responded_ = number;
  if (phase_ == Phase::closed) return;
  answer(std::move(response));
}

void HttpSession::refuse(const HttpRefusal& refusal) {
  ++connections_->counters().refusals;
  Response response = connections_->service().problem(refusal.status, refusal.code, refusal.detail);
  response.close = true;
  answer(std::move(response));
}

void HttpSession::refuse_connection() {
  answer(connections_->over_limit_answer());
}

void HttpSession::answer(Response response) {
  enter(Phase::writing, connections_->limits().write_deadline);
  const bool streamed = response.stream != nullptr && !exchange_.head_only;
  exchange_.keep_alive = exchange_.keep_alive && !response.close && !connections_->draining() && !streamed;
  AnswerFrame frame{connections_->date(), exchange_.head_only, exchange_.keep_alive, streamed,
                    exchange_.minor_version};
  if (!answer_.prepare(response, frame)) {
    connections_->log("an answer of the service could not be sent as HTTP; sent 500 instead");
    response = connections_->service().problem(500, "unsendable_answer", "The answer could not be sent.");
    REVIEWD_ASSERT(answer_.prepare(response, frame));
  }
  ++connections_->counters().answers[response.status / 100];
  record_access(response);
  if (streamed) return begin_stream(std::move(response.stream));
  answer_.write(socket_, shared_from_this());
}

void HttpSession::record_access(const Response& response) {
  if (!connections_->logs_access()) return;
  const auto elapsed = connections_->now() - exchange_.begun_at;
  const bool timed = !exchange_.method.empty();
  connections_->record_access({exchange_.method, exchange_.route, response.status,
                               timed ? std::chrono::duration_cast<std::chrono::microseconds>(elapsed)
                                     : std::chrono::microseconds{0}});
  exchange_.method.clear();
  exchange_.route = {};
}

void HttpSession::on_written(boost::system::error_code error, std::size_t size) {
  if (phase_ == Phase::closed) return;
  connections_->counters().bytes_written += size;
  if (error) {
    finish();
  } else if (exchange_.keep_alive) {
    await_request();
  } else {
    linger();
  }
}

// Closing at once would throw away an answer that the client has not read yet, if bytes of its own are
// unread.
void HttpSession::linger() {
  enter(Phase::lingering, connections_->limits().linger_deadline);
  boost::system::error_code error;
  socket_.shutdown(HttpSocket::shutdown_send, error);
  if (error) {
    finish();
    return;
  }
  discard();
}

void HttpSession::discard() {
  socket_.async_read_some(asio::buffer(discarded),
                          [self = shared_from_this()](boost::system::error_code error, std::size_t size) {
                            self->on_discarded(error, size);
                          });
}

void HttpSession::on_discarded(boost::system::error_code error, std::size_t size) {
  if (phase_ == Phase::closed) return;
  connections_->counters().bytes_read += size;
  if (error) {
    finish();
  } else {
    discard();
  }
}

void HttpSession::check_deadline(TimePoint now) {
  if (phase_ == Phase::streaming) return check_stream(now);
  if (now < deadline_) return;
  auto& counters = connections_->counters();
  switch (phase_) {
    case Phase::head:
      return time_out(counters.header_timeouts);
    case Phase::body:
      return time_out(counters.body_timeouts);
    case Phase::idle:
      ++counters.idle_timeouts;
      return finish();
    case Phase::writing:
      ++counters.write_timeouts;
      return finish();
    case Phase::lingering:
      return finish();
    case Phase::handling:
    case Phase::streaming:
    case Phase::closed:
      return;
  }
}

void HttpSession::time_out(std::uint64_t& counter) {
  ++counter;
  if (!exchange_.first_bytes_seen) {
    finish();
    return;
  }
  timed_out_ = true;
  deadline_ = TimePoint::max();
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

void HttpSession::drain() {
  const bool untouched = phase_ == Phase::head && !exchange_.first_bytes_seen;
  if (phase_ == Phase::idle || untouched) finish();
  if (phase_ == Phase::streaming) end_stream(StreamEnd::draining);
}

void HttpSession::finish() {
  if (phase_ == Phase::closed) return;
  close_socket();
  connections_->remove(*this);
}

void HttpSession::close_socket() {
  forget_stream();
  phase_ = Phase::closed;
  deadline_ = TimePoint::max();
  boost::system::error_code ignored;
  socket_.close(ignored);
}

}  // namespace reviewd
