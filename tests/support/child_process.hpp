// A program started as a child, with its two outputs collected by a thread while it runs. Whoever holds it
// uses it from one thread; ends the child, and all that it started, when it goes. Tests only.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace reviewd {

class ChildProcess {
 public:
  // Starts words[0], looked for on the path, in a process group of its own; `environment` is added to this
  // process's.
  explicit ChildProcess(const std::vector<std::string>& words,
                        const std::map<std::string, std::string>& environment = {});
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();

  // Returns as soon as standard error holds `text`; false when the child closed it, or after two minutes,
  // without it.
  bool wait_for_error_text(std::string_view text);
  // Whether the child ends within this time: for looking again and again at something that will change.
  bool ends_within(std::chrono::milliseconds time);
  // Waits for the end: the exit code, or 128 and the number of the signal.
  int wait();
  void signal(int number) const;
  bool running();
  pid_t id() const { return id_; }

  // All so far; after wait() all there is.
  std::string output();
  std::string errors();

 private:
  void collect();

  pid_t id_ = 0;
  int code_ = -1;
  int pipes_[2] = {-1, -1};
  std::mutex mutex_;
  std::condition_variable more_;
  std::string texts_[2];
  bool closed_[2] = {false, false};
  std::thread reader_;
};

// What a command that was run to its end left behind.
struct FinishedCommand {
  int code = 0;
  std::string output;
  std::string errors;
};

FinishedCommand run_command(const std::vector<std::string>& words,
                            const std::map<std::string, std::string>& environment = {});

// Whether a program of this name is on the path.
bool program_exists(const std::string& name);

}  // namespace reviewd
