// A what-if over a hundred thousand cases beside the pure function alone; a case of two thousand events read
// as it was known at any position, beside a bare read and parse of those events; and what commands feel of
// either.
#include "domain/what_if.hpp"

#include <fmt/format.h>
#include <rocksdb/db.h>
#include <simdjson.h>

#include <thread>

#include "bench/parts/figures.hpp"
#include "bench/parts/http_load.hpp"
#include "bench/parts/running_servers.hpp"
#include "bench/parts/sample_cases.hpp"
#include "domain/derivation.hpp"
#include "storage/big_endian.hpp"
#include "storage/log_directory.hpp"
#include "storage/record.hpp"
#include "storage/rocks_options.hpp"

namespace reviewd {
namespace {

// Before anything falls due, so that no timer fires meanwhile.
constexpr std::string_view today = "2010-03-01";
constexpr std::size_t connections = 64;
constexpr std::size_t readers = 8;
// Of the cases, those that the load writes to; the first one has the long history.
constexpr std::size_t cases_under_load = 5'000;

struct Size {
  std::size_t cases = 0;
  std::size_t history = 0;  // events of the long case, about
  double seconds = 0;       // of each load
};

void prepare(const Settings& settings, const Size& size) {
  const auto store = open_sample_store(settings);
  SampleCases cases(*store);
  cases.enter_board_and_token();
  for (std::size_t number = 0; number < size.cases; ++number) {
    cases.open_case(noon_of(sample_day));
    cases.decide_case(number, noon_of("2010-02-26"));
    if (number % 1000 == 0) cases.write();
  }
  for (std::size_t number = 0; number < size.history; ++number) cases.notify(0, noon_of(today));
  cases.write();
}

// What lies in memory of the prepared cases: of the long one also where its events are.
struct Prepared {
  std::vector<std::shared_ptr<const CaseState>> states;
  std::vector<Position> positions;
  RuleBook supposed;
};

// The daemon's own: folded once, and shared.
Prepared in_memory(const RunningDaemon& daemon) {
  Prepared prepared;
  daemon.look([&](const Engine& engine) {
    auto supposed = supposed_rules(engine.rules(), {"wt2006", std::nullopt});
    if (!supposed) give_up("The edition to suppose is not there.");
    prepared.supposed = std::move(*supposed);
    prepared.positions = engine.positions(sample_case_ids(1).front());
    for (const CaseId& case_id : engine.cases_in_order()) prepared.states.push_back(engine.find(case_id));
  });
  return prepared;
}

std::string known_at(const CaseId& case_id, Position position) {
  return get_request("/v1/cases/" + std::string{case_id.text()} + "?known_at=" + position.text());
}

// Notifications to the cases under load, none to the long one.
RequestMaker notifications(const std::vector<CaseId>& cases) {
  return [&cases](std::uint64_t number) {
    const CaseId& case_id = cases[1 + number % (cases.size() - 1)];
    return post_request(
        "/v1/cases/" + std::string{case_id.text()} + "/record-notification",
        R"({"recipient":"ofsted","subject":"decision","sent_on":"2010-03-01","reference":"N-1"})");
  };
}

std::string what_if_request() {
  return post_request("/v1/what-if", R"({"edition":"wt2006","limit":1})");
}

std::size_t number_in(const std::string& body, std::string_view member) {
  simdjson::dom::parser parser;
  std::uint64_t number = 0;
  if (parser.parse(body)[member].get(number) != simdjson::SUCCESS)
    give_up("Not the answer expected: " + body.substr(0, 300));
  return number;
}

// ---- the rate of a what-if ----

// The pure function over facts already in memory, on this thread; deadlines a second.
double pure_rate(const Prepared& prepared) {
  std::size_t deadlines = 0;
  const Stopwatch stopwatch;
  for (const auto& state : prepared.states)
    deadlines += derive(state->facts, {}, prepared.supposed, *Day::parse(today)).deadlines.size();
  return static_cast<double>(deadlines) / stopwatch.seconds();
}

double asked_rate(const RunningDaemon& daemon, std::size_t& deadlines) {
  const Stopwatch stopwatch;
  deadlines = number_in(ask_once(daemon.port(), what_if_request()), "deadlines");
  return static_cast<double>(deadlines) / stopwatch.seconds();
}

// ---- a long history ----

// Seconds to read these records one by one and parse each. Opened for reading only: the daemon goes on.
double bare_read(const Settings& settings, const std::vector<Position>& positions) {
  rocksdb::DB* opened = nullptr;
  const auto directory = LogDirectory::database_in(DataPaths(settings.storage.directory).log);
  if (!rocksdb::DB::OpenForReadOnly(rocks_options(), directory.string(), &opened).ok())
    give_up("No bare database.");
  const std::unique_ptr<rocksdb::DB> database(opened);
  simdjson::dom::parser parser;
  RecordOutline record;
  std::string value;
  const Stopwatch stopwatch;
  for (const Position position : positions) {
    char key[sizeof(std::uint64_t)];
    store_big_endian(key, position.number());
    simdjson::dom::element document;
    if (!database->Get(rocks_read_options(false), {key, sizeof key}, &value).ok() ||
        !outline_record(value, record) ||
        parser.parse(record.open.data(), record.open.size(), true).get(document) != simdjson::SUCCESS)
      give_up("A record of the long case cannot be read.");
  }
  return stopwatch.seconds();
}

// Seconds of one read as known at the position, from request to answer.
double read_known(const RunningDaemon& daemon, const CaseId& case_id, Position position) {
  const Stopwatch stopwatch;
  const std::string body = ask_once(daemon.port(), known_at(case_id, position));
  if (body.find("\"known_at\":\"" + position.text() + "\"") == std::string::npos)
    give_up("Not the case as it was known then: " + body.substr(0, 300));
  return stopwatch.seconds();
}

// ---- what commands feel ----

double loaded(const RunningDaemon& daemon, const std::vector<CaseId>& cases, double seconds,
              const std::function<std::string(std::uint64_t)>& beside, std::size_t beside_connections) {
  std::atomic<bool> running = true;
  std::thread other;
  if (beside)
    other = std::thread([&] {
      const LoadResult result =
          run_load(daemon.port(), beside_connections, 3600, beside, [&] { return running.load(); });
      if (result.refused > 0) give_up("A reader was refused: " + result.first_refusal);
    });
  const LoadResult commands = run_load(daemon.port(), connections, seconds, notifications(cases));
  running = false;
  if (other.joinable()) other.join();
  if (commands.refused > 0) give_up("A command was refused: " + commands.first_refusal);
  return commands.per_second;
}

// Each prints its line as soon as it is known.

void measure_rate(const RunningDaemon& daemon, const Prepared& prepared, std::size_t runs) {
  std::vector<double> asked, pure, ratios;
  std::size_t deadlines = 0;
  for (std::size_t run = 0; run < runs; ++run) {
    pure.push_back(pure_rate(prepared));
    asked.push_back(asked_rate(daemon, deadlines));
    ratios.push_back(asked.back() / pure.back());
  }
  fmt::print("what_if cases={} deadlines={} per_second={:.0f} pure_per_second={:.0f} ratio={:.2f} runs={}\n",
             prepared.states.size(), deadlines, median(asked), median(pure), median(ratios), runs);
  std::fflush(stdout);
}

void measure_history(const Settings& settings, const RunningDaemon& daemon, const Prepared& prepared,
                     std::size_t runs) {
  const std::vector<Position>& positions = prepared.positions;
  const CaseId case_id = sample_case_ids(1).front();
  // The last but one: as of its end a case is what it is now, which is not folded.
  const Position position = positions[positions.size() - 2];
  std::vector<double> known, bare, ratios;
  for (std::size_t run = 0; run < runs; ++run) {
    bare.push_back(bare_read(settings, positions));
    read_known(daemon, case_id, position);  // warms what the bare read has warm
    known.push_back(read_known(daemon, case_id, position));
    ratios.push_back(known.back() / bare.back());
  }
  fmt::print("known_at events={} read_ms={:.2f} bare_ms={:.2f} times={:.2f} runs={}\n", positions.size(),
             median(known) * 1000, median(bare) * 1000, median(ratios), runs);
  std::fflush(stdout);
}

void measure_beside(const RunningDaemon& daemon, const Size& size, const Prepared& prepared,
                    std::size_t runs) {
  const std::vector<CaseId> cases = sample_case_ids(std::min(size.cases, cases_under_load));
  const std::vector<Position>& positions = prepared.positions;
  const auto reading = [&](std::uint64_t number) {
    return known_at(cases.front(), positions[positions.size() / 2 + number % (positions.size() / 2)]);
  };
  std::vector<double> calm, beside_readers, beside_what_if;
  for (std::size_t run = 0; run < runs; ++run) {
    calm.push_back(loaded(daemon, cases, size.seconds, {}, 0));
    beside_readers.push_back(loaded(daemon, cases, size.seconds, reading, readers));
    beside_what_if.push_back(
        loaded(daemon, cases, size.seconds, [](std::uint64_t) { return what_if_request(); }, 1));
  }
  fmt::print(
      "beside commands_per_second={:.0f} with_readers={:.0f} ratio={:.2f} with_what_if={:.0f} "
      "ratio={:.2f} runs={}\n",
      median(calm), median(beside_readers), median(beside_readers) / median(calm), median(beside_what_if),
      median(beside_what_if) / median(calm), runs);
}

}  // namespace
}  // namespace reviewd

int main(int count, char** words) {
  using namespace reviewd;
  const Size size{number_option(count, words, "cases", 100'000), number_option(count, words, "history", 2000),
                  static_cast<double>(number_option(count, words, "milliseconds", 4000)) / 1000};
  const std::size_t runs = number_option(count, words, "runs", 3);
  const ScratchDirectory scratch;
  const Settings settings = sample_settings(scratch.path() / "data");
  const Stopwatch stopwatch;
  in_another_process([&] { prepare(settings, size); });
  fmt::print(stderr, "prepared in {:.0f} s\n", stopwatch.seconds());
  const RunningDaemon daemon(settings, noon_of(today));
  const Prepared prepared = in_memory(daemon);
  fmt::print(stderr, "measuring after {:.0f} s\n", stopwatch.seconds());
  measure_rate(daemon, prepared, runs);
  measure_history(settings, daemon, prepared, runs);
  if (size.seconds > 0) measure_beside(daemon, size, prepared, runs);
}
