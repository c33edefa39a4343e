#include "domain/engine.hpp"

#include <algorithm>

#include "domain/assert.hpp"
#include "domain/decide.hpp"
#include "domain/directed_case.hpp"
#include "domain/evolve.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t key_lifetime_milliseconds = 90LL * 86'400'000;

CommandMeta own_meta(const Actor& actor, const CaseId& case_id) {
  CommandMeta meta;
  meta.actor = actor;
  meta.case_id = case_id;
  return meta;
}

}  // namespace

Engine::Engine(std::shared_ptr<const RuleBook> rules) : rules_(std::move(rules)) {}

void Engine::use_rules(std::shared_ptr<const RuleBook> rules) {
  rules_ = std::move(rules);
}

// ---- history ----

void Engine::remember(const Commit& commit) {
  REVIEWD_ASSERT(commit.position == head_.next());
  head_ = commit.position;
  if (newest_ < commit.recorded_at) newest_ = commit.recorded_at;
  if (commit.request) {
    UsedKey& used = keys_[commit.request->key];
    if (used.position.number() != 0) keys_tally_.remove(commit.request->key, used.position);
    used = {commit.position, commit.subject.case_id.value_or(CaseId{}), commit.request->body,
            commit.request->status, commit.recorded_at};
    keys_tally_.add(commit.request->key, commit.position);
    keys_by_age_.emplace_back(commit.recorded_at, commit.request->key);
  }
  forget_old_keys();
}

// By the time of the newest commit, with each commit: a clock that jumped ahead and came back forgets
// nothing, and a replay forgets what life forgot.
void Engine::forget_old_keys() {
  const Instant oldest{newest_.milliseconds_since_1970() - key_lifetime_milliseconds};
  while (!keys_by_age_.empty() && keys_by_age_.front().first < oldest) {
    const auto& [at, key] = keys_by_age_.front();
    // A key that was used again after it was forgotten has a newer entry behind this one.
    if (const auto used = keys_.find(key); used != keys_.end() && used->second.at == at) {
      keys_tally_.remove(key, used->second.position);
      keys_.erase(used);
    }
    keys_by_age_.pop_front();
  }
}

void Engine::list(Entry& entry, const Commit& commit) {
  entry.positions.push_back(commit.position);
  positions_tally_.add(*commit.subject.case_id, commit.position);
  if (!changes_document(commit.events)) entry.reminders.push_back(commit.position);
}

void Engine::enter(const CaseId& case_id, Entry& entry) {
  entry.number = order_.size();
  order_.push_back(case_id);
  roll_.add(entry.state);
}

// Advice and what is awaited repeat from case to case.
void Engine::hold_in_common(CaseState& state) {
  if (state.advice) advice_.hold(*state.advice);
  awaiting_.hold(state.awaiting);
}

void Engine::evolve_register(const Commit& commit) {
  evolve(register_, commit);
  mail_desk_.take(commit, nullptr, register_.mail);
  deliveries_.note(commit, register_, std::nullopt);
}

void Engine::replay(const Commit& commit) {
  REVIEWD_ASSERT(replaying_);
  remember(commit);
  if (!commit.subject.case_id) return evolve_register(commit);
  Entry& entry = cases_[*commit.subject.case_id];
  if (!entry.state) {
    entry.state = std::make_shared<CaseState>();
    enter(*commit.subject.case_id, entry);
  }
  *entry.state = evolve(std::move(*entry.state), commit);
  reached(*entry.state);
  hold_in_common(*entry.state);
  list(entry, commit);
  note(entry.due_history, *entry.state, commit);
  mail_desk_.take(commit, entry.state.get(), register_.mail);
  deliveries_.note(commit, register_, entry.state->opened().board_id);
}

void Engine::replayed() {
  replaying_ = false;
  durable_ = head_;
  for (const CaseId& case_id : order_) {
    Entry& entry = cases_.at(case_id);
    due_list_.update(nullptr, *entry.state);
    schedule(case_id, entry);
    index_row(*entry.state);
    owe_terms(entry, Actor::daemon());
  }
  // An adoption that a stop broke off is carried through.
  if (register_.adoption_under_way) recompute_all(*register_.adoption_under_way, Actor::daemon());
}

void Engine::index_row(const CaseState& state) {
  const auto& imported = state.opened().imported;
  if (!imported) return;
  if (const auto known = case_of_row_.find(imported->row_id); known != case_of_row_.end())
    rows_tally_.remove(known->first, known->second);
  case_of_row_[imported->row_id] = state.id;
  rows_tally_.add(imported->row_id, state.id);
}

// ---- life ----

void Engine::schedule(const CaseId& case_id, Entry& entry) {
  const auto next = next_due(*entry.state);
  if (next == entry.next_due) return;
  if (entry.next_due && timers_.erase({*entry.next_due, case_id}) > 0)
    timers_tally_.remove(*entry.next_due, case_id);
  if (next && timers_.insert({*next, case_id}).second) timers_tally_.add(*next, case_id);
  entry.next_due = next;
}

// The state changes beside the old one, which others may still be reading.
void Engine::apply(const std::shared_ptr<const Commit>& commit) {
  remember(*commit);
  if (!commit->subject.case_id) return evolve_register(*commit);
  const CaseId& case_id = *commit->subject.case_id;
  Entry& entry = cases_[case_id];
  const std::shared_ptr<const CaseState> before = entry.state;
  entry.state = std::make_shared<CaseState>(evolve(before ? *before : CaseState{}, *commit));
  if (before)
    roll_.replace(entry.number, entry.state);
  else
    enter(case_id, entry);
  reached(*entry.state);
  hold_in_common(*entry.state);
  list(entry, *commit);
  note(entry.due_history, *entry.state, *commit);
  mail_desk_.take(*commit, entry.state.get(), register_.mail);
  deliveries_.note(*commit, register_, entry.state->opened().board_id);
  due_list_.update(before.get(), *entry.state);
  schedule(case_id, entry);
  if (!before) index_row(*entry.state);
}

std::shared_ptr<const Commit> Engine::commit_of(const CommandMeta& meta, Subject subject, Instant at,
                                                std::vector<Event> events) const {
  auto commit = std::make_shared<Commit>();
  commit->position = head_.next();
  commit->recorded_at = at;
  commit->actor = meta.actor;
  commit->command_id = meta.command_id;
  commit->request = meta.request;
  commit->subject = std::move(subject);
  commit->events = std::move(events);
  return commit;
}

Context Engine::context_for(const CommandMeta& meta, Instant now, Position position) const {
  return {now, position, meta.actor, meta.origin, *rules_, {}, meta.imported, meta.inferred, timers_held_};
}

bool Engine::fire(const CaseId& case_id, Instant now, std::vector<Output>& outputs) {
  const auto found = cases_.find(case_id);
  if (timers_held_ || found == cases_.end() || !found->second.next_due) return false;
  if (london_day(now) < *found->second.next_due) return false;
  const CommandMeta meta = own_meta(Actor::daemon(), case_id);
  const Context context = context_for(meta, now, head_.next());
  auto events = decide(*found->second.state, FireTimers{}, context);
  // What is due is decided from the stored results alone, so that something always comes of it.
  REVIEWD_ASSERT(events.has_value() && !events->empty());
  const auto commit = commit_of(meta, {case_id}, now, std::move(*events));
  apply(commit);
  outputs.emplace_back(AppendCommits{{commit}});
  return true;
}

void Engine::touch(const CaseId& case_id, Instant now, std::vector<Output>& outputs) {
  fire(case_id, moment(now), outputs);
}

bool Engine::tick(Instant now, std::size_t cases_max, std::vector<Output>& outputs) {
  const Instant at = moment(now);
  const Day today = london_day(at);
  const auto due = [&] { return !timers_held_ && !timers_.empty() && timers_.begin()->first <= today; };
  std::size_t done = 0;
  for (; done < cases_max && due(); ++done) {
    const CaseId case_id = timers_.begin()->second;
    fire(case_id, at, outputs);
  }
  for (; done < cases_max && !to_apply_terms_.empty(); ++done) apply_terms_to_one(at, outputs);
  for (; done < cases_max && !to_recompute_.empty(); ++done) recompute_one(at, outputs);
  if (recomputing_ && to_recompute_.empty()) carried_through(at, outputs);
  return due() || recomputing_ || !to_apply_terms_.empty();
}

void Engine::recompute_all(EventId cause, const Actor& actor) {
  recomputing_ = true;
  recompute_cause_ = cause;
  recompute_actor_ = actor;
  to_recompute_.assign(order_.begin(), order_.end());
}

// What the register says of the board of an open case and the case does not know yet. A closed case follows
// when it is opened again.
void Engine::owe_terms(const Entry& entry, const Actor& actor) {
  const CaseState& state = *entry.state;
  const Board* board = register_.board(state.opened().board_id);
  if (board == nullptr || status_of(state.facts) == CaseStatus::closed) return;
  const Fact* applied = newest<BoardTermsApplied>(state.facts);
  const BoardTermsApplied known =
      applied == nullptr ? BoardTermsApplied{} : std::get<BoardTermsApplied>(applied->body);
  if (known != board->terms) to_apply_terms_.emplace_back(state.id, actor);
}

void Engine::apply_terms_to_one(Instant now, std::vector<Output>& outputs) {
  const auto [case_id, actor] = to_apply_terms_.front();
  to_apply_terms_.pop_front();
  const CaseState& state = *cases_.at(case_id).state;
  const CommandMeta meta = own_meta(actor, case_id);
  const auto events = decide(state, ApplyBoardTerms{register_.board(state.opened().board_id)->terms},
                             context_for(meta, now, head_.next()));
  if (!events) return;  // it was closed meanwhile
  const auto commit = commit_of(meta, {case_id}, now, *events);
  apply(commit);
  outputs.emplace_back(AppendCommits{{commit}});
}

std::optional<Rejection> Engine::refuse_terms(const SetBoardTerms& command) const {
  for (std::size_t at = 0; at < command.local_editions.size(); ++at) {
    const Edition* edition = rules_->edition(command.local_editions[at]);
    if (edition == nullptr || edition->layer != Layer::local)
      return invalid("/local_editions/" + std::to_string(at), "no_local_edition",
                     "There is no local edition '" + command.local_editions[at] + "'.")
          .error();
  }
  return std::nullopt;
}

void Engine::carried_through(Instant now, std::vector<Output>& outputs) {
  recomputing_ = false;
  const CommandMeta meta = own_meta(Actor::daemon(), {});
  const auto commit = commit_of(meta, {}, now, {Event{std::nullopt, RulesCarriedThrough{recompute_cause_}}});
  apply(commit);
  outputs.emplace_back(AppendCommits{{commit}});
}

bool Engine::recompute_one(Instant now, std::vector<Output>& outputs) {
  const CaseId case_id = to_recompute_.front();
  to_recompute_.pop_front();
  const CommandMeta meta = own_meta(recompute_actor_, case_id);
  const Context context = context_for(meta, now, head_.next());
  auto events = decide(*cases_.at(case_id).state, Recompute{recompute_cause_}, context);
  if (!events || events->empty()) return false;
  const auto commit = commit_of(meta, {case_id}, now, std::move(*events));
  apply(commit);
  outputs.emplace_back(AppendCommits{{commit}});
  return true;
}

std::optional<VersionConflict> Engine::conflict(const CaseState& state, const Entry& entry,
                                                const VersionDemand& demand) const {
  if (demand.any || !demand.version) return std::nullopt;
  const auto in = [](const std::vector<Position>& positions, Position wanted) {
    return std::binary_search(positions.begin(), positions.end(), wanted);
  };
  const bool was_a_version = in(entry.positions, *demand.version) && !in(entry.reminders, *demand.version);
  // The daemon's own commits (a due day that passed) cost nobody a refusal.
  if (was_a_version && *demand.version >= state.person_version) return std::nullopt;
  VersionConflict conflict{state.version, {}};
  for (const Position position : entry.positions)
    if (position > *demand.version && !in(entry.reminders, position)) conflict.since.push_back(position);
  return conflict;
}

std::optional<Reply> Engine::used_before(const CommandMeta& meta) const {
  if (!meta.request) return std::nullopt;
  const auto used = keys_.find(meta.request->key);
  if (used == keys_.end()) return std::nullopt;
  if (used->second.body != meta.request->body) return KeyReused{};
  return DoneBefore{used->second.position, used->second.case_id, used->second.status};
}

std::optional<Reply> Engine::before_deciding(const CaseCommand& command, const CommandMeta& meta) const {
  if (auto reply = used_before(meta)) return reply;
  if (std::holds_alternative<OpenCase>(command)) return std::nullopt;
  const auto found = cases_.find(meta.case_id);
  if (found == cases_.end()) return not_found("no_such_case", "There is no such case.").error();
  if (auto refused = conflict(*found->second.state, found->second, meta.demand)) return *refused;
  if (const auto* link = std::get_if<LinkCase>(&command); link != nullptr && !cases_.contains(link->to))
    return invalid("/to", "no_such_case", "There is no such case.").error();
  if (const auto* close = std::get_if<CloseCase>(&command); close != nullptr && close->merged_into)
    return refuse_merger(*close->merged_into);
  if (const auto* directed = std::get_if<DirectionGiven>(&command);
      directed != nullptr && directed->case_id && !directed->open_as && !cases_.contains(*directed->case_id))
    return invalid("/case", "no_such_case", "There is no such case.").error();
  return std::nullopt;
}

// The clocks of a case that is merged go on in the other one, so that one must not be closed itself.
std::optional<Reply> Engine::refuse_merger(const CaseId& into) const {
  const auto found = cases_.find(into);
  if (found == cases_.end()) return invalid("/merged_into", "no_such_case", "There is no such case.").error();
  if (status_of(found->second.state->facts) == CaseStatus::closed)
    return invalid("/merged_into", "case_closed", "That case is closed; no clock would run in it.").error();
  return std::nullopt;
}

void Engine::submit(Ticket ticket, const CaseCommand& command, const CommandMeta& meta, Instant now,
                    std::vector<Output>& outputs) {
  const Instant at = moment(now);
  fire(meta.case_id, at, outputs);
  if (auto reply = before_deciding(command, meta)) {
    const auto* before = std::get_if<DoneBefore>(&*reply);
    outputs.emplace_back(GiveReply{ticket, before != nullptr ? before->position : head_, std::move(*reply)});
    return;
  }
  carry_out(ticket, command, meta, at, outputs);
}

void Engine::carry_out(Ticket ticket, const CaseCommand& command, const CommandMeta& meta, Instant now,
                       std::vector<Output>& outputs) {
  const auto refuse = [&](Rejection rejection) {
    outputs.emplace_back(GiveReply{ticket, head_, std::move(rejection)});
  };
  std::shared_ptr<const Commit> entering;
  Identifier board_id;
  if (const auto* open = std::get_if<OpenCase>(&command)) {
    if (const Board* board = register_.board(open->board))
      board_id = board->board_id;
    else if (!meta.new_board_id)
      return refuse(invalid("/board", "unknown_board", "No board of that name is in the register.").error());
    else if (auto entered = decide(register_, EnterBoard{*meta.new_board_id, open->board}); !entered)
      return refuse(entered.error());
    else {
      board_id = *meta.new_board_id;
      CommandMeta register_meta = meta;
      register_meta.request.reset();
      entering = commit_of(register_meta, {}, now, std::move(*entered));
    }
  }
  Context context = context_for(meta, now, entering ? head_.next().next() : head_.next());
  context.board_id = board_id;
  if (const Board* board = register_.board(board_id)) context.board_terms = board->terms;
  static const CaseState none;
  const auto existing = cases_.find(meta.case_id);
  auto events = decide(existing == cases_.end() ? none : *existing->second.state, command, context);
  if (!events) return refuse(events.error());
  const auto besides = entailed(command, meta, now);
  if (!besides) return refuse(besides.error());
  events->insert(events->end(), besides->own.begin(), besides->own.end());
  AppendCommits append;
  if (entering) {
    apply(entering);
    append.commits.push_back(entering);
  }
  const auto commit = commit_of(meta, {meta.case_id}, now, std::move(*events));
  apply(commit);
  append.commits.push_back(commit);
  const Position position = commit->position;
  if (!besides->other.empty()) {
    CommandMeta other = meta;
    other.request.reset();
    const auto beside = commit_of(other, {besides->other_case}, now, besides->other);
    apply(beside);
    append.commits.push_back(beside);
  }
  if (std::holds_alternative<ReopenCase>(command)) owe_terms(cases_.at(meta.case_id), meta.actor);
  outputs.emplace_back(std::move(append));
  outputs.emplace_back(GiveReply{ticket, head_, Done{position, find(meta.case_id)}});
}

Result<Engine::Entailed> Engine::entailed(const CaseCommand& command, const CommandMeta& meta,
                                          Instant now) const {
  if (const auto* direction = std::get_if<DirectionGiven>(&command))
    return entailed_by(*direction, meta, now);
  const auto* link = std::get_if<LinkCase>(&command);
  if (link == nullptr) return Entailed{};
  return Entailed{{}, link->to, {Event{link->occurred_on, CaseLinked{meta.case_id, link->relation, false}}}};
}

Result<Engine::Entailed> Engine::entailed_by(const DirectionGiven& direction, const CommandMeta& meta,
                                             Instant now) const {
  const auto relation = relation_of(direction.direction);
  if (!relation || !direction.case_id) return Entailed{};
  const CaseState& state = *cases_.at(meta.case_id).state;
  Entailed made{{}, *direction.case_id, {}};
  if (!is_linked(state, *direction.case_id, *relation, false))
    made.own.push_back({direction.directed_on, CaseLinked{*direction.case_id, *relation, false}});
  if (direction.open_as) {
    const Board* board = register_.board(state.opened().board_id);
    CommandMeta opening = meta;
    opening.case_id = *direction.case_id;
    Context context = context_for(opening, now, head_.next().next());
    context.board_id = board->board_id;
    context.board_terms = board->terms;
    auto opened = decide(CaseState{}, case_directed(direction, board->names.front()), context);
    if (!opened) return std::unexpected(std::move(opened.error()));
    made.other = std::move(*opened);
  }
  if (direction.open_as || !is_linked(*cases_.at(*direction.case_id).state, meta.case_id, *relation, true))
    made.other.push_back({direction.directed_on, CaseLinked{meta.case_id, *relation, true}});
  return made;
}

void Engine::submit(Ticket ticket, const RegisterCommand& command, const CommandMeta& meta, Instant now,
                    std::vector<Output>& outputs) {
  if (auto reply = used_before(meta)) {
    outputs.emplace_back(GiveReply{ticket, head_, std::move(*reply)});
    return;
  }
  const auto* terms = std::get_if<SetBoardTerms>(&command);
  auto refused = terms == nullptr ? std::nullopt : refuse_terms(*terms);
  auto events = refused ? std::unexpected(*refused) : decide(register_, command);
  if (!events) {
    outputs.emplace_back(GiveReply{ticket, head_, events.error()});
    return;
  }
  const auto commit = commit_of(meta, {}, moment(now), std::move(*events));
  apply(commit);
  if (terms != nullptr)
    for (const CaseId& case_id : order_) owe_terms(cases_.at(case_id), meta.actor);
  outputs.emplace_back(AppendCommits{{commit}});
  outputs.emplace_back(GiveReply{ticket, head_, Done{commit->position, nullptr}});
}

void Engine::submit(Ticket ticket, const DeliveryCommand& command, const CommandMeta& meta, Instant now,
                    std::vector<Output>& outputs) {
  auto events = decide(register_, deliveries_, command);
  if (!events) {
    outputs.emplace_back(GiveReply{ticket, head_, events.error()});
    return;
  }
  const auto commit = commit_of(meta, {}, moment(now), std::move(*events));
  apply(commit);
  outputs.emplace_back(AppendCommits{{commit}});
  outputs.emplace_back(GiveReply{ticket, head_, Done{commit->position, nullptr}});
}

// ---- reading ----

std::shared_ptr<const CaseState> Engine::find(const CaseId& case_id) const {
  const auto found = cases_.find(case_id);
  return found == cases_.end() ? nullptr : found->second.state;
}

const std::vector<Position>& Engine::positions(const CaseId& case_id) const {
  static const std::vector<Position> none;
  const auto found = cases_.find(case_id);
  return found == cases_.end() ? none : found->second.positions;
}

const DueHistory& Engine::due_history(const CaseId& case_id) const {
  static const DueHistory none;
  const auto found = cases_.find(case_id);
  return found == cases_.end() ? none : found->second.due_history;
}

std::optional<Day> Engine::next_timer_day() const {
  if (timers_.empty()) return std::nullopt;
  return timers_.begin()->first;
}

std::vector<OwedMail> Engine::owed_mail(Instant now, int digest_hour) const {
  const Instant at = moment(now);
  const bool due = !timers_.empty() && timers_.begin()->first <= london_day(at);
  if (timers_held_ || due || recomputing_ || !to_apply_terms_.empty()) return {};
  const auto find_case = [this](const CaseId& case_id) { return find(case_id); };
  return mail_desk_.owed(register_, find_case, at, digest_hour);
}

ListTallies Engine::tallies() const {
  return {due_list_.tally(), timers_tally_, positions_tally_, keys_tally_, rows_tally_, deliveries_.tally()};
}

std::optional<CaseId> Engine::case_of_row(const std::string& row_id) const {
  const auto found = case_of_row_.find(row_id);
  if (found == case_of_row_.end()) return std::nullopt;
  return found->second;
}

}  // namespace reviewd
