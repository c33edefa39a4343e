// A commit as the open part of its record and the personal values that are to be sealed beside it, and back.
// Pure; any thread (each call of `decode` uses a parser of its own thread). See storage/FORMAT.md.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "domain/events.hpp"
#include "storage/log.hpp"

namespace reviewd {

// The n-th of these is what {"sealed": n} stands for in the open part.
struct PersonalValue {
  std::string_view event_type;  // as type_of names it
  std::string pointer;
  std::string text;
};

// The two parts of a record before sealing: `open` is JSON without any personal value, and the values
// themselves in the order of the numbers that stand for them.
struct CommitText {
  std::string open;
  std::vector<PersonalValue> personal;
};

// Whose key seals the personal values of the register.
inline constexpr std::string_view register_key_owner = "register";

// Members in a fixed order, so that equal commits give equal bytes and one link. Cannot fail; the caller
// seals the values and forgets their texts. `writer` is the version of the program, for whoever has to know
// which one wrote a record: nothing is computed from it, so it does not come back, and it may be left out.
CommitText encode(const Commit& commit, std::string_view writer = {});

// `damaged`: not a commit, or an event of an unknown type or version; the sentence names position and type.
// The caller refuses to start: an event that is not understood is never skipped. Personal values come back
// sealed. `padded`: so many bytes behind the open part can be read, and it need not be copied.
inline constexpr std::size_t decode_padding = 64;
[[nodiscard]] std::expected<Commit, LogFault> decode(Position position, std::string_view open,
                                                     bool padded = false);

// Where a personal value lies among the sealed values of a record.
struct SealedAt {
  std::string event_type;
  std::size_t number = 0;
};
// `damaged`: the event or the place is not there.
[[nodiscard]] std::expected<SealedAt, LogFault> sealed_at(std::string_view open, std::uint32_t event_index,
                                                          std::string_view pointer);

// The type of an event as written in the log.
std::string_view type_of(const EventBody& body);

// The version of that type which this program writes; from 1.
int version_of(const EventBody& body);
// The names of all event types, in the order of EventBody.
std::vector<std::string_view> event_type_names();

}  // namespace reviewd
