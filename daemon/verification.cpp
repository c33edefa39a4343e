#include "daemon/verification.hpp"

#include <fstream>

#include "daemon/fold.hpp"
#include "storage/file.hpp"
#include "storage/hash.hpp"
#include "storage/head_anchor.hpp"
#include "storage/state_text.hpp"

namespace reviewd {

Snapshot snapshot_of(const Engine& engine) {
  return {engine.head(), std::make_shared<const RegisterState>(engine.register_state()), engine.roll().held(),
          engine.tallies()};
}

std::vector<std::pair<CaseId, Digest>> case_hashes(const Snapshot& snapshot) {
  std::vector<std::pair<CaseId, Digest>> hashes;
  hashes.reserve(snapshot.cases.size());
  for (const auto& state : snapshot.cases.states()) hashes.emplace_back(state->id, state_hash(*state));
  return hashes;
}

std::optional<StateHash> hash_of(const Snapshot& snapshot, const GoOn& go_on) {
  Sha256 all;
  all.add(sha256(state_text(*snapshot.register_state)));
  for (const auto& state : snapshot.cases.states()) {
    if (go_on && !go_on()) return std::nullopt;
    all.add(state->id.text()).add(state_hash(*state));
  }
  return StateHash{snapshot.position, all.finish()};
}

StateHash hash_of(const Snapshot& snapshot) {
  return *hash_of(snapshot, {});
}

namespace {

// Without the lists: they are built by `replayed`.
std::expected<void, std::string> fold_into(Engine& engine, Log& log, const std::filesystem::path& anchor_file,
                                           Position until, const GoOn& go_on) {
  // A running daemon moves the anchor on meanwhile; what it said when this began is what is compared.
  const auto anchor = HeadAnchor::open(anchor_file, false);
  if (!anchor) return std::unexpected(anchor.error().detail);
  bool broken = false;
  const auto checked = fold_log(log, anchor->newest(), [&](FoldedRecord& record) {
    broken = go_on && !go_on();
    if (broken || until < record.commit.position) return false;
    engine.replay(record.commit);
    return true;
  });
  if (broken) return std::unexpected(std::string{broken_off});
  if (!checked) return std::unexpected(checked.error().detail);
  return {};
}

std::string count(std::uint64_t number, const std::string& what) {
  return std::to_string(number) + " " + what;
}

// What was compared, in figures.
std::string figures_of(const Snapshot& snapshot) {
  const ListTallies& lists = snapshot.lists;
  return count(snapshot.cases.size(), "cases") + ", " +
         count(snapshot.register_state->token_order.size(), "tokens") + ", " +
         count(snapshot.register_state->boards.size(), "boards") + ", " +
         count(lists.due.count(), "open deadlines") + ", " +
         count(lists.timers.count(), "cases with a day to come") + ", " +
         count(lists.keys.count(), "request keys") + ", " + count(lists.rows.count(), "imported rows");
}

}  // namespace

std::expected<Snapshot, std::string> fold_snapshot(Log& log, const std::filesystem::path& anchor_file,
                                                   Position until, const GoOn& go_on) {
  Engine engine(std::make_shared<const RuleBook>());
  if (auto folded = fold_into(engine, log, anchor_file, until, go_on); !folded)
    return std::unexpected(folded.error());
  return snapshot_of(engine);
}

std::expected<std::string, std::string> verify_in_use(Log& log, const std::filesystem::path& anchor_file,
                                                      const Snapshot& in_use, const GoOn& go_on) {
  Engine engine(std::make_shared<const RuleBook>());
  if (auto done = fold_into(engine, log, anchor_file, in_use.position, go_on); !done)
    return std::unexpected(done.error());
  engine.replayed();
  const Snapshot folded = snapshot_of(engine);
  const auto fresh = hash_of(folded, go_on);
  const auto used = fresh ? hash_of(in_use, go_on) : std::nullopt;
  if (!used) return std::unexpected(std::string{broken_off});
  if (*fresh != *used) return std::unexpected("The state in use is not what the log folds to.");
  if (folded.lists != in_use.lists)
    return std::unexpected("A list in use is not what the log folds to: there are " + figures_of(in_use) +
                           "; the fold has " + figures_of(folded) + ".");
  return "The log is whole up to position " + fresh->position.text() +
         ", and the state in use equals its fold.\nCompared: " + figures_of(folded) + ".\nstate hash " +
         fresh->all.text() + "\n";
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
