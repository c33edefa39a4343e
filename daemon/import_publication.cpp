// What a row says of publication: how far it came, the day of it, and what was published.
#include <algorithm>
#include <array>

#include "daemon/import_cells.hpp"
#include "domain/acts/publication_state.hpp"

namespace reviewd {
namespace {

using enum PublicationState;

constexpr std::string_view not_said = "The imported record does not say it.";

// Where publication came to rest. It goes from one to the next of these, but never back.
constexpr std::array resting_places{published, re_versioned, withdrawn, not_published};

template <class T>
std::optional<T> word_said(std::string_view text) {
  for (const auto& [value, word] : Words<T>::values)
    if (word == text) return value;
  return std::nullopt;
}

// ---- free words ----

bool has_words(std::string_view form, std::string_view words) {
  return form.find(words) != std::string_view::npos;
}

std::optional<PublicationState> state_of_form(std::string_view form) {
  if (form.starts_with("not published")) return not_published;
  if (has_words(form, "no longer")) return withdrawn;
  if (has_words(form, "delayed")) return held;
  return std::nullopt;
}

std::optional<PublicationMode> mode_of_form(std::string_view form) {
  if (has_words(form, "redacted")) return PublicationMode::redacted_overview;
  if (form.ends_with("executive summary")) return PublicationMode::summary;
  return std::nullopt;
}

class PublicationReader {
 public:
  PublicationReader(RowCells& cells, ImportRow& row)
      : cells_(cells),
        row_(row),
        word_(cells.text(ColumnUse::publication_state)),
        form_(cells.text(ColumnUse::publication_form)),
        day_(cells.day(ColumnUse::publication_date)) {
    std::ranges::transform(form_, form_.begin(),
                           [](char letter) { return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter; });
    mode_ = word_said<PublicationMode>(word_);
    state_ = mode_ ? published : word_said<PublicationState>(word_);
    if (!mode_) mode_ = mode_of_form(form_);
    if (word_.empty()) state_ = state_of_form(form_);
    if (word_.empty() && !state_ && (mode_ || day_)) state_ = published;
  }

  void read() {
    if (!word_.empty() && !state_)
      cells_.fault(ColumnUse::publication_state, "The cell says none of the words of publication.");
    if (!state_ || *state_ == not_started)
      count_all();
    else if (*state_ < published || *state_ == not_published)
      add_step();
    else
      add_published();
    if (!form_.empty() && !form_is_kept())
      row_.columns_without_place.push_back(cells_.column(ColumnUse::publication_form));
    contradict_others();
  }

 private:
  static RowFact fact_of(PublicationState state) {
    RowFact fact;
    fact.kind = FactKind::publication;
    fact.key = word_of(state);
    return fact;
  }

  void push(RowFact fact) {
    if (!fact.cells.empty()) row_.facts.push_back(std::move(fact));
  }

  void count_all() {
    for (const ColumnUse use : {ColumnUse::publication_state, ColumnUse::publication_date})
      if (!cells_.text(use).empty()) row_.columns_without_place.push_back(cells_.column(use));
  }

  bool was_published() const { return state_ && *state_ >= published && *state_ != not_published; }

  bool form_is_kept() const {
    return (mode_of_form(form_) && was_published()) || (state_ && state_of_form(form_) == state_);
  }

  // The cells that say how far publication came are kept by there being the fact at all.
  void add_state(RowFact& fact) const {
    if (!word_.empty()) cells_.add(fact, ColumnUse::publication_state, publication_state_pointer, word_);
    if (!form_.empty() && state_of_form(form_) == state_)
      cells_.add(fact, ColumnUse::publication_form, publication_state_pointer, form_);
  }

  // The column that says how far publication came, or would.
  ColumnUse column_of_state() const {
    for (const ColumnUse use : {ColumnUse::publication_state, ColumnUse::publication_form})
      if (cells_.has(use)) return use;
    return ColumnUse::publication_date;
  }

  // ---- facts ----

  // Of these the date is that of the step itself.
  void add_step() {
    RowFact fact = fact_of(*state_);
    if (day_) fact.command = step();
    add_state(fact);
    const char* pointer = *state_ == approved    ? "/approved_on"
                          : *state_ == held      ? "/held_on"
                          : *state_ == copy_sent ? "/sent_on"
                                                 : "/decided_on";
    cells_.add_day(fact, ColumnUse::publication_date, pointer);
    push(std::move(fact));
  }

  CaseCommand step() const {
    const Personal reasons = Personal::of(std::string{not_said});
    if (*state_ == approved) return PublicationApproved{*day_, std::string{not_said}};
    if (*state_ == held) return PublicationHeld{*day_, reasons, std::nullopt};
    if (*state_ == copy_sent) return CopySent{"not_stated", *day_};
    return NotPublished{*day_, std::nullopt, reasons, std::nullopt};
  }

  // The date is that of the publication; what came of it later has none.
  void add_published() {
    RowFact fact = fact_of(published);
    if (day_) fact.command = Published{mode_, *day_, std::nullopt, std::nullopt, std::nullopt};
    if (*state_ == published) add_state(fact);
    const std::string mode = mode_ ? std::string{word_of(*mode_)} : "";
    if (*state_ == published && !word_.empty()) cells_.add(fact, ColumnUse::publication_state, "/mode", mode);
    if (mode_of_form(form_)) cells_.add(fact, ColumnUse::publication_form, "/mode", mode);
    cells_.add_day(fact, ColumnUse::publication_date, "/published_on");
    push(std::move(fact));
    if (*state_ != published) add_what_came_of_it();
  }

  void add_what_came_of_it() {
    RowFact fact = fact_of(*state_);
    if (*state_ == withdrawn)
      fact.command = Withdrawn{};
    else
      fact.command =
          ReVersioned{std::nullopt, std::nullopt, std::string{not_said}, Personal::of(std::string{not_said})};
    add_state(fact);
    push(std::move(fact));
  }

  // An earlier import of the row may have read that publication had come further, or to another end.
  void contradict_others() {
    for (const PublicationState place : resting_places) {
      const bool other = !state_ || *state_ == not_published ? place != state_ : place > *state_;
      if (!other) continue;
      RowFact fact = fact_of(place);
      cells_.add(fact, column_of_state(), publication_state_pointer, "");
      push(std::move(fact));
    }
  }

  RowCells& cells_;
  ImportRow& row_;
  std::string word_;
  std::string form_;  // in lower case
  std::optional<PartialDate> day_;
  std::optional<PublicationMode> mode_;
  std::optional<PublicationState> state_;  // nothing: the row says nothing of it
};

}  // namespace

void add_publication(RowCells& cells, ImportRow& row) {
  PublicationReader{cells, row}.read();
}

}  // namespace reviewd
