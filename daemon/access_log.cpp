#include "daemon/access_log.hpp"

#include "daemon/logging.hpp"

namespace reviewd {
namespace {

std::string_view shown(std::string_view text) {
  return text.empty() ? "-" : text;
}

}  // namespace

std::string sentence_of(const HttpAccess& access) {
  std::string line{shown(access.method)};
  line.append(" ").append(shown(access.route)).append(" ").append(std::to_string(access.status));
  return line + " in " + std::to_string(access.duration.count()) + " us";
}

std::function<void(const HttpAccess&)> access_log(RequestLog requests) {
  if (requests == RequestLog::none) return {};
  return [every = requests == RequestLog::all](const HttpAccess& access) {
    if (every || access.status >= 400) log_if_read(sentence_of(access));
  };
}

}  // namespace reviewd
