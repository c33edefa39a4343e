#include "tests/tidy/source.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace reviewd {
namespace {

namespace files = std::filesystem;

bool word_character(char character) {
  return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

// Blanks from `begin` to `end`, keeping the ends of lines.
void blank(std::string& code, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < std::min(end, code.size()); ++at) {
    if (code[at] != '\n') code[at] = ' ';
  }
}

std::size_t end_of_line(const std::string& text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string::npos ? text.size() : end;
}

// The end of a preprocessor directive: a backslash continues it on the next line.
std::size_t end_of_directive(const std::string& text, std::size_t at) {
  std::size_t end = end_of_line(text, at);
  while (end < text.size() && end > at && text[end - 1] == '\\') end = end_of_line(text, end + 1);
  return end;
}

// The offset past a literal that opens with `quote` at `at`.
std::size_t end_of_literal(const std::string& text, std::size_t at, char quote) {
  for (std::size_t next = at + 1; next < text.size(); ++next) {
    if (text[next] == '\\') {
      ++next;
    } else if (text[next] == quote || text[next] == '\n') {
      return next + 1;
    }
  }
  return text.size();
}

std::size_t end_of_raw_literal(const std::string& text, std::size_t quote) {
  const std::size_t open = text.find('(', quote);
  if (open == std::string::npos) return text.size();
  const std::string close = ")" + text.substr(quote + 1, open - quote - 1) + "\"";
  const std::size_t end = text.find(close, open);
  return end == std::string::npos ? text.size() : end + close.size();
}

bool begins_line(const std::string& text, std::size_t at) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) --at;
  return at == 0 || text[at - 1] == '\n';
}

// Where what begins at `at` ends, when it is a comment, a directive or a literal; `at` itself otherwise.
std::size_t end_of_blank(const std::string& text, std::size_t at) {
  const char character = text[at];
  const char next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (character == '/' && next == '/') return end_of_line(text, at);
  if (character == '/' && next == '*') return std::min(text.size(), text.find("*/", at) + 2);
  if (character == '#' && begins_line(text, at)) return end_of_directive(text, at);
  if (character == '"' && at > 0 && text[at - 1] == 'R') return end_of_raw_literal(text, at);
  if (character == '"') return end_of_literal(text, at, '"');
  const bool digit_separator = at > 0 && word_character(text[at - 1]);
  if (character == '\'' && !digit_separator) return end_of_literal(text, at, '\'');
  return at;
}

std::string code_of(const std::string& text) {
  std::string code = text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_blank(text, at);
    if (end > at) {
      const bool literal = text[at] == '"' || text[at] == '\'';
      blank(code, literal ? at + 1 : at, literal ? end - 1 : end);
    }
    at = std::max(end, at + 1);
  }
  return code;
}

bool left_out(const files::path& path) {
  static const std::vector<std::string> names = {"build", "var", "node_modules", ".git", ".cache"};
  return std::find(names.begin(), names.end(), path.filename().string()) != names.end();
}

bool text_file(const files::path& path) {
  static const std::vector<std::string> endings = {".hpp",    ".cpp",      ".txt",      ".toml",
                                                   ".md",     ".service",  ".yml",      ".json",
                                                   ".socket", ".sysusers", ".tmpfiles", ".feature"};
  const std::string ending = path.extension().string();
  return ending.empty() || std::find(endings.begin(), endings.end(), ending) != endings.end();
}

std::vector<Source> read_tree() {
  const files::path root = REVIEWD_SOURCE_DIR;
  std::vector<Source> sources;
  for (auto entry = files::recursive_directory_iterator(root); entry != files::recursive_directory_iterator();
       ++entry) {
    if (entry->is_directory() && left_out(entry->path())) entry.disable_recursion_pending();
    if (!entry->is_regular_file() || left_out(entry->path()) || !text_file(entry->path())) continue;
    std::ifstream file(entry->path(), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (text.find('\0') != std::string::npos) continue;
    sources.push_back(make_source(files::relative(entry->path(), root).generic_string(), std::move(text)));
  }
  std::sort(sources.begin(), sources.end(),
            [](const Source& left, const Source& right) { return left.path < right.path; });
  return sources;
}

std::size_t first_character(const std::string& code, std::size_t at) {
  while (at < code.size() && std::isspace(static_cast<unsigned char>(code[at])) != 0) ++at;
  return at;
}

// What stands before a brace: from the end of the statement or block before it. Comments are blanks by now,
// and skipped here, because std::regex is slow over long runs of them.
std::string header_before(const std::string& code, std::size_t brace) {
  const std::size_t before = brace == 0 ? std::string::npos : code.find_last_of(";{}", brace - 1);
  const std::size_t begin = first_character(code, before == std::string::npos ? 0 : before + 1);
  return code.substr(begin, brace - begin);
}

// Parentheses that are no condition, no initialiser and no type mean a function.
bool opens_function(const std::string& header) {
  static const std::regex other(
      R"(^((public|private|protected):\s+)?(namespace|class|struct|enum|union|if|for|while|)"
      R"(switch|do|else|catch|try|extern)\b)");
  static const std::regex assigned(R"([^=!<>]=[^=])");
  if (header.find(')') == std::string::npos || std::regex_search(header, other)) return false;
  return !std::regex_search(header.substr(0, header.find('(')), assigned);
}

std::size_t closing_brace(const std::string& code, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < code.size(); ++at) {
    if (code[at] == '{') ++depth;
    if (code[at] == '}' && --depth == 0) return at;
  }
  return code.size();
}

bool opens_namespace(const std::string& header) {
  static const std::regex expression(R"(^\s*(inline\s+)?namespace\b|^\s*extern\s)");
  return std::regex_search(header, expression);
}

}  // namespace

Source make_source(std::string path, std::string text) {
  std::string code = code_of(text);
  return {std::move(path), std::move(text), std::move(code)};
}

const std::vector<Source>& tree() {
  static const std::vector<Source> sources = read_tree();
  return sources;
}

std::string violations_in_tree(const HouseRule& rule) {
  std::ostringstream report;
  for (const Source& source : tree()) {
    for (const Violation& found : rule(source)) {
      report << found.path << ':' << found.line << ": " << found.what << '\n';
    }
  }
  return report.str();
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

std::vector<Violation> matches(const Source& source, const std::string& expression, const std::string& what) {
  std::vector<Violation> found;
  const std::regex compiled(expression);
  const std::sregex_iterator end;
  for (std::sregex_iterator at(source.code.begin(), source.code.end(), compiled); at != end; ++at) {
    found.push_back({source.path, line_at(source.code, static_cast<std::size_t>(at->position())), what});
  }
  return found;
}

std::vector<Body> function_bodies(const Source& source) {
  std::vector<Body> bodies;
  for (std::size_t at = source.code.find('{'); at != std::string::npos; at = source.code.find('{', at + 1)) {
    if (!opens_function(header_before(source.code, at))) continue;
    const std::size_t end = closing_brace(source.code, at);
    bodies.push_back({at, end});
    at = end;
  }
  return bodies;
}

std::vector<Declaration> declarations(const Source& source) {
  std::vector<Declaration> found;
  const std::string& code = source.code;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (code[at] == '}') begin = at + 1;  // of a namespace: every other block is skipped below
    if (code[at] != ';' && code[at] != '{') continue;
    begin = std::min(first_character(code, begin), at);
    const std::string header = code.substr(begin, at - begin);
    const bool block = code[at] == '{';
    if (!(block && opens_namespace(header))) {
      found.push_back({begin, header, block});
      if (block) at = closing_brace(code, at);
    }
    begin = at + 1;
  }
  return found;
}

}  // namespace reviewd
