#include "daemon/fold.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "storage/commit_codec.hpp"

namespace reviewd {
namespace {

// Records on their way from the reading thread to the folding one. The bytes of a batch lie in one string;
// either of the threads decodes it.
struct Batch {
  struct Place {
    Position position;
    std::size_t offset = 0;
    std::size_t size = 0;
    std::optional<std::uint64_t> key_number;
  };
  std::string bytes;
  std::vector<Place> places;
  std::vector<FoldedRecord> records;  // once it is decoded
  std::optional<LogFault> fault;      // of the place after the last of the records
  bool decoded = false;
};

void decode_batch(Batch& batch) {
  if (std::exchange(batch.decoded, true)) return;
  batch.records.reserve(batch.places.size());
  batch.bytes.append(decode_padding, ' ');
  for (const Batch::Place& place : batch.places) {
    auto commit =
        decode(place.position, std::string_view{batch.bytes}.substr(place.offset, place.size), true);
    if (!commit) {
      batch.fault = std::move(commit.error());
      return;
    }
    batch.records.push_back({std::move(*commit), place.key_number});
  }
}

constexpr std::size_t batch_records = 128;
constexpr std::size_t batches_waiting_max = 8;
// With so many waiting the folding thread is behind, and the reading one decodes for it.
constexpr std::size_t batches_waiting_behind = 4;

// A bounded queue between the two threads; either side may end it.
class Hand {
 public:
  // False when the taking side wants no more.
  bool give(Batch batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ended_ || waiting_.size() < batches_waiting_max; });
    if (ended_) return false;
    waiting_.push_back(std::move(batch));
    changed_.notify_all();
    return true;
  }

  // Nothing when the giving side is done and all is taken.
  std::optional<Batch> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return given_ || !waiting_.empty(); });
    if (waiting_.empty()) return std::nullopt;
    Batch batch = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return batch;
  }

  bool behind() {
    const std::lock_guard lock(mutex_);
    return waiting_.size() >= batches_waiting_behind;
  }

  void all_given() {
    const std::lock_guard lock(mutex_);
    given_ = true;
    changed_.notify_all();
  }
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> waiting_;
  bool given_ = false;
  bool ended_ = false;
};

std::expected<CheckedLog, LogFault> read_all(Log& log, const std::optional<Head>& anchored, Hand& hand) {
  Batch batch;
  auto checked = check_log(log, anchored, [&](Position position, const RecordOutline& record) {
    Batch::Place place{position, batch.bytes.size(), record.open.size(), std::nullopt};
    if (!record.sealed.empty()) place.key_number = record.sealed.front().key_number;
    batch.bytes.append(record.open);
    batch.places.push_back(place);
    if (batch.places.size() < batch_records) return true;
    if (hand.behind()) decode_batch(batch);
    const std::size_t usual_bytes = batch.bytes.capacity();
    const bool wanted = hand.give(std::exchange(batch, Batch{}));
    batch.bytes.reserve(usual_bytes);
    return wanted;
  });
  if (checked && !batch.places.empty()) hand.give(std::move(batch));
  hand.all_given();
  return checked;
}

// False when no more is wanted, or at a record that is not understood.
bool fold_batch(Batch& batch, const std::function<bool(FoldedRecord&)>& take,
                std::optional<LogFault>& fault) {
  decode_batch(batch);
  for (FoldedRecord& record : batch.records)
    if (!take(record)) return false;
  fault = std::move(batch.fault);
  return !fault;
}

}  // namespace

std::expected<CheckedLog, LogFault> fold_log(Log& log, const std::optional<Head>& anchored,
                                             const std::function<bool(FoldedRecord&)>& take) {
  Hand hand;
  std::expected<CheckedLog, LogFault> checked;
  std::thread reader([&] { checked = read_all(log, anchored, hand); });
  std::optional<LogFault> fault;
  bool wanted = true;
  while (auto batch = hand.take()) {
    if (!wanted) continue;
    wanted = fold_batch(*batch, take, fault);
    if (!wanted) hand.end();
  }
  reader.join();
  if (fault) return std::unexpected(std::move(*fault));
  return checked;
}

}  // namespace reviewd
