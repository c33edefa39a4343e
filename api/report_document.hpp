// A report of figures, as JSON and as comma-separated values. Nothing personal is in it: cases are named by
// their ids. Pure; any thread.
#pragma once

#include <optional>
#include <string>

#include "domain/review_figures.hpp"

namespace reviewd {

// Which figures a report is to hold.
struct ReportQuestion {
  Period period;
  std::optional<std::string> board;  // as it was asked
  std::optional<Day> as_of;
  std::optional<Position> known_at;
};

// The report; `computed_at` is the position of the log at which it was worked out.
std::string report_document(const ReportQuestion& question, const std::vector<FigureTable>& tables,
                            Position computed_at);
// One row for each figure, under a header.
std::string report_rows(const ReportQuestion& question, const std::vector<FigureTable>& tables);

}  // namespace reviewd
