// What does not go on without a person: which of it is an incident, since when, and why.
#include "domain/incidents.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/delivery_bench.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t week = delivery_schedule_milliseconds;

WebhookAdded statutory() {
  WebhookAdded added = DeliveryBench::usual();
  added.statutory = true;
  added.event_types = {"case_opened", "facts_recorded"};
  return added;
}

Identifier add_confirmed(DeliveryBench& bench) {
  const Identifier webhook = bench.add(statutory());
  bench.bench().send(RegisterCommand{ConfirmWebhook{webhook, "another"}});
  return webhook;
}

// Kind and cause of each, so long after the newest commit.
std::vector<std::string> after(DeliveryBench& bench, std::int64_t milliseconds) {
  const Instant newest = bench.bench().commits().back()->recorded_at;
  const Instant now{newest.milliseconds_since_1970() + milliseconds};
  std::vector<std::string> words;
  for (const OpenIncident& incident : open_incidents(bench.state(), bench.bench().engine().deliveries(), now))
    words.push_back(std::string{word_of(incident.kind)} + " " + std::string{incident.cause});
  std::ranges::sort(words);
  return words;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE(
    "incidents: a statutory delivery is one after seven days, also where another is tried in its place") {
  DeliveryBench bench;
  const Identifier webhook = add_confirmed(bench);
  const CaseId first = bench.open();
  bench.record(first);
  for (int count = 0; count < 5; ++count) bench.open();
  for (const DeliveryId& attempt : bench.due()) bench.fail(attempt);
  REQUIRE(bench.webhook(webhook).unreachable);
  CHECK(after(bench, week - 1) == Lines{"webhook_unreachable unreachable"});
  // Six that were tried once, and the second event of the first case.
  CHECK(after(bench, week).size() == 1 + 7);
  bench.pass(8 * 86'400'000LL);
  const auto probe = bench.due();
  REQUIRE(probe.size() == 1);
  bench.fail(probe.front());
  const Lines late = after(bench, week);
  CHECK(std::ranges::count(late, "delivery_exhausted unreachable") == 1);
  CHECK(std::ranges::count(late, "delivery_held_up unreachable") == 6);
  bench.pass(1);
  CHECK(bench.of(webhook).open().size() == 7);  // nothing is dropped
}

TEST_CASE("incidents: why a statutory delivery is held up") {
  DeliveryBench bench;
  SECTION("nobody confirmed its webhook") {
    bench.add(statutory());
    bench.open();
    CHECK(after(bench, week) == Lines{"delivery_held_up awaiting_confirmation"});
  }
  SECTION("somebody paused its webhook") {
    const Identifier webhook = add_confirmed(bench);
    bench.open();
    bench.bench().send(RegisterCommand{PauseWebhook{webhook, std::nullopt}});
    CHECK(after(bench, week) == Lines{"delivery_held_up paused"});
    CHECK(after(bench, 0).empty());
  }
  SECTION("the event before it is not delivered") {
    add_confirmed(bench);
    const CaseId case_id = bench.open();
    bench.record(case_id);
    const auto started = bench.due();
    REQUIRE(started.size() == 1);
    bench.fail(started.front(), DeliveryCause::refused, 400);
    CHECK(after(bench, week) == Lines{"delivery_held_up refused", "delivery_held_up waits_for_another"});
  }
  SECTION("of a webhook that is not statutory it is none") {
    bench.add();
    bench.open();
    CHECK(after(bench, 100 * week).empty());
  }
}

TEST_CASE("incidents: one that is asked for again counts from then") {
  DeliveryBench bench;
  const Identifier webhook = add_confirmed(bench);
  bench.open();
  const auto started = bench.due();
  bench.succeed(started.front());
  CHECK(after(bench, 100 * week).empty());
  bench.bench().on("2011-01-01");
  SECTION("one alone") {
    bench.bench().send(DeliveryCommand{AskDeliveryAgain{started.front()}});
  }
  SECTION("a stretch") {
    const Position head = bench.bench().engine().head();
    bench.bench().send(DeliveryCommand{ReplayDeliveries{{webhook, Position{}, head, {}, false}}});
  }
  CHECK(after(bench, week - 1).empty());
  CHECK(after(bench, week) == Lines{"delivery_held_up "});
}

TEST_CASE("incidents: the longest standing comes first, and what was removed is none") {
  DeliveryBench bench;
  const Identifier webhook = bench.add();
  bench.open();
  bench.fail(bench.due().front(), DeliveryCause::gone, 410);
  const Identifier log = numbered_id(9);
  bench.bench().on("2010-02-03").send(RegisterCommand{RestoreLog{log, bench.bench().engine().head()}});
  const auto incidents = open_incidents(bench.state(), bench.bench().engine().deliveries(),
                                        *Instant::parse("2010-03-01T00:00:00Z"));
  REQUIRE(incidents.size() == 2);
  CHECK(incidents[0].kind == IncidentKind::webhook_disabled);
  CHECK(incidents[0].cause == "gone");
  CHECK(incidents[1].kind == IncidentKind::webhook_waits_after_restore);
  CHECK(incidents[0].since < incidents[1].since);
  bench.bench().send(RegisterCommand{RemoveWebhook{webhook}});
  CHECK(after(bench, 0).empty());
}

}  // namespace reviewd
