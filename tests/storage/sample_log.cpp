#include "tests/storage/sample_log.hpp"

#include <catch2/catch.hpp>

namespace reviewd {

EncodedCommit SampleChain::next_with(std::string_view open, const std::vector<SealedValue>& sealed) {
  link_ = link_of(link_, open, sealed);
  position_ = position_.next();
  return {position_, build_record(open, sealed, link_)};
}

std::vector<EncodedCommit> SampleChain::next(std::size_t count, std::size_t size) {
  std::vector<EncodedCommit> commits;
  for (std::size_t number = 0; number < count; ++number) {
    std::string open = R"({"sample":)" + position_.next().text();
    open.resize(std::max(open.size(), size), ' ');
    commits.push_back(next_with(open, {}));
  }
  return commits;
}

Head SampleChain::head() const {
  return {*Identifier::parse("00112233445566778899aabbccddeeff"), position_, link_};
}

void append_samples(Log& log, SampleChain& chain, std::size_t count, std::size_t size) {
  const Position tail = chain.position();
  REQUIRE(log.append(tail, chain.next(count, size)));
}

std::vector<std::string> all_records(Log& log) {
  std::vector<std::string> records;
  const auto read =
      log.read(Position{1}, Position{UINT64_MAX}, [&](Position position, std::string_view record) {
        REQUIRE(position.number() == records.size() + 1);
        records.emplace_back(record);
        return true;
      });
  REQUIRE(read);
  return records;
}

}  // namespace reviewd
