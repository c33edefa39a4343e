// Where a reader or a writer of JSON stands: the segments down from the top, and the JSON Pointer (RFC 6901)
// of them, which is put together only where somebody asks. One thread. Knows nothing of what stands there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reviewd {

// One place in a document, from the top down.
class JsonPath {
 public:
  JsonPath() { segments_.reserve(8); }

  // Goes down to a member; its name must outlive the stay there.
  void enter(std::string_view name) { segments_.push_back({name, 0}); }
  // Goes down to an element of a list.
  void enter(std::size_t index) { segments_.push_back({{}, index}); }
  // Goes up again.
  void leave() { segments_.pop_back(); }

  // The JSON Pointer; of a name that a caller made up at most 100 bytes, cut between two characters.
  std::string pointer() const {
    std::string text;
    for (const Segment& segment : segments_) {
      text += '/';
      if (segment.name.data() == nullptr)
        text += std::to_string(segment.index);
      else
        add_name(text, segment.name);
    }
    return text;
  }

 private:
  struct Segment {
    std::string_view name;  // without data: an element of a list
    std::size_t index = 0;
  };
  static constexpr std::size_t name_bytes_max = 100;

  // The number of bytes, at most `bytes_max`, that cut no character of UTF-8 in two.
  static std::size_t whole_characters(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text.size();
    while (bytes_max > 0 && (static_cast<unsigned char>(text[bytes_max]) & 0xC0U) == 0x80U) --bytes_max;
    return bytes_max;
  }

  static void add_name(std::string& text, std::string_view name) {
    for (const char letter : name.substr(0, whole_characters(name, name_bytes_max))) {
      if (letter == '~')
        text += "~0";
      else if (letter == '/')
        text += "~1";
      else
        text += letter;
    }
  }

  std::vector<Segment> segments_;
};

}  // namespace reviewd
