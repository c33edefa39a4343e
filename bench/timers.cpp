// A million open deadlines that fall due in one second: start-up, memory, the time until all have fired, and
// what commands on other cases feel of it.
#include <fmt/format.h>

#include <thread>

#include "bench/parts/figures.hpp"
#include "bench/parts/http_load.hpp"
#include "bench/parts/running_servers.hpp"
#include "bench/parts/sample_cases.hpp"

namespace reviewd {
namespace {

// Recorded on the due day itself, so that no reminder lies between: the first thing to happen is that the day
// is over.
constexpr std::string_view due_day = "2010-02-28";
constexpr std::string_view before_midnight = "2010-02-28T23:59:59Z";
constexpr std::string_view midnight = "2010-03-01T00:00:00Z";
// Cases of each of the two loads; nothing of theirs falls due.
constexpr std::size_t cases_under_load = 20'000;
constexpr std::size_t connections = 64;

void prepare(const Settings& settings, std::size_t deadlines) {
  const auto store = open_sample_store(settings);
  SampleCases cases(*store);
  cases.enter_board_and_token();
  for (std::size_t number = 0; number < 2 * cases_under_load; ++number)
    cases.open_case(noon_of(due_day), due_day);
  cases.write();
  for (std::size_t number = 0; number < deadlines; ++number) {
    cases.open_case(noon_of(due_day));
    if (number % 1000 == 0) cases.write();
  }
  cases.write();
}

// Notifications to half of the cases under load: the first or the second.
RequestMaker notifications(const std::vector<CaseId>& cases, std::size_t half) {
  return [&cases, half](std::uint64_t number) {
    const CaseId& case_id = cases[half * cases_under_load + number % cases_under_load];
    return post_request(
        "/v1/cases/" + std::string{case_id.text()} + "/record-notification",
        R"({"recipient":"ofsted","subject":"decision","sent_on":"2010-02-28","reference":"N-1"})");
  };
}

struct Run {
  double start_seconds = 0;
  double memory = 0;  // bytes, of the whole process
  LoadResult calm;
  LoadResult firing;
  double fired_under_load = 0;  // of all, the part
  double fire_seconds = 0;      // from midnight to the last one, the load at its beginning included
  double alone_per_second = 0;  // once the load was over
};

// Positions from the first to the last firing; each firing is one commit.
Run run_once(const Settings& settings, const std::vector<CaseId>& cases, std::size_t deadlines,
             double seconds) {
  Run run;
  const Stopwatch start;
  RunningDaemon daemon(settings, *Instant::parse(before_midnight));
  run.start_seconds = start.seconds();
  run.memory = static_cast<double>(resident_bytes());
  run.calm = run_load(daemon.port(), connections, seconds, notifications(cases, 0));
  const std::uint64_t head = daemon.head();
  const std::int64_t due = daemon.next_timer_day();
  daemon.move_clock(*Instant::parse(midnight));
  const Stopwatch firing;
  run.firing = run_load(daemon.port(), connections, seconds, notifications(cases, 1));
  const std::uint64_t fired = daemon.head() - head - run.firing.answers;
  const Stopwatch alone;
  while (daemon.next_timer_day() == due) std::this_thread::sleep_for(std::chrono::milliseconds{20});
  run.fire_seconds = firing.seconds();
  run.fired_under_load = static_cast<double>(fired) / static_cast<double>(deadlines);
  run.alone_per_second =
      static_cast<double>(deadlines - std::min<std::uint64_t>(deadlines, fired)) / alone.seconds();
  if (daemon.head() - head - run.firing.answers != deadlines)
    give_up("Not every deadline fired exactly once.");
  if (run.calm.refused + run.firing.refused > 0)
    give_up("A request was refused: " + run.calm.first_refusal + run.firing.first_refusal);
  return run;
}

void print(const std::vector<Run>& runs, std::size_t deadlines) {
  const auto middle = [&](const std::function<double(const Run&)>& of) {
    std::vector<double> values;
    for (const Run& run : runs) values.push_back(of(run));
    return median(values);
  };
  fmt::print(
      "timers deadlines={} start_seconds={:.2f} memory_mebibytes={:.0f} fire_seconds={:.2f} "
      "fired_under_load={:.3f} alone_per_second={:.0f} commands_per_second={:.0f} calm_per_second={:.0f} "
      "ratio={:.2f} p99_ms={:.2f} calm_p99_ms={:.2f} runs={}\n",
      deadlines, middle([](const Run& run) { return run.start_seconds; }),
      middle([](const Run& run) { return run.memory / (1024 * 1024); }),
      middle([](const Run& run) { return run.fire_seconds; }),
      middle([](const Run& run) { return run.fired_under_load; }),
      middle([](const Run& run) { return run.alone_per_second; }),
      middle([](const Run& run) { return run.firing.per_second; }),
      middle([](const Run& run) { return run.calm.per_second; }),
      middle([](const Run& run) { return run.firing.per_second / run.calm.per_second; }),
      middle([](const Run& run) { return run.firing.p99_milliseconds; }),
      middle([](const Run& run) { return run.calm.p99_milliseconds; }), runs.size());
}

}  // namespace
}  // namespace reviewd

int main(int count, char** words) {
  using namespace reviewd;
  const std::size_t deadlines = number_option(count, words, "deadlines", 1'000'000);
  const auto seconds = static_cast<double>(number_option(count, words, "milliseconds", 5000)) / 1000;
  const std::size_t runs = number_option(count, words, "runs", 3);
  const ScratchDirectory scratch;
  const std::filesystem::path prepared = scratch.path() / "prepared";
  in_another_process([&] { prepare(sample_settings(prepared), deadlines); });
  std::vector<Run> results;
  for (std::size_t run = 0; run < runs; ++run) {
    const std::filesystem::path copy = scratch.path() / "run";
    std::filesystem::copy(prepared, copy, std::filesystem::copy_options::recursive);
    results.push_back(
        run_once(sample_settings(copy), sample_case_ids(2 * cases_under_load), deadlines, seconds));
    std::filesystem::remove_all(copy);
  }
  print(results, deadlines);
}
