#include "daemon/admin_socket.hpp"

#include <sys/stat.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

namespace reviewd {

namespace asio = boost::asio;
using Socket = asio::local::stream_protocol::socket;

namespace {

constexpr std::size_t line_bytes_max = 64 * 1024;
constexpr auto never = std::chrono::steady_clock::time_point::max();

}  // namespace

struct AdminSocket::State {
  State(asio::io_context& loop, const AdminBounds& given_bounds, Handler given)
      : acceptor(loop), pause(loop), bounds(given_bounds), handler(std::move(given)) {}
  asio::local::stream_protocol::acceptor acceptor;
  asio::steady_timer pause;
  AdminBounds bounds;
  Handler handler;
  std::filesystem::path path;
  std::size_t open = 0;  // conversations
};

// One line in, one line out. Held by what it waits for; closed with the last of it.
class AdminSocket::Conversation : public std::enable_shared_from_this<Conversation> {
 public:
  Conversation(std::shared_ptr<State> state, Socket accepted)
      : state_(std::move(state)),
        socket_(std::move(accepted)),
        deadline_(socket_.get_executor()),
        input_(line_bytes_max) {
    ++state_->open;
  }
  ~Conversation() { --state_->open; }

  void begin() {
    if (state_->open > state_->bounds.connections)
      return answer({false, "Too many commands are asking the daemon already; try again soon."});
    close_after_deadline();
    asio::async_read_until(
        socket_, input_, '\n',
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
          self->deadline_.expires_at(never);
          if (!error) self->hand_over(size);
        });
  }

 private:
  void hand_over(std::size_t size) {
    const auto begin = asio::buffers_begin(input_.data());
    const auto request = request_of_line(std::string(begin, begin + static_cast<std::ptrdiff_t>(size)));
    if (!request) return answer({false, "The request could not be read."});
    state_->handler(*request, [self = shared_from_this()](const AdminAnswer& given) { self->answer(given); });
  }

  void answer(const AdminAnswer& given) {
    output_ = to_line(given);
    close_after_deadline();
    asio::async_write(socket_, asio::buffer(output_),
                      [self = shared_from_this()](const boost::system::error_code&, std::size_t) {});
  }

  void close_after_deadline() {
    deadline_.expires_after(state_->bounds.deadline);
    deadline_.async_wait([waiting = weak_from_this()](const boost::system::error_code& error) {
      const auto self = waiting.lock();
      // It may have been put off after it passed and before this was called.
      if (error || !self || self->deadline_.expiry() > std::chrono::steady_clock::now()) return;
      boost::system::error_code ignored;
      self->socket_.close(ignored);
    });
  }

  std::shared_ptr<State> state_;
  Socket socket_;
  asio::steady_timer deadline_;
  asio::streambuf input_;
  std::string output_;
};

// No descriptor left is the usual reason for a failure: trying again at once would only turn the loop.
void AdminSocket::accept_next(const std::shared_ptr<State>& state) {
  state->acceptor.async_accept([state](const boost::system::error_code& error, Socket socket) {
    if (!state->acceptor.is_open()) return;
    if (error) return accept_after_pause(state);
    std::make_shared<Conversation>(state, std::move(socket))->begin();
    accept_next(state);
  });
}

void AdminSocket::accept_after_pause(const std::shared_ptr<State>& state) {
  state->pause.expires_after(state->bounds.pause);
  state->pause.async_wait([state](const boost::system::error_code& error) {
    if (!error && state->acceptor.is_open()) accept_next(state);
  });
}

std::expected<std::unique_ptr<AdminSocket>, std::string> AdminSocket::open(asio::io_context& loop,
                                                                           const std::filesystem::path& path,
                                                                           const AdminBounds& bounds,
                                                                           Handler handler) {
  auto state = std::make_shared<State>(loop, bounds, std::move(handler));
  state->path = path;
  boost::system::error_code error;
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  if (path.native().size() > 100)
    return std::unexpected("The path of the admin socket is too long: " + path.string());
  const asio::local::stream_protocol::endpoint endpoint(path.string());
  state->acceptor.open(endpoint.protocol(), error);
  const mode_t before = umask(0177);
  if (!error) state->acceptor.bind(endpoint, error);
  umask(before);
  if (!error) state->acceptor.listen(8, error);
  if (error) return std::unexpected("The admin socket cannot be opened: " + error.message());
  accept_next(state);
  return std::unique_ptr<AdminSocket>(new AdminSocket(std::move(state)));
}

AdminSocket::~AdminSocket() {
  close();
  std::error_code ignored;
  std::filesystem::remove(state_->path, ignored);
}

void AdminSocket::close() {
  boost::system::error_code ignored;
  state_->acceptor.close(ignored);
  state_->pause.cancel();
}

std::optional<AdminAnswer> ask_running(const std::filesystem::path& path, const AdminRequest& request) {
  asio::io_context loop;
  Socket socket(loop);
  boost::system::error_code error;
  if (path.native().size() > 100) return std::nullopt;
  socket.connect(asio::local::stream_protocol::endpoint(path.string()), error);
  if (error) return std::nullopt;
  asio::write(socket, asio::buffer(to_line(request)), error);
  // Read even when the request was not taken: there is a sentence that says why.
  std::string line;
  asio::read_until(socket, asio::dynamic_buffer(line), '\n', error);
  const auto given = error ? std::nullopt : answer_of_line(line);
  return given ? given : AdminAnswer{false, "The daemon broke off the conversation."};
}

}  // namespace reviewd
