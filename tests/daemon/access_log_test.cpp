// The lines of the access log, and that nobody waits for whoever reads them.
#include "daemon/access_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>

#include "daemon/logging.hpp"

namespace reviewd {
namespace {

// What arrives at standard error while `act` runs, where it is a pipe that has room for one more line or
// counts as full.
std::string heard(bool full, const std::function<void()>& act) {
  std::array<int, 2> ends{-1, -1};
  REQUIRE(::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0);
  const std::string page(4096, '.');
  // A pipe counts as full when its last page is in use, though a short line would still fit into it.
  if (full) {
    const int pages = ::fcntl(ends[1], F_GETPIPE_SZ) / 4096;
    for (int count = 1; count < pages; ++count) REQUIRE(::write(ends[1], page.data(), page.size()) == 4096);
    REQUIRE(::write(ends[1], ".", 1) == 1);
  }
  const int kept = ::dup(STDERR_FILENO);
  ::dup2(ends[1], STDERR_FILENO);
  act();
  ::dup2(kept, STDERR_FILENO);
  ::close(kept);
  ::close(ends[1]);
  std::string text;
  std::array<char, 4096> piece{};
  for (ssize_t size = 0; (size = ::read(ends[0], piece.data(), piece.size())) > 0;)
    text.append(piece.data(), static_cast<std::size_t>(size));
  ::close(ends[0]);
  return text;
}

}  // namespace

TEST_CASE("access log: a line has the method, the pattern of the path, the status and the time") {
  using std::chrono::microseconds;
  CHECK(sentence_of({"POST", "/v1/cases/{case_id}/close-case", 409, microseconds{812}}) ==
        "POST /v1/cases/{case_id}/close-case 409 in 812 us");
  CHECK(sentence_of({"", "", 400, microseconds{0}}) == "- - 400 in 0 us");
  CHECK_FALSE(access_log(RequestLog::none));
}

TEST_CASE("access log: lines are dropped rather than waited for when nobody reads them") {
  set_up_logging(LogLevel::info);
  const auto log = access_log(RequestLog::refused);
  const auto refused = [&] { log({"GET", "/v1/cases", 401, std::chrono::microseconds{5}}); };
  const auto answered = [&] { log({"GET", "/v1/cases", 200, std::chrono::microseconds{5}}); };
  CHECK(heard(false, refused).contains("GET /v1/cases 401 in 5 us"));
  CHECK(heard(false, answered).empty());
  CHECK_FALSE(heard(true, refused).contains("401"));
}

}  // namespace reviewd
