#include "tests/sim/simulated_process.hpp"

#include "domain/assert.hpp"
#include "storage/commit_codec.hpp"
#include "storage/recovery.hpp"

namespace reviewd {
namespace {

void note_keys(Sealer& sealer, const Commit& commit, const RecordOutline& record) {
  const std::string_view owner = commit.subject.case_id ? commit.subject.case_id->text() : register_key_owner;
  for (const SealedValueView& value : record.sealed) sealer.note(owner, value.key_number);
}

}  // namespace

SimulatedProcess::SimulatedProcess(const SimulatedFaults& faults, Medium& medium, const SimulatedRules& rules)
    : faults_(faults),
      medium_(medium),
      rules_(rules),
      sealer_(*medium.keys),
      engine_(rules.shipped, faults.engine) {}

void SimulatedProcess::when_all_is_durable(const std::function<void()>& done) {
  if (faults_.deliveries_ungated) return done();
  gate_.when_durable(engine_.head(), done);
}

bool SimulatedProcess::has_adopted() const {
  const AdoptedDocument& wanted = rules_.document;
  return engine_.register_state().document(wanted.kind, wanted.id, wanted.revision) != nullptr;
}

void SimulatedProcess::follow_adoption() {
  if (!has_adopted()) return;
  const AdoptedDocument& wanted = rules_.document;
  const auto* adopted = engine_.register_state().document(wanted.kind, wanted.id, wanted.revision);
  engine_.use_rules(rules_.amended);
  engine_.recompute_all({adopted->adopted_at, 0}, {"token-admin", "Administration"});
}

std::expected<std::vector<ReadBack>, LogFault> SimulatedProcess::start() {
  std::vector<ReadBack> history;
  std::optional<LogFault> fault;
  const auto checked =
      check_log(*medium_.log, medium_.anchor, [&](Position position, const RecordOutline& record) {
        auto commit = decode(position, record.open);
        if (!commit) {
          fault = commit.error();
          return false;
        }
        note_keys(sealer_, *commit, record);
        engine_.replay(*commit);
        history.push_back({std::move(*commit), std::string{record.open}});
        return true;
      });
  if (fault) return std::unexpected(*fault);
  if (!checked) return std::unexpected(checked.error());
  if (auto enough = check_keys(*medium_.keys, *checked); !enough) return std::unexpected(enough.error());
  engine_.replayed();
  follow_adoption();
  const auto log_id = engine_.register_state().log_id;
  writer_.emplace(*medium_.log, sealer_, nullptr,
                  Head{log_id.value_or(Identifier{}), checked->position, checked->link});
  gate_.on_durable(checked->position);
  return history;
}

void SimulatedProcess::begin_log(const Identifier& log_id, Instant now, std::vector<Output>& outputs) {
  CommandMeta meta;
  meta.actor = Actor::daemon();
  engine_.submit(0, RegisterCommand{CreateLog{log_id, "simulator"}}, meta, now, outputs);
  writer_.emplace(*medium_.log, sealer_, nullptr, Head{log_id, Position{}, first_link()});
}

void SimulatedProcess::carry_out(std::vector<Output>& outputs, const CommitSeen& seen,
                                 const std::function<void(const GiveReply&)>& leave) {
  for (Output& output : outputs) {
    if (auto* append = std::get_if<AppendCommits>(&output)) {
      for (auto& commit : append->commits) {
        seen(*commit);
        lived_[commit->position] = commit;
        waiting_.push_back(std::move(commit));
      }
      continue;
    }
    auto& reply = std::get<GiveReply>(output);
    if (faults_.gate_off)
      leave(reply);
    else
      gate_.when_durable(reply.depends_on, [leave, reply] { leave(reply); });
  }
  outputs.clear();
}

bool SimulatedProcess::take_all_that_waits() {
  if (waiting_.empty() || !batch_.empty()) return false;
  batch_ = std::exchange(waiting_, {});
  return true;
}

// What an append does to a log that does not compare the tail it is given.
void SimulatedProcess::overwrite_other_writers() {
  if (faults_.fence_off) medium_.log->cut(writer_->head().position);
}

std::expected<Position, LogFault> SimulatedProcess::write() {
  overwrite_other_writers();
  auto written = writer_->write(batch_);
  if (!written) return std::unexpected(written.error());
  batch_.clear();
  return writer_->head().position;
}

std::vector<std::string> SimulatedProcess::records_of(
    const std::vector<std::shared_ptr<const Commit>>& commits) {
  // The writer appends to a copy of the log, from which its records are taken.
  MemoryLog copy;
  const auto read =
      medium_.log->read(Position{1}, Position{UINT64_MAX}, [&](Position, std::string_view record) {
        copy.intrude(std::string{record});
        return true;
      });
  REVIEWD_ASSERT(read.has_value());
  CommitWriter writer{copy, sealer_, nullptr, writer_->head()};
  REVIEWD_ASSERT(writer.write(commits).has_value());
  std::vector<std::string> records;
  const auto taken =
      copy.read(commits.front()->position, Position{UINT64_MAX}, [&](Position, std::string_view record) {
        records.emplace_back(record);
        return true;
      });
  REVIEWD_ASSERT(taken.has_value());
  return records;
}

void SimulatedProcess::on_durable(Position position) {
  engine_.on_durable(position);
  gate_.on_durable(position);
}

std::vector<std::shared_ptr<const Commit>> SimulatedProcess::not_written() const {
  std::vector<std::shared_ptr<const Commit>> commits = batch_;
  commits.insert(commits.end(), waiting_.begin(), waiting_.end());
  return commits;
}

std::shared_ptr<const Commit> SimulatedProcess::lived(Position position) const {
  const auto found = lived_.find(position);
  return found == lived_.end() ? nullptr : found->second;
}

std::vector<ReadBack> read_back(MemoryLog& log, Position first, Position last) {
  std::vector<ReadBack> commits;
  const auto read = log.read(first, last, [&](Position position, std::string_view bytes) {
    const auto record = parse_record(bytes);
    if (!record) return false;
    auto commit = decode(position, record->open);
    if (commit) commits.push_back({std::move(*commit), std::string{record->open}});
    return commit.has_value();
  });
  if (!read) commits.clear();
  return commits;
}

}  // namespace reviewd
