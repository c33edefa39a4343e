// Deliveries a second to a receiver on this machine over one and eight webhooks, the delay from the moment at
// which a commit is on the medium to the first byte of its delivery, each with TLS and without; and commands
// a second beside deliveries that are backed up against a dead receiver.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <thread>

#include "bench/parts/figures.hpp"
#include "bench/parts/http_load.hpp"
#include "bench/parts/running_servers.hpp"
#include "bench/parts/sample_cases.hpp"
#include "bench/parts/webhook_sink.hpp"
#include "daemon/delivery_signature.hpp"

namespace reviewd {
namespace {

struct Wanted {
  std::size_t cases = 2'000;
  std::size_t asks = 300;
  std::size_t backlog = 10'000;
  std::size_t runs = 5;
  double seconds = 2;
};

WebhookAdded webhook_to(const std::string& url, const std::string& authority, std::uint8_t number) {
  std::array<std::uint8_t, 16> id{};
  id.fill(number);
  const MadeKey key = make_signing_key();
  WebhookAdded added;
  added.webhook_id = Identifier::from_random(id);
  added.url = url;
  added.event_types = {"*"};
  added.signatures = {WebhookSignature::v1, WebhookSignature::v1a};
  added.secret = Personal::of("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz");
  added.key = WebhookKey{added.webhook_id, key.public_key, Personal::of(key.private_key)};
  added.allowed_ranges = {"127.0.0.0/8"};
  if (!authority.empty()) added.authorities = authority;
  added.source = "http://127.0.0.1";
  return added;
}

// A log with so many cases, opened after the webhooks were added: their events are what is delivered. Gives
// the ids of the cases.
std::vector<CaseId> prepare(const Settings& settings, const std::vector<WebhookAdded>& webhooks,
                            std::size_t count) {
  const auto store = open_sample_store(settings);
  SampleCases cases(*store);
  cases.enter_board_and_token();
  for (const WebhookAdded& webhook : webhooks)
    store->carry_out(AddWebhook{webhook, true}, Store::own_meta(), noon_of(sample_day));
  for (std::size_t number = 0; number < count; ++number) cases.open_case(noon_of(sample_day));
  cases.write();
  return cases.cases();
}

std::size_t meant_for(const Settings& settings, const WebhookAdded& webhook) {
  return open_sample_store(settings)->engine().deliveries().of(webhook.webhook_id)->open().size();
}

void rate(const Wanted& wanted, bool tls, std::size_t subscriptions) {
  const ScratchDirectory scratch;
  const Settings settings = sample_settings(scratch.path());
  const WebhookSink sink(tls);
  std::vector<WebhookAdded> webhooks;
  for (std::size_t number = 0; number < subscriptions; ++number)
    webhooks.push_back(webhook_to(sink.url(), sink.authority(), static_cast<std::uint8_t>(number + 1)));
  prepare(settings, webhooks, wanted.cases / subscriptions);
  const std::size_t count = meant_for(settings, webhooks.front()) * subscriptions;
  const RunningDaemon daemon(settings, noon_of(sample_day));
  const double seconds = sink.seconds_for(count);
  fmt::print("webhooks rate tls={} subscriptions={} deliveries={} per_second={:.0f}\n", tls, subscriptions,
             count, static_cast<double>(count) / seconds);
}

std::string notification(const CaseId& case_id) {
  return post_request(
      "/v1/cases/" + std::string{case_id.text()} + "/record-notification",
      R"({"recipient":"ofsted","subject":"decision","sent_on":"2010-01-31","reference":"N-1"})");
}

// By the position of its commit: when the first event of each came.
std::map<std::string, std::chrono::steady_clock::time_point> first_arrivals(const WebhookSink& sink) {
  std::map<std::string, std::chrono::steady_clock::time_point> arrivals;
  for (const WebhookSink::Arrival& arrival : sink.arrivals()) {
    const auto begin = arrival.id.find('.') + 1;
    arrivals.try_emplace(arrival.id.substr(begin, arrival.id.rfind('.') - begin), arrival.at);
  }
  return arrivals;
}

std::string version_in(const std::string& document) {
  constexpr std::string_view member = "\"version\":\"";
  const auto begin = document.find(member) + member.size();
  return document.substr(begin, document.find('"', begin) - begin);
}

void delay(const Wanted& wanted, bool tls) {
  const ScratchDirectory scratch;
  const Settings settings = sample_settings(scratch.path());
  const WebhookSink sink(tls);
  const WebhookAdded webhook = webhook_to(sink.url(), sink.authority(), 1);
  const auto cases = prepare(settings, {webhook}, wanted.asks);
  const std::size_t before = meant_for(settings, webhook);
  RunningDaemon daemon(settings, noon_of(sample_day));
  sink.seconds_for(before);
  daemon.note_durable();
  std::vector<std::string> positions;
  std::size_t expected = before;
  for (const CaseId& case_id : cases) {
    positions.push_back(version_in(ask_once(daemon.port(), notification(case_id))));
    // One at a time: what is measured is not how they queue.
    while (sink.taken() <= expected) std::this_thread::yield();
    expected = sink.taken();
  }
  const auto arrivals = first_arrivals(sink);
  std::vector<double> milliseconds;
  for (const std::string& position : positions) {
    const auto arrival = arrivals.find(position);
    if (arrival == arrivals.end()) continue;
    const auto waited = arrival->second - daemon.durable_at(std::stoull(position));
    milliseconds.push_back(std::chrono::duration<double, std::milli>(waited).count());
  }
  fmt::print("webhooks delay tls={} asks={} p50_ms={:.2f} p99_ms={:.2f}\n", tls, milliseconds.size(),
             quantile(milliseconds, 0.5), quantile(milliseconds, 0.99));
}

double commands(const RunningDaemon& daemon, const std::vector<CaseId>& cases, double seconds) {
  const LoadResult result = run_load(daemon.port(), 64, seconds, [&](std::uint64_t number) {
    return notification(cases[number % cases.size()]);
  });
  if (result.refused > 0) give_up("A request was refused: " + result.first_refusal);
  return result.per_second;
}

void backlog(const Wanted& wanted) {
  const ScratchDirectory scratch;
  const Settings with = sample_settings(scratch.path() / "with");
  const Settings without = sample_settings(scratch.path() / "without");
  // Nobody listens on the discard port.
  const WebhookAdded dead = webhook_to("http://127.0.0.1:9/hook", "", 1);
  const auto cases = prepare(with, {dead}, wanted.backlog);
  prepare(without, {}, wanted.backlog);
  const std::size_t waiting = meant_for(with, dead);
  const RunningDaemon daemon(with, noon_of(sample_day));
  const RunningDaemon other(without, noon_of(sample_day));
  std::vector<double> rates;
  std::vector<double> floors;
  for (std::size_t run = 0; run < wanted.runs; ++run) {
    rates.push_back(commands(daemon, cases, wanted.seconds));
    floors.push_back(commands(other, cases, wanted.seconds));
  }
  fmt::print("webhooks backlog waiting={} per_second={:.0f} floor_per_second={:.0f} ratio={:.2f}\n", waiting,
             median(rates), median(floors), median(rates) / median(floors));
}

}  // namespace
}  // namespace reviewd

int main(int count, char** words) {
  using namespace reviewd;
  Wanted wanted;
  wanted.cases = number_option(count, words, "cases", wanted.cases);
  wanted.asks = number_option(count, words, "asks", wanted.asks);
  wanted.backlog = number_option(count, words, "backlog", wanted.backlog);
  wanted.runs = number_option(count, words, "runs", wanted.runs);
  wanted.seconds = static_cast<double>(number_option(count, words, "milliseconds", 2000)) / 1000;
  for (const bool tls : {false, true}) {
    for (const std::size_t subscriptions : {1UL, 8UL}) rate(wanted, tls, subscriptions);
    delay(wanted, tls);
  }
  backlog(wanted);
}
