// One page of a list over all cases, and how it leads on to the next. Loop thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/call.hpp"
#include "domain/case_state.hpp"

namespace reviewd {

// How many cases one page looks at; where it found fewer than it may hold, its `next` still leads on.
inline constexpr std::size_t looked_at_max = 500;

// A list as it grows: an object with one array, whose last brace is still missing.
struct Page {
  std::string body;
  std::string next;  // content of the cursor; empty on the last page
};

// Gives the page once the position is durable: closed, with its `next` and the Link to it where there is one.
void respond_with_page(const Calling& call, Position depends_on, Page page);

// Some cases in order of opening, as they stand now.
struct SomeCases {
  std::vector<std::shared_ptr<const CaseState>> states;  // null: one that the caller may not know of
  std::size_t begin = 0;                                 // in the order of opening
  std::size_t end = 0;
  bool more = false;  // cases follow
};

// Up to `count` cases from one place on: a turn of the loop that takes well under a millisecond.
SomeCases some_cases(const Calling& call, std::size_t begin, std::size_t count);

// Of these cases those that the caller may know of, and null for the others.
std::vector<std::shared_ptr<const CaseState>> visible_states(
    const Calling& call, const std::vector<std::shared_ptr<const CaseState>>& states);

}  // namespace reviewd
