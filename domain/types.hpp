// The names by which things of the log are told apart. Distinct types: a position is never mistaken for a
// count, nor a case for a board. Values without behaviour; any thread.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace reviewd {

// The place of a commit in the log: dense, from 1. Zero is "before the first commit".
class Position {
 public:
  constexpr Position() = default;
  constexpr explicit Position(std::uint64_t number) : number_(number) {}
  // Digits only, no sign, no leading zero, at most 2^63-1; anything else gives nothing.
  static std::optional<Position> parse(std::string_view text);

  constexpr std::uint64_t number() const { return number_; }
  constexpr Position next() const { return Position{number_ + 1}; }
  std::string text() const { return std::to_string(number_); }
  constexpr auto operator<=>(const Position&) const = default;

 private:
  std::uint64_t number_ = 0;
};

// 'c' and 100 random bits in lower-case base32 (RFC 4648 letters). Drawn by the shell, never by the domain.
class CaseId {
 public:
  static constexpr std::size_t length = 21;
  CaseId() { letters_.fill('a'); }
  static std::optional<CaseId> parse(std::string_view text);
  // From the first 100 of 104 random bits.
  static CaseId from_random(const std::array<std::uint8_t, 13>& random);

  std::string_view text() const { return {letters_.data(), letters_.size()}; }
  auto operator<=>(const CaseId&) const = default;

 private:
  std::array<char, length> letters_{};
};

// 128 bits in lower-case hexadecimal: log ids, command ids, board ids, token ids.
class Identifier {
 public:
  static constexpr std::size_t length = 32;
  Identifier() { letters_.fill('0'); }
  static std::optional<Identifier> parse(std::string_view text);
  static Identifier from_random(const std::array<std::uint8_t, 16>& random);

  std::string_view text() const { return {letters_.data(), letters_.size()}; }
  auto operator<=>(const Identifier&) const = default;

 private:
  std::array<char, length> letters_{};
};

// One event of the log: written "<position>.<index>" inside this log.
struct EventId {
  Position position;
  std::uint32_t index = 0;

  static std::optional<EventId> parse(std::string_view text);
  std::string text() const { return position.text() + "." + std::to_string(index); }
  auto operator<=>(const EventId&) const = default;
};

// 256 bits, the output of SHA-256. The domain compares digests and never makes them.
class Digest {
 public:
  static constexpr std::size_t size = 32;
  Digest() = default;
  explicit Digest(const std::array<std::uint8_t, size>& bytes) : bytes_(bytes) {}
  static std::optional<Digest> parse(std::string_view hexadecimal);

  const std::array<std::uint8_t, size>& bytes() const { return bytes_; }
  std::string text() const;  // 64 hexadecimal digits
  auto operator<=>(const Digest&) const = default;

 private:
  std::array<std::uint8_t, size> bytes_{};
};

// Who caused a commit: a token and the name of the office or system it was issued to, or the daemon itself.
struct Actor {
  std::string id;    // a token id, "reviewd" for the daemon itself, "import" for the import
  std::string name;  // of an office or a client program; never of a person

  static Actor daemon() { return {"reviewd", "reviewd"}; }
  bool is_daemon() const { return id == "reviewd"; }
  bool operator==(const Actor&) const = default;
};

// Hexadecimal digits, two a byte; nothing when a character is none, or their number is odd or not `2 *
// count`.
bool hexadecimal_bytes(std::string_view text, std::uint8_t* bytes, std::size_t count);

// Two lower-case digits for each of `count` bytes.
std::string hexadecimal_text(const std::uint8_t* bytes, std::size_t count);

}  // namespace reviewd

template <>
struct std::hash<reviewd::CaseId> {
  std::size_t operator()(const reviewd::CaseId& id) const noexcept {
    // Drawn at random: eight of its letters are a hash.
    std::size_t value = 0;
    std::memcpy(&value, id.text().data() + reviewd::CaseId::length - sizeof value, sizeof value);
    return value;
  }
};
template <>
struct std::hash<reviewd::Digest> {
  // A digest is evenly spread already: its first bytes are a hash.
  std::size_t operator()(const reviewd::Digest& digest) const noexcept {
    std::size_t value = 0;
    for (std::size_t at = 0; at < sizeof value; ++at) value = value << 8U | digest.bytes()[at];
    return value;
  }
};
