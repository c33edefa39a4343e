// Deliveries: what goes when, what is recorded of it, and what waits for what.
#include "domain/delivery_dispatch.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/delivery_bench.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t a_day = 86'400 * second;

std::size_t recorded(DeliveryBench& bench) {
  std::size_t count = 0;
  for (const auto& commit : bench.bench().commits())
    for (const Event& event : commit->events) count += std::holds_alternative<DeliveryAttempted>(event.body);
  return count;
}

const DeliveryAttempted& newest_attempt(DeliveryBench& bench) {
  const DeliveryAttempted* newest = nullptr;
  for (const auto& commit : bench.bench().commits())
    for (const Event& event : commit->events)
      if (const auto* attempt = std::get_if<DeliveryAttempted>(&event.body)) newest = attempt;
  REQUIRE(newest != nullptr);
  return *newest;
}

}  // namespace

TEST_CASE("deliveries: what is recorded after a webhook was added is delivered, case by case in order") {
  DeliveryBench bench;
  const CaseId before = bench.open();
  const Identifier webhook = bench.add();
  const CaseId first = bench.open();
  const CaseId second_case = bench.open();
  bench.record(first);
  bench.record(before);
  const auto started = bench.due();
  CHECK(started.size() == 3);  // one of each case
  for (const DeliveryId& attempt : started) bench.succeed(attempt);
  bench.deliver_all();
  CHECK(bench.of(webhook).open().empty());
  CHECK(bench.of(webhook).count(DeliveryState::delivered) == bench.of(webhook).all().size());
  CHECK(bench.of(webhook).all().size() > 3);
  CHECK(bench.of(webhook).find(EventId{bench.bench().engine().positions(before).front(), 0}) == nullptr);
  CHECK(bench.of(webhook).find(EventId{bench.bench().engine().positions(second_case).front(), 0}) != nullptr);
}

TEST_CASE("deliveries: of one case each event waits for the one before, and other cases go on") {
  DeliveryBench bench;
  const Identifier webhook = bench.add();
  const CaseId stuck = bench.open();
  const CaseId other = bench.open();
  const auto started = bench.due();
  REQUIRE(started.size() == 2);
  REQUIRE(bench.bench().engine().deliveries().find(started[0])->case_id == stuck);
  CHECK(bench.fail(started[0], DeliveryCause::refused, 400));
  bench.succeed(started[1]);
  bench.deliver_all();
  for (const EventId& event : bench.of(webhook).open())
    CHECK(bench.of(webhook).find(event)->case_id == stuck);
  CHECK(*bench.of(webhook).open().begin() == started[0].event);
  bench.pass(10 * second);
  const auto again = bench.due();
  REQUIRE(again == std::vector{started[0]});
  bench.succeed(again[0]);
  const auto order = bench.deliver_all();
  CHECK(std::ranges::is_sorted(order));
  CHECK(bench.of(webhook).open().empty());
  CHECK(bench.of(webhook).find(EventId{bench.bench().engine().positions(other).front(), 0})->state ==
        DeliveryState::delivered);
}

TEST_CASE("deliveries: a webhook without order sends the events of a case side by side") {
  DeliveryBench bench;
  WebhookAdded changed = DeliveryBench::usual();
  changed.ordered = false;
  bench.add(changed);
  bench.open();
  CHECK(bench.due().size() > 1);
}

TEST_CASE("deliveries: types, boards and imports choose what is delivered") {
  DeliveryBench bench;
  bench.bench().enter_board("Elsewhere LSCB");
  WebhookAdded typed = DeliveryBench::usual();
  typed.event_types = {"case_opened"};
  WebhookAdded elsewhere = DeliveryBench::usual();
  elsewhere.boards = {bench.state().board("Elsewhere LSCB")->board_id};
  WebhookAdded imports = DeliveryBench::usual();
  imports.imported = true;
  const Identifier of_type = bench.add(typed);
  const Identifier of_board = bench.add(elsewhere);
  const Identifier of_imports = bench.add(imports);
  bench.open();
  CHECK(bench.of(of_type).all().size() == 1);
  CHECK(bench.of(of_board).all().empty());
  bench.bench().meta().actor = {"import", "import"};
  bench.open();
  CHECK(bench.of(of_type).all().size() == 1);
  CHECK(bench.of(of_imports).all().size() > 1);
}

TEST_CASE("deliveries: nothing of the register is ever delivered, attempts least of all") {
  DeliveryBench bench;
  const Identifier webhook = bench.add();
  bench.open();
  const std::size_t events = bench.of(webhook).all().size();
  bench.deliver_all();
  CHECK(recorded(bench) == events);
  CHECK(bench.of(webhook).all().size() == events);
}

TEST_CASE("deliveries: a first failure, another cause and a success are recorded, repeats are counted") {
  DeliveryBench bench;
  WebhookAdded changed = DeliveryBench::usual();
  changed.event_types = {"case_opened"};
  bench.add(changed);
  bench.open();
  const DeliveryId id = bench.due().front();
  CHECK(bench.fail(id, DeliveryCause::receiver_failed, 500));
  CHECK(newest_attempt(bench).repeated == 0);
  for (int repeat = 0; repeat < 2; ++repeat) {
    bench.pass(a_day);
    REQUIRE(bench.due() == std::vector{id});
    CHECK_FALSE(bench.fail(id, DeliveryCause::receiver_failed, 500));
  }
  bench.pass(a_day);
  REQUIRE(bench.due() == std::vector{id});
  CHECK(bench.fail(id, DeliveryCause::receiver_failed, 503));
  CHECK(newest_attempt(bench).repeated == 2);
  bench.pass(a_day);
  REQUIRE(bench.due() == std::vector{id});
  bench.succeed(id);
  CHECK(newest_attempt(bench).outcome == DeliveryOutcome::delivered);
  CHECK(newest_attempt(bench).repeated == 0);
  CHECK(newest_attempt(bench).before.has_value());
  CHECK(recorded(bench) == 3);
}

TEST_CASE("deliveries: after seven days a delivery is exhausted, blocks its case and waits for a person") {
  DeliveryBench bench;
  const Identifier webhook = bench.add();
  const CaseId case_id = bench.open();
  const DeliveryId id = bench.due().front();
  bench.fail(id, DeliveryCause::refused, 400);
  bench.pass(7 * a_day - second);
  REQUIRE(bench.due() == std::vector{id});
  CHECK_FALSE(bench.fail(id, DeliveryCause::refused, 400));
  bench.pass(second);
  REQUIRE(bench.due() == std::vector{id});
  CHECK(bench.fail(id, DeliveryCause::refused, 400));
  CHECK(bench.of(webhook).find(id.event)->state == DeliveryState::exhausted);
  CHECK(newest_attempt(bench).repeated == 1);
  bench.record(case_id);
  bench.pass(30 * a_day);
  CHECK(bench.due().empty());

  SECTION("sent again by a person, it goes before the others of its case") {
    bench.bench().send(DeliveryCommand{AskDeliveryAgain{id}});
    const auto order = bench.deliver_all();
    REQUIRE_FALSE(order.empty());
    CHECK(order.front() == id.event);
    CHECK(bench.of(webhook).open().empty());
  }
  SECTION("waived, it lets the next of its case go") {
    bench.bench().send(DeliveryCommand{WaiveDelivery{id, Personal::of("Told by telephone.")}});
    const auto order = bench.deliver_all();
    CHECK(std::ranges::find(order, id.event) == order.end());
    CHECK_FALSE(order.empty());
    CHECK(bench.of(webhook).open().empty());
  }
}

TEST_CASE("deliveries: what a receiver does not want again waits for a person at once") {
  DeliveryBench bench;
  const Identifier webhook = bench.add();
  const CaseId case_id = bench.open();
  bench.open();
  const auto started = bench.due();
  REQUIRE(started.size() == 2);
  CHECK(bench.refuse_for_good(started[0]));
  CHECK(bench.of(webhook).find(started[0].event)->state == DeliveryState::exhausted);
  bench.succeed(started[1]);
  bench.deliver_all();
  bench.pass(30 * a_day);
  CHECK(bench.due().empty());
  CHECK_FALSE(bench.of(webhook).open().empty());
  for (const EventId& event : bench.of(webhook).open())
    CHECK(bench.of(webhook).find(event)->case_id == case_id);
}

TEST_CASE("deliveries: what a person took away while it was failing is not tried, and what is left is") {
  DeliveryBench bench;
  WebhookAdded changed = DeliveryBench::usual();
  changed.event_types = {"case_opened"};
  bench.add(changed);
  bench.open();
  bench.open();
  const auto started = bench.due();
  REQUIRE(started.size() == 2);
  for (const DeliveryId& attempt : started) bench.fail(attempt, DeliveryCause::refused, 400);
  bench.bench().send(DeliveryCommand{WaiveDelivery{started[0], Personal::of("Told by telephone.")}});
  bench.pass(60 * second);
  CHECK(bench.due() == std::vector{started[1]});
  CHECK_FALSE(bench.dispatch().retry_at(started[0]));
}

TEST_CASE("deliveries: five failures in a row leave only probes, and one success lets all go on") {
  DeliveryBench bench;
  const Identifier webhook = bench.add();
  for (int count = 0; count < 20; ++count) bench.open();
  const auto started = bench.due();
  CHECK(started.size() == 8);  // not more at a time
  for (std::size_t at = 0; at < 4; ++at) bench.fail(started[at]);
  CHECK_FALSE(bench.webhook(webhook).unreachable);
  for (std::size_t at = 4; at < started.size(); ++at) bench.fail(started[at]);
  CHECK(bench.webhook(webhook).unreachable == DeliveryCause::unreachable);
  CHECK(bench.due().empty());
  bench.pass(7 * second);
  const auto probe = bench.due();
  REQUIRE(probe.size() == 1);
  CHECK(probe.front() == started.front());  // the oldest
  CHECK(bench.due().empty());
  CHECK_FALSE(bench.fail(probe.front()));
  CHECK(bench.due().empty());
  bench.pass(a_day);
  const auto next = bench.due();
  REQUIRE(next.size() == 1);
  bench.succeed(next.front());
  CHECK_FALSE(bench.webhook(webhook).unreachable);
  CHECK(bench.due().size() == 8);
}

TEST_CASE("deliveries: an event that the receiver never takes does not keep the circuit open for others") {
  DeliveryBench bench;
  const Identifier webhook = bench.add();
  const CaseId stuck = bench.open();
  for (int failures = 0; failures < 5; ++failures) {
    const auto again = bench.due();
    REQUIRE(again.size() == 1);
    bench.fail(again.front(), DeliveryCause::refused, 400);
    bench.pass(a_day / 3);
  }
  REQUIRE(bench.webhook(webhook).unreachable);
  const CaseId other = bench.open();
  const auto case_of = [&](const DeliveryId& probe) {
    return bench.bench().engine().deliveries().find(probe)->case_id;
  };
  const auto first = bench.due();
  REQUIRE(first.size() == 1);
  CHECK(case_of(first.front()) == stuck);
  bench.fail(first.front(), DeliveryCause::refused, 400);
  bench.pass(a_day);
  const auto second_probe = bench.due();
  REQUIRE(second_probe.size() == 1);
  CHECK(case_of(second_probe.front()) == other);
  bench.succeed(second_probe.front());
  CHECK_FALSE(bench.webhook(webhook).unreachable);
}

TEST_CASE("deliveries: Retry-After of one refused event holds back that one alone") {
  DeliveryBench bench;
  bench.add();
  bench.open();
  bench.open();
  const auto started = bench.due();
  REQUIRE(started.size() == 2);
  bench.fail(started[0], DeliveryCause::refused, 400, 86'400);
  bench.succeed(started[1]);
  CHECK_FALSE(bench.due().empty());
}

TEST_CASE("deliveries: the circuit stays open over a restart, and failures keep their schedule") {
  DeliveryBench bench;
  const Identifier webhook = bench.add();
  for (int count = 0; count < 6; ++count) bench.open();
  for (const DeliveryId& attempt : bench.due()) bench.fail(attempt);
  REQUIRE(bench.webhook(webhook).unreachable);
  bench.restart();
  CHECK(bench.due().empty());
  bench.pass(20 * second);
  const auto probe = bench.due();
  REQUIRE(probe.size() == 1);
  bench.succeed(probe.front());
  CHECK(bench.due().size() == 6);
}

TEST_CASE("deliveries: Retry-After holds the whole webhook back, for a day at most") {
  DeliveryBench bench;
  bench.add();
  for (int count = 0; count < 3; ++count) bench.open();
  const auto started = bench.due();
  bench.succeed(started[0]);
  bench.succeed(started[1]);
  bench.fail(started[2], DeliveryCause::too_many_requests, 429, 600);
  CHECK(bench.due().empty());
  bench.pass(599 * second);
  CHECK(bench.due().empty());
  bench.pass(second);
  const auto after = bench.due();
  CHECK(after.size() == 3);
  bench.fail(after[0], DeliveryCause::too_many_requests, 429, 400L * 86'400);
  bench.pass(a_day);
  CHECK_FALSE(bench.due().empty());
}

TEST_CASE("deliveries: 410 disables a webhook, but a statutory one only a person may disable") {
  DeliveryBench bench;
  const Identifier usual = bench.add();
  WebhookAdded changed = DeliveryBench::usual();
  changed.statutory = true;
  const Identifier statutory = bench.add(changed);
  bench.bench().send(RegisterCommand{ConfirmWebhook{statutory, "another"}});
  bench.open();
  for (const DeliveryId& attempt : bench.due()) bench.fail(attempt, DeliveryCause::gone, 410);
  CHECK(bench.webhook(usual).status() == WebhookStatus::disabled);
  CHECK(bench.webhook(statutory).status() == WebhookStatus::active);
  CHECK(bench.webhook(statutory).unreachable == DeliveryCause::gone);
  bench.pass(a_day);
  const auto due = bench.due();
  REQUIRE(due.size() == 1);
  CHECK(due.front().webhook_id == statutory);
  bench.bench().send(RegisterCommand{ResumeWebhook{usual, std::nullopt, bench.bench().engine().head()}});
  CHECK(bench.due().size() == 1);
}

TEST_CASE("deliveries: a statutory webhook sends nothing before a second administrator confirms it") {
  DeliveryBench bench;
  WebhookAdded changed = DeliveryBench::usual();
  changed.statutory = true;
  const Identifier webhook = bench.add(changed);
  bench.open();
  CHECK(bench.due().empty());
  const Reply own = bench.bench().send(RegisterCommand{ConfirmWebhook{webhook, "t1"}});
  CHECK(std::get<Rejection>(own).code == "second_person_needed");
  bench.bench().send(RegisterCommand{ConfirmWebhook{webhook, "t2"}});
  CHECK_FALSE(bench.due().empty());
}

TEST_CASE("deliveries: a pause lets everything wait, and what is removed is not sent any more") {
  DeliveryBench bench;
  const Identifier webhook = bench.add();
  bench.bench().send(RegisterCommand{PauseWebhook{webhook, std::nullopt}});
  bench.open();
  CHECK(bench.due().empty());
  bench.bench().send(RegisterCommand{ResumeWebhook{webhook, std::nullopt, {}}});
  const auto started = bench.due();
  REQUIRE(started.size() == 1);
  bench.bench().send(RegisterCommand{RemoveWebhook{webhook}});
  CHECK(bench.succeed(started.front()));  // what left the process is on record
  bench.open();
  CHECK(bench.due().empty());
}

TEST_CASE("deliveries: a stretch is sent again, or only what was given up in it") {
  DeliveryBench bench;
  WebhookAdded changed = DeliveryBench::usual();
  changed.event_types = {"case_opened"};
  const Identifier webhook = bench.add(changed);
  for (int count = 0; count < 3; ++count) bench.open();
  const auto started = bench.due();
  bench.succeed(started[0]);
  bench.succeed(started[1]);
  bench.fail(started[2], DeliveryCause::refused, 400);
  bench.pass(8 * a_day);
  bench.fail(bench.due().front(), DeliveryCause::refused, 400);
  REQUIRE(bench.of(webhook).count(DeliveryState::exhausted) == 1);
  const Position head = bench.bench().engine().head();
  bench.bench().send(DeliveryCommand{ReplayDeliveries{{webhook, Position{}, head, {}, true}}});
  CHECK(bench.due() == std::vector{started[2]});
  bench.succeed(started[2]);
  bench.bench().send(DeliveryCommand{
      ReplayDeliveries{{webhook, started[1].event.position, started[1].event.position, {}, false}}});
  CHECK(bench.due() == std::vector{started[1]});
  bench.succeed(started[1]);
  CHECK(bench.of(webhook).open().empty());
}

TEST_CASE("deliveries: after a restore all wait, names are kept, and a person goes on or passes over") {
  DeliveryBench bench;
  const Identifier webhook = bench.add();
  const CaseId case_id = bench.open();
  const Position before = bench.bench().engine().head();
  bench.bench().send(RegisterCommand{RestoreLog{numbered_id(9), before}});
  CHECK(bench.webhook(webhook).status() == WebhookStatus::waiting_after_restore);
  bench.record(case_id);
  CHECK(bench.due().empty());
  CHECK(bench.state().log_id_at(before) == numbered_id(1));
  CHECK(bench.state().log_id_at(before.next()) == numbered_id(9));
  const Position head = bench.bench().engine().head();
  SECTION("on") {
    bench.bench().send(RegisterCommand{ResumeWebhook{webhook, std::nullopt, head}});
    CHECK(bench.deliver_all().size() == bench.of(webhook).all().size());
  }
  SECTION("over") {
    bench.bench().send(RegisterCommand{ResumeWebhook{webhook, head, head}});
    for (const EventId& event : bench.deliver_all()) CHECK(event.position == head);
    CHECK(bench.of(webhook).count(DeliveryState::skipped) > 0);
    CHECK(bench.of(webhook).open().empty());
  }
  SECTION("not beyond the log") {
    const Reply refused =
        bench.bench().send(RegisterCommand{ResumeWebhook{webhook, Position{head.number() + 5}, head}});
    CHECK(std::holds_alternative<Rejection>(refused));
  }
}

TEST_CASE("deliveries: a fold of the same log gives the same ledger") {
  DeliveryBench bench;
  const Identifier webhook = bench.add();
  for (int count = 0; count < 4; ++count) bench.open();
  const auto started = bench.due();
  bench.succeed(started[0]);
  bench.fail(started[1], DeliveryCause::refused, 400);
  bench.bench().send(DeliveryCommand{WaiveDelivery{started[2], Personal::of("Not needed.")}});
  EngineBench folded = bench.bench().replayed();
  const WebhookDeliveries& other = *folded.engine().deliveries().of(webhook);
  CHECK(folded.engine().tallies() == bench.bench().engine().tallies());
  CHECK(other.open() == bench.of(webhook).open());
  CHECK(other.waiting_heads() == bench.of(webhook).waiting_heads());
  CHECK(other.failing_heads() == bench.of(webhook).failing_heads());
  bench.succeed(started[3]);
  CHECK_FALSE(folded.engine().tallies() == bench.bench().engine().tallies());
}

TEST_CASE("deliveries: ids are read as they are written") {
  const DeliveryId id{numbered_id(7), {Position{42}, 3}};
  CHECK(DeliveryId::parse(id.text()) == id);
  for (const char* text : {"", "7", "00000000000000000000000000000007", "00000000000000000000000000000007.42",
                           "0000000000000000000000000000000x.42.3"})
    CHECK_FALSE(DeliveryId::parse(text));
}

}  // namespace reviewd
