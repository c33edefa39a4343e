// Reading the project's own tree for the house rules: files, their code without comments and literals, the
// bodies of their functions. Heuristics fit for this project's style, not a parser of C++. Tests only; one
// thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace reviewd {

// One file of the tree. `code` has the length and the lines of `text`, with comments, the insides of literals
// and the lines of the preprocessor blanked, so that a rule about code does not see prose.
struct Source {
  std::string path;  // from the root of the project, with '/'
  std::string text;
  std::string code;

  bool in(std::string_view folder) const { return path.starts_with(std::string(folder) + "/"); }
  bool header() const { return path.ends_with(".hpp"); }
  bool cpp() const { return header() || path.ends_with(".cpp"); }
};

Source make_source(std::string path, std::string text);

// Every text file of the project, in order of path; build, var, node_modules and .git are not part of it.
const std::vector<Source>& tree();

struct Violation {
  std::string path;
  std::size_t line = 0;
  std::string what;
};

// The violations one rule finds in one file.
using HouseRule = std::function<std::vector<Violation>(const Source&)>;

// All violations of a rule in the tree, a line each; empty when it is kept.
std::string violations_in_tree(const HouseRule& rule);

std::vector<std::string> lines_of(std::string_view text);
std::size_t line_at(std::string_view text, std::size_t offset);

// Every match of a regular expression in the code of a file, as violations.
std::vector<Violation> matches(const Source& source, const std::string& expression, const std::string& what);

// The body of one function or test case, with its braces, as offsets into `code`.
struct Body {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::vector<Body> function_bodies(const Source& source);

// One declaration at the level of a namespace: offset of its first character, and its text up to ';' or '{'.
struct Declaration {
  std::size_t begin = 0;
  std::string text;
  bool defined = false;
};
std::vector<Declaration> declarations(const Source& source);

}  // namespace reviewd
