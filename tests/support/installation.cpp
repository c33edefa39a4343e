#include "tests/support/installation.hpp"

#include <signal.h>

#include <stdexcept>

namespace reviewd {
namespace {

// Small enough for any machine; a test that wants the disk to be full says its own.
constexpr const char* little_space =
    "free_space_floor = 1048576\nrevocation_floor = 524288\nreserve = 65536\n";

}  // namespace

RunningDaemon::RunningDaemon(const std::vector<std::string>& words, const StartOptions& options,
                             std::string socket_path)
    : process_(words, options.environment), socket_path_(std::move(socket_path)) {}

bool RunningDaemon::wait_until_ready() {
  return process_.wait_for_error_text("Ready at position ");
}

bool RunningDaemon::readiness_becomes(ApiClient& client, int status) {
  for (int tries = 0; tries < 600; ++tries) {
    if (client.get("/readyz").status == status) return true;
    if (process_.ends_within(std::chrono::milliseconds{50})) return false;
  }
  return false;
}

int RunningDaemon::stop() {
  process_.signal(SIGTERM);
  return process_.wait();
}

void RunningDaemon::kill() {
  process_.signal(SIGKILL);
  process_.wait();
}

ListeningAt RunningDaemon::address() {
  if (!socket_path_.empty()) return {0, socket_path_};
  const std::string said = "Listening on port ";
  if (!process_.wait_for_error_text(said)) throw std::runtime_error("no port was told: " + errors());
  const std::string text = errors();
  return {static_cast<std::uint16_t>(std::stoul(text.substr(text.find(said) + said.size()))), ""};
}

Installation::Installation(const std::string& storage, const std::string& more, std::filesystem::path data)
    : data_(data.empty() ? scratch_ / "data" : std::move(data)) {
  write_settings(storage, more);
}

void Installation::write_settings(const std::string& storage, const std::string& more) const {
  for (const char* folder : {"editions", "calendars", "forms"}) {
    std::filesystem::create_directories(rules() / folder);
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(REVIEWD_SOURCE_DIR) / "config" / folder))
      write_file(rules() / folder / entry.path().filename(), file_bytes(entry.path()));
  }
  write_file(scratch_ / "reviewd.toml",
             "[listen]\naddress = \"127.0.0.1:0\"\n[storage]\ndirectory = \"" + data_.string() + "\"\n" +
                 (storage.empty() ? little_space : storage) + "[rules]\ndirectory = \"rules\"\n" + more);
}

std::vector<std::string> Installation::words_of(std::vector<std::string> words) const {
  words.insert(words.begin(), REVIEWD_PROGRAM);
  words.insert(words.end(), {"--config", (scratch_ / "reviewd.toml").string()});
  return words;
}

FinishedCommand Installation::run(std::vector<std::string> words) const {
  return run_command(words_of(std::move(words)));
}

FinishedCommand Installation::run_under(std::vector<std::string> wrapper,
                                        std::vector<std::string> words) const {
  words = words_of(std::move(words));
  wrapper.insert(wrapper.end(), words.begin(), words.end());
  // The leak detector cannot work beside a tracer.
  return run_command(wrapper, {{"ASAN_OPTIONS", "detect_leaks=0"}});
}

std::unique_ptr<RunningDaemon> Installation::launch(const StartOptions& options) const {
  std::vector<std::string> words = words_of({"serve"});
  const std::string socket_path = options.unix_socket ? (scratch_ / "http.sock").string() : "";
  if (!options.test_clock.empty()) words.insert(words.end(), {"--test-clock", options.test_clock});
  if (options.unix_socket) words.insert(words.end(), {"--listen", "unix:" + socket_path});
  words.insert(words.begin(), options.wrapper.begin(), options.wrapper.end());
  return std::make_unique<RunningDaemon>(words, options, socket_path);
}

std::unique_ptr<RunningDaemon> Installation::start(const StartOptions& options) const {
  auto daemon = launch(options);
  if (!daemon->wait_until_ready()) {
    daemon->process().wait();
    throw std::runtime_error("the daemon did not become ready: " + daemon->errors());
  }
  return daemon;
}

std::string Installation::token(const std::vector<std::string>& roles,
                                const std::vector<std::string>& boards) const {
  std::vector<std::string> words{"token", "add", "--name", "test"};
  for (const std::string& role : roles) words.insert(words.end(), {"--role", role});
  for (const std::string& board : boards) words.insert(words.end(), {"--board", board});
  const FinishedCommand made = run(words);
  if (made.code != 0) throw std::runtime_error("no token: " + made.errors);
  return made.output.substr(0, made.output.find('\n'));
}

std::string Installation::newest_token_id() const {
  const std::string listed = run({"token", "list"}).output;
  const auto before = listed.rfind('\n', listed.size() - 2);
  const auto begin = before == std::string::npos ? 0 : before + 1;
  return listed.substr(begin, listed.find('\t', begin) - begin);
}

}  // namespace reviewd
