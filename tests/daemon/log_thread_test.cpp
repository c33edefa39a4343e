// The log thread: what waits while it writes is prepared meanwhile, and stays whole and in order.
#include "daemon/log_thread.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <latch>

#include "storage/memory_log.hpp"
#include "storage/recovery.hpp"

namespace reviewd {
namespace {

// A group of commits about one case, each with something to seal.
std::vector<std::shared_ptr<const Commit>> group_after(std::uint64_t position, std::size_t size) {
  std::vector<std::shared_ptr<const Commit>> group;
  for (std::size_t number = 1; number <= size; ++number) {
    RecommendationRecorded recommendation;
    recommendation.made_on = *PartialDate::parse("2010-02-10");
    recommendation.reasons.text = "Stands for reasons.";
    auto commit = std::make_shared<Commit>();
    commit->position = Position{position + number};
    commit->actor = {"t1", "Board manager"};
    commit->subject = {CaseId{}};
    commit->events.push_back({recommendation.made_on, recommendation});
    group.push_back(std::move(commit));
  }
  return group;
}

// A log thread over a log in memory whose first write waits until it is let go.
class HeldLog {
 public:
  HeldLog() {
    log_.before_append([this](std::span<const EncodedCommit> batch) {
      if (batches_.empty()) {
        begun_.count_down();
        go_.wait();
      }
      batches_.push_back(batch.size());
    });
    thread_.emplace(writer_, LogThread::Reports{[this](Position position) { durable_.push_back(position); },
                                                [this](const LogFault&) { failed_ = true; }});
  }

  void submit(std::size_t size) {
    thread_->submit(group_after(submitted_, size));
    submitted_ += size;
  }
  void ask(std::function<void()> answer) { thread_->ask(std::move(answer)); }
  void await_first_write() { begun_.wait(); }
  void let_go() { go_.count_down(); }
  void stop() { thread_->stop(); }
  void arm(AppendFault fault) { log_.arm(fault); }

  MemoryLog& log() { return log_; }
  std::uint64_t submitted() const { return submitted_; }
  // To be read once it has stopped.
  const std::vector<std::size_t>& batches() const { return batches_; }
  const std::vector<Position>& durable() const { return durable_; }
  bool failed() const { return failed_; }

 private:
  std::unique_ptr<KeyFile> keys_ = KeyFile::in_memory(1);
  Sealer sealer_{*keys_};
  MemoryLog log_;
  CommitWriter writer_{log_, sealer_, nullptr, Head{}};
  std::latch begun_{1};
  std::latch go_{1};
  std::uint64_t submitted_ = 0;
  std::vector<std::size_t> batches_;
  std::vector<Position> durable_;
  bool failed_ = false;
  std::optional<LogThread> thread_;
};

TEST_CASE("log thread: what gathers during a write is written next, linked and in order", "[log thread]") {
  HeldLog held;
  held.submit(1);
  held.await_first_write();
  for (std::size_t size = 0; size < 200; ++size) held.submit(1 + size % 3);
  held.let_go();
  held.stop();
  CHECK(held.batches().front() == 1);
  CHECK(held.durable().size() == held.batches().size());
  CHECK(std::ranges::is_sorted(held.durable()));
  CHECK(held.durable().back() == Position{held.submitted()});
  std::uint64_t seen = 0;
  const auto checked = check_log(held.log(), std::nullopt, [&](Position position, const RecordOutline&) {
    return position.number() == ++seen;
  });
  REQUIRE(checked);
  CHECK(seen == held.submitted());
}

TEST_CASE("log thread: a batch is bounded, and no group is split between two", "[log thread]") {
  HeldLog held;
  held.submit(1);
  held.await_first_write();
  for (std::size_t group = 0; group < 1000; ++group) held.submit(3);
  held.let_go();
  held.stop();
  std::size_t written = 0;
  for (const std::size_t size : held.batches()) {
    CHECK(size < 2 * (1024 + 8 * 3));
    written += size;
    CHECK((written - 1) % 3 == 0);
  }
  CHECK(written == held.submitted());
  CHECK(held.batches().size() > 2);
}

TEST_CASE("log thread: a question is answered once all that was submitted before is durable",
          "[log thread]") {
  HeldLog held;
  held.submit(1);
  held.await_first_write();
  for (std::size_t group = 0; group < 50; ++group) held.submit(1);
  std::vector<Position> durable_when_asked;
  held.ask([&] { durable_when_asked = held.durable(); });
  held.let_go();
  held.stop();
  REQUIRE_FALSE(durable_when_asked.empty());
  CHECK(durable_when_asked.back() == Position{held.submitted()});
}

TEST_CASE("log thread: after a write that failed nothing more is written nor told durable", "[log thread]") {
  HeldLog held;
  held.arm(AppendFault::sync_failed_lost);
  held.submit(1);
  held.await_first_write();
  for (std::size_t group = 0; group < 50; ++group) held.submit(1);
  held.let_go();
  held.stop();
  CHECK(held.failed());
  CHECK(held.durable().empty());
  CHECK(held.batches().size() == 1);
}

}  // namespace
}  // namespace reviewd
