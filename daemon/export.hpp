// `reviewd export`: every case of a stopped daemon's log as one row of the columns that `reviewd import`
// reads (docs/decisions/import.md). What was exported and imported into an empty log is exported again byte
// for byte. One thread, blocking. Changes nothing.
#pragma once

#include <cstddef>
#include <iosfwd>

#include "daemon/store.hpp"

namespace reviewd {

// Writes the header and the rows, in the order in which the cases were opened, and gives the number of rows.
// The file holds personal values in the open: reasons, names of chairs and authors, sources. One that cannot
// be opened any more is an empty cell.
std::size_t export_reviews(Store& store, std::ostream& out);

}  // namespace reviewd
