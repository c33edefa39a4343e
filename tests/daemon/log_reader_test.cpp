// Commits are read back as they were written, whether they lie side by side or far apart.
#include "daemon/log_reader.hpp"

#include <catch2/catch.hpp>

#include "storage/commit_codec.hpp"
#include "tests/daemon/import_fixture.hpp"

namespace reviewd {

TEST_CASE("log reader: commits side by side, close together and far apart come in order, none twice") {
  ImportFixture fixture;
  fixture.import(sample_text());
  Log& log = fixture.store().log();
  const std::uint64_t tail = log.tail()->number();
  REQUIRE(tail > 100);
  const std::vector<std::vector<std::uint64_t>> choices{
      {1}, {tail}, {1, 2, 3, 4}, {5, 7, 20, 36, 53, 54, tail - 1, tail}, {2, 90, 91}};
  for (const std::vector<std::uint64_t>& choice : choices) {
    std::vector<Position> positions;
    for (const std::uint64_t number : choice) positions.emplace_back(number);
    const auto commits = read_commits(log, positions);
    REQUIRE(commits.has_value());
    REQUIRE(commits->size() == positions.size());
    for (std::size_t at = 0; at < positions.size(); ++at)
      CHECK(encode((*commits)[at]).open == encode(*read_commit(log, positions[at])).open);
  }
  CHECK(read_commits(log, std::vector<Position>{})->empty());
}

TEST_CASE("log reader: a commit that is not there is a fault") {
  ImportFixture fixture;
  Log& log = fixture.store().log();
  const std::uint64_t tail = log.tail()->number();
  CHECK_FALSE(read_commits(log, {Position{tail}, Position{tail + 1}}).has_value());
  CHECK_FALSE(read_commits(log, {Position{tail + 40}}).has_value());
}

}  // namespace reviewd
