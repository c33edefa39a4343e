// The dispatch: which deliveries to attempt now, and what is to be recorded of what came of them. Pure: time
// and chance are handed in. It keeps only what may be forgotten at a stop; everything else is in the ledger.
// One thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "domain/delivery_ledger.hpp"
#include "domain/delivery_schedule.hpp"
#include "domain/register.hpp"

namespace reviewd {

// What came of an attempt.
struct AttemptEnd {
  Instant started_at;
  int milliseconds = 0;
  std::optional<DeliveryCause> cause;  // none: it was delivered
  std::optional<int> status;
  Digest request_hash;
  std::optional<Digest> response_hash;
  std::optional<int> response_bytes;
  std::optional<std::string> address;
  std::optional<TlsPeer> tls;
  std::optional<std::int64_t> retry_after_seconds;
  bool not_again = false;  // the receiver asks not to be sent this event again
};

// How many failures in a row open the circuit.
inline constexpr int failures_until_unreachable = 5;

// From one start of the process to the next.
class DeliveryDispatch {
 public:
  // `in_flight_max`: attempts of one webhook at a time.
  explicit DeliveryDispatch(std::size_t in_flight_max) : in_flight_max_(in_flight_max) {}

  // What to attempt now; each is in flight from here until it came back.
  std::vector<DeliveryId> due(const RegisterState& state, const DeliveryLedger& ledger, Instant now,
                              Jitter jitter);
  // An attempt is over. Gives what is to be recorded at once, before anything else is asked; nothing: it is
  // only counted.
  [[nodiscard]] std::optional<RecordAttempt> came_back(const RegisterState& state,
                                                       const DeliveryLedger& ledger,
                                                       const DeliveryId& delivery, const AttemptEnd& end,
                                                       Instant now, Jitter jitter);
  // It never left the process (a stop, a medium without room): as if it had not been asked for.
  void never_left(const DeliveryId& delivery);

  // When to ask `due` again, if nothing happens before. Nothing: only when something happens.
  std::optional<Instant> next(const RegisterState& state, const DeliveryLedger& ledger) const;
  std::size_t in_flight(const Identifier& webhook_id) const;
  // When this one is tried again; nothing where no time is set.
  std::optional<Instant> retry_at(const DeliveryId& delivery) const;

 private:
  // Of one webhook.
  struct Line {
    std::set<EventId> in_flight;
    std::map<EventId, Instant> due;                 // of those that are failing
    std::set<std::pair<Instant, EventId>> by_time;  // the same
    std::map<EventId, int> repeated;
    std::uint64_t changes_by_people = 0;  // as far as they are known here
    int failures_in_a_row = 0;
    std::optional<Instant> probe_at;
    std::optional<EventId> probed;      // the newest probe; the next one goes to the head after it
    std::optional<Instant> held_until;  // by Retry-After

    void set_due(EventId event, Instant at);
    void forget(EventId event);
  };

  void learn(Line& line, const WebhookDeliveries& deliveries, Instant now, Jitter jitter) const;
  // Each head has its turn: one that the receiver never takes must not keep the circuit open for the others.
  static std::optional<EventId> probe(const WebhookDeliveries& deliveries, Line& line);
  std::optional<EventId> pick(const Webhook& webhook, const WebhookDeliveries& deliveries, Line& line,
                              Instant now, Jitter jitter) const;
  void succeeded(Line& line, EventId event, Instant now);
  std::optional<RecordAttempt> failed(Line& line, const Webhook& webhook, const WebhookDeliveries& deliveries,
                                      RecordAttempt record, const AttemptEnd& end, Instant now,
                                      Jitter jitter);

  std::size_t in_flight_max_;
  std::map<Identifier, Line> lines_;
};

}  // namespace reviewd
