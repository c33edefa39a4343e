#include "daemon/import_row.hpp"

#include <algorithm>
#include <cctype>
#include <map>

#include "daemon/import_cells.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

constexpr std::string_view deciding_office = "LSCB chair";
constexpr std::string_view reasons_not_given = "The imported record gives no reasons.";

std::string lower_case(std::string_view text) {
  std::string lower{text};
  for (char& letter : lower) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return lower;
}

bool begins_with_words(const std::string& text, std::string_view words) {
  if (!text.starts_with(words)) return false;
  return text.size() == words.size() || std::isalnum(static_cast<unsigned char>(text[words.size()])) == 0;
}

std::optional<Course> course_of(std::string_view cell) {
  std::string text = lower_case(cell);
  std::replace(text.begin(), text.end(), ' ', '_');
  for (const auto& [course, word] : Words<Course>::values)
    if (word == text) return course;
  return std::nullopt;
}

// Until then Ofsted was told, from then on the national panel.
bool told_to_ofsted(const PartialDate& sent_on) {
  return sent_on.first() < *Day::of(2013, 7, 1);
}

class RowReader {
 public:
  RowReader(const ImportHeader& header, const CsvRecord& record)
      : header_(header), record_(record), cells_(header, record) {
    row_.line = record.line;
  }

  std::expected<ImportRow, RowFault> read() {
    if (record_.cells.size() != header_.columns().size())
      return std::unexpected(RowFault{"", "The row has " + std::to_string(record_.cells.size()) +
                                              " cells, the header has " +
                                              std::to_string(header_.columns().size()) + "."});
    read_names();
    compare_days();
    add_opening();
    add_office_steps(cells_, row_);
    add_recommendation();
    add_decision();
    add_notifications();
    add_work(cells_, row_);
    add_completion();
    add_outcome(cells_, row_);
    find_cells_without_place();
    if (cells_.first_fault()) return std::unexpected(*cells_.first_fault());
    row_.digest = digest();
    return std::move(row_);
  }

 private:
  // ---- cells ----

  bool has(ColumnUse use) const { return cells_.has(use); }
  std::string_view cell(ColumnUse use) const { return cells_.text(use); }
  std::optional<PartialDate> day(ColumnUse use) { return cells_.day(use); }
  std::optional<Course> course(ColumnUse use) {
    if (cell(use).empty()) return std::nullopt;
    const auto read = course_of(cell(use));
    if (!read) cells_.fault(use, "The cell says none of conduct, do_not_conduct and other_review.");
    return read;
  }

  void read_names() {
    row_.row_id = row_id();
    row_.board = cell(ColumnUse::board);
    if (row_.board.empty()) row_.board = header_.mapping().board;
    row_.internal_ref = cell(ColumnUse::internal_ref);
    if (row_.board.empty()) cells_.fault(ColumnUse::board, "The cell is empty.");
    if (cell(ColumnUse::case_label).empty()) cells_.fault(ColumnUse::case_label, "The cell is empty.");
    if (row_.row_id.empty() && row_.internal_ref.empty())
      cells_.fault(has(ColumnUse::row_id) ? ColumnUse::row_id : ColumnUse::internal_ref,
                   "The row has neither a row id nor an internal reference.");
  }

  // Cells that name a row may say who a child is: the name is their hash.
  std::string row_id() const {
    if (header_.mapping().row_named_by.empty()) return std::string{cell(ColumnUse::row_id)};
    Sha256 hash;
    bool any = false;
    for (const std::string& header : header_.mapping().row_named_by) {
      const std::string_view said = cells_.text(*header_.place_of(header));
      any = any || !said.empty();
      hash.add(std::to_string(said.size())).add(":").add(said);
    }
    return any ? "row-" + hash.finish().text().substr(0, 16) : "";
  }

  // ---- contradictions ----

  // What happened first cannot lie wholly after what followed from it.
  void compare_days() {
    constexpr ColumnUse followed_incident[] = {
        ColumnUse::brought_to_attention, ColumnUse::recommendation_date, ColumnUse::decision_date,
        ColumnUse::notification,         ColumnUse::ofsted_notification, ColumnUse::panel_notification,
        ColumnUse::completion,           ColumnUse::evaluation_date,     ColumnUse::publication_date};
    for (const ColumnUse later : followed_incident) in_order(ColumnUse::incident_date, later);
    for (const ColumnUse later :
         {ColumnUse::recommendation_date, ColumnUse::decision_date, ColumnUse::completion})
      in_order(ColumnUse::brought_to_attention, later);
    in_order(ColumnUse::decision_date, ColumnUse::completion);
  }

  void in_order(ColumnUse earlier, ColumnUse later) {
    const auto first = day(earlier);
    const auto second = day(later);
    if (first && second && second->last() < first->first())
      cells_.fault(later, "The day lies before that of '" + cells_.column(earlier) + "'.");
  }

  // ---- facts ----

  void add_opening() {
    RowFact fact;
    fact.kind = FactKind::opening;
    OpenCase opening;
    opening.board = row_.board;
    opening.case_label = cell(ColumnUse::case_label);
    opening.brought_to_attention_on = day(ColumnUse::brought_to_attention);
    if (!row_.internal_ref.empty()) opening.internal_ref = row_.internal_ref;
    cells_.add(fact, ColumnUse::row_id, "", row_.row_id);
    cells_.add(fact, ColumnUse::board, "/board", opening.board);
    cells_.add(fact, ColumnUse::case_label, "/case_label", opening.case_label);
    cells_.add(fact, ColumnUse::internal_ref, "/internal_ref", row_.internal_ref);
    cells_.add_day(fact, ColumnUse::brought_to_attention, "/brought_to_attention_on");
    add_incident(fact, opening);
    fact.command = std::move(opening);
    row_.facts.push_back(std::move(fact));
  }

  void add_incident(RowFact& fact, OpenCase& opening) {
    const std::string text{cell(ColumnUse::incident_nature)};
    cells_.add_day(fact, ColumnUse::incident_date, "/incident/occurred_on");
    cells_.add(fact, ColumnUse::incident_nature, "/incident/description", text, true);
    if (text.empty()) {
      cells_.add(fact, ColumnUse::incident_nature, "/incident/nature", "");
      if (const auto occurred_on = day(ColumnUse::incident_date))
        opening.incident = Incident{occurred_on, std::nullopt, std::nullopt};
      return;
    }
    const IncidentNature nature = nature_said(text);
    opening.incident = Incident{day(ColumnUse::incident_date), nature, Personal::of(text)};
    cells_.add(fact, ColumnUse::incident_nature, "/incident/nature", std::string{word_of(nature)});
    if (nature != IncidentNature::death) return;
    opening.facts.set(FactName::died, Answer::yes);
    cells_.add(fact, ColumnUse::incident_nature, "/facts/died", std::string{name_of(Answer::yes)});
  }

  void add_recommendation() {
    RowFact fact;
    fact.kind = FactKind::recommendation;
    const auto recommendation = course(ColumnUse::recommendation);
    const auto made_on = day(ColumnUse::recommendation_date);
    fact.kept_elsewhere = made_on && !recommendation;
    if (recommendation && made_on)
      fact.command =
          RecordRecommendation{*recommendation, *made_on, Personal::of(std::string{reasons_not_given})};
    cells_.add(fact, ColumnUse::recommendation, "/recommendation",
               recommendation ? std::string{word_of(*recommendation)} : "");
    cells_.add_day(fact, ColumnUse::recommendation_date, "/made_on");
    row_.facts.push_back(std::move(fact));
  }

  // What a day alone stands for. A file without a column for the decision and without a mapping is a list of
  // reviews that were held: nobody states what was decided, nor who did.
  std::optional<Course> decision_unsaid() const {
    if (has(ColumnUse::decision)) return std::nullopt;
    return header_.mapping().title.empty() ? Course::conduct : header_.mapping().decision_unsaid;
  }

  void add_decision() {
    RowFact fact;
    fact.kind = FactKind::decision;
    const auto said = course(ColumnUse::decision);
    const auto decision = said ? said : decision_unsaid();
    const auto decided_on = day(ColumnUse::decision_date);
    const std::string reasons{cell(ColumnUse::decision_reason)};
    fact.inferred = !said;
    fact.kept_elsewhere = decided_on && !decision && reasons.empty();
    if (decision && decided_on)
      fact.command =
          RecordDecision{*decision, *decided_on, std::string{deciding_office},
                         reasons.empty() ? std::nullopt : std::optional{Personal::of(reasons)}, std::nullopt};
    cells_.add(fact, ColumnUse::decision, "/decision", said ? std::string{word_of(*said)} : "");
    cells_.add_day(fact, ColumnUse::decision_date, "/decided_on");
    cells_.add(fact, ColumnUse::decision_reason, "/reasons", reasons, true);
    row_.facts.push_back(std::move(fact));
    if (said == Course::do_not_conduct && day(ColumnUse::completion))
      cells_.fault(ColumnUse::completion,
                   "There is a day of completion, but the review was not to be conducted.");
  }

  void add_notifications() {
    add_notification(ColumnUse::ofsted_notification, "ofsted", false);
    add_notification(ColumnUse::panel_notification, "national_panel", false);
    const auto sent_on = day(ColumnUse::notification);
    add_notification(ColumnUse::notification,
                     !sent_on || told_to_ofsted(*sent_on) ? "ofsted" : "national_panel", true);
  }

  // Of the decision where the row dates one and it was made by then; else of the incident.
  void add_notification(ColumnUse use, std::string recipient, bool inferred) {
    if (!has(use)) return;
    RowFact fact;
    fact.kind = FactKind::notification;
    fact.key = std::move(recipient);
    fact.inferred = inferred;
    const auto decided_on = day(ColumnUse::decision_date);
    if (const auto sent_on = day(use)) {
      const bool decided = decided_on && decided_on->first() <= sent_on->last();
      fact.command = RecordNotification{fact.key, decided ? "decision" : "incident", *sent_on, std::nullopt};
    }
    cells_.add_day(fact, use, "/sent_on");
    row_.facts.push_back(std::move(fact));
  }

  void add_completion() {
    RowFact fact;
    fact.kind = FactKind::completion;
    if (const auto completed_on = day(ColumnUse::completion))
      fact.command = CompleteReview{*completed_on, std::nullopt};
    cells_.add_day(fact, ColumnUse::completion, "/completed_on");
    row_.facts.push_back(std::move(fact));
  }

  // ---- the rest ----

  void find_cells_without_place() {
    for (std::size_t at = 0; at < header_.columns().size(); ++at)
      if (header_.columns()[at].use == ColumnUse::no_place && !cells_.text(at).empty())
        row_.columns_without_place.push_back(header_.columns()[at].name);
  }

  // Neither the order of the columns nor a column that came to the file and is empty makes another row of it.
  std::string digest() const {
    std::multimap<std::string_view, std::string_view> filled;
    for (std::size_t at = 0; at < header_.columns().size(); ++at)
      if (!cells_.text(at).empty()) filled.emplace(header_.columns()[at].name, cells_.text(at));
    Sha256 hash;
    for (const auto& [name, text] : filled)
      hash.add(name).add(":").add(std::to_string(text.size())).add(":").add(text).add("\n");
    return hash.finish().text();
  }

  const ImportHeader& header_;
  const CsvRecord& record_;
  RowCells cells_;
  ImportRow row_;
};

}  // namespace

// The text itself is kept as the description.
IncidentNature nature_said(std::string_view cell) {
  const std::string text = lower_case(cell);
  for (const std::string_view words : {"death", "deaths"})
    if (begins_with_words(text, words)) return IncidentNature::death;
  for (const std::string_view words : {"serious harm", "serious_harm"})
    if (begins_with_words(text, words)) return IncidentNature::serious_harm;
  return IncidentNature::other;
}

std::expected<ImportRow, RowFault> read_row(const ImportHeader& header, const CsvRecord& record) {
  return RowReader{header, record}.read();
}

}  // namespace reviewd
