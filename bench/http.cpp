// Acknowledged commands a second and how long they took, at 1, 16, 64 and 256 connections, and reads of cases
// a second; each beside the floor server in the same run.
#include <fmt/format.h>

#include "bench/parts/figures.hpp"
#include "bench/parts/http_load.hpp"
#include "bench/parts/running_servers.hpp"
#include "bench/parts/sample_cases.hpp"

namespace reviewd {
namespace {

constexpr std::size_t cases_read = 1000;

std::string case_path(const std::vector<CaseId>& cases, std::uint64_t number) {
  return "/v1/cases/" + std::string{cases[number % cases.size()].text()};
}

// Notifications go to one case after the other, so that no case grows large.
std::string notification(const std::vector<CaseId>& cases, std::uint64_t number) {
  return post_request(
      case_path(cases, number) + "/record-notification",
      R"({"recipient":"ofsted","subject":"decision","sent_on":"2010-01-31","reference":"N-1"})");
}

void print(std::string_view what, std::size_t connections, const LoadResult& daemon,
           const LoadResult& floor) {
  if (daemon.refused + floor.refused > 0)
    give_up("A request was refused: " + daemon.first_refusal + floor.first_refusal);
  fmt::print(
      "http {} connections={} per_second={:.0f} p50_ms={:.2f} p99_ms={:.2f} floor_per_second={:.0f} "
      "floor_p50_ms={:.2f} floor_p99_ms={:.2f} ratio={:.2f} loop_us={:.1f} floor_loop_us={:.1f} "
      "body_bytes={}\n",
      what, connections, daemon.per_second, daemon.p50_milliseconds, daemon.p99_milliseconds,
      floor.per_second, floor.p50_milliseconds, floor.p99_milliseconds, daemon.per_second / floor.per_second,
      daemon.loop_microseconds, floor.loop_microseconds, daemon.body_bytes);
}

// The result whose rate is the middle one; its ratio is that of the middle rates.
LoadResult middle(std::vector<LoadResult> results) {
  std::sort(results.begin(), results.end(), [](const LoadResult& left, const LoadResult& right) {
    return left.per_second < right.per_second;
  });
  return results[results.size() / 2];
}

std::vector<CaseId> prepare(const Settings& settings, std::size_t count) {
  const auto store = open_sample_store(settings);
  SampleCases cases(*store);
  cases.enter_board_and_token();
  for (std::size_t number = 0; number < count; ++number) cases.open_case(noon_of(sample_day));
  cases.write();
  return cases.cases();
}

class Measurement {
 public:
  Measurement(std::size_t cases, double seconds, std::size_t runs)
      : settings_(sample_settings(scratch_.path() / "daemon")),
        cases_(prepare(settings_, cases)),
        daemon_(settings_, noon_of(sample_day)),
        floor_(sample_settings(scratch_.path() / "floor"),
               ask_once(daemon_.port(), get_request(case_path(cases_, 0)))),
        seconds_(seconds),
        runs_(runs) {}

  void commands(std::size_t connections) {
    measure("commands", connections, [this](std::uint64_t number) { return notification(cases_, number); });
  }
  void reads(std::size_t connections) {
    const std::vector<CaseId> some(
        cases_.begin(), cases_.begin() + static_cast<std::ptrdiff_t>(std::min(cases_read, cases_.size())));
    measure("reads", connections,
            [&some](std::uint64_t number) { return get_request(case_path(some, number)); });
  }

 private:
  // The two take turns, so that whatever else the machine does meets both.
  void measure(std::string_view what, std::size_t connections, const RequestMaker& make) {
    std::vector<LoadResult> daemon;
    std::vector<LoadResult> floor;
    for (std::size_t run = 0; run < runs_; ++run) {
      daemon.push_back(load(daemon_, connections, make));
      floor.push_back(load(floor_, connections, make));
    }
    print(what, connections, middle(daemon), middle(floor));
  }

  template <class Server>
  LoadResult load(const Server& server, std::size_t connections, const RequestMaker& make) const {
    const double before = server.loop_seconds();
    LoadResult result = run_load(server.port(), connections, seconds_, make);
    result.loop_microseconds = (server.loop_seconds() - before) * 1e6 / static_cast<double>(result.answers);
    return result;
  }

  ScratchDirectory scratch_;
  Settings settings_;
  std::vector<CaseId> cases_;
  RunningDaemon daemon_;
  FloorServer floor_;
  double seconds_;
  std::size_t runs_;
};

}  // namespace
}  // namespace reviewd

int main(int count, char** words) {
  using namespace reviewd;
  const auto seconds = static_cast<double>(number_option(count, words, "milliseconds", 2000)) / 1000;
  const std::size_t runs = number_option(count, words, "runs", 5);
  Measurement measurement(number_option(count, words, "cases", 50'000), seconds, runs);
  if (const std::size_t only = number_option(count, words, "connections", 0); only != 0) {
    measurement.commands(only);
    return 0;
  }
  measurement.reads(64);
  for (const std::size_t connections : {1UL, 16UL, 64UL, 256UL}) measurement.commands(connections);
}
