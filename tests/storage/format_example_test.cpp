// The worked example of storage/FORMAT.md, computed again from the text of that page: first with nothing but
// SHA-256 and the rules of the page, then with the code that writes and reads the real files.
#include <catch2/catch.hpp>

#include "storage/big_endian.hpp"
#include "storage/commit_codec.hpp"
#include "storage/hash.hpp"
#include "storage/head_anchor.hpp"
#include "storage/record.hpp"
#include "storage/recovery.hpp"
#include "storage/sealer.hpp"
#include "tests/support/scratch_directory.hpp"

namespace reviewd {
namespace {

// The lines of the block that opens with "```<kind> <name>".
std::string block(const std::string& kind, const std::string& name) {
  static const std::string page =
      file_bytes(std::filesystem::path(REVIEWD_SOURCE_DIR) / "storage" / "FORMAT.md");
  const std::string opening = "```" + kind + " " + name + "\n";
  const auto at = page.find(opening);
  INFO("block " << name);
  REQUIRE(at != std::string::npos);
  const auto begin = at + opening.size();
  const auto end = page.find("\n```", begin);
  REQUIRE(end != std::string::npos);
  return page.substr(begin, end - begin);
}

std::string text(const std::string& name) {
  return block("text", name);
}

// Broken on the page, one line in the record.
std::string one_line(const std::string& name) {
  std::string line = text(name);
  std::erase(line, '\n');
  return line;
}

std::string bytes(const std::string& name) {
  std::string digits = block("hex", name);
  std::erase(digits, '\n');
  std::string raw(digits.size() / 2, '\0');
  REQUIRE(hexadecimal_bytes(digits, reinterpret_cast<std::uint8_t*>(raw.data()), raw.size()));
  return raw;
}

std::string u32(std::size_t number) {
  std::string raw;
  append_big_endian(raw, static_cast<std::uint32_t>(number));
  return raw;
}

std::string u64(std::size_t number) {
  std::string raw;
  append_big_endian(raw, static_cast<std::uint64_t>(number));
  return raw;
}

std::string hash_of(const std::string& what) {
  return std::string(bytes_of(sha256(what)));
}

struct Example {
  std::string log_id = text("log_id");
  std::string case_id = text("case_id");
  std::string event_type = text("event_type");
  std::string pointer = text("pointer");
  SealedPlace place{log_id, case_id, event_type, pointer};
  std::string open = one_line("open");
  SealedValue value{0, bytes("box"), digest_from(bytes("value_digest"))};
  Digest link_before = digest_from(bytes("link_before"));
  Digest link = digest_from(bytes("link"));
};

TEST_CASE("the example of the format follows from the rules of its page", "[storage][format]") {
  const Example example;
  std::string associated = "\x01";
  for (const std::string& part : {example.log_id, example.case_id, example.event_type, example.pointer}) {
    associated += u32(part.size()) + part;
  }
  CHECK(associated == bytes("associated_data"));
  CHECK(bytes("value_digest") == hash_of("V" + u64(0) + bytes("box")));
  CHECK(bytes("link") == hash_of("L" + bytes("link_before") + u64(example.open.size()) + u32(1) +
                                 example.open + bytes("value_digest")));
  const std::string head =
      std::string("RV\x01\0", 4) + bytes("link") + u32(example.open.size()) + u32(1) + example.open;
  CHECK(bytes("record") == head + u64(0) + u32(bytes("box").size()) + bytes("box"));
  CHECK(bytes("record_withheld") == head + u64(0) + u32(0) + bytes("value_digest"));
}

TEST_CASE("the checksums of the example's key file and anchor follow from the rules of the page",
          "[storage][format]") {
  for (const std::string& name : {"key_file_header", "key_entry", "anchor_slot"}) {
    const std::string raw = bytes(name);
    INFO(name);
    REQUIRE(raw.size() == 128);
    CHECK(raw.substr(96) == hash_of(raw.substr(0, 96)));
  }
  const std::string slot = bytes("anchor_slot");
  CHECK(slot.substr(0, 96) ==
        "RVANCHOR" + u32(1) + u32(0) + u64(2) + text("log_id") + u64(3) + bytes("link"));
}

TEST_CASE("the open part of the example is a commit, and its request is that of the page",
          "[storage][format]") {
  const Example example;
  auto commit = decode(Position{3}, example.open);
  REQUIRE(commit);
  CHECK(commit->subject.case_id == CaseId::parse(example.case_id));
  auto& opened = std::get<CaseOpened>(commit->events.front().body);
  opened.children.front().name = Personal::of(text("plain_text"));
  const CommitText written = encode(*commit);
  CHECK(written.open == example.open);
  REQUIRE(written.personal.size() == 1);
  CHECK(written.personal.front().event_type == example.event_type);
  CHECK(written.personal.front().pointer == example.pointer);
  REQUIRE(commit->request);
  std::string parts;
  for (const std::string& part :
       {text("token_id"), std::string{"POST"}, std::string{"/v1/cases"}, text("idempotency_key")})
    parts += std::to_string(part.size()) + ":" + part;
  CHECK(commit->request->key == sha256(parts));
  CHECK(commit->request->body == hmac_sha256(text("idempotency_key") + sha256(parts).text(), text("body")));
}

TEST_CASE("the code writes the bytes of the example", "[storage][format]") {
  const ScratchDirectory scratch;
  Example example;
  CHECK(value_digest(0, example.value.box) == example.value.digest);
  CHECK(link_of(example.link_before, example.open, {example.value}) == example.link);
  CHECK(build_record(example.open, {example.value}, example.link) == bytes("record"));
  example.value.box.clear();
  CHECK(build_record(example.open, {example.value}, example.link) == bytes("record_withheld"));
  const Head head{*Identifier::parse(example.log_id), Position{3}, example.link};
  REQUIRE(HeadAnchor::replace(scratch / "anchor", head));
  CHECK(file_bytes(scratch / "anchor").substr(0, 512) == bytes("anchor_slot") + std::string(384, '\0'));
}

TEST_CASE("the code reads the example: the value opens with the key of its page, the links hold",
          "[storage][format]") {
  const ScratchDirectory scratch;
  const Example example;
  write_file(scratch / "keys", bytes("key_file_header") + bytes("key_entry"));
  const auto keys = KeyFile::open(scratch / "keys");
  REQUIRE(keys);
  CHECK(unseal(**keys, example.place, example.value) == text("plain_text"));
  for (const std::string& name : {"record", "record_withheld"}) {
    LinkChecker links(Position{2}, example.link_before);
    CHECK(links.check(Position{3}, bytes(name)));
    CHECK(links.link() == example.link);
  }
  write_file(scratch / "anchor", bytes("anchor_slot") + std::string(384 + 512, '\0'));
  const auto anchor = HeadAnchor::open(scratch / "anchor", false);
  REQUIRE(anchor);
  CHECK(anchor->newest()->link == example.link);
  CHECK(anchor->one_slot_damaged());
}

}  // namespace
}  // namespace reviewd
