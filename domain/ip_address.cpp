// Reading and writing of IP addresses and ranges.
#include <algorithm>
#include <charconv>

#include "domain/delivery_target.hpp"

namespace reviewd {
namespace {

constexpr std::size_t v6_groups = 8;

// Decimal without leading zeros, up to `most`.
std::optional<int> whole_number(std::string_view text, int most) {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > most)
    return std::nullopt;
  return number;
}

std::optional<IpAddress> parse_v4(std::string_view text) {
  IpAddress address;
  for (std::size_t at = 0; at < 4; ++at) {
    const auto dot = at < 3 ? text.find('.') : text.size();
    if (dot == std::string_view::npos) return std::nullopt;
    const auto number = whole_number(text.substr(0, dot), 255);
    if (!number) return std::nullopt;
    address.bytes[at] = static_cast<std::uint8_t>(*number);
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return address;
}

std::optional<std::uint16_t> group_of(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return static_cast<std::uint16_t>(number);
}

// Groups between colons; the last may be an IPv4 address. Nothing when one is none.
std::optional<std::vector<std::uint16_t>> groups_of(std::string_view text) {
  std::vector<std::uint16_t> groups;
  while (!text.empty()) {
    const auto colon = std::min(text.find(':'), text.size());
    const std::string_view part = text.substr(0, colon);
    if (colon == text.size() && part.find('.') != std::string_view::npos) {
      const auto v4 = parse_v4(part);
      if (!v4) return std::nullopt;
      groups.push_back(static_cast<std::uint16_t>(v4->bytes[0] << 8U | v4->bytes[1]));
      groups.push_back(static_cast<std::uint16_t>(v4->bytes[2] << 8U | v4->bytes[3]));
      return groups;
    }
    const auto group = group_of(part);
    if (!group) return std::nullopt;
    groups.push_back(*group);
    if (colon + 1 == text.size()) return std::nullopt;  // ends in a colon
    text.remove_prefix(std::min(colon + 1, text.size()));
  }
  return groups;
}

std::optional<IpAddress> parse_v6(std::string_view text) {
  const auto gap = text.find("::");
  const auto before = groups_of(text.substr(0, std::min(gap, text.size())));
  const auto after = groups_of(gap == std::string_view::npos ? std::string_view{} : text.substr(gap + 2));
  if (!before || !after) return std::nullopt;
  const std::size_t given = before->size() + after->size();
  if (gap == std::string_view::npos ? given != v6_groups : given >= v6_groups) return std::nullopt;
  std::vector<std::uint16_t> groups = *before;
  groups.resize(v6_groups - after->size());
  groups.insert(groups.end(), after->begin(), after->end());
  IpAddress address{true, {}};
  for (std::size_t at = 0; at < v6_groups; ++at) {
    address.bytes[2 * at] = static_cast<std::uint8_t>(groups[at] >> 8U);
    address.bytes[2 * at + 1] = static_cast<std::uint8_t>(groups[at] & 0xffU);
  }
  return address;
}

bool bit_at(const IpAddress& address, int bit) {
  return (address.bytes[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8) & 1) != 0;
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  if (text.size() > 45) return std::nullopt;
  return text.find(':') == std::string_view::npos ? parse_v4(text) : parse_v6(text);
}

std::string IpAddress::text() const {
  std::string written;
  if (!v6) {
    for (std::size_t at = 0; at < 4; ++at)
      written += (at == 0 ? "" : ".") + std::to_string(static_cast<int>(bytes[at]));
    return written;
  }
  for (std::size_t at = 0; at < v6_groups; ++at) {
    std::array<char, 4> digits{};
    const unsigned group = static_cast<unsigned>(bytes[2 * at]) << 8U | bytes[2 * at + 1];
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), group, 16);
    written += at == 0 ? "" : ":";
    written.append(digits.data(), end);
  }
  return written;
}

std::optional<IpRange> IpRange::parse(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto first = IpAddress::parse(text.substr(0, slash));
  if (!first) return std::nullopt;
  const auto bits = whole_number(text.substr(slash + 1), first->v6 ? 128 : 32);
  if (!bits || *bits < (first->v6 ? 32 : 8)) return std::nullopt;
  for (int bit = *bits; bit < (first->v6 ? 128 : 32); ++bit)
    if (bit_at(*first, bit)) return std::nullopt;
  return IpRange{*first, *bits};
}

bool IpRange::contains(const IpAddress& address) const {
  if (address.v6 != first.v6) return false;
  for (int bit = 0; bit < bits; ++bit)
    if (bit_at(address, bit) != bit_at(first, bit)) return false;
  return true;
}

}  // namespace reviewd
