// Whole numbers as bytes, most significant first: the one byte order of every file this program writes
// (storage/FORMAT.md). Pure functions, any thread. They check no bounds: the caller knows that the bytes are
// there.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>

namespace reviewd {

// Writes `number` into the sizeof(Number) bytes at `bytes`.
template <std::unsigned_integral Number>
inline void store_big_endian(char* bytes, Number number) {
  for (std::size_t at = sizeof(Number); at-- > 0;) {
    bytes[at] = static_cast<char>(static_cast<unsigned char>(number & 0xffU));
    if constexpr (sizeof(Number) > 1) number = static_cast<Number>(number >> 8U);
  }
}

// Reads back what store_big_endian wrote at `bytes`.
template <std::unsigned_integral Number>
inline Number load_big_endian(const char* bytes) {
  Number number = 0;
  for (std::size_t at = 0; at < sizeof(Number); ++at) {
    if constexpr (sizeof(Number) > 1) number = static_cast<Number>(number << 8U);
    number = static_cast<Number>(number | static_cast<unsigned char>(bytes[at]));
  }
  return number;
}

// Adds the sizeof(Number) bytes of `number` at the end of `bytes`.
template <std::unsigned_integral Number>
inline void append_big_endian(std::string& bytes, Number number) {
  char buffer[sizeof(Number)];
  store_big_endian(buffer, number);
  bytes.append(buffer, sizeof buffer);
}

}  // namespace reviewd
