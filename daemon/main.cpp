#include "daemon/command_line.hpp"

int main(int count, char** words) {
  return reviewd::run_command_line(count, words);
}
