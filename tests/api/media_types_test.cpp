// Media types as clients write them.
#include "api/media_types.hpp"

#include <catch2/catch.hpp>

namespace reviewd {

bool takes_json(const std::vector<std::string_view>& accept) {
  return takes(accept, "application/json");
}

TEST_CASE("media types: a body is JSON in UTF-8, however that is written") {
  for (const char* taken : {"application/json", "Application/JSON", "application/json;charset=utf-8",
                            "application/json ; charset=\"UTF-8\"", "application/json; charset=UTF-8; a=b"})
    CHECK(is_json(taken));
  for (const char* refused :
       {"", "text/plain", "application/jsonp", "application/json;charset=utf-16",
        "application/json; charset=latin1", "application/json; charset=utf-8; charset=utf-16",
        "application/json; charset", "application/json;charset=", "application/json;charset=\"utf-8",
        "application/json, text/plain", "application/problem+json"})
    CHECK_FALSE(is_json(refused));
}

TEST_CASE("media types: the closest range decides, and of equal ones the heaviest") {
  CHECK(takes_json({}));
  CHECK(takes_json({"text/html", "application/json"}));
  CHECK(takes_json({"application/json;q=0, application/json;q=1"}));
  CHECK_FALSE(takes_json({"*/*;q=1, application/*;q=0"}));
  CHECK(takes_json({"*/*;q=0, application/*;q=0.001"}));
  CHECK_FALSE(takes_json({"text/html", "image/png"}));
}

}  // namespace reviewd
