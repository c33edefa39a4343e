// Walks over the bytes of a chunked body and refuses everything but the plain form: size in hexadecimal
// digits, CR LF, data, CR LF, and at the end "0", CR LF, CR LF. No extension, no blank, no trailer. Bounds
// the content and the overhead. It decodes nothing; Beast does, from bytes that this has let pass. One per
// body.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string_view>

#include "api/http_limits.hpp"
#include "api/http_refusal.hpp"

namespace reviewd {

// Keeps its place between calls.
class HttpChunkScanner {
 public:
  // Keeps a reference to the limits.
  explicit HttpChunkScanner(const HttpLimits& limits) : limits_(&limits) {}

  // Takes the next bytes. Answers how many of them belong to this body: all, unless it ends among them.
  // Refusals: 400 another form, 413 content or overhead over the limit.
  [[nodiscard]] std::expected<std::size_t, HttpRefusal> scan(std::string_view bytes);

  // How many of the last bytes taken belong to a size line, or to the end of the body, that is not complete
  // yet. Beast asserts when it is given the end "0", CR LF, CR LF in pieces, so it is given them whole.
  [[nodiscard]] std::size_t held() const { return held_; }

  // The end of the body has been seen.
  [[nodiscard]] bool done() const { return part_ == Part::done; }

 private:
  enum class Part { size, size_end, data, data_return, data_end, last_return, last_end, done };

  [[nodiscard]] std::expected<void, HttpRefusal> take(char byte);
  [[nodiscard]] std::expected<void, HttpRefusal> take_size(char byte);
  [[nodiscard]] std::expected<void, HttpRefusal> finish_size(char byte);
  [[nodiscard]] std::expected<void, HttpRefusal> expect(char byte, char wanted, Part next);

  const HttpLimits* limits_;
  Part part_ = Part::size;
  std::size_t digits_ = 0;
  std::size_t held_ = 0;
  std::uint64_t chunk_left_ = 0;
  std::uint64_t content_ = 0;
  std::uint64_t overhead_ = 0;
};

}  // namespace reviewd
