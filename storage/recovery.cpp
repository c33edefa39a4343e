#include "storage/recovery.hpp"

#include <algorithm>

namespace reviewd {
namespace {

std::unexpected<LogFault> damaged(std::string sentence) {
  return std::unexpected(LogFault{LogFaultKind::damaged, std::move(sentence)});
}

}  // namespace

std::expected<void, LogFault> LinkChecker::check(Position position, std::string_view record) {
  if (position != position_.next())
    return damaged("The record at position " + position_.next().text() + " is missing.");
  if (auto parsed = outline_record(record, record_); !parsed) {
    return damaged("The record at position " + position.text() + " cannot be read: " + parsed.error().detail);
  }
  if (link_of(link_, record_) != record_.link) {
    return damaged("The link at position " + position.text() +
                   " is broken: the record, or one before it, is not what was written.");
  }
  position_ = position;
  link_ = record_.link;
  for (const SealedValueView& value : record_.sealed)
    keys_named_ = std::max(keys_named_, value.key_number + 1);
  return {};
}

std::expected<void, LogFault> AnchorChecker::check_tail(Position tail) const {
  if (!anchored_ || anchored_->position <= tail) return {};
  return damaged("The log ends at position " + tail.text() +
                 " and is behind its anchor, which saw position " + anchored_->position.text() +
                 ": acknowledged records are lost.");
}

std::expected<void, LogFault> AnchorChecker::check_link(Position position, const Digest& link) const {
  if (!anchored_ || anchored_->position != position || anchored_->link == link) return {};
  return damaged("The link at position " + position.text() +
                 " differs from the one in the head anchor: this is not the history that was written.");
}

std::uint64_t AnchorChecker::beyond(Position tail) const {
  const std::uint64_t anchored = anchored_ ? anchored_->position.number() : 0;
  return tail.number() - std::min(anchored, tail.number());
}

std::expected<CheckedLog, LogFault> check_log(Log& log, const std::optional<Head>& anchored,
                                              const CheckedVisitor& visitor) {
  const AnchorChecker anchor{anchored};
  const auto tail = log.tail();
  if (!tail) return std::unexpected(tail.error());
  if (auto reached = anchor.check_tail(*tail); !reached) return std::unexpected(reached.error());
  LinkChecker links;
  CheckedLog found;
  std::optional<LogFault> fault;
  const auto read = log.read(Position{1}, *tail, [&](Position position, std::string_view record) {
    auto checked = links.check(position, record);
    if (checked) checked = anchor.check_link(position, links.link());
    if (!checked) {
      fault = std::move(checked.error());
      return false;
    }
    found.ended_early = !visitor(position, links.record());
    return !found.ended_early;
  });
  if (fault) return std::unexpected(std::move(*fault));
  if (!read) return std::unexpected(read.error());
  found.position = links.position();
  found.link = links.link();
  found.beyond_anchor = anchor.beyond(links.position());
  found.keys_named = links.keys_named();
  if (!found.ended_early && found.position != *tail) {
    return damaged("The record at position " + found.position.next().text() + " is missing.");
  }
  return found;
}

std::expected<CheckedOpening, LogFault> open_and_check(Log& log, const std::filesystem::path& anchor_file,
                                                       const CheckedVisitor& visitor) {
  const auto tail = log.tail();
  if (!tail) return std::unexpected(tail.error());
  auto anchor = HeadAnchor::open(anchor_file, *tail == Position{});
  if (!anchor) return std::unexpected(std::move(anchor.error()));
  const auto checked = check_log(log, anchor->newest(), visitor);
  if (!checked) return std::unexpected(checked.error());
  return CheckedOpening{std::move(*anchor), *checked};
}

std::expected<void, LogFault> check_keys(const KeyFile& keys, const CheckedLog& log) {
  if (log.keys_named <= keys.count()) return {};
  return damaged("The key file has " + std::to_string(keys.count()) + " keys and the log names " +
                 std::to_string(log.keys_named) + ": it is not the key file of this log, or keys are lost.");
}

std::optional<std::string> dropped_tail_report(std::uint64_t reports, std::uint64_t lost_bytes,
                                               const std::filesystem::path& kept_files, Position kept) {
  if (reports == 0) return std::nullopt;
  std::string text = "A write that was cut off was dropped from the end of the log (" +
                     std::to_string(lost_bytes) + " bytes after position " + kept.text() +
                     "); the head anchor shows that nothing acknowledged before its last write was in it";
  if (!kept_files.empty()) text += "; its bytes are kept in " + kept_files.string();
  return text + ".";
}

}  // namespace reviewd
