#include "daemon/log_reader.hpp"

#include <span>

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

// Passing over a record of another case costs a fraction of finding a place anew.
bool is_close(Position before, Position after) {
  constexpr std::uint64_t passed_over_max = 16;
  return before < after && after.number() - before.number() <= passed_over_max;
}

// Of positions that lie close together, in order.
std::expected<void, LogFault> read_close(Log& log, std::span<const Position> positions,
                                         std::vector<Commit>& commits) {
  std::optional<LogFault> fault;
  std::size_t next = 0;
  const auto read = each_record(log, positions.front(), positions.back(),
                                [&](Position position, const RecordOutline& record) {
                                  if (position != positions[next]) return true;
                                  ++next;
                                  auto commit = decode(position, record.open);
                                  if (commit)
                                    commits.push_back(std::move(*commit));
                                  else
                                    fault = std::move(commit.error());
                                  return !fault;
                                });
  if (fault) return std::unexpected(std::move(*fault));
  if (!read) return read;
  if (next == positions.size()) return {};
  return std::unexpected(
      LogFault{LogFaultKind::damaged, "There is no record at position " + positions[next].text() + "."});
}

std::expected<std::string, LogFault> opened(const RecordOutline& record, const KeyFile& keys,
                                            const Identifier& log_id, std::string_view owner,
                                            const PersonalShown& place) {
  const auto at = sealed_at(record.open, place.event.index, place.pointer);
  if (!at) return std::unexpected(at.error());
  if (at->number >= record.sealed.size())
    return std::unexpected(LogFault{LogFaultKind::damaged, "The record holds no box of that number."});
  const SealedValueView& view = record.sealed[at->number];
  const SealedValue value{view.key_number, std::string{view.box}, view.digest};
  return unseal(keys, {log_id.text(), owner, at->event_type, place.pointer}, value);
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
  for (std::size_t begin = 0; begin < positions.size();) {
    std::size_t end = begin + 1;
    while (end < positions.size() && is_close(positions[end - 1], positions[end])) ++end;
    if (auto read = read_close(log, std::span{positions}.subspan(begin, end - begin), commits); !read)
      return std::unexpected(read.error());
    begin = end;
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

std::expected<std::vector<std::string>, LogFault> open_personal(Log& log, const KeyFile& keys,
                                                                const Identifier& log_id,
                                                                std::string_view owner,
                                                                std::vector<PersonalShown>& places) {
  std::vector<std::string> unopened;
  for (PersonalShown& place : places) {
    const auto read = each_record(
        log, place.event.position, place.event.position, [&](Position, const RecordOutline& record) {
          auto text = opened(record, keys, log_id, owner, place);
          if (text)
            place.value = std::move(*text);
          else
            unopened.push_back("The personal value at " + place.pointer + " of event " + place.event.text() +
                               " cannot be shown. " + text.error().detail);
          return true;
        });
    if (!read) return std::unexpected(read.error());
  }
  return unopened;
}

}  // namespace reviewd
