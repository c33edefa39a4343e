#include "api/publication_search.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include "api/text_words.hpp"
#include "api/written_days.hpp"

namespace reviewd {
namespace {

constexpr std::array<std::string_view, 10> titles{"mr", "mrs",  "ms",  "miss", "mx",
                                                  "dr", "prof", "sir", "lady", "professor"};
constexpr std::size_t letters_of_a_part = 3;

// A row of words to look for.
struct Pattern {
  std::vector<std::string> words;
  std::size_t sought = 0;
  bool whole = true;
  bool capital = false;  // only where the text writes it with a capital letter
};

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  for (TextWord& word : words_of_text(text)) words.push_back(std::move(word.folded));
  return words;
}

bool title(std::string_view word) {
  return std::find(titles.begin(), titles.end(), word) != titles.end();
}

// The two words of a postcode in lower case: ab1 2cd.
bool postcode(std::string_view outward, std::string_view inward) {
  const auto letter = [](char sign) { return sign >= 'a' && sign <= 'z'; };
  const auto digit = [](char sign) { return sign >= '0' && sign <= '9'; };
  return outward.size() >= 2 && outward.size() <= 4 && letter(outward[0]) && has_digit(outward) &&
         inward.size() == 3 && digit(inward[0]) && letter(inward[1]) && letter(inward[2]);
}

class Patterns {
 public:
  explicit Patterns(const std::vector<PersonalSought>& sought) {
    for (std::size_t at = 0; at < sought.size(); ++at) {
      if (sought[at].kind == PersonalKind::name) add_name(sought[at].value, at);
      if (sought[at].kind == PersonalKind::address) add_address(sought[at].value, at);
      if (sought[at].kind == PersonalKind::date_of_birth)
        if (const auto date = PartialDate::parse(sought[at].value)) dates_.emplace_back(*date, at);
    }
  }

  // The longest that begins at the first of these words: whole ones or parts. Gives how many words it takes.
  std::size_t match(std::span<const TextWord> words, bool whole, PersonalFound& found) const {
    std::size_t longest = whole ? match_date(words, found) : 0;
    const auto begin = by_first_word_.find(words[0].folded);
    if (begin == by_first_word_.end()) return longest;
    for (const Pattern& pattern : begin->second) {
      if (pattern.whole != whole || pattern.words.size() <= longest || !stands(pattern, words)) continue;
      longest = pattern.words.size();
      found.sought = pattern.sought;
    }
    return longest;
  }

 private:
  void add(Pattern pattern) {
    if (!pattern.words.empty()) by_first_word_[pattern.words[0]].push_back(std::move(pattern));
  }

  void add_name(std::string_view name, std::size_t sought) {
    std::vector<std::string> words = folded_words(name);
    while (words.size() > 1 && title(words[0]) && words[1].size() >= letters_of_a_part)
      words.erase(words.begin());
    for (const std::string& word : words)
      if (words.size() > 1 && word.size() >= letters_of_a_part && !title(word))
        add({{word}, sought, false, true});
    add({std::move(words), sought, true, false});
  }

  void add_address(std::string_view address, std::size_t sought) {
    std::vector<std::string> words = folded_words(address);
    for (std::size_t at = 0; at + 1 < words.size(); ++at)
      if (words.size() > 2 && postcode(words[at], words[at + 1]))
        add({{words[at], words[at + 1]}, sought, false, false});
    const bool lines = address.find_first_of(",;\n") != std::string_view::npos;
    while (lines && !address.empty()) {
      const auto end = std::min(address.find_first_of(",;\n"), address.size());
      std::vector<std::string> line = folded_words(address.substr(0, end));
      if (line.size() > 1 && has_digit(address.substr(0, end))) add({std::move(line), sought, false, false});
      address.remove_prefix(std::min(end + 1, address.size()));
    }
    add({std::move(words), sought, true, false});
  }

  std::size_t match_date(std::span<const TextWord> words, PersonalFound& found) const {
    const auto written = dates_.empty() ? std::nullopt : written_day(words);
    if (!written) return 0;
    for (const auto& [date, sought] : dates_)
      if (says(*written, date)) {
        found.sought = sought;
        return written->words;
      }
    return 0;
  }

  static bool stands(const Pattern& pattern, std::span<const TextWord> words) {
    if (words.size() < pattern.words.size() || (pattern.capital && !words[0].capital)) return false;
    return std::equal(pattern.words.begin(), pattern.words.end(), words.begin(),
                      [](const std::string& wanted, const TextWord& word) { return wanted == word.folded; });
  }

  std::unordered_map<std::string, std::vector<Pattern>> by_first_word_;
  std::vector<std::pair<PartialDate, std::size_t>> dates_;
};

}  // namespace

std::vector<PersonalFound> find_personal(std::string_view text, const std::vector<PersonalSought>& sought) {
  const Patterns patterns(sought);
  const std::vector<TextWord> words = words_of_text(text);
  std::vector<PersonalFound> all;
  for (std::size_t at = 0; at < words.size();) {
    const auto rest = std::span{words}.subspan(at);
    PersonalFound found{words[at].line, words[at].column, 0, 0, true};
    std::size_t length = patterns.match(rest, true, found);
    found.whole = length != 0;
    if (length == 0) length = patterns.match(rest, false, found);
    if (length != 0) {
      found.length = words[at + length - 1].end - words[at].begin;
      all.push_back(found);
    }
    at += std::max<std::size_t>(length, 1);
  }
  return all;
}

}  // namespace reviewd
