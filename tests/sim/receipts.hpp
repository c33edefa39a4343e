// Checks 1, 2, 6 and 8: what clients were told, compared with the medium at the moment they were told, with
// what they were told before, and with the log whenever it is read again. One thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "storage/commit_codec.hpp"
#include "tests/sim/client.hpp"
#include "tests/sim/findings.hpp"
#include "tests/sim/simulated_process.hpp"

namespace reviewd {

// Outlives every process of a run, as clients do.
class Receipts {
 public:
  // `blind`: what leaves early is not looked at, so that its loss has to be found in the log.
  explicit Receipts(Findings& findings, bool blind) : findings_(findings), blind_(blind) {}

  // A request reached the engine. `head`: of the engine after it decided; `at`: the engine's time.
  void sent(Ticket ticket, const SimulatedRequest& request, Position head, Instant at);
  // A read of a case, or a command of the register.
  enum class Asked { read, command };
  void sent_other(Ticket ticket, Position head, Instant at, Asked asked);
  // A reply left the process; `on_medium` is the newest position that a crash would leave, `commit` the one
  // that the reply is the receipt of: as it was made, or for a repeated receipt as it lies in the log.
  void left(const GiveReply& reply, Position on_medium, const Commit* commit);
  // What another process acknowledged to clients of its own.
  void acknowledged_elsewhere(const Commit& commit);
  // Requests that the process took with it.
  void crashed() { tickets_.clear(); }

  // The whole log as it was read again, in order.
  void compare(const std::vector<ReadBack>& log);
  // Opens every personal value that was acknowledged.
  void compare_personal(MemoryLog& log, const KeyFile& keys);
  // Of all replies, how many were the second receipt of a key.
  std::size_t repeated() const { return repeated_; }
  std::size_t acknowledged() const { return acknowledged_.size(); }

 private:
  struct Sent {
    std::optional<SimulatedRequest> request;
    Position head;
    Instant at;
    Position newest_acknowledged;
    Asked asked = Asked::command;
  };
  struct Receipt {
    Digest body;
    Position position;
    Instant at;
  };
  struct Acknowledged {
    CommitText text;
    Identifier command_id;
    std::optional<Position> demanded;
  };

  void done(const Sent& sent, Position position, Position on_medium, const Commit* commit);
  void done_before(const Sent& sent, Position position, Position on_medium, const Commit* commit);
  void shown(Position position, Position on_medium, const char* in);
  void check_key(const Sent& sent, const Reply& reply);
  void compare_keys(const std::vector<ReadBack>& log);
  void compare_versions(const std::vector<ReadBack>& log);
  void compare_sealed(const Commit& commit, const Acknowledged& kept, const RecordView& record,
                      const KeyFile& keys, const std::string& log_id);

  Findings& findings_;
  bool blind_;
  std::unordered_map<Ticket, Sent> tickets_;
  std::map<Digest, Receipt> by_key_;
  std::map<Position, Acknowledged> acknowledged_;
  std::size_t repeated_ = 0;
};

}  // namespace reviewd
