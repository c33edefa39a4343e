// Verification and the fold of a start as work that can be broken off: at once, wherever it is.
#include "daemon/verification.hpp"

#include <catch2/catch.hpp>

#include "tests/daemon/import_fixture.hpp"

namespace reviewd {
namespace {

// Says no from one question on, and counts the questions after that.
struct Patience {
  std::size_t questions = SIZE_MAX;
  std::size_t asked = 0;
  bool operator()() { return ++asked <= questions; }
};

}  // namespace

TEST_CASE("verification: it can be broken off anywhere, and asks no second time") {
  ImportFixture fixture;
  fixture.import(sample_text());
  Store& store = fixture.store();
  const Snapshot in_use = snapshot_of(store.engine());
  const auto verified = [&](Patience& patience) {
    return verify_in_use(store.log(), store.paths().anchor, in_use, [&patience] { return patience(); });
  };
  Patience whole;
  const auto found = verified(whole);
  REQUIRE(found.has_value());
  CHECK(found->find("whole up to position " + in_use.position.text()) != std::string::npos);
  const std::size_t records = in_use.position.number();
  const std::size_t cases = in_use.cases.size();
  CHECK(whole.asked == records + 2 * cases);
  for (const std::size_t questions :
       {std::size_t{0}, records / 2, records + cases / 2, records + cases + 1}) {
    INFO(questions);
    Patience patience{questions};
    const auto broken = verified(patience);
    REQUIRE_FALSE(broken.has_value());
    CHECK(broken.error() == broken_off);
    CHECK(patience.asked == questions + 1);
  }
}

TEST_CASE("verification: a state that is not what the log folds to is told") {
  ImportFixture fixture;
  fixture.import(sample_text());
  Snapshot in_use = snapshot_of(fixture.store().engine());
  CaseState other = *in_use.cases.at(7);
  other.facts.pop_back();
  in_use.cases.replace(7, std::make_shared<const CaseState>(std::move(other)));
  const auto found = verify_in_use(fixture.store().log(), fixture.store().paths().anchor, in_use, {});
  REQUIRE_FALSE(found.has_value());
  CHECK(found.error() == "The state in use is not what the log folds to.");
}

TEST_CASE("verification: a list beside the states that is not what the log folds to is told, with figures") {
  ImportFixture fixture;
  fixture.import(sample_text());
  Store& store = fixture.store();
  Snapshot in_use = snapshot_of(store.engine());
  const auto verified = [&] { return verify_in_use(store.log(), store.paths().anchor, in_use, {}); };
  REQUIRE(verified().has_value());
  CHECK(verified()->find("Compared: " + std::to_string(in_use.cases.size()) + " cases, ") !=
        std::string::npos);
  const ListTallies honest = in_use.lists;
  for (Tally ListTallies::* list : {&ListTallies::due, &ListTallies::timers, &ListTallies::positions,
                                    &ListTallies::keys, &ListTallies::rows}) {
    in_use.lists = honest;
    (in_use.lists.*list).add(Position{7});
    (in_use.lists.*list).remove(Position{8});
    const auto found = verified();
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().starts_with("A list in use is not what the log folds to: "));
  }
}

TEST_CASE("verification: an opening that is broken off leaves a log that opens again") {
  ImportFixture fixture;
  fixture.import(sample_text());
  const StateHash before = hash_of(snapshot_of(fixture.store().engine()));
  std::vector<Position> folded;
  const auto opened = fixture.try_to_reopen([&folded](Position position) {
    folded.push_back(position);
    return folded.size() < 10;
  });
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error() == "The fold of the log was broken off.");
  CHECK(folded.size() == 10);
  fixture.reopen();
  CHECK(hash_of(snapshot_of(fixture.store().engine())) == before);
}

}  // namespace reviewd
