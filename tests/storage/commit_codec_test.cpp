// A commit as text and back: every event type, nothing lost, nothing unknown let in.
#include "storage/commit_codec.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "tests/support/every_event.hpp"

using namespace reviewd;

namespace {

Commit commit_of(std::vector<Event> events) {
  Commit commit;
  commit.position = Position{7};
  commit.recorded_at = *Instant::parse("2010-02-01T09:30:00.125Z");
  commit.actor = {"t1", "Board manager \"A\""};
  commit.command_id = *Identifier::parse("00112233445566778899aabbccddeeff");
  commit.subject.case_id = CaseId::parse("ccccccccccccccccccccc");
  commit.events = std::move(events);
  return commit;
}

// The text with one part of it replaced; the test is void when the part is not there.
std::string changed(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string fault_of(const std::string& open) {
  const auto read = decode(Position{7}, open);
  if (read) return "read";
  CHECK(read.error().kind == LogFaultKind::damaged);
  return read.error().detail;
}

std::string passing() {
  return encode(commit_of({{std::nullopt, DeadlinePassed{"decision", Day{14'000}}}})).open;
}

}  // namespace

TEST_CASE("commit codec: every event type comes back as it was, with all fields and with none") {
  for (const bool optional_fields : {true, false}) {
    for (const Event& event : every_event(optional_fields)) {
      INFO(type_of(event.body) << (optional_fields ? " with" : " without") << " optional fields");
      const CommitText text = encode(commit_of({event}));
      const auto read = decode(Position{7}, text.open);
      REQUIRE(read.has_value());
      REQUIRE(read->events.size() == 1);
      CHECK(read->events[0].body.index() == event.body.index());
      CHECK(read->events[0].occurred_on == event.occurred_on);
      CHECK(encode(*read).open == text.open);
    }
  }
}

TEST_CASE("commit codec: no personal text stands in the open part") {
  for (const Event& event : every_event(true)) {
    const CommitText text = encode(commit_of({event}));
    INFO(type_of(event.body));
    CHECK(text.open.find("personal ") == std::string::npos);
    for (std::size_t number = 0; number < text.personal.size(); ++number) {
      CHECK(text.personal[number].event_type == type_of(event.body));
      const auto at = sealed_at(text.open, 0, text.personal[number].pointer);
      REQUIRE(at.has_value());
      CHECK(at->number == number);
      CHECK(at->event_type == type_of(event.body));
    }
  }
}

TEST_CASE("commit codec: the personal values of several events are numbered through the commit") {
  const CommitText text = encode(commit_of({{std::nullopt, CaseReopened{Personal::of("one")}},
                                            {std::nullopt, CaseReopened{Personal::of("two")}}}));
  REQUIRE(text.personal.size() == 2);
  CHECK(sealed_at(text.open, 1, "/reason")->number == 1);
  CHECK_FALSE(sealed_at(text.open, 2, "/reason").has_value());
  CHECK_FALSE(sealed_at(text.open, 0, "/reasons").has_value());
  CHECK_FALSE(sealed_at(text.open, 0, "").has_value());
  CHECK_FALSE(sealed_at("no json", 0, "/reason").has_value());
}

TEST_CASE("commit codec: the envelope comes back whole") {
  Commit commit = commit_of({{std::nullopt, DeadlinePassed{"decision", Day{14'000}}}});
  std::array<std::uint8_t, Digest::size> bytes{};
  bytes[0] = 0xAB;
  commit.request = RequestKey{Digest{bytes}, Digest{}, 201};
  const auto read = decode(Position{7}, encode(commit).open);
  REQUIRE(read.has_value());
  CHECK(read->recorded_at == commit.recorded_at);
  CHECK(read->actor == commit.actor);
  CHECK(read->command_id == commit.command_id);
  CHECK(read->request == commit.request);
  CHECK(read->subject == commit.subject);
  commit.subject.case_id.reset();
  commit.request.reset();
  const auto bare = decode(Position{7}, encode(commit).open);
  CHECK_FALSE(bare->subject.case_id.has_value());
  CHECK_FALSE(bare->request.has_value());
}

TEST_CASE("commit codec: types have different names, and each its version") {
  std::set<std::string_view> names;
  for (const Event& event : every_event(false)) {
    CHECK(version_of(event.body) >= 1);
    CHECK(names.insert(type_of(event.body)).second);
  }
  CHECK(names.size() == std::variant_size_v<EventVariant>);
}

TEST_CASE("commit codec: an unknown type or version is refused by position and type") {
  CHECK(fault_of(changed(passing(), "deadline_passed", "deadline_forgotten")) ==
        "The record at position 7 holds an event 'deadline_forgotten' of version 1, which this program does "
        "not know.");
  CHECK(fault_of(changed(passing(), "\"version\":1", "\"version\":2")) ==
        "The record at position 7 holds an event 'deadline_passed' of version 2, which this program does not "
        "know.");
}

TEST_CASE("commit codec: an event whose data does not fit its type is refused") {
  const std::string wrong =
      "The record at position 7 holds an event 'deadline_passed' of version 1 that cannot be read.";
  CHECK(fault_of(changed(passing(), "\"deadline_id\"", "\"deadline\"")) == wrong);
  CHECK(fault_of(changed(passing(), "\"decision\"", "3")) == wrong);
  CHECK(fault_of(changed(passing(), Day{14'000}.text(), "2010-02-30")) == wrong);
  CHECK(fault_of(changed(passing(), "\"deadline_id\"", "\"deadline_id\":\"x\",\"deadline_id\"")) == wrong);
}

TEST_CASE("commit codec: what is no commit, or another's, is refused") {
  CHECK(fault_of("") == "The record at position 7 is no JSON.");
  CHECK(fault_of(passing().substr(0, 40)) == "The record at position 7 is no JSON.");
  CHECK(fault_of("{}") == "The record at position 7 is no commit.");
  CHECK(fault_of("[]") == "The record at position 7 is no commit.");
  CHECK(fault_of(changed(passing(), "\"position\":\"7\"", "\"position\":\"8\"")) ==
        "The record at position 7 says that it belongs elsewhere.");
  CHECK(fault_of(changed(passing(), "ccccccccccccccccccccc", "ccc")) ==
        "The record at position 7 is no commit.");
  CHECK(fault_of(changed(passing(), "\"type\"", "\"typ\"")) ==
        "The record at position 7 holds an event without type, version or data.");
}
