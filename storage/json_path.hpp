// Where a reader or a writer of JSON stands: the segments down from the top, and the JSON Pointer (RFC 6901)
// of them, which is put together only where somebody asks. One thread. Knows nothing of what stands there.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "domain/assert.hpp"

namespace reviewd {

// One place in a document, from the top down.
class JsonPath {
 public:
  // Goes down to a member; its name must outlive the stay there.
  void enter(std::string_view name) { add({name, 0}); }
  // Goes down to an element of a list.
  void enter(std::size_t index) { add({{}, index}); }
  // Goes up again.
  void leave() { --depth_; }

  // The JSON Pointer; of a name that a caller made up at most 100 bytes, cut between two characters.
  std::string pointer() const {
    std::string text;
    for (std::size_t at = 0; at < depth_; ++at) {
      const Segment& segment = segments_[at];
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
    std::size_t index;
  };
  // Several times what the described types reach; what a caller sends is followed no deeper than they go.
  static constexpr std::size_t depth_max = 32;
  static constexpr std::size_t name_bytes_max = 100;

  void add(Segment segment) {
    REVIEWD_ASSERT(depth_ < depth_max);
    segments_[depth_++] = segment;
  }

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

  std::array<Segment, depth_max> segments_;
  std::size_t depth_ = 0;
};

}  // namespace reviewd
