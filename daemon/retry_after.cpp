#include "daemon/retry_after.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace reviewd {
namespace {

std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t length) {
  if (text.size() < at + length) return std::nullopt;
  int number = 0;
  const char* const begin = text.data() + at;
  const auto [end, error] = std::from_chars(begin, begin + length, number);
  if (error != std::errc{} || end != begin + length || number < 0) return std::nullopt;
  return number;
}

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::optional<std::int64_t> seconds_of_date(std::string_view text) {
  static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
  const auto month = std::ranges::find(months, text.substr(8, 3));
  const auto day = number_at(text, 5, 2);
  const auto year = number_at(text, 12, 4);
  const auto hour = number_at(text, 17, 2);
  const auto minute = number_at(text, 20, 2);
  const auto second = number_at(text, 23, 2);
  if (month == months.end() || !day || !year || !hour || !minute || !second) return std::nullopt;
  const auto date = std::chrono::year{*year} /
                    std::chrono::month{static_cast<unsigned>(month - months.begin()) + 1} /
                    std::chrono::day{static_cast<unsigned>(*day)};
  if (!date.ok()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  return ((days * 24 + *hour) * 60 + *minute) * 60 + *second;
}

}  // namespace

std::optional<std::int64_t> retry_after_seconds(std::string_view value, std::int64_t now) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error == std::errc::result_out_of_range) return INT32_MAX;
  if (error == std::errc{} && end == value.data() + value.size() && seconds >= 0)
    return std::min<std::int64_t>(seconds, INT32_MAX);
  const auto date = seconds_of_date(value);
  if (!date) return std::nullopt;
  return std::max<std::int64_t>(*date - now, 0);
}

}  // namespace reviewd
