#include "daemon/import.hpp"

#include <algorithm>
#include <fstream>
#include <ostream>
#include <unordered_map>

#include "daemon/csv_reader.hpp"
#include "daemon/import_plan.hpp"
#include "domain/assert.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

constexpr std::uintmax_t file_bytes_max = 64ULL * 1024 * 1024;
constexpr std::size_t progress_every = 500;

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string{count == 1 ? one : many};
}

class Importer {
 public:
  Importer(Store& store, bool dry_run, Instant now, ImportHeader header, std::ostream& messages)
      : store_(store),
        dry_run_(dry_run),
        now_(now),
        header_(std::move(header)),
        messages_(messages),
        references_(store.engine()),
        planner_(store, references_, now) {
    for (const ImportColumn& column : header_.columns()) {
      const auto same = [&](const ColumnCount& count) { return count.column == column.name; };
      if (std::none_of(report.columns.begin(), report.columns.end(), same))
        report.columns.push_back({column.name});
    }
  }

  void take(const std::expected<CsvRecord, CsvFault>& record) {
    ++report.rows;
    if (record)
      take_row(*record);
    else
      refuse(record.error().line, record.error().detail);
    if (report.rows % progress_every == 0) messages_ << "Import: " << report.rows << " rows." << std::endl;
  }

  ImportReport report;

 private:
  void refuse(std::size_t line, const std::string& why) {
    ++report.refused;
    messages_ << "Line " << line << ": refused: " << why << std::endl;
  }

  void take_row(const CsvRecord& record) {
    const auto row = read_row(header_, record);
    if (!row) {
      const RowFault& fault = row.error();
      return refuse(record.line, (fault.column.empty() ? "" : fault.column + ": ") + fault.detail);
    }
    if (const auto [seen, first] = lines_.try_emplace(row->name(), row->line); !first)
      return refuse(row->line, "The row is named like that of line " + std::to_string(seen->second) + ".");
    RowPlan plan = planner_.plan(*row);
    if (!dry_run_) carry_out(plan);
    count(*row, plan);
  }

  void carry_out(RowPlan& plan) {
    for (const PlannedCommand& planned : plan.commands) {
      std::array<std::uint8_t, 16> random{};
      random_bytes(random);
      plan.meta.command_id = Identifier::from_random(random);
      plan.meta.inferred = planned.inferred;
      const auto state = store_.engine().find(plan.meta.case_id);
      const CaseCommand command = state ? ready(planned, *state) : planned.command;
      const Reply reply = store_.carry_out(command, plan.meta, now_);
      // It was decided on this very state a moment ago; only the daemon's own timers fired in between.
      REVIEWD_ASSERT(std::holds_alternative<Done>(reply));
    }
    if (plan.outcome == RowOutcome::opens) references_.add(*store_.engine().find(plan.meta.case_id));
  }

  void count(const ImportRow& row, const RowPlan& plan) {
    switch (plan.outcome) {
      case RowOutcome::refused:
        return refuse(row.line, plan.why);
      case RowOutcome::left_alone:
        ++report.left_alone;
        messages_ << "Line " << row.line << ": left alone (row '" << row.name() << "'): " << plan.why
                  << std::endl;
        return;
      case RowOutcome::opens:
        ++report.opened;
        break;
      case RowOutcome::adds:
        ++report.added_to;
        break;
      case RowOutcome::unchanged:
        ++report.unchanged;
        break;
    }
    for (const std::string& type : plan.event_types) ++report.events[type];
    for (ColumnCount& count : report.columns) {
      count.stored += plan.columns_stored.contains(count.column) ? 1 : 0;
      count.no_place += plan.columns_without_place.contains(count.column) ? 1 : 0;
    }
  }

  Store& store_;
  bool dry_run_;
  Instant now_;
  ImportHeader header_;
  std::ostream& messages_;
  CaseReferences references_;
  RowPlanner planner_;
  std::unordered_map<std::string, std::size_t> lines_;  // of the rows read so far, by name
};

void print_counts(const ImportReport& report, std::size_t ColumnCount::* count, std::ostream& out) {
  bool any = false;
  for (const ColumnCount& column : report.columns) {
    if (column.*count == 0) continue;
    out << (any ? ", " : " ") << column.column << " " << column.*count;
    any = true;
  }
  if (!any) out << " nothing";
}

void print(const ImportReport& report, bool dry_run, std::ostream& out) {
  std::size_t facts = 0;
  for (const auto& [type, count] : report.events) facts += count;
  if (dry_run) out << "Dry run, nothing was stored. It would be: ";
  out << counted(report.rows, "row", "rows") << ": " << counted(report.opened, "case", "cases") << " opened, "
      << report.added_to << " added to, " << report.unchanged << " unchanged, " << report.left_alone
      << " left alone, " << report.refused << " refused; " << counted(facts, "fact", "facts") << ".\n";
  out << "Cells stored, by column:";
  print_counts(report, &ColumnCount::stored, out);
  out << "; no place yet:";
  print_counts(report, &ColumnCount::no_place, out);
  out << "." << std::endl;
}

}  // namespace

std::expected<std::string, std::string> text_of_file(const std::filesystem::path& file) {
  const auto refused = [&](const std::string& why) {
    return std::unexpected("The file '" + file.string() + "' " + why + ".");
  };
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return refused("is not there, or is no file");
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error) return refused("cannot be read: " + error.message());
  if (size > file_bytes_max)
    return refused("is longer than " + std::to_string(file_bytes_max) + " bytes; divide it");
  std::ifstream stream{file, std::ios::binary};
  std::string text(static_cast<std::size_t>(size), '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!stream) return refused("cannot be read");
  return text;
}

std::expected<ImportReport, std::string> import_reviews(Store& store, const ImportOptions& options,
                                                        Instant now, std::ostream& out, std::ostream& err) {
  const auto text = text_of_file(options.file);
  if (!text) return std::unexpected(text.error());
  CsvReader reader{*text};
  const auto first = reader.next();
  if (!first) return std::unexpected("The file '" + options.file.string() + "' is empty.");
  if (!*first) return std::unexpected("The header cannot be read: " + first->error().detail);
  auto header = ImportHeader::read((*first)->cells, options.mapping);
  if (!header) return std::unexpected(header.error());
  err << "Import: reading '" << options.file.filename().string() << "'." << std::endl;
  Importer importer{store, options.dry_run, now, std::move(*header), err};
  while (const auto record = reader.next()) importer.take(*record);
  print(importer.report, options.dry_run, out);
  return std::move(importer.report);
}

}  // namespace reviewd
