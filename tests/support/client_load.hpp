// Several clients that post commands at once, each with an Idempotency-Key, until the daemon goes away; and
// the ledger of what they were told, held against the log that a later daemon serves. The test thread owns
// both; the clients run in threads of the load. Tests only.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/api_client.hpp"

namespace reviewd {

// One command, as it was sent and may be sent again. The mark is a text that no other command carries.
struct MarkedCommand {
  std::string mark;
  std::string path;
  std::string body;
  bool opens_a_case = false;
};

// A command that was answered with success, and the version in the answer.
struct AcknowledgedCommand {
  MarkedCommand command;
  std::string version;
};

class ClientLoad {
 public:
  // Starts `clients` threads; `name` keeps the marks of one load apart from those of another.
  ClientLoad(const ListeningAt& address, const std::string& token, const std::string& name,
             std::size_t clients);
  ClientLoad(const ClientLoad&) = delete;
  ClientLoad& operator=(const ClientLoad&) = delete;
  ~ClientLoad();

  // Until that many commands were acknowledged, or every client has ended.
  void wait_for(std::size_t acknowledged);
  // Waits for the clients, which end at the first question without an answer.
  void join();

  // After join():
  std::vector<AcknowledgedCommand> acknowledged;
  std::vector<MarkedCommand> unanswered;
  std::vector<std::string> refusals;  // answers that are neither success nor silence

 private:
  void work(const ListeningAt& address, const std::string& token, const std::string& name);
  bool carry_out(ApiClient& client, const MarkedCommand& command, std::string& location);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t ended_ = 0;
  std::vector<std::thread> clients_;
};

class AcknowledgedLedger {
 public:
  // Takes over what the load was told.
  void add(const ClientLoad& load);
  // Opens a case under a mark of its own; must succeed.
  void open_case(ApiClient& client, const std::string& mark);
  // Sends every unanswered command again, under its old key; each must succeed now.
  void settle(ApiClient& client);
  // Fails the test unless the log is dense, begins with all that was seen before, and holds each acknowledged
  // command once, unaltered, at its position.
  void check(ApiClient& client);
  // The same for a daemon started over what may be damaged: false instead of a failure.
  bool holds(ApiClient& client);
  std::size_t size() const { return acknowledged_.size(); }

 private:
  std::vector<std::string> read_events(ApiClient& client);
  std::string first_difference(ApiClient& client);

  std::map<std::string, AcknowledgedCommand> acknowledged_;  // by mark
  std::vector<MarkedCommand> unanswered_;
  std::vector<std::string> seen_;  // each event as it was served
};

}  // namespace reviewd
