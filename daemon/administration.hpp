// What the sysadmin asks of the log, by command line: tokens, boards, adopting rules, accepting a clock. One
// implementation for a running daemon (through its admin socket) and for a stopped one (on the opened log).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "daemon/adoption.hpp"
#include "daemon/store.hpp"
#include "domain/engine.hpp"

namespace reviewd {

// What was asked: a name and its texts, as they come over the admin socket.
struct AdminRequest {
  std::string name;  // "token-add", "token-list", "token-revoke", "board-enter", "board-name", "board-list",
                     // "rules-adopt", "clock-accept", "verify"
  std::vector<std::pair<std::string, std::string>> texts;  // in order; a name may stand more than once

  std::string text(std::string_view key) const;  // "" when absent
  std::vector<std::string> all(std::string_view key) const;
};

// What came of it: printed on standard output, or one sentence on standard error and exit code 1.
struct AdminAnswer {
  bool done = true;
  std::string text;
};

// One line of JSON for the socket, without its end; line breaks within texts are escaped.
std::string to_line(const AdminRequest& request);
std::string to_line(const AdminAnswer& answer);

// The same read back. Nothing when the line is no such JSON: the other end is another version or no reviewd,
// and is told that it could not be understood.
std::optional<AdminRequest> request_of_line(std::string_view line);
std::optional<AdminAnswer> answer_of_line(std::string_view line);

// Turns each request into a command of the register, or into a list of what is there. Decides nothing about
// the means: a running daemon hands in its engine and its gate, a stopped one the opened log. Used on the
// thread that owns the engine; the store outlives it.
class Administration {
 public:
  // How a register command is carried out, how long work is, and what happens after one that accepted a
  // clock.
  struct Means {
    std::function<void(const RegisterCommand&, const CommandMeta&, std::function<void(Reply)>)> submit;
    Apart apart;
    std::function<Instant()> now;
    std::function<void()> clock_accepted;
    // The adopted rules are in use; every case is worked out again from now on.
    std::function<void()> rules_in_use;
    // Ends the process: what was adopted cannot be read, which its adoption should have made impossible.
    std::function<void(const std::string&)> stop;
  };

  Administration(Store& store, const Settings& settings, Means means)
      : store_(store), means_(std::move(means)), adoption_(settings.rules.directory, adoption_means()) {}

  // Answers once, when what was done is durable.
  void run(const AdminRequest& request, std::function<void(AdminAnswer)> answer);
  // The same adoption that `rules-adopt` goes through, for who asks otherwise: one at a time, whoever asks.
  Adoption& adoption() { return adoption_; }

 private:
  using Answering = std::function<void(AdminAnswer)>;
  void add_token(const AdminRequest& request, const Answering& answer);
  void revoke_token(const AdminRequest& request, const Answering& answer);
  void adopt_rules(const AdminRequest& request, const Answering& answer);
  void accept_clock(const AdminRequest& request, const Answering& answer);
  void enter_board(const AdminRequest& request, const Answering& answer);
  void name_board(const AdminRequest& request, const Answering& answer);
  void set_board_terms(const AdminRequest& request, const Answering& answer);
  void submit(const RegisterCommand& command, const Answering& answer, std::string text);
  AdminAnswer token_list() const;
  AdminAnswer board_list() const;
  Adoption::Means adoption_means();

  Store& store_;
  Means means_;
  Adoption adoption_;
};

}  // namespace reviewd
