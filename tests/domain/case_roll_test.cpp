#include "domain/case_roll.hpp"

#include <catch2/catch.hpp>

namespace reviewd {
namespace {

std::shared_ptr<const CaseState> state_with(std::size_t recorded) {
  auto state = std::make_shared<CaseState>();
  state->version = Position{recorded};
  return state;
}

}  // namespace

TEST_CASE("case roll: what is held stays, whatever is changed or added beside it") {
  constexpr std::size_t many = 2500;
  CaseRoll roll;
  for (std::size_t number = 0; number < many; ++number) roll.add(state_with(number));
  const CaseRoll held = roll.held();
  const CaseRoll held_too = roll.held();
  for (const std::size_t number : {std::size_t{0}, std::size_t{1024}, std::size_t{1024}, many - 1})
    roll.replace(number, state_with(7777));
  roll.add(state_with(8888));

  REQUIRE(held.size() == many);
  for (std::size_t number = 0; number < many; ++number) {
    INFO(number);
    CHECK(held.at(number)->version == Position{number});
    CHECK(held_too.at(number) == held.at(number));
  }
  REQUIRE(roll.size() == many + 1);
  CHECK(roll.at(0)->version == Position{7777});
  CHECK(roll.at(1)->version == Position{1});
  CHECK(roll.at(1024)->version == Position{7777});
  CHECK(roll.at(many - 1)->version == Position{7777});
  CHECK(roll.at(many)->version == Position{8888});
}

TEST_CASE("case roll: what is held may be changed too, and the first does not notice") {
  CaseRoll roll;
  roll.add(state_with(1));
  CaseRoll held = roll.held();
  held.replace(0, state_with(2));
  held.add(state_with(3));
  CHECK(roll.size() == 1);
  CHECK(roll.at(0)->version == Position{1});
}

}  // namespace reviewd
