// A file of the tree that is made by a test: compared, or written anew with UPDATE_GOLDEN=1. Tests only; one
// thread, like all tests.
#pragma once

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace reviewd {

// `path` from the root of the project.
inline void check_golden_file(const std::string& path, const std::string& made) {
  const std::string file = std::string{REVIEWD_SOURCE_DIR} + "/" + path;
  const char* update = std::getenv("UPDATE_GOLDEN");
  if (update != nullptr && std::string{update} == "1") std::ofstream(file, std::ios::binary) << made;
  std::ifstream stored(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stored), std::istreambuf_iterator<char>()};
  INFO(path << " is not what the sources say; UPDATE_GOLDEN=1 writes it anew");
  CHECK((text == made));
}

}  // namespace reviewd
