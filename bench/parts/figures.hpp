// What all benchmarks need around what they measure: a clock, a median, the memory of the process, a
// directory of their own and the words of the command line. Any thread. Measures nothing by itself.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace reviewd {

// Seconds since it was made.
class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

// Seconds of processor time that the calling thread has used.
double thread_seconds();

// The middle of the values; of an even number of them, the mean of the two in the middle. At least one.
double median(std::vector<double> values);

// The part of `values` that lies below it: 0.5, 0.99. Sorts them. Zero when there are none.
double quantile(std::vector<double>& values, double part);

// Bytes of memory that this process holds now.
std::uint64_t resident_bytes();

// Bytes of all files below a directory.
std::uint64_t bytes_on_disk(const std::filesystem::path& directory);

// A new directory below the working directory (a temporary directory of the system may lie in memory, where a
// sync costs nothing), removed with everything in it.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The number after `--name`, or what it is by default. A word that is no number ends the program.
std::size_t number_option(int count, char** words, std::string_view name, std::size_t otherwise);

// Runs `work` in a process of its own and waits for it, so that its memory is not counted. Ends the program
// when it fails. Before any thread is started.
void in_another_process(const std::function<void()>& work);

// Ends the program with a sentence: what cannot be set up cannot be measured.
[[noreturn]] void give_up(std::string_view sentence);

}  // namespace reviewd
