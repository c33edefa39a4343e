// Whether a cell says what was imported from it before, or fills a place that was empty. Blocking; on the
// thread of the import: it may read the log and open a personal value. Changes nothing.
#pragma once

#include "daemon/import_row.hpp"
#include "daemon/store.hpp"

namespace reviewd {

// How a cell stands to the fact that was recorded.
enum class CellStanding {
  same,     // it says what was imported, or what the fact was corrected to since
  fills,    // the place was never given, and now it is
  differs,  // it says something else than what was imported, or nothing any more
};

// The management reviews that were commissioned of this agency, oldest first.
std::vector<const Fact*> imrs_of(const Facts& facts, std::string_view agency);

// The fact of this case that the row speaks of: the imported one before any other of its kind (of a
// notification: to the same recipient; of a contribution: by the same agency, and the same one of it). Null
// when there is none.
const Fact* known_fact(const CaseState& state, const RowFact& row_fact);

// `fact` is one of `state`'s. A personal value that can no longer be opened counts as the same.
CellStanding compare(Store& store, const CaseState& state, const Fact& fact, const FactCell& cell);

}  // namespace reviewd
