// When a delivery is tried again.
#include "domain/delivery_schedule.hpp"

#include <catch2/catch.hpp>

#include "domain/webhook.hpp"

namespace reviewd {
namespace {

constexpr Instant begun{1'000'000'000'000};

Instant after(std::int64_t milliseconds) {
  return Instant{begun.milliseconds_since_1970() + milliseconds};
}

std::int64_t wait_at(std::int64_t failing, std::uint32_t drawn) {
  const auto next = next_retry(begun, after(failing), Jitter{drawn});
  REQUIRE(next);
  return next->milliseconds_since_1970() - after(failing).milliseconds_since_1970();
}

}  // namespace

TEST_CASE("schedule: the next try comes after as long again, between bounds, a fifth more or less") {
  CHECK(wait_at(0, 0) == 4'000);
  CHECK(wait_at(0, UINT32_MAX) == 6'000);
  CHECK(wait_at(60'000, 0) == 48'000);
  CHECK(wait_at(60'000, UINT32_MAX) == 72'000);
  CHECK(wait_at(3 * 86'400'000LL, 0) == 8LL * 3'600'000 * 8 / 10);
}

TEST_CASE("schedule: the last try lies seven days after the first failure, and none after it") {
  Instant now = begun;
  int tries = 0;
  while (const auto next = next_retry(begun, now, Jitter{UINT32_MAX / 2})) {
    CHECK(now < *next);
    now = *next;
    ++tries;
  }
  CHECK(now == after(delivery_schedule_milliseconds));
  CHECK(tries > 20);
  CHECK(tries < 50);
}

TEST_CASE("schedule: probes never end and are never much more than a quarter of an hour apart") {
  const Instant now = after(400LL * 86'400'000);
  const auto wait =
      next_probe(begun, now, Jitter{UINT32_MAX}).milliseconds_since_1970() - now.milliseconds_since_1970();
  CHECK(wait == 18 * 60'000);
}

}  // namespace reviewd
