// The bytes of one connection that have been read and not yet used: pipelined requests wait here for their
// turn. One per connection, kept between its requests; loop thread. It has no limit of its own: who fills it
// stops reading when a request is refused.
#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "domain/assert.hpp"

namespace reviewd {

// A piece of memory with a used and an unread part.
class HttpInputBuffer {
 public:
  // What has been read and not consumed. Good until the next prepare().
  [[nodiscard]] std::string_view unread() const { return {bytes_.data() + begin_, end_ - begin_}; }

  // Room for `size` more bytes behind the unread ones.
  [[nodiscard]] std::span<char> prepare(std::size_t size) {
    if (begin_ > 0 && bytes_.size() - end_ < size) {
      std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    if (bytes_.size() - end_ < size) bytes_.resize(end_ + size);
    return {bytes_.data() + end_, size};
  }

  // `size` bytes have been written into the room.
  void commit(std::size_t size) {
    REVIEWD_ASSERT(size <= bytes_.size() - end_);
    end_ += size;
  }

  // The first `size` unread bytes are used up.
  void consume(std::size_t size) {
    REVIEWD_ASSERT(size <= end_ - begin_);
    begin_ += size;
    if (begin_ == end_) begin_ = end_ = 0;
  }

 private:
  std::vector<char> bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace reviewd
