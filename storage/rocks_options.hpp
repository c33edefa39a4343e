// Every setting of RocksDB 7.8.3 that the log depends on, stated with its reason, the defaults that matter
// included: a default that changes with a newer library changes nothing here. Pure functions, any thread.
#pragma once

#include <rocksdb/options.h>

namespace reviewd {

// Settings of the database, without the listener and the logger, which are those of one opening.
rocksdb::Options rocks_options();

// Settings of each append.
rocksdb::WriteOptions rocks_write_options();

// Settings of a read. `whole_history`: a long scan (start-up, verify), which must not push out of the cache
// what the daemon reads meanwhile; else a short one. The caller adds the upper bound.
rocksdb::ReadOptions rocks_read_options(bool whole_history);

}  // namespace reviewd
