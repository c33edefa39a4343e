// The daemon's own log: one line a sentence, to standard error, for journald. Set up once in main; used on
// any thread. Never anything of a case: no bodies, no labels, no names.
#pragma once

#include <string_view>

#include "config/settings.hpp"

namespace reviewd {

// Lines carry journald's priority prefix where standard error leads there, else a time.
void set_up_logging(LogLevel level);

// What went as it should and a sysadmin may want to see later: started, adopted, stopped.
void log_info(std::string_view sentence);

// The same for lines of which there may be many: dropped where standard error would have to be waited for.
void log_if_read(std::string_view sentence);

// What the daemon copes with but someone should look at: little disk space, a clock that jumped, a dropped
// tail. Flushed at once.
void log_warning(std::string_view sentence);

// What it cannot cope with: the start is refused, a medium does not answer. Flushed at once.
void log_error(std::string_view sentence);

// Says why, flushes, and ends the process at once: after a fault of the medium nothing more may be written,
// and no destructor may try to. systemd starts the daemon again.
[[noreturn]] void stop_at_once(std::string_view sentence);

}  // namespace reviewd
