#include "daemon/verification.hpp"

#include <fstream>

#include "daemon/fold.hpp"
#include "daemon/log_reader.hpp"
#include "storage/file.hpp"
#include "storage/hash.hpp"
#include "storage/head_anchor.hpp"
#include "storage/state_text.hpp"

namespace reviewd {

Snapshot snapshot_of(const Engine& engine) {
  Snapshot snapshot{engine.head(), std::make_shared<const RegisterState>(engine.register_state()), {}};
  snapshot.cases.reserve(engine.cases_in_order().size());
  for (const CaseId& case_id : engine.cases_in_order()) snapshot.cases.push_back(engine.find(case_id));
  return snapshot;
}

std::vector<std::pair<CaseId, Digest>> case_hashes(const Snapshot& snapshot) {
  std::vector<std::pair<CaseId, Digest>> hashes;
  hashes.reserve(snapshot.cases.size());
  for (const auto& state : snapshot.cases) hashes.emplace_back(state->id, state_hash(*state));
  return hashes;
}

StateHash hash_of(const Snapshot& snapshot) {
  Sha256 all;
  all.add(sha256(state_text(*snapshot.register_state)));
  for (const auto& [case_id, hash] : case_hashes(snapshot)) all.add(case_id.text()).add(hash);
  return {snapshot.position, all.finish()};
}

std::expected<Snapshot, std::string> fold_snapshot(Log& log, const std::filesystem::path& anchor_file,
                                                   Position until) {
  const auto anchor = HeadAnchor::open(anchor_file, false);
  if (!anchor) return std::unexpected(anchor.error().detail);
  // A running daemon moves the anchor on meanwhile; what it said when this began is what is compared.
  Engine engine(std::make_shared<const RuleBook>());
  const auto checked = fold_log(log, anchor->newest(), [&](FoldedRecord& record) {
    if (until < record.commit.position) return false;
    engine.replay(record.commit);
    return true;
  });
  if (!checked) return std::unexpected(checked.error().detail);
  return snapshot_of(engine);
}

std::expected<Identifier, std::string> log_id_of(Log& log) {
  const auto first = read_commit(log, Position{1});
  if (!first) return std::unexpected(first.error().detail);
  for (const Event& event : first->events)
    if (const auto* created = std::get_if<LogCreated>(&event.body)) return created->log_id;
  return std::unexpected("The first record of the log does not say which log it is.");
}

std::expected<void, std::string> write_clean_stop(const std::filesystem::path& file, const StateHash& hash) {
  const auto written = replace_file(file, hash.position.text() + " " + hash.all.text() + "\n");
  if (!written) return std::unexpected(written.error().detail);
  return {};
}

std::optional<StateHash> read_clean_stop(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::string position;
  std::string all;
  if (!(stream >> position >> all)) return std::nullopt;
  const auto parsed = Position::parse(position);
  const auto digest = Digest::parse(all);
  if (!parsed || !digest) return std::nullopt;
  return StateHash{*parsed, *digest};
}

}  // namespace reviewd
