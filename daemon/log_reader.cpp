#include "daemon/log_reader.hpp"

#include "storage/commit_codec.hpp"
#include "storage/record.hpp"

namespace reviewd {
namespace {

// Calls visit(position, outline) for each record of a range; false ends it.
std::expected<void, LogFault> each_record(Log& log, Position from, Position to,
                                          const std::function<bool(Position, const RecordOutline&)>& visit) {
  RecordOutline outline;
  std::optional<LogFault> fault;
  const auto read = log.read(from, to, [&](Position position, std::string_view record) {
    if (auto parsed = outline_record(record, outline); !parsed) {
      fault = std::move(parsed.error());
      return false;
    }
    return visit(position, outline);
  });
  if (fault) return std::unexpected(std::move(*fault));
  return read;
}

std::optional<std::string> opened(const RecordOutline& record, const KeyFile& keys, const Identifier& log_id,
                                  const CaseId& case_id, const PersonalShown& place) {
  const auto at = sealed_at(record.open, place.event.index, place.pointer);
  if (!at || at->number >= record.sealed.size()) return std::nullopt;
  const SealedValueView& view = record.sealed[at->number];
  const SealedValue value{view.key_number, std::string{view.box}, view.digest};
  auto text = unseal(keys, {log_id.text(), case_id.text(), at->event_type, place.pointer}, value);
  if (!text) return std::nullopt;
  return std::move(*text);
}

}  // namespace

std::expected<Commit, LogFault> read_commit(Log& log, Position position) {
  auto commits = read_commits(log, position, position);
  if (!commits) return std::unexpected(commits.error());
  if (commits->empty())
    return std::unexpected(
        LogFault{LogFaultKind::damaged, "There is no record at position " + position.text() + "."});
  return std::move(commits->front());
}

std::expected<std::vector<Commit>, LogFault> read_commits(Log& log, const std::vector<Position>& positions) {
  std::vector<Commit> commits;
  commits.reserve(positions.size());
  for (const Position position : positions) {
    auto commit = read_commit(log, position);
    if (!commit) return std::unexpected(commit.error());
    commits.push_back(std::move(*commit));
  }
  return commits;
}

std::expected<std::vector<Commit>, LogFault> read_commits(Log& log, Position from, Position to) {
  std::vector<Commit> commits;
  std::optional<LogFault> fault;
  const auto read = each_record(log, from, to, [&](Position position, const RecordOutline& record) {
    auto commit = decode(position, record.open);
    if (commit)
      commits.push_back(std::move(*commit));
    else
      fault = std::move(commit.error());
    return !fault;
  });
  if (fault) return std::unexpected(std::move(*fault));
  if (!read) return std::unexpected(read.error());
  return commits;
}

std::expected<Position, LogFault> position_at(Log& log, Position tail, Instant moment) {
  // Times never run back along the log, so that the place can be found by halving.
  std::uint64_t below = 0;
  std::uint64_t above = tail.number() + 1;
  while (above - below > 1) {
    const Position middle{below + (above - below) / 2};
    const auto commit = read_commit(log, middle);
    if (!commit) return std::unexpected(commit.error());
    (commit->recorded_at <= moment ? below : above) = middle.number();
  }
  return Position{below};
}

void open_personal(Log& log, const KeyFile& keys, const Identifier& log_id, const CaseId& case_id,
                   std::vector<PersonalShown>& places) {
  for (PersonalShown& place : places) {
    const auto read = each_record(log, place.event.position, place.event.position,
                                  [&](Position, const RecordOutline& record) {
                                    place.value = opened(record, keys, log_id, case_id, place);
                                    return true;
                                  });
    if (!read) place.value.reset();
  }
}

}  // namespace reviewd
