// The receivers of a simulated run, and what they must see: every event that was meant for them, none before
// it is on the medium, those of one case in order and without a gap. They know the log from its commits
// alone, not from the ledger that they judge. One thread.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/delivery_dispatch.hpp"
#include "tests/sim/dice.hpp"
#include "tests/sim/findings.hpp"

namespace reviewd {

// What a receiver does with what reaches it, or does not.
enum class Reception { accepted, accepted_unheard, refused, not_reached };

class SimulatedReceivers {
 public:
  SimulatedReceivers(Dice& dice, Findings& findings) : dice_(dice), findings_(findings) {}

  // The subscriptions of a run: one of everything, one of some types. `ordered` is what the product is told;
  // the receivers expect order whatever it is told.
  std::vector<WebhookAdded> subscriptions(const std::vector<Identifier>& ids, bool ordered);

  // A commit that is in the log now, in order of positions; those from a position on are gone after a crash.
  void take(const Commit& commit);
  void forget_from(Position position);

  // Something left for a receiver at this time; `kept` is the newest position on the medium.
  Reception receive(const DeliveryId& delivery, Position kept, std::int64_t now);
  // From now on all of them take everything.
  void become_good() { good_ = true; }
  // Every event has been seen by whom it was for.
  void expect_all();
  std::size_t seen() const { return seen_count_; }
  std::size_t seen_again() const { return seen_again_; }

 private:
  struct Receiver {
    bool some_types = false;
    Position added;  // zero: not yet
    std::map<CaseId, std::vector<EventId>> meant;
    std::map<EventId, CaseId> case_of;
    std::set<EventId> seen;
    std::set<EventId> waived;
    std::int64_t down_until = 0;
  };
  static bool is_meant(const Receiver& receiver, const Event& event);
  void check_order(const Receiver& receiver, EventId event);

  Dice& dice_;
  Findings& findings_;
  std::map<Identifier, Receiver> receivers_;
  std::size_t seen_count_ = 0;
  std::size_t seen_again_ = 0;
  bool good_ = false;
};

}  // namespace reviewd
