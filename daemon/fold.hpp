// Folds a whole log: one thread reads and checks links and anchor, another folds, and whichever has the time
// decodes. The same at start-up, in `replay` and in `verify`. Blocks until done.
#pragma once

#include <expected>
#include <functional>
#include <optional>

#include "domain/events.hpp"
#include "storage/head_anchor.hpp"
#include "storage/log.hpp"
#include "storage/recovery.hpp"

namespace reviewd {

// A commit as read back from the log. Its personal values are sealed; `key_number` lets the sealer go on with
// the key that the case has, and is absent when the commit holds no personal value.
struct FoldedRecord {
  Commit commit;
  std::optional<std::uint64_t> key_number;  // under which its personal values are sealed
};

// Calls `take` for each commit in order on the calling thread; false ends the fold early. Faults are those of
// check_log and of the codec: the log is damaged, or an event is not known.
[[nodiscard]] std::expected<CheckedLog, LogFault> fold_log(Log& log, const std::optional<Head>& anchored,
                                                           const std::function<bool(FoldedRecord&)>& take);

}  // namespace reviewd
