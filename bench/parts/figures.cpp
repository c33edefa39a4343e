#include "bench/parts/figures.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>

namespace reviewd {

double thread_seconds() {
  timespec used{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double quantile(std::vector<double>& values, double part) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  file >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t bytes_on_disk(const std::filesystem::path& directory) {
  std::uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
    if (entry.is_regular_file()) bytes += entry.file_size();
  return bytes;
}

ScratchDirectory::ScratchDirectory() {
  std::string name = (std::filesystem::current_path() / "bench-data-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) give_up("No directory can be made in the working directory.");
  path_ = name;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::size_t number_option(int count, char** words, std::string_view name, std::size_t otherwise) {
  for (int at = 1; at + 1 < count; ++at) {
    if (words[at] != "--" + std::string{name}) continue;
    const std::string_view word = words[at + 1];
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{} || end != word.data() + word.size())
      give_up("--" + std::string{name} + " wants a number.");
    return number;
  }
  return otherwise;
}

void in_another_process(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child < 0) give_up("No process can be made.");
  if (child == 0) {
    work();
    std::cout.flush();
    ::_exit(0);
  }
  int status = 0;
  if (::waitpid(child, &status, 0) != child || status != 0) give_up("The preparation failed.");
}

void give_up(std::string_view sentence) {
  std::cerr << "bench: " << sentence << "\n";
  std::_Exit(1);
}

}  // namespace reviewd
