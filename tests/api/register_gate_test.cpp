// What rests on a token waits until its issue or its revocation is on the medium.
#include <catch2/catch.hpp>

#include "tests/support/service_bench.hpp"

namespace reviewd {

TEST_CASE("api: an answer to a token that is not on the medium yet waits until it is", "[api]") {
  ServiceBench bench;
  bench.sync();
  bench.issue_undurably("auditor", {Role::auditor});
  CHECK_FALSE(bench.try_to_send("GET /v1/editions", "auditor").has_value());
  CHECK(bench.released.empty());
  bench.sync();
  REQUIRE(bench.released.size() == 1);
  CHECK(bench.released.front().status == 200);
  CHECK(bench.send("GET /v1/editions", "auditor").status == 200);
}

TEST_CASE("api: the refusal of a token whose revocation is not on the medium yet waits until it is",
          "[api]") {
  ServiceBench bench;
  bench.issue("auditor", {Role::auditor});
  bench.revoke_undurably("auditor");
  CHECK_FALSE(bench.try_to_send("GET /v1/editions", "auditor").has_value());
  CHECK_FALSE(bench.try_to_send("POST /v1/cases", "auditor", "", "{}").has_value());
  bench.sync();
  REQUIRE(bench.released.size() == 2);
  CHECK(bench.released[0].status == 401);
  CHECK(bench.released[1].status == 401);
  CHECK(bench.send("GET /v1/editions", "auditor").status == 401);
}

TEST_CASE("api: what is refused before the body is refused as well while the register waits", "[api]") {
  ServiceBench bench;
  bench.issue("manager", {Role::board_manager});
  bench.issue_undurably("other", {Role::auditor});
  CHECK_FALSE(bench.try_to_send("GET /v1/cases", "manager", "Accept: text/html\r\n").has_value());
  CHECK_FALSE(bench.try_to_send("GET /v1/cases?limt=1", "manager").has_value());
  bench.sync();
  REQUIRE(bench.released.size() == 2);
  CHECK(bench.released[0].status == 406);
  CHECK(bench.released[1].status == 400);
}

}  // namespace reviewd
