// A connection whose answer comes bit by bit: one piece on its way at a time, heartbeats in between, and a
// client that takes too long is told so and dropped.
#include <array>
#include <boost/asio/write.hpp>
#include <charconv>

#include "api/http_connections.hpp"
#include "api/http_session.hpp"

namespace reviewd {
namespace {

namespace asio = boost::asio;

std::string chunk_of(const std::string& piece) {
  std::array<char, 16> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), piece.size(), 16);
  return std::string(digits.data(), end) + "\r\n" + piece + "\r\n";
}

constexpr std::string_view last_chunk = "0\r\n\r\n";

}  // namespace

// The head of the answer is prepared.
void HttpSession::begin_stream(std::shared_ptr<ResponseStream> stream) {
  phase_ = Phase::streaming;
  streaming_ = Streaming{};
  streaming_.stream = std::move(stream);
  ++connections_->counters().streams_open;
  write_raw(answer_.text());
  // That the client closes its side is noticed by reading, although nothing more is wanted of it.
  discard();
}

void HttpSession::write_raw(std::string bytes) {
  streaming_.writing = true;
  streaming_.written = std::move(bytes);
  deadline_ = connections_->now() + connections_->limits().write_deadline;
  asio::async_write(socket_, asio::buffer(streaming_.written),
                    [self = shared_from_this()](boost::system::error_code error, std::size_t size) {
                      self->on_piece_written(error, size);
                    });
}

void HttpSession::write_piece(std::string piece, bool last) {
  if (exchange_.minor_version > 0) {
    if (!piece.empty()) piece = chunk_of(piece);
    if (last) piece += last_chunk;
  }
  streaming_.over = last;
  write_raw(std::move(piece));
}

void HttpSession::on_piece_written(boost::system::error_code error, std::size_t size) {
  if (phase_ == Phase::closed) return;
  connections_->counters().bytes_written += size;
  streaming_.writing = false;
  if (error) return finish();
  if (streaming_.over) {
    forget_stream();
    return linger();
  }
  streaming_.heartbeat_at = connections_->now() + connections_->limits().heartbeat;
  // The last words name the place behind the piece that was given, so that goes first.
  if (streaming_.waiting) return on_piece(*std::exchange(streaming_.waiting, std::nullopt));
  if (streaming_.end) return write_piece(streaming_.stream->last_words(*streaming_.end), true);
  if (!streaming_.asked) ask_for_piece();
}

void HttpSession::ask_for_piece() {
  streaming_.asked = true;
  // The stream must not keep the connection alive that keeps the stream.
  streaming_.stream->next([weak = weak_from_this()](std::string piece) {
    if (const auto self = weak.lock()) self->on_piece(std::move(piece));
  });
}

void HttpSession::on_piece(std::string piece) {
  if (phase_ != Phase::streaming || streaming_.over) return;
  streaming_.asked = false;
  if (streaming_.writing) {
    streaming_.waiting = std::move(piece);
    return;
  }
  const bool last = piece.empty();
  write_piece(std::move(piece), last);
}

void HttpSession::end_stream(StreamEnd why) {
  if (streaming_.over) return;
  streaming_.end = why;
  if (!streaming_.writing) write_piece(streaming_.stream->last_words(why), true);
}

// A client that took nothing for so long gets as long again, and then the reason, if it takes that.
void HttpSession::check_stream(TimePoint now) {
  if (!streaming_.writing) {
    if (now >= streaming_.heartbeat_at) write_piece(streaming_.stream->heartbeat(), false);
    return;
  }
  if (now < deadline_) return;
  if (streaming_.over || streaming_.end) return finish();
  ++connections_->counters().streams_dropped;
  deadline_ = now + connections_->limits().write_deadline;
  end_stream(StreamEnd::too_slow);
}

void HttpSession::forget_stream() {
  if (!streaming_.stream) return;
  --connections_->counters().streams_open;
  std::exchange(streaming_.stream, nullptr)->gone();
}

}  // namespace reviewd
