// The reserve of disk space and the question how much is free.
#include "storage/disk_space.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/support/scratch_directory.hpp"

namespace reviewd {
namespace {

TEST_CASE("the reserve takes up space on the medium until it is given up", "[storage][disk_space]") {
  const ScratchDirectory scratch;
  const auto file = scratch / "reserve";
  constexpr std::uint64_t size = 1 << 20;
  CHECK_FALSE(reserve_is_held(file, size));
  REQUIRE(hold_reserve(file, size));
  CHECK(reserve_is_held(file, size));
  struct stat status{};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  CHECK(static_cast<std::uint64_t>(status.st_blocks) * 512 >= size);
  CHECK(hold_reserve(file, size));
  REQUIRE(give_up_reserve(file));
  CHECK_FALSE(std::filesystem::exists(file));
  CHECK(give_up_reserve(file));
}

TEST_CASE("a reserve there is no space for leaves nothing behind", "[storage][disk_space]") {
  const ScratchDirectory scratch;
  const auto free = free_bytes(scratch.path());
  REQUIRE(free);
  CHECK_FALSE(hold_reserve(scratch / "reserve", *free * 1024));
  CHECK(files_below(scratch.path()).empty());
}

TEST_CASE("a directory that is not there has no free space to tell of", "[storage][disk_space]") {
  const ScratchDirectory scratch;
  CHECK(free_bytes(scratch.path()).value() > 0);
  CHECK_FALSE(free_bytes(scratch / "missing"));
}

}  // namespace
}  // namespace reviewd
