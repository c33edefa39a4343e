#include "config/text_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>

namespace reviewd {
namespace {

constexpr std::uintmax_t longest_file = 65536;

std::unexpected<ConfigFault> refused(const std::filesystem::path& file, std::string detail) {
  return std::unexpected(ConfigFault{file.string(), 0, std::move(detail)});
}

}  // namespace

std::expected<std::string, ConfigFault> read_text_file(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    return refused(file, error ? "cannot be read: " + error.message() : "is not a file");
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error) return refused(file, "cannot be read: " + error.message());
  if (size > longest_file) return refused(file, "is longer than " + std::to_string(longest_file) + " bytes");
  std::ifstream stream{file, std::ios::binary};
  if (!stream) return refused(file, std::string{"cannot be opened: "} + std::strerror(errno));
  std::string text(static_cast<std::size_t>(size), '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!stream || stream.peek() != std::ifstream::traits_type::eof())
    return refused(file, "changed while it was read");
  return text;
}

}  // namespace reviewd
