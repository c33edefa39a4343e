#include "api/conditional.hpp"

namespace reviewd {

bool has_entity_tag(const RequestHead& head, std::string_view tag) {
  for (std::string_view value : head.fields.all("if-none-match")) {
    while (!value.empty()) {
      const auto comma = value.find(',');
      std::string_view candidate = value.substr(0, comma);
      value = comma == std::string_view::npos ? std::string_view{} : value.substr(comma + 1);
      while (candidate.starts_with(' ') || candidate.starts_with('\t')) candidate.remove_prefix(1);
      while (candidate.ends_with(' ') || candidate.ends_with('\t')) candidate.remove_suffix(1);
      if (candidate.starts_with("W/")) candidate.remove_prefix(2);
      if (candidate == tag || candidate == "*") return true;
    }
  }
  return false;
}

}  // namespace reviewd
