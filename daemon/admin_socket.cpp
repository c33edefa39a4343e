#include "daemon/admin_socket.hpp"

#include <sys/stat.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

namespace reviewd {

namespace asio = boost::asio;
using Socket = asio::local::stream_protocol::socket;

struct AdminSocket::State {
  State(asio::io_context& loop, Handler given) : acceptor(loop), handler(std::move(given)) {}
  asio::local::stream_protocol::acceptor acceptor;
  Handler handler;
  std::filesystem::path path;
};

namespace {

constexpr std::size_t line_bytes_max = 64 * 1024;

struct Conversation {
  explicit Conversation(Socket accepted) : socket(std::move(accepted)), input(line_bytes_max) {}
  Socket socket;
  asio::streambuf input;
  std::string output;
};

void answer(const std::shared_ptr<Conversation>& conversation, const AdminAnswer& given) {
  conversation->output = to_line(given);
  asio::async_write(conversation->socket, asio::buffer(conversation->output),
                    [conversation](const boost::system::error_code&, std::size_t) {});
}

void converse(const std::shared_ptr<Conversation>& conversation, const AdminSocket::Handler& handler) {
  asio::async_read_until(
      conversation->socket, conversation->input, '\n',
      [conversation, handler](const boost::system::error_code& error, std::size_t size) {
        if (error) return;
        const std::string line(
            asio::buffers_begin(conversation->input.data()),
            asio::buffers_begin(conversation->input.data()) + static_cast<std::ptrdiff_t>(size));
        const auto request = request_of_line(line);
        if (!request) return answer(conversation, {false, "The request could not be read."});
        handler(*request, [conversation](const AdminAnswer& given) { answer(conversation, given); });
      });
}

template <class State>
void accept_next(const std::shared_ptr<State>& state) {
  state->acceptor.async_accept([state](const boost::system::error_code& error, Socket socket) {
    if (!state->acceptor.is_open()) return;
    if (!error) converse(std::make_shared<Conversation>(std::move(socket)), state->handler);
    accept_next(state);
  });
}

}  // namespace

std::expected<std::unique_ptr<AdminSocket>, std::string> AdminSocket::open(asio::io_context& loop,
                                                                           const std::filesystem::path& path,
                                                                           Handler handler) {
  auto state = std::make_shared<State>(loop, std::move(handler));
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
}

std::optional<AdminAnswer> ask_running(const std::filesystem::path& path, const AdminRequest& request) {
  asio::io_context loop;
  Socket socket(loop);
  boost::system::error_code error;
  if (path.native().size() > 100) return std::nullopt;
  socket.connect(asio::local::stream_protocol::endpoint(path.string()), error);
  if (error) return std::nullopt;
  asio::write(socket, asio::buffer(to_line(request)), error);
  std::string line;
  if (!error) asio::read_until(socket, asio::dynamic_buffer(line), '\n', error);
  const auto given = error ? std::nullopt : answer_of_line(line);
  return given ? given : AdminAnswer{false, "The daemon broke off the conversation."};
}

}  // namespace reviewd
