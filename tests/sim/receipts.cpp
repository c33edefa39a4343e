#include "tests/sim/receipts.hpp"

#include <set>

#include "domain/assert.hpp"
#include "domain/evolve.hpp"
#include "storage/record.hpp"

namespace reviewd {
namespace {

// How long a key is promised to be known.
constexpr std::int64_t key_promise_milliseconds = 90LL * 86'400'000;

bool promised(Instant first, Instant second) {
  return second.milliseconds_since_1970() - first.milliseconds_since_1970() < key_promise_milliseconds;
}

}  // namespace

void Receipts::sent(Ticket ticket, const SimulatedRequest& request, Position head, Instant at) {
  const Position newest = acknowledged_.empty() ? Position{} : acknowledged_.rbegin()->first;
  tickets_[ticket] = {request, head, at, newest, Asked::command};
}

void Receipts::sent_other(Ticket ticket, Position head, Instant at, Asked asked) {
  const Position newest = acknowledged_.empty() ? Position{} : acknowledged_.rbegin()->first;
  tickets_[ticket] = {std::nullopt, head, at, newest, asked};
}

void Receipts::shown(Position position, Position on_medium, const char* in) {
  if (position <= on_medium || blind_) return;
  findings_.add(Check::nothing_visible_early, std::string{in} + " showed position " + position.text() +
                                                  " when the medium ended at " + on_medium.text());
}

void Receipts::left(const GiveReply& reply, Position on_medium, const Commit* commit) {
  const auto found = tickets_.find(reply.ticket);
  if (found == tickets_.end()) return;
  const Sent sent = std::move(found->second);
  tickets_.erase(found);
  check_key(sent, reply.reply);
  if (const auto* answer = std::get_if<Done>(&reply.reply)) {
    if (answer->state) shown(answer->state->last, on_medium, "a document");
    return done(sent, answer->position, on_medium, commit);
  }
  if (const auto* before = std::get_if<DoneBefore>(&reply.reply))
    return done_before(sent, before->position, on_medium, commit);
  shown(sent.head, on_medium, "a refusal");
}

void Receipts::done(const Sent& sent, Position position, Position on_medium, const Commit* commit) {
  shown(position, on_medium, "a receipt");
  if (sent.asked == Asked::read) return;  // nothing was promised
  REVIEWD_ASSERT(commit != nullptr);
  if (position <= sent.newest_acknowledged)
    findings_.add(Check::acknowledged_is_kept, "position " + position.text() + " is not after position " +
                                                   sent.newest_acknowledged.text() +
                                                   ", which was acknowledged before it was asked for");
  Acknowledged kept{encode(*commit), commit->command_id, std::nullopt};
  if (sent.request && !sent.request->meta.demand.any) kept.demanded = sent.request->meta.demand.version;
  acknowledged_[position] = std::move(kept);
  if (sent.request && sent.request->meta.request)
    by_key_[sent.request->meta.request->key] = {sent.request->meta.request->body, position,
                                                commit->recorded_at};
}

void Receipts::done_before(const Sent& sent, Position position, Position on_medium, const Commit* commit) {
  shown(position, on_medium, "a repeated receipt");
  ++repeated_;
  const RequestKey& key = *sent.request->meta.request;
  if (commit == nullptr || !commit->request || commit->request->key != key.key ||
      commit->request->body != key.body)
    return findings_.add(Check::same_key_same_receipt,
                         "position " + position.text() + " is not what the key was used for");
  const auto known = by_key_.find(key.key);
  if (known == by_key_.end()) {
    // The first answer never reached the client; this one is the receipt.
    by_key_[key.key] = {key.body, position, commit->recorded_at};
  } else if (known->second.body != key.body || known->second.position != position) {
    findings_.add(Check::same_key_same_receipt, "a key got position " + known->second.position.text() +
                                                    " first and position " + position.text() + " then");
  }
}

void Receipts::check_key(const Sent& sent, const Reply& reply) {
  if (!sent.request || !sent.request->meta.request) return;
  const RequestKey& key = *sent.request->meta.request;
  const auto known = by_key_.find(key.key);
  if (known == by_key_.end() || !promised(known->second.at, sent.at)) return;
  const bool same_body = known->second.body == key.body;
  // The first answer may leave after the second one: they wait for different positions.
  const auto* done = std::get_if<Done>(&reply);
  const bool first_answer = done != nullptr && done->position == known->second.position;
  if (same_body && !first_answer && !std::holds_alternative<DoneBefore>(reply))
    findings_.add(Check::same_key_same_receipt, "the key of position " + known->second.position.text() +
                                                    " got another answer the second time");
  if (!same_body && !std::holds_alternative<KeyReused>(reply))
    findings_.add(Check::same_key_same_receipt, "the key of position " + known->second.position.text() +
                                                    " was taken again with another body");
}

void Receipts::acknowledged_elsewhere(const Commit& commit) {
  acknowledged_[commit.position] = {encode(commit), commit.command_id, std::nullopt};
}

void Receipts::compare(const std::vector<ReadBack>& log) {
  std::map<std::pair<Identifier, std::string>, std::size_t> times;
  for (const auto& [commit, open] : log)
    if (commit.command_id != Identifier{})  // the daemon's own work on somebody's behalf has none
      ++times[{commit.command_id, commit.subject.case_id ? std::string{commit.subject.case_id->text()} : ""}];
  for (const auto& [command, count] : times)
    if (count != 1)
      findings_.add(Check::acknowledged_is_kept,
                    "command " + std::string{command.first.text()} + " is in the log more than once");
  for (const auto& [position, kept] : acknowledged_) {
    if (position.number() > log.size())
      findings_.add(Check::acknowledged_is_kept, "position " + position.text() +
                                                     " was acknowledged and the log ends at " +
                                                     std::to_string(log.size()));
    else if (log[position.number() - 1].open != kept.text.open)
      findings_.add(Check::acknowledged_is_kept,
                    "position " + position.text() + " is not what was acknowledged");
  }
  compare_keys(log);
  compare_versions(log);
}

void Receipts::compare_keys(const std::vector<ReadBack>& log) {
  std::map<Digest, Instant> seen;
  for (const auto& [commit, open] : log) {
    if (!commit.request) continue;
    const auto first = seen.find(commit.request->key);
    if (first != seen.end() && promised(first->second, commit.recorded_at))
      findings_.add(Check::same_key_same_receipt,
                    "position " + commit.position.text() + " has a key that was used before");
    seen[commit.request->key] = commit.recorded_at;
  }
}

void Receipts::compare_versions(const std::vector<ReadBack>& log) {
  for (const auto& [position, kept] : acknowledged_) {
    if (!kept.demanded || position.number() > log.size()) continue;
    const Commit& made = log[position.number() - 1].commit;
    for (std::uint64_t between = kept.demanded->number() + 1; between < position.number(); ++between) {
      const Commit& other = log[between - 1].commit;
      if (other.subject != made.subject || other.actor.is_daemon() || !changes_document(other.events))
        continue;
      findings_.add(Check::one_version_one_writer,
                    "position " + position.text() + " was written on version " + kept.demanded->text() +
                        " although position " + other.position.text() + " lies between");
    }
  }
}

void Receipts::compare_sealed(const Commit& commit, const Acknowledged& kept, const RecordView& record,
                              const KeyFile& keys, const std::string& log_id) {
  const std::string owner{commit.subject.case_id ? commit.subject.case_id->text() : register_key_owner};
  if (record.sealed.size() != kept.text.personal.size())
    return findings_.add(Check::acknowledged_is_kept,
                         "position " + commit.position.text() + " has another number of personal values");
  for (std::size_t at = 0; at < record.sealed.size(); ++at) {
    const PersonalValue& value = kept.text.personal[at];
    const auto text = unseal(keys, {log_id, owner, value.event_type, value.pointer}, record.sealed[at]);
    if (!text || *text != value.text)
      findings_.add(Check::acknowledged_is_kept,
                    "a personal value at position " + commit.position.text() + " cannot be read back");
  }
}

void Receipts::compare_personal(MemoryLog& log, const KeyFile& keys) {
  std::string log_id;
  const auto read =
      log.read(Position{1}, Position{UINT64_MAX}, [&](Position position, std::string_view bytes) {
        const auto record = parse_record(bytes);
        const auto commit = record ? decode(position, record->open) : std::unexpected(record.error());
        if (!commit) return false;
        for (const Event& event : commit->events)
          if (const auto* created = std::get_if<LogCreated>(&event.body)) log_id = created->log_id.text();
        if (const auto kept = acknowledged_.find(position); kept != acknowledged_.end())
          compare_sealed(*commit, kept->second, *record, keys, log_id);
        return true;
      });
  if (!read) findings_.add(Check::acknowledged_is_kept, "the log cannot be read back");
}

}  // namespace reviewd
