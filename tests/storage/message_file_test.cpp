// The file of RocksDB's messages: bounded, and no reason for anything to fail.
#include "storage/message_file.hpp"

#include <catch2/catch.hpp>

#include "tests/support/scratch_directory.hpp"

namespace reviewd {
namespace {

TEST_CASE("messages are kept line by line, those of the opening before in a file aside",
          "[storage][messages]") {
  const ScratchDirectory scratch;
  MessageFile(scratch / "messages", 1000).write("first");
  MessageFile(scratch / "messages", 1000).write("second\n");
  CHECK_THAT(file_bytes(scratch / "messages.old"), Catch::EndsWith("Z first\n"));
  const std::string now = file_bytes(scratch / "messages");
  CHECK_THAT(now, Catch::EndsWith("Z second\n"));
  CHECK(now.find('\n') == now.size() - 1);
}

TEST_CASE("the messages never take more than twice their bound", "[storage][messages]") {
  const ScratchDirectory scratch;
  MessageFile messages(scratch / "messages", 1000);
  for (int number = 0; number < 200; ++number) messages.write("message " + std::to_string(number));
  CHECK(file_bytes(scratch / "messages").size() <= 1000);
  CHECK(file_bytes(scratch / "messages.old").size() <= 1000);
  CHECK(file_bytes(scratch / "messages").find("message 199\n") != std::string::npos);
}

TEST_CASE("a file that cannot be made takes no messages and harms nothing", "[storage][messages]") {
  const ScratchDirectory scratch;
  MessageFile messages(scratch / "missing" / "messages", 1000);
  messages.write("lost");
  CHECK(files_below(scratch.path()).empty());
}

}  // namespace
}  // namespace reviewd
