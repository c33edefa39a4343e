#include <sys/stat.h>

#include "daemon/command_line.hpp"

int main(int count, char** words) {
  // Nobody but their owner may read what is written, RocksDB's own files included (storage/FORMAT.md).
  ::umask(0077);
  return reviewd::run_command_line(count, words);
}
