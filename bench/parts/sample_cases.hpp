// Cases for the benchmarks: a data directory as the daemon would make it, and commits that the real engine
// decides upon for it. One thread. No value in them is random or of a real case.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "daemon/store.hpp"

namespace reviewd {

// The token that the prepared directories know: of a board manager.
inline constexpr std::string_view sample_token = "benchmarks-only-0123456789abcdefghijklmnop";
// The day on which the sample cases are brought to the board's attention: their decision is due on
// 2010-02-28.
inline constexpr std::string_view sample_day = "2010-01-31";

// The ids of the first cases that SampleCases opens in any directory.
std::vector<CaseId> sample_case_ids(std::size_t count);

// 12:00 on a day.
Instant noon_of(std::string_view day);

// The built-in settings over this directory, with bounds that no benchmark meets.
Settings sample_settings(const std::filesystem::path& directory);

// Opens (and makes) a store; ends the program when it cannot.
std::unique_ptr<Store> open_sample_store(const Settings& settings);

// Decides upon commands for a store without writing them, so that the writing can be measured alone.
class SampleCases {
 public:
  explicit SampleCases(Store& store) : store_(store) {}

  // Enters the board and the token; written at once.
  void enter_board_and_token();

  // Each adds its commits at the end of `commits`.
  void open_case(Instant now, std::string_view brought = sample_day);
  void notify(std::size_t case_number, Instant now);  // of the opened ones, from 0
  void decide_case(std::size_t case_number, Instant now);

  const std::vector<CaseId>& cases() const { return cases_; }
  // Hands over the commits that came of it all.
  std::vector<std::shared_ptr<const Commit>> take() { return std::exchange(commits_, {}); }
  // Writes and forgets them, many at a time, each batch synced.
  void write();

 private:
  void submit(const CaseCommand& command, const CaseId& case_id, Instant now);

  Store& store_;
  std::uint64_t commands_ = 0;
  std::vector<CaseId> cases_;
  std::vector<std::shared_ptr<const Commit>> commits_;
};

// The number of events in these commits.
std::size_t events_of(const std::vector<std::shared_ptr<const Commit>>& commits);

}  // namespace reviewd
