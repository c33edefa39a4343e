#include "api/report_document.hpp"

#include "api/csv_text.hpp"
#include "storage/json_text.hpp"

namespace reviewd {
namespace {

using Text = JsonText<NothingPersonal>;

// Rounded to whole percents, halves up, as the national figures are.
std::optional<int> percent_of(const Figure& figure) {
  if (!figure.out_of || *figure.out_of == 0) return std::nullopt;
  return static_cast<int>((200 * figure.count + *figure.out_of) / (2 * *figure.out_of));
}

std::string days_text(int half_days) {
  return std::to_string(half_days / 2) + (half_days % 2 == 0 ? "" : ".5");
}

void count(Text& text, std::string_view name, std::size_t number) {
  text.name(name);
  text.number(number);
}

void write(Text& text, const Figure& figure) {
  text.begin_object();
  text.member("figure", figure.name);
  if (!figure.group.empty()) text.member("group", figure.group);
  count(text, "count", figure.count);
  if (figure.out_of) count(text, "out_of", *figure.out_of);
  if (const auto percent = percent_of(figure)) text.member("percent", *percent);
  if (figure.half_days) {
    text.name("median_days");
    text.number(days_text(*figure.half_days));
  }
  text.member("cases", figure.cases);
  text.end_object();
}

template <class Value>
std::string cell_of(const std::optional<Value>& value) {
  return value ? std::to_string(*value) : "";
}

std::string cases_of(const Figure& figure) {
  std::string text;
  for (const CaseId& case_id : figure.cases) text.append(text.empty() ? "" : " ").append(case_id.text());
  return text;
}

}  // namespace

std::string report_document(const ReportQuestion& question, const std::vector<FigureTable>& tables,
                            Position computed_at) {
  std::string body;
  Text text(body, {});
  text.begin_object();
  text.member("from", question.period.first);
  text.member("to", question.period.last);
  text.member("board", question.board);
  text.member("known_at", question.known_at);
  text.member("as_of", question.as_of);
  text.member("computed_at", computed_at);
  text.name("tables");
  text.begin_list();
  for (const FigureTable& table : tables) {
    text.begin_object();
    text.member("table", table.name);
    text.member("what", table.what);
    text.name("figures");
    text.begin_list();
    for (const Figure& figure : table.figures) write(text, figure);
    text.end_list();
    text.end_object();
  }
  text.end_list();
  text.end_object();
  return body;
}

std::string report_rows(const ReportQuestion& question, const std::vector<FigureTable>& tables) {
  std::string rows = csv_row(
      {"from", "to", "table", "figure", "group", "count", "out_of", "percent", "median_days", "cases"});
  for (const FigureTable& table : tables)
    for (const Figure& figure : table.figures)
      rows += csv_row({question.period.first.text(), question.period.last.text(), std::string{table.name},
                       std::string{figure.name}, figure.group, std::to_string(figure.count),
                       cell_of(figure.out_of), cell_of(percent_of(figure)),
                       figure.half_days ? days_text(*figure.half_days) : "", cases_of(figure)});
  return rows;
}

}  // namespace reviewd
