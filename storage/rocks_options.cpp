#include "storage/rocks_options.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/table.h>

#include <cstdint>

namespace reviewd {
namespace {

constexpr std::size_t kibibyte = 1024;
constexpr std::size_t mebibyte = 1024 * kibibyte;

void set_opening(rocksdb::Options& options) {
  options.create_if_missing = true;
  options.error_if_exists = false;
  // Opens after every legal power cut, a torn record at the end included. It also hides everything after a
  // bad record in the midst of the file: that is what the head anchor outside the database is for.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  // Takes whatever files it can find and calls that the database: history could be lost without a word.
  options.best_efforts_recovery = false;
  // What was recovered lies in a sorted file before the first new write; the old log file is done with.
  options.avoid_flush_during_recovery = false;
  // Everything is synced to the log file already; a stop waits for the flush of nothing that could be lost.
  options.avoid_flush_during_shutdown = false;
  // In 7.8 it reports a "missing WAL" that is not missing and blocks the opening; our links notice a lost
  // file.
  options.track_and_verify_wals_in_manifest = false;
  // A sorted file that was exchanged for another one is refused when it is opened.
  options.verify_sst_unique_id_in_manifest = true;
  // A database whose options file cannot be kept has a medium that refuses writes: better known at the start.
  options.fail_if_options_file_error = true;
  // Memory and recovery time stay within bounds: a start reads at most this much of log files.
  options.max_total_wal_size = 64 * mebibyte;
}

void set_failing(rocksdb::Options& options) {
  // A fault of the medium ends the process; a repair in flight has lost and doubled writes in several
  // versions.
  options.max_bgerror_resume_count = 0;
  options.paranoid_checks = true;
  // Reads each sorted file again before it takes the place of the log file: a read error at the start of a
  // file can lose its data in a compaction of this version.
  options.paranoid_file_checks = true;
  options.force_consistency_checks = true;
  options.flush_verify_memtable_count = true;
  // Finds bytes that memory altered between our buffer and the sorted file.
  options.memtable_protection_bytes_per_key = 8;
}

void set_writing(rocksdb::Options& options) {
  // One thread writes: all of these trade safety for the concurrency of many.
  options.manual_wal_flush = false;
  options.unordered_write = false;
  options.two_write_queues = false;
  options.enable_pipelined_write = false;
  options.allow_concurrent_memtable_write = false;
  // Spinning for a lock takes one of two cores from the loop thread.
  options.enable_write_thread_adaptive_yield = false;
  // The log file of a finished one is never written over: stale records in it were mistaken for new ones.
  options.recycle_log_file_num = 0;
  // Recovery of compressed log files was wrong until 8.0.
  options.wal_compression = rocksdb::kNoCompression;
  // No archive of log files: with one, a clock that moves back deletes what is new.
  options.WAL_ttl_seconds = 0;
  options.WAL_size_limit_MB = 0;
  options.use_fsync = false;  // fdatasync also puts the length of the file on the medium
  options.allow_mmap_writes = false;
  options.atomic_flush = false;  // one column family
}

void set_memory(rocksdb::Options& options) {
  // A small machine; the sums fit LimitNOFILE and MemoryMax of the unit.
  options.max_open_files = 256;
  options.write_buffer_size = 16 * mebibyte;
  options.max_write_buffer_number = 2;  // with more, a flush that is tried again can come in the wrong order
  options.max_write_buffer_size_to_maintain = 0;
  options.max_background_jobs = 2;   // two cores
  options.allow_mmap_reads = false;  // a read error would be a signal instead of a status
}

void set_side_files(rocksdb::Options& options) {
  // Bounds on what grows beside the data.
  options.max_manifest_file_size = 64 * mebibyte;
  options.keep_log_file_num =
      5;  // of RocksDB's own logger; messages go to a bounded file of ours (message_file.hpp)
  options.max_log_file_size = 4 * mebibyte;
  // No statistics are kept, so nothing is to be dumped every ten minutes.
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.is_fd_close_on_exec = true;
}

void set_levels(rocksdb::Options& options) {
  options.compaction_style = rocksdb::kCompactionStyleLevel;
  // Positions only grow, so files move down whole; changing this on an existing log would rewrite it.
  options.level_compaction_dynamic_level_bytes = false;
  // Sealed values do not shrink, the open JSON does; zstd made the scan a third slower.
  options.compression = rocksdb::kLZ4Compression;
  options.compression_per_level.assign(static_cast<std::size_t>(options.num_levels),
                                       rocksdb::kLZ4Compression);
  options.bottommost_compression = rocksdb::kDisableCompressionOption;  // that is: the same as above
  // Nothing is ever old enough to be rewritten or dropped: a log has no expiry.
  options.ttl = 0;
  options.periodic_compaction_seconds = 0;
  // Misused prefixes lose keys without a word; bounds are enough.
  options.prefix_extractor = nullptr;
  // Records are put once, never merged; and blobs outside the sorted files are one more thing to lose.
  options.merge_operator = nullptr;
  options.enable_blob_files = false;
}

void set_table(rocksdb::Options& options) {
  rocksdb::BlockBasedTableOptions table;
  // The plain cache: the clock cache of this version is experimental.
  table.block_cache = rocksdb::NewLRUCache(64 * mebibyte);
  // Index blocks count against the cache, so that memory does not grow with the log.
  table.cache_index_and_filter_blocks = true;
  // No filter: positions are dense, a key within the tail is always there.
  table.filter_policy = nullptr;
  table.checksum = rocksdb::kXXH3;
  table.format_version = 5;
  table.block_size = 16 * kibibyte;  // scans matter more than single reads
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
}

}  // namespace

rocksdb::Options rocks_options() {
  rocksdb::Options options;
  set_opening(options);
  set_failing(options);
  set_writing(options);
  set_memory(options);
  set_side_files(options);
  set_levels(options);
  set_table(options);
  return options;
}

rocksdb::WriteOptions rocks_write_options() {
  rocksdb::WriteOptions options;
  // The promise of the log: what was answered is on the medium. The log thread makes it cheap by taking all
  // that waits into one write.
  options.sync = true;
  options.disableWAL = false;
  // A write that would have to wait for a flush waits; it never fails for that.
  options.no_slowdown = false;
  // Finds bytes that memory altered between the batch and the log file.
  options.protection_bytes_per_key = 8;
  return options;
}

rocksdb::ReadOptions rocks_read_options(bool whole_history) {
  rocksdb::ReadOptions options;
  options.verify_checksums = true;
  options.total_order_seek = true;  // whatever the prefixes, every key is seen
  options.async_io = false;         // corrupts memory in 7.8
  options.fill_cache = !whole_history;
  options.readahead_size = whole_history ? 2 * mebibyte : 0;
  return options;
}

}  // namespace reviewd
