#include "storage/commit_writer.hpp"

#include "domain/assert.hpp"
#include "storage/commit_codec.hpp"

namespace reviewd {

std::expected<EncodedCommit, LogFault> CommitWriter::encoded(const Commit& commit) {
  Head& head = prepared_head_;
  REVIEWD_ASSERT(commit.position == head.position.next());
  const CommitText text = encode(commit, version_);
  // What people say about the register comes as bytes, from the command line; a record that no start could
  // read must not come to stand in the log for good. Case commits come through the strict readers, and there
  // are many more of them.
  if (!commit.subject.case_id)
    if (const auto back = decode(commit.position, text.open); !back)
      return std::unexpected(
          LogFault{LogFaultKind::failed,
                   "Nothing was written, for it could not be read again: " + back.error().detail});
  const std::string_view owner = commit.subject.case_id ? commit.subject.case_id->text() : register_key_owner;
  std::vector<SealedValue> sealed;
  sealed.reserve(text.personal.size());
  for (const PersonalValue& value : text.personal) {
    auto box = sealer_.seal({head.log_id.text(), owner, value.event_type, value.pointer}, value.text);
    if (!box) return std::unexpected(box.error());
    sealed.push_back(std::move(*box));
  }
  head.link = link_of(head.link, text.open, sealed);
  head.position = commit.position;
  return EncodedCommit{commit.position, build_record(text.open, sealed, head.link)};
}

std::expected<void, LogFault> CommitWriter::prepare(std::span<const std::shared_ptr<const Commit>> commits) {
  for (const auto& commit : commits) {
    auto record = encoded(*commit);
    if (!record) return std::unexpected(record.error());
    prepared_.push_back(std::move(*record));
  }
  return {};
}

std::expected<void, LogFault> CommitWriter::write(const PreparedBatch& batch) {
  if (auto appended = log_.append(head_.position, batch.commits); !appended) return appended;
  head_ = batch.head;
  if (anchor_ == nullptr) return {};
  return anchor_->write(head_);
}

std::expected<void, LogFault> CommitWriter::write(std::span<const std::shared_ptr<const Commit>> commits) {
  if (auto prepared = prepare(commits); !prepared) return prepared;
  return write(take_prepared());
}

std::expected<void, LogFault> CommitWriter::sync_anchor() {
  if (anchor_ == nullptr) return {};
  return anchor_->sync();
}

}  // namespace reviewd
