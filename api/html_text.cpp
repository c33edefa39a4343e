#include "api/html_text.hpp"

#include <openssl/evp.h>

#include <array>

#include "domain/day.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

std::string base64(const Digest& digest) {
  std::array<unsigned char, 4 * ((Digest::size + 2) / 3) + 1> text{};
  const int length = EVP_EncodeBlock(text.data(), digest.bytes().data(), Digest::size);
  return {reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(length)};
}

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char letter : text) {
    switch (letter) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += letter;
    }
  }
  return escaped;
}

std::string written_day(std::string_view text) {
  const auto date = PartialDate::parse(text);
  if (!date) return std::string{text};
  const std::string year = std::to_string(date->first().year());
  if (date->first() != date->last() && date->first().month() != date->last().month()) return year;
  const std::string month{months[static_cast<std::size_t>(date->first().month() - 1)]};
  if (!date->whole()) return month + " " + year;
  return std::to_string(date->first().day_of_month()) + " " + month + " " + year;
}

std::vector<std::pair<std::string, std::string>> page_headers(std::string_view style) {
  return {{"Content-Type", "text/html; charset=utf-8"},
          {"Cache-Control", "no-store"},
          {"Content-Security-Policy", "default-src 'none'; style-src 'sha256-" + base64(sha256(style)) +
                                          "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
          {"X-Content-Type-Options", "nosniff"},
          {"Referrer-Policy", "no-referrer"}};
}

}  // namespace reviewd
