// A directory of its own for one test, removed with everything in it at the end, and the little that tests of
// the storage do to files: read them, alter them, look for bytes in them. Test thread only.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace reviewd {

// A new, empty directory; gone when this goes.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  ~ScratchDirectory();

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::string file_bytes(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, std::string_view bytes);
void flip_bit_of_file(const std::filesystem::path& file, std::size_t byte, unsigned bit = 0);
// Every file below `directory` whose name ends so, sorted; all files for "".
std::vector<std::filesystem::path> files_below(const std::filesystem::path& directory,
                                               std::string_view ending = "");
// Whether any file below `directory` holds these bytes.
bool any_file_holds(const std::filesystem::path& directory, std::string_view bytes);

}  // namespace reviewd
