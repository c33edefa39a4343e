#include "api/http_chunk_scanner.hpp"

#include <algorithm>

#include "api/http_characters.hpp"

namespace reviewd {
namespace {

constexpr std::size_t longest_size = 15;

std::unexpected<HttpRefusal> bad_chunk() {
  return refuse(400, "malformed_chunk", "The chunked body is not in the plain form of RFC 9112.");
}

}  // namespace

std::expected<std::size_t, HttpRefusal> HttpChunkScanner::scan(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size() && part_ != Part::done) {
    if (part_ == Part::data) {
      const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_left_, bytes.size() - at));
      chunk_left_ -= size;
      at += size;
      if (chunk_left_ == 0) part_ = Part::data_return;
      continue;
    }
    if (++overhead_ > limits_->chunk_overhead_bytes) {
      return refuse(413, "chunk_overhead", "The body is cut into too many chunks.");
    }
    if (auto good = take(bytes[at]); !good) return std::unexpected(good.error());
    ++at;
    held_ = part_ == Part::data || part_ == Part::done ? 0 : held_ + 1;
  }
  return at;
}

std::expected<void, HttpRefusal> HttpChunkScanner::take(char byte) {
  switch (part_) {
    case Part::size:
      return take_size(byte);
    case Part::size_end:
      return finish_size(byte);
    case Part::data_return:
      return expect(byte, '\r', Part::data_end);
    case Part::data_end:
      return expect(byte, '\n', Part::size);
    case Part::last_return:
      if (byte != '\r') return refuse(400, "trailers_refused", "This server takes no trailers.");
      part_ = Part::last_end;
      return {};
    case Part::last_end:
      return expect(byte, '\n', Part::done);
    case Part::data:
    case Part::done:
      break;
  }
  return bad_chunk();
}

std::expected<void, HttpRefusal> HttpChunkScanner::take_size(char byte) {
  if (byte == '\r' && digits_ > 0) {
    part_ = Part::size_end;
    return {};
  }
  if (byte == ';') return refuse(400, "chunk_extension", "This server takes no chunk extensions.");
  const int digit = hex_value(byte);
  if (digit < 0 || ++digits_ > longest_size) return bad_chunk();
  chunk_left_ = chunk_left_ * 16 + static_cast<std::uint64_t>(digit);
  return {};
}

std::expected<void, HttpRefusal> HttpChunkScanner::finish_size(char byte) {
  if (byte != '\n') return bad_chunk();
  digits_ = 0;
  if (chunk_left_ > limits_->body_bytes - content_) {
    return refuse(413, "body_too_large", "The body is larger than this server takes.");
  }
  content_ += chunk_left_;
  part_ = chunk_left_ == 0 ? Part::last_return : Part::data;
  return {};
}

std::expected<void, HttpRefusal> HttpChunkScanner::expect(char byte, char wanted, Part next) {
  if (byte != wanted) return bad_chunk();
  part_ = next;
  return {};
}

}  // namespace reviewd
