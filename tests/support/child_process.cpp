#include "tests/support/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <sstream>
#include <stdexcept>

namespace reviewd {
namespace {

constexpr std::chrono::minutes patience{2};

std::vector<std::string> environment_with(const std::map<std::string, std::string>& added) {
  std::vector<std::string> entries;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!added.contains(text.substr(0, text.find('=')))) entries.push_back(text);
  }
  for (const auto& [name, value] : added) entries.push_back(name + "=" + value);
  return entries;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& words,
                           const std::map<std::string, std::string>& environment) {
  std::vector<std::string> copies = words;
  std::vector<std::string> entries = environment_with(environment);
  int ends[2][2];
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  for (int stream = 0; stream < 2; ++stream) {
    if (::pipe2(ends[stream], O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_adddup2(&actions, ends[stream][1], stream + 1);
    pipes_[stream] = ends[stream][0];
  }
  const int failed = ::posix_spawnp(&id_, words[0].c_str(), &actions, &attributes, pointers_to(copies).data(),
                                    pointers_to(entries).data());
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  for (auto& end : ends) ::close(end[1]);
  if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
  reader_ = std::thread([this] { collect(); });
}

ChildProcess::~ChildProcess() {
  ::kill(-id_, SIGKILL);
  wait();
  for (const int end : pipes_) ::close(end);
}

void ChildProcess::collect() {
  std::array<char, 4096> bytes{};
  while (!closed_[0] || !closed_[1]) {
    std::array<pollfd, 2> streams{
        {{closed_[0] ? -1 : pipes_[0], POLLIN, 0}, {closed_[1] ? -1 : pipes_[1], POLLIN, 0}}};
    if (::poll(streams.data(), streams.size(), -1) < 0) continue;
    for (std::size_t stream = 0; stream < streams.size(); ++stream) {
      if (streams[stream].revents == 0) continue;
      const ssize_t count = ::read(pipes_[stream], bytes.data(), bytes.size());
      const std::lock_guard lock(mutex_);
      if (count > 0) texts_[stream].append(bytes.data(), static_cast<std::size_t>(count));
      if (count <= 0) closed_[stream] = true;
      more_.notify_all();
    }
  }
}

bool ChildProcess::wait_for_error_text(std::string_view text) {
  std::unique_lock lock(mutex_);
  const auto there = [&] { return texts_[1].find(text) != std::string::npos; };
  more_.wait_for(lock, patience, [&] { return there() || closed_[1]; });
  return there();
}

bool ChildProcess::ends_within(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return more_.wait_for(lock, time, [&] { return closed_[1]; });
}

int ChildProcess::wait() {
  if (code_ < 0) {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  if (reader_.joinable()) reader_.join();
  return code_;
}

void ChildProcess::signal(int number) const {
  if (code_ < 0) ::kill(id_, number);
}

bool ChildProcess::running() {
  if (code_ >= 0) return false;
  siginfo_t found{};
  ::waitid(P_PID, static_cast<id_t>(id_), &found, WEXITED | WNOHANG | WNOWAIT);
  return found.si_pid == 0;
}

std::string ChildProcess::output() {
  const std::lock_guard lock(mutex_);
  return texts_[0];
}

std::string ChildProcess::errors() {
  const std::lock_guard lock(mutex_);
  return texts_[1];
}

FinishedCommand run_command(const std::vector<std::string>& words,
                            const std::map<std::string, std::string>& environment) {
  ChildProcess process(words, environment);
  const int code = process.wait();
  return {code, process.output(), process.errors()};
}

bool program_exists(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');)
    if (::access((std::filesystem::path(folder) / name).c_str(), X_OK) == 0) return true;
  return false;
}

}  // namespace reviewd
