#include "config/quoted_text.hpp"

namespace reviewd {

std::string in_quotes(std::string_view text) {
  std::string result{"\""};
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') result += '\\';
    result += letter;
  }
  return result + "\"";
}

std::string in_quotes(const std::vector<std::string>& texts) {
  std::string result{"["};
  for (const std::string& text : texts) result += (result.size() == 1 ? "" : ", ") + in_quotes(text);
  return result + "]";
}

}  // namespace reviewd
