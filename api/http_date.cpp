#include "api/http_date.hpp"

#include <array>
#include <cstdio>
#include <string_view>

namespace reviewd {

std::string http_date(std::chrono::sys_seconds moment) {
  constexpr std::string_view week_days = "SunMonTueWedThuFriSat";
  constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(moment - day);
  const std::string week_day(week_days.substr(std::chrono::weekday(day).c_encoding() * 3, 3));
  const std::string month(months.substr((static_cast<unsigned>(date.month()) - 1) * 3, 3));
  std::array<char, 64> text{};
  const int size =
      std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", week_day.c_str(),
                    static_cast<unsigned>(date.day()), month.c_str(), static_cast<int>(date.year()),
                    static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                    static_cast<int>(time.seconds().count()));
  return std::string(text.data(), static_cast<std::size_t>(size));
}

}  // namespace reviewd
