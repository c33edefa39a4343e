#include "config/bounded_toml.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace reviewd {
namespace {

// Walks over the text as TOML's lexical rules do, so that brackets and dots inside strings and comments do
// not count.
class NestingMeter {
 public:
  explicit NestingMeter(std::string_view text) : text_(text) {}

  // The line on which the text nests too deeply, or nothing.
  std::optional<int> line_too_deep() {
    while (at_ < text_.size()) {
      const char letter = text_[at_];
      if (letter == '"' || letter == '\'') {
        skip_string(letter);
        continue;
      }
      if (letter == '#') at_ = std::min(text_.find('\n', at_), text_.size());
      count(at_ < text_.size() ? text_[at_] : '\n');
      ++at_;
      if (brackets_ > deepest_nesting || dots_ > deepest_nesting) return line_;
    }
    return std::nullopt;
  }

 private:
  void count(char letter) {
    if (letter == '[' || letter == '{') ++brackets_;
    if ((letter == ']' || letter == '}') && brackets_ > 0) --brackets_;
    if (letter == '.') ++dots_;
    if (letter == '=' || letter == ',') dots_ = 0;
    if (letter == '\n') {
      dots_ = 0;
      ++line_;
    }
  }

  void skip_string(char quote) {
    const std::string triple(3, quote);
    const bool many_lines = text_.substr(at_, 3) == triple;
    at_ += many_lines ? 3 : 1;
    while (at_ < text_.size()) {
      if (text_[at_] == '\\' && quote == '"') {
        ++at_;
      } else if (many_lines ? text_.substr(at_, 3) == triple : text_[at_] == quote) {
        at_ += many_lines ? 3 : 1;
        return;
      } else if (text_[at_] == '\n') {
        if (!many_lines) return;  // not closed: the parser will say so
        ++line_;
      }
      ++at_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  int brackets_ = 0;
  int dots_ = 0;
};

}  // namespace

std::expected<toml::table, ConfigFault> parse_bounded(std::string_view text, std::string_view file) {
  const std::string name{file};
  if (text.size() > longest_document)
    return std::unexpected(
        ConfigFault{name, 0, "the document is longer than " + std::to_string(longest_document) + " bytes"});
  if (const auto line = NestingMeter{text}.line_too_deep())
    return std::unexpected(ConfigFault{name, *line, "nested deeper than " + std::to_string(deepest_nesting)});
  toml::parse_result parsed = toml::parse(text, file);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return std::unexpected(
        ConfigFault{name, static_cast<int>(error.source().begin.line), std::string{error.description()}});
  }
  return std::move(parsed).table();
}

}  // namespace reviewd
