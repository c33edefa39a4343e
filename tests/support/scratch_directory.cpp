#include "tests/support/scratch_directory.hpp"

#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "domain/assert.hpp"

namespace reviewd {

ScratchDirectory::ScratchDirectory() {
  std::string name = (std::filesystem::temp_directory_path() / "reviewd-test-XXXXXX").string();
  REVIEWD_ASSERT(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string file_bytes(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  REVIEWD_ASSERT(stream.good());
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush();
  REVIEWD_ASSERT(stream.good());
}

void flip_bit_of_file(const std::filesystem::path& file, std::size_t byte, unsigned bit) {
  std::string bytes = file_bytes(file);
  bytes.at(byte) = static_cast<char>(static_cast<unsigned char>(bytes.at(byte)) ^ (1U << bit));
  write_file(file, bytes);
}

std::vector<std::filesystem::path> files_below(const std::filesystem::path& directory,
                                               std::string_view ending) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file() && entry.path().string().ends_with(ending)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool any_file_holds(const std::filesystem::path& directory, std::string_view bytes) {
  const auto files = files_below(directory);
  return std::any_of(files.begin(), files.end(),
                     [&](const auto& file) { return file_bytes(file).find(bytes) != std::string::npos; });
}

}  // namespace reviewd
