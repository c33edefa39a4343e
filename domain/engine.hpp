// The engine: takes commands and the passing of time and answers with what to do next. One thread (the loop);
// no I/O, no clock, nothing random. Its state may run ahead of the disk; nothing computed from it may leave
// the process before the position it depends on is durable: every answer says which position that is, and the
// shell's gate holds it back.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <variant>
#include <vector>

#include "domain/case_roll.hpp"
#include "domain/case_state.hpp"
#include "domain/commands.hpp"
#include "domain/decide.hpp"
#include "domain/delivery_ledger.hpp"
#include "domain/due_history.hpp"
#include "domain/mail_desk.hpp"
#include "domain/register.hpp"
#include "domain/rules/rule_book.hpp"
#include "domain/shared.hpp"
#include "domain/views.hpp"

namespace reviewd {

// The shell's own handle for a command that waits for its answer.
using Ticket = std::uint64_t;

// What a command demands of the case's version (If-Match). None: no demand is made.
struct VersionDemand {
  bool any = false;
  std::optional<Position> version;
};

// What comes with a command beside its content: who, under which ids, on which version, under which request
// key. Everything random in it was drawn by the shell, so that the engine is a function of what it is handed.
struct CommandMeta {
  Actor actor;
  Identifier command_id;
  CaseId case_id;  // of an opening: the id of the new case
  VersionDemand demand;
  std::optional<RequestKey> request;
  Origin origin = Origin::api;
  std::optional<ImportSource> imported;
  bool inferred = false;                   // of an import: the record does not state what the command says
  std::optional<Identifier> new_board_id;  // set when the caller may enter an unknown board
};

// ---- replies ----

// Done; `state` is the case as of `position`.
struct Done {
  Position position;
  std::shared_ptr<const CaseState> state;
};
// The key of this request was used before, with the same body: the first answer is drawn again from the log.
struct DoneBefore {
  Position position;
  CaseId case_id;
  int status = 200;
};
struct KeyReused {};  // the same key with another body
// The demanded version is not what the case has; `since` are the commits since then that changed the
// document.
struct VersionConflict {
  Position version;
  std::vector<Position> since;
};
using Reply = std::variant<Done, DoneBefore, KeyReused, VersionConflict, Rejection>;

// ---- what to do next ----

// Append these commits, all or none.
struct AppendCommits {
  std::vector<std::shared_ptr<const Commit>> commits;
};
// Give this reply once `depends_on` is durable.
struct GiveReply {
  Ticket ticket = 0;
  Position depends_on;
  Reply reply;
};
using Output = std::variant<AppendCommits, GiveReply>;

// Holds the state of every case and of the register, one step ahead of the disk. A command is answered by
// outputs: commits to append, all or none, and a reply that depends on a position. A refusal rests on state
// too, so it depends on the head as well.
class Engine {
 public:
  explicit Engine(std::shared_ptr<const RuleBook> rules);
  virtual ~Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // ---- history: produces nothing. After the last commit, `replayed` builds the lists and timers. ----
  void replay(const Commit& commit);
  void replayed();

  // The rules as the shell parsed them from the adopted documents.
  void use_rules(std::shared_ptr<const RuleBook> rules);
  const RuleBook& rules() const { return *rules_; }

  // ---- life ----
  void submit(Ticket ticket, const CaseCommand& command, const CommandMeta& meta, Instant now,
              std::vector<Output>& outputs);
  // Commands of the register. After an accepted AdoptRules the shell calls use_rules and recompute_all.
  void submit(Ticket ticket, const RegisterCommand& command, const CommandMeta& meta, Instant now,
              std::vector<Output>& outputs);
  // Commands about deliveries; they rest on the register and on the ledger.
  void submit(Ticket ticket, const DeliveryCommand& command, const CommandMeta& meta, Instant now,
              std::vector<Output>& outputs);
  // Fires what is due in at most `cases_max` cases; true when more is due. Also works off recompute_all, and
  // what was set of boards, case by case.
  bool tick(Instant now, std::size_t cases_max, std::vector<Output>& outputs);
  // Fires what is due in one case, before it is read. Unknown cases are nobody's.
  void touch(const CaseId& case_id, Instant now, std::vector<Output>& outputs);
  // From now on each tick works out some cases again, with this event as cause, until all are done.
  void recompute_all(EventId cause, const Actor& actor);
  // While held nothing falls due, whatever the time: the clock is doubted, or the disk is full.
  void hold_timers(bool held) { timers_held_ = held; }
  // Whether the reply to this request is known already, so that answering it writes nothing.
  bool knows(const RequestKey& request) const { return keys_.contains(request.key); }
  void on_durable(Position position) { durable_ = position; }

  // ---- reading ----
  std::shared_ptr<const CaseState> find(const CaseId& case_id) const;  // null: no such case
  const std::vector<Position>& positions(const CaseId& case_id) const;
  const DueHistory& due_history(const CaseId& case_id) const;
  const std::vector<CaseId>& cases_in_order() const { return order_; }  // as they were opened
  const CaseRoll& roll() const { return roll_; }                        // their states, in that order
  const DueList& due_list() const { return due_list_; }
  const RegisterState& register_state() const { return register_; }
  const DeliveryLedger& deliveries() const { return deliveries_; }
  Position head() const { return head_; }
  Position durable() const { return durable_; }
  Instant newest_recorded_at() const { return newest_; }
  // Never before the newest commit, whatever the clock says.
  Instant moment(Instant wall) const { return wall < newest_ ? newest_ : wall; }
  std::optional<Day> next_timer_day() const;
  // The mail that is owed at this moment (domain/mail_desk.hpp). None while timers are held, or while what is
  // due is not worked off.
  std::vector<OwedMail> owed_mail(Instant now, int digest_hour) const;
  // The lists beside the states, to compare with those of another engine that folded the same commits.
  ListTallies tallies() const;
  // The imported facts known so far are the state's own; this is the case of an imported row.
  std::optional<CaseId> case_of_row(const std::string& row_id) const;

 protected:
  // Sees each state of a case that a commit led to, before lists and timers are drawn from it. The product
  // does nothing here; a simulation may spoil the state, to show that its checks notice.
  virtual void reached(CaseState&) {}
  bool replaying() const { return replaying_; }

 private:
  struct Entry {
    std::shared_ptr<CaseState> state;
    std::size_t number = 0;  // in the order of opening
    std::vector<Position> positions;
    std::vector<Position> reminders;  // those of them that left the document as it was
    std::optional<Day> next_due;
    DueHistory due_history;
  };
  struct UsedKey {
    Position position;
    CaseId case_id;
    Digest body;
    int status = 200;
    Instant at;
  };

  void apply(const std::shared_ptr<const Commit>& commit);
  void evolve_register(const Commit& commit);
  void enter(const CaseId& case_id, Entry& entry);
  void hold_in_common(CaseState& state);
  void remember(const Commit& commit);
  void forget_old_keys();
  void list(Entry& entry, const Commit& commit);
  void index_row(const CaseState& state);
  std::optional<Reply> used_before(const CommandMeta& meta) const;
  void schedule(const CaseId& case_id, Entry& entry);
  std::shared_ptr<const Commit> commit_of(const CommandMeta& meta, Subject subject, Instant at,
                                          std::vector<Event> events) const;
  bool fire(const CaseId& case_id, Instant now, std::vector<Output>& outputs);
  std::optional<Rejection> refuse_terms(const SetBoardTerms& command) const;
  void owe_terms(const Entry& entry, const Actor& actor);
  void apply_terms_to_one(Instant now, std::vector<Output>& outputs);
  bool recompute_one(Instant now, std::vector<Output>& outputs);
  void carried_through(Instant now, std::vector<Output>& outputs);
  std::optional<Reply> before_deciding(const CaseCommand& command, const CommandMeta& meta) const;
  std::optional<Reply> refuse_merger(const CaseId& into) const;
  std::optional<VersionConflict> conflict(const CaseState& state, const Entry& entry,
                                          const VersionDemand& demand) const;
  void carry_out(Ticket ticket, const CaseCommand& command, const CommandMeta& meta, Instant now,
                 std::vector<Output>& outputs);
  // What a command on one case writes besides: more events of that case, and those of another one.
  struct Entailed {
    std::vector<Event> own;
    CaseId other_case;
    std::vector<Event> other;  // empty: no other case
  };
  [[nodiscard]] Result<Entailed> entailed(const CaseCommand& command, const CommandMeta& meta,
                                          Instant now) const;
  [[nodiscard]] Result<Entailed> entailed_by(const DirectionGiven& direction, const CommandMeta& meta,
                                             Instant now) const;
  Context context_for(const CommandMeta& meta, Instant now, Position position) const;

  std::shared_ptr<const RuleBook> rules_;
  std::unordered_map<CaseId, Entry> cases_;
  std::vector<CaseId> order_;
  CaseRoll roll_;
  RegisterState register_;
  DeliveryLedger deliveries_;
  DueList due_list_;
  MailDesk mail_desk_;
  std::set<std::pair<Day, CaseId>> timers_;
  std::unordered_map<Digest, UsedKey> keys_;
  std::deque<std::pair<Instant, Digest>> keys_by_age_;
  std::unordered_map<std::string, CaseId> case_of_row_;
  Tally timers_tally_;
  Tally positions_tally_;
  Tally keys_tally_;
  Tally rows_tally_;
  OneOfEach<Advice> advice_;
  OneOfEach<std::vector<Awaited>> awaiting_;
  std::deque<CaseId> to_recompute_;
  std::deque<std::pair<CaseId, Actor>> to_apply_terms_;  // and who set them
  bool recomputing_ = false;                             // from recompute_all until the last case is done
  EventId recompute_cause_;
  Actor recompute_actor_;
  Position head_;
  Position durable_;
  Instant newest_;
  bool replaying_ = true;
  bool timers_held_ = false;
};

}  // namespace reviewd
