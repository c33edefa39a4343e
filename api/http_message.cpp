#include "api/http_message.hpp"

#include "api/http_characters.hpp"
#include "domain/assert.hpp"

namespace reviewd {

HeaderFields::HeaderFields(std::string block, std::vector<Span> spans)
    : block_(std::move(block)), spans_(std::move(spans)) {}

std::string_view HeaderFields::name(std::size_t index) const {
  REVIEWD_ASSERT(index < spans_.size());
  const Span& span = spans_[index];
  return std::string_view(block_).substr(span.name_at, span.name_size);
}

std::string_view HeaderFields::value(std::size_t index) const {
  REVIEWD_ASSERT(index < spans_.size());
  const Span& span = spans_[index];
  return std::string_view(block_).substr(span.value_at, span.value_size);
}

std::size_t HeaderFields::count(std::string_view wanted) const {
  std::size_t found = 0;
  for (std::size_t i = 0; i < spans_.size(); ++i) found += equal_ignoring_case(name(i), wanted) ? 1 : 0;
  return found;
}

std::optional<std::string_view> HeaderFields::first(std::string_view wanted) const {
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    if (equal_ignoring_case(name(i), wanted)) return value(i);
  }
  return std::nullopt;
}

std::vector<std::string_view> HeaderFields::all(std::string_view wanted) const {
  std::vector<std::string_view> values;
  for (std::size_t i = 0; i < spans_.size(); ++i) {
    if (equal_ignoring_case(name(i), wanted)) values.push_back(value(i));
  }
  return values;
}

}  // namespace reviewd
