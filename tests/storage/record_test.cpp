// The bytes of one record: what is built is read back, and nothing else is taken for a record.
#include "storage/record.hpp"

#include <catch2/catch.hpp>

#include "storage/hash.hpp"

namespace reviewd {
namespace {

SealedValue value(std::uint64_t key_number, std::string box) {
  const Digest digest = value_digest(key_number, box);
  return {key_number, std::move(box), digest};
}

const std::string open_part = R"({"events":[{"sealed":0}]})";

std::string sample_record(const std::vector<SealedValue>& sealed) {
  return build_record(open_part, sealed, link_of(first_link(), open_part, sealed));
}

TEST_CASE("a record is read back as it was built", "[storage][record]") {
  const std::vector<SealedValue> sealed{value(7, std::string(40, 'x')),
                                        value(1ULL << 40U, std::string(28, 'y'))};
  const std::string record = sample_record(sealed);
  const auto view = parse_record(record);
  REQUIRE(view);
  CHECK(view->open == open_part);
  CHECK(view->link == link_of(first_link(), open_part, sealed));
  REQUIRE(view->sealed.size() == 2);
  CHECK(view->sealed[1].key_number == 1ULL << 40U);
  CHECK(view->sealed[0].box == sealed[0].box);
  CHECK(view->sealed[0].digest == sealed[0].digest);
}

TEST_CASE("a value can be withheld and the link still holds", "[storage][record]") {
  std::vector<SealedValue> sealed{value(7, std::string(40, 'x')), value(7, std::string(50, 'y'))};
  const Digest link = link_of(first_link(), open_part, sealed);
  sealed[0].box.clear();
  const std::string record = build_record(open_part, sealed, link);
  RecordOutline outline;
  REQUIRE(outline_record(record, outline));
  CHECK(outline.sealed[0].box.empty());
  CHECK(link_of(first_link(), outline) == link);
  CHECK(record.find("xxxx") == std::string::npos);
}

TEST_CASE("every altered bit of a record is refused by its framing or changes its link",
          "[storage][record]") {
  const std::string record = sample_record({value(7, std::string(30, 'x'))});
  RecordOutline outline;
  for (std::size_t bit = 0; bit < record.size() * 8; ++bit) {
    std::string altered = record;
    altered[bit / 8] = static_cast<char>(static_cast<unsigned char>(altered[bit / 8]) ^ (1U << bit % 8));
    const bool unnoticed = outline_record(altered, outline) && link_of(first_link(), outline) == outline.link;
    INFO("bit " << bit);
    CHECK_FALSE(unnoticed);
  }
}

TEST_CASE("a record cut anywhere, or with bytes after its end, is refused", "[storage][record]") {
  const std::string record = sample_record({value(7, std::string(30, 'x'))});
  for (std::size_t length = 0; length < record.size(); ++length) {
    const auto parsed = parse_record(record.substr(0, length));
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().kind == LogFaultKind::damaged);
  }
  CHECK_FALSE(parse_record(record + "x"));
}

TEST_CASE("a record of a newer format is refused by that name", "[storage][record]") {
  std::string record = sample_record({});
  record[2] = 2;
  const auto parsed = parse_record(record);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().detail.find("newer") != std::string::npos);
}

TEST_CASE("the link depends on the record before, on the open part and on each value", "[storage][record]") {
  const std::vector<SealedValue> sealed{value(7, std::string(40, 'x'))};
  const Digest link = link_of(first_link(), open_part, sealed);
  CHECK(link_of(link, open_part, sealed) != link);
  CHECK(link_of(first_link(), open_part + " ", sealed) != link);
  CHECK(link_of(first_link(), open_part, {value(8, std::string(40, 'x'))}) != link);
  CHECK(link_of(first_link(), open_part, {}) != link);
}

}  // namespace
}  // namespace reviewd
