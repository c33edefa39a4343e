// The admin socket: who asks too slowly, or is one too many, and what happens when the process has no
// descriptors.
#include "daemon/admin_socket.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>

#include "tests/support/no_descriptors.hpp"
#include "tests/support/scratch_directory.hpp"

namespace reviewd {
namespace {

namespace asio = boost::asio;
using Local = asio::local::stream_protocol;

// The socket, with a handler that answers when the test says so.
struct Listening {
  explicit Listening(const AdminBounds& bounds) {
    auto opened = AdminSocket::open(loop, directory / "admin.sock", bounds,
                                    [this](const AdminRequest&, std::function<void(AdminAnswer)> answer) {
                                      asked.push_back(std::move(answer));
                                    });
    REQUIRE(opened.has_value());
    socket = std::move(*opened);
  }
  ScratchDirectory directory;
  asio::io_context loop;
  std::vector<std::function<void(AdminAnswer)>> asked;
  std::unique_ptr<AdminSocket> socket;
};

// One who asks; on the same loop.
class Asker {
 public:
  explicit Asker(Listening& listening) : listening_(listening), socket_(listening.loop) {
    socket_.connect(Local::endpoint((listening.directory / "admin.sock").string()));
    asio::async_read(socket_, asio::dynamic_buffer(answer_),
                     [this](const boost::system::error_code&, std::size_t) { ended_ = true; });
  }
  void ask() { asio::write(socket_, asio::buffer(to_line(AdminRequest{"verify", {}}))); }
  // Until the other end has closed: all that it said.
  std::string heard() {
    while (!ended_) listening_.loop.run_one();
    return answer_;
  }
  bool ended() const { return ended_; }

 private:
  Listening& listening_;
  Local::socket socket_;
  std::string answer_;
  bool ended_ = false;
};

}  // namespace

TEST_CASE("admin socket: one asker too many is told so, and there is room again afterwards") {
  AdminBounds bounds;
  bounds.connections = 2;
  Listening listening(bounds);
  Asker first(listening);
  Asker second(listening);
  Asker third(listening);
  CHECK(third.heard().find("Too many commands") != std::string::npos);
  CHECK_FALSE(first.ended());
  CHECK_FALSE(second.ended());
  first.ask();
  while (listening.asked.empty()) listening.loop.run_one();
  listening.asked.front()({true, "done"});
  listening.asked.clear();
  CHECK(first.heard() == to_line(AdminAnswer{true, "done"}));
  Asker fourth(listening);
  fourth.ask();
  while (listening.asked.empty()) listening.loop.run_one();
  CHECK_FALSE(fourth.ended());
}

TEST_CASE("admin socket: who never asks is closed, who waits for work under way is not") {
  AdminBounds bounds;
  bounds.deadline = std::chrono::milliseconds{1};
  Listening listening(bounds);
  Asker patient(listening);
  patient.ask();
  while (listening.asked.empty() && !patient.ended()) listening.loop.run_one();
  REQUIRE(listening.asked.size() == 1);
  Asker silent(listening);
  CHECK(silent.heard().empty());
  CHECK_FALSE(patient.ended());
  listening.asked.front()({true, "verified"});
  listening.asked.clear();
  CHECK(patient.heard() == to_line(AdminAnswer{true, "verified"}));
}

TEST_CASE("admin socket: without descriptors it waits instead of turning, and answers afterwards") {
  AdminBounds bounds;
  bounds.pause = std::chrono::milliseconds{10};
  Listening listening(bounds);
  Asker asker(listening);
  std::size_t turns = 0;
  {
    const NoDescriptors none;
    while (turns < 1000 && listening.loop.poll_one() > 0) ++turns;
  }
  CHECK(turns < 1000);
  CHECK(listening.asked.empty());
  asker.ask();
  while (listening.asked.empty()) listening.loop.run_one();
  listening.asked.front()({true, "done"});
  listening.asked.clear();
  CHECK(asker.heard() == to_line(AdminAnswer{true, "done"}));
}

}  // namespace reviewd
