#include "api/written_days.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace reviewd {
namespace {

using Words = std::span<const TextWord>;

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

// A number of so many digits; nothing for anything else.
std::optional<int> number(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most || !all_digits(text)) return std::nullopt;
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// "4", "04", "4th".
std::optional<int> day_of_month(std::string_view text) {
  for (const std::string_view ending : {"st", "nd", "rd", "th"})
    if (text.ends_with(ending)) return number(text.substr(0, text.size() - 2), 1, 2);
  return number(text, 1, 2);
}

// "march", "mar", "sept".
std::optional<int> month_named(std::string_view text) {
  for (std::size_t at = 0; at < months.size(); ++at)
    if (text == months[at] || text == months[at].substr(0, 3) ||
        (text == "sept" && months[at] == "september"))
      return static_cast<int>(at) + 1;
  return std::nullopt;
}

std::optional<int> year(std::string_view text) {
  const auto long_one = number(text, 4, 4);
  return long_one ? long_one : number(text, 2, 2);
}

// What may stand between the parts of a date in words, beside white space.
bool loose(const TextWord& word) {
  return word.gap.empty() || word.gap == "," || word.gap == "." || word.gap == "-" || word.gap == "'" ||
         word.gap == "/" || word.gap == "\xE2\x80\x99";
}

bool separator(std::string_view gap) {
  return gap.empty() || gap == "/" || gap == "." || gap == "-";
}

std::optional<WrittenDay> real(WrittenDay found) {
  if (found.month < 1 || found.month > 12 || found.day > 31) return std::nullopt;
  return found;
}

std::optional<WrittenDay> in_numbers(Words words) {
  if (words.size() < 3 || !separator(words[1].gap) || words[1].gap != words[2].gap) return std::nullopt;
  const auto middle = number(words[1].folded, 1, 2);
  if (!middle) return std::nullopt;
  const auto first = number(words[0].folded, 4, 4);
  const auto last = number(words[2].folded, 1, 2);
  if (first && last && *last > 0) return real({3, *first, *middle, *last});
  const auto day = number(words[0].folded, 1, 2);
  const auto written_year = year(words[2].folded);
  if (day && *day > 0 && written_year) return real({3, *written_year, *middle, *day});
  return std::nullopt;
}

// 20090304, 04032009.
std::optional<WrittenDay> in_one_number(Words words) {
  const std::string_view text = words[0].folded;
  if (text.size() != 8 || !all_digits(text)) return std::nullopt;
  const auto part = [&](std::size_t from, std::size_t count) {
    return *number(text.substr(from, count), 1, 4);
  };
  if (part(4, 2) >= 1 && part(4, 2) <= 12 && part(6, 2) >= 1)
    return real({1, part(0, 4), part(4, 2), part(6, 2)});
  return part(0, 2) >= 1 ? real({1, part(4, 4), part(2, 2), part(0, 2)}) : std::nullopt;
}

std::optional<WrittenDay> day_then_month(Words words) {
  const auto day = day_of_month(words[0].folded);
  if (!day || *day == 0) return std::nullopt;
  const std::size_t at = words.size() > 1 && words[1].folded == "of" ? 2 : 1;
  if (words.size() < at + 2 || !loose(words[at]) || !loose(words[at + 1])) return std::nullopt;
  const auto month = month_named(words[at].folded);
  const auto written_year = year(words[at + 1].folded);
  if (!month || !written_year) return std::nullopt;
  return real({at + 2, *written_year, *month, *day});
}

std::optional<WrittenDay> month_then_day(Words words) {
  const auto month = month_named(words[0].folded);
  if (!month || words.size() < 3 || !loose(words[1]) || !loose(words[2])) return std::nullopt;
  const auto day = day_of_month(words[1].folded);
  const auto written_year = year(words[2].folded);
  if (!day || *day == 0 || !written_year) return std::nullopt;
  return real({3, *written_year, *month, *day});
}

// Only with a year of four digits: "may 10" is too often something else.
std::optional<WrittenDay> month_alone(Words words) {
  if (words.size() < 2) return std::nullopt;
  const auto named = month_named(words[0].folded);
  const auto later = number(words[1].folded, 4, 4);
  if (named && later && loose(words[1])) return real({2, *later, *named, 0});
  if (words[1].gap.empty() || !separator(words[1].gap)) return std::nullopt;
  const auto month = number(words[0].folded, 1, 2);
  if (month && later) return real({2, *later, *month, 0});
  const auto first = number(words[0].folded, 4, 4);
  const auto last = number(words[1].folded, 1, 2);
  return first && last ? real({2, *first, *last, 0}) : std::nullopt;
}

}  // namespace

std::optional<WrittenDay> written_day(Words words) {
  if (words.empty()) return std::nullopt;
  for (const auto form : {in_numbers, in_one_number, day_then_month, month_then_day, month_alone})
    if (const auto found = form(words)) return found;
  return std::nullopt;
}

bool says(const WrittenDay& written, const PartialDate& date) {
  const bool year_alone = date.text().size() == 4;
  if (year_alone) return false;
  const Day first = date.first();
  const bool same_year =
      written.year < 100 ? first.year() % 100 == written.year : first.year() == written.year;
  return same_year && first.month() == written.month &&
         (!date.whole() || first.day_of_month() == written.day);
}

}  // namespace reviewd
