// Why a command is refused, as a value that a person can act on. Any thread.
#pragma once

#include <expected>
#include <string>
#include <vector>

namespace reviewd {

// One thing wrong with the content, at the place named by a JSON Pointer (RFC 6901) into the request's body.
struct Fault {
  std::string pointer;  // "/brought_to_attention_on"; "" is the whole body
  std::string code;     // stable, snake_case: "required", "unknown_member", "not_a_day", "in_the_future", …
  std::string detail;   // one sentence; never the value that was sent

  bool operator==(const Fault&) const = default;
};

// What sort of refusal it is, by which the shell picks the status. None of them has left a trace.
enum class RejectionKind {
  invalid,      // the content is wrong whatever the state: 422; the caller corrects what `faults` name
  not_allowed,  // the process does not allow it now: 409; `clause` says why, `detail` what may be done
                // instead
  not_found,    // no such case, event or deadline for this caller: 404
};

// A refusal as its reader needs it: what is wrong, by which clause, and what to do. Never what the caller
// sent, which may be about a person.
struct Rejection {
  RejectionKind kind = RejectionKind::invalid;
  std::string code;    // stable, snake_case
  std::string detail;  // one sentence for a person, without personal data
  std::string clause;  // the clause of the guidance it rests on; empty when it rests on none
  std::vector<Fault> faults;

  bool operator==(const Rejection&) const = default;
};

// What a function gives that may be refused by the state of the world. Errors of the programmer are
// assertions.
template <class T>
using Result = std::expected<T, Rejection>;

// One thing wrong with the content, whatever the state: the caller mends the place that `pointer` names and
// sends it again.
inline std::unexpected<Rejection> invalid(std::string pointer, std::string code, std::string detail) {
  Rejection rejection{
      RejectionKind::invalid, "invalid_content", "The content of the request is not valid.", "", {}};
  rejection.faults.push_back({std::move(pointer), std::move(code), std::move(detail)});
  return std::unexpected(std::move(rejection));
}

// The content is in order, but the process does not allow the act now. `detail` says what may be done
// instead; `clause` cites what forbids it, and is empty where the rule is this program's own.
inline std::unexpected<Rejection> not_allowed(std::string code, std::string detail, std::string clause = "") {
  return std::unexpected(
      Rejection{RejectionKind::not_allowed, std::move(code), std::move(detail), std::move(clause), {}});
}

// What was named is not there, or the caller may not know of it: the two are not told apart.
inline std::unexpected<Rejection> not_found(std::string code, std::string detail) {
  return std::unexpected(Rejection{RejectionKind::not_found, std::move(code), std::move(detail), "", {}});
}

}  // namespace reviewd
