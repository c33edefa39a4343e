// A text as its words, each with the place where it stands: as somebody compares it who passes over case,
// accents, white space and punctuation. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reviewd {

// Letters and digits without anything between them.
struct TextWord {
  std::string folded;      // in lower case, Latin letters without their accents
  std::string gap;         // the punctuation before it, without white space
  bool capital = false;    // whether it begins with a capital letter
  std::size_t begin = 0;   // in characters from the start of the text
  std::size_t end = 0;     // behind its last character
  std::size_t line = 1;    // from 1
  std::size_t column = 1;  // from 1, in characters
};

// `text` is valid UTF-8. A line ends at LF, CR or both together.
std::vector<TextWord> words_of_text(std::string_view text);

// How many characters (code points) a text in UTF-8 has.
std::size_t characters_in(std::string_view text);

}  // namespace reviewd
