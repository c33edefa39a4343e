// Sealed values: they open where they were sealed and nowhere else, and no file holds their text.
#include "storage/sealer.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "storage/recovery.hpp"
#include "storage/rocks_log.hpp"
#include "tests/storage/sample_log.hpp"
#include "tests/support/scratch_directory.hpp"

namespace reviewd {
namespace {

const SealedPlace place{"00112233445566778899aabbccddeeff", "caaaaaaaaaaaaaaaaaaaa", "case_opened",
                        "/children/0/name"};
constexpr std::uint64_t block = KeyFile::block;
// Stands for a name; of no person.
const std::string text = "Sample-Plaintext-Of-A-Name";

SealedValue seal(Sealer& sealer, const SealedPlace& where, std::string_view what) {
  auto value = sealer.seal(where, what);
  REQUIRE(value);
  return std::move(*value);
}

TEST_CASE("a sealed value opens in its place, whatever its length", "[storage][sealer]") {
  const auto keys = KeyFile::in_memory(1);
  Sealer sealer(*keys);
  for (const std::size_t length : {0U, 1U, 15U, 16U, 17U, 100'000U}) {
    const std::string long_text(length, 'x');
    const SealedValue value = seal(sealer, place, long_text);
    CHECK(value.box.size() == length + 28);
    CHECK(unseal(*keys, place, value) == long_text);
  }
}

TEST_CASE("a value moved to another log, case, event or member does not open", "[storage][sealer]") {
  const auto keys = KeyFile::in_memory(1);
  Sealer sealer(*keys);
  const SealedValue value = seal(sealer, place, text);
  SealedPlace elsewhere = place;
  SECTION("log") {
    elsewhere.log_id = "00112233445566778899aabbccddeefe";
  }
  SECTION("case") {
    elsewhere.case_id = "caaaaaaaaaaaaaaaaaaab";
  }
  SECTION("type") {
    elsewhere.event_type = "fact_corrected";
  }
  SECTION("pointer") {
    elsewhere.pointer = "/children/1/name";
  }
  SECTION("the same letters, divided otherwise") {
    elsewhere.event_type = "case_opened/";
    elsewhere.pointer = "children/0/name";
  }
  const auto opened = unseal(*keys, elsewhere, value);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().kind == LogFaultKind::damaged);
}

TEST_CASE("a value with any bit altered, cut short or under another key does not open", "[storage][sealer]") {
  const auto keys = KeyFile::in_memory(1);
  Sealer sealer(*keys);
  const SealedValue value = seal(sealer, place, "short");
  for (std::size_t bit = 0; bit < value.box.size() * 8; ++bit) {
    SealedValue altered = value;
    altered.box[bit / 8] =
        static_cast<char>(static_cast<unsigned char>(altered.box[bit / 8]) ^ (1U << bit % 8));
    CHECK_FALSE(unseal(*keys, place, altered));
  }
  for (std::size_t length = 0; length < value.box.size(); ++length) {
    SealedValue shorter = value;
    shorter.box.resize(length);
    CHECK_FALSE(unseal(*keys, place, shorter));
  }
  SealedValue under_another = value;
  ++under_another.key_number;
  CHECK_FALSE(unseal(*keys, place, under_another));
  CHECK_FALSE(unseal(*KeyFile::in_memory(2), place, value));
}

TEST_CASE("each case has a key of its own and each value a nonce of its own", "[storage][sealer]") {
  const auto keys = KeyFile::in_memory(1);
  Sealer sealer(*keys);
  SealedPlace other = place;
  other.case_id = "cbbbbbbbbbbbbbbbbbbbb";
  const SealedValue first = seal(sealer, place, text);
  const SealedValue second = seal(sealer, other, text);
  const SealedValue third = seal(sealer, place, text);
  CHECK(first.key_number == third.key_number);
  CHECK(first.key_number != second.key_number);
  CHECK(first.box.substr(0, 12) != third.box.substr(0, 12));
  CHECK(first.box != third.box);
  CHECK(unseal(*keys, other, second) == text);
  CHECK(unseal(*keys, place, third) == text);
}

TEST_CASE("after a restart a case keeps its key and a new one draws a fresh one", "[storage][sealer]") {
  const auto keys = KeyFile::in_memory(1);
  Sealer sealer(*keys);
  sealer.note(place.case_id, 5);
  SealedPlace other = place;
  other.case_id = "cbbbbbbbbbbbbbbbbbbbb";
  CHECK(seal(sealer, other, text).key_number == 6);
  CHECK(keys->count() >= 7);
  SealedPlace third = place;
  third.case_id = "ccccccccccccccccccccc";
  CHECK(seal(sealer, third, text).key_number == 7);
}

TEST_CASE("keys are the same after reopening the file, which only its owner may read",
          "[storage][key_file]") {
  const ScratchDirectory scratch;
  std::vector<KeyFile::Key> first;
  {
    auto keys = KeyFile::open(scratch / "keys");
    REQUIRE(keys);
    CHECK((*keys)->count() == 0);
    REQUIRE((*keys)->reserve(0));
    CHECK((*keys)->count() == block);
    REQUIRE((*keys)->reserve(block));
    CHECK((*keys)->count() == 2 * block);
    for (std::uint64_t number = 0; number < 2 * block; ++number)
      first.push_back((*keys)->key(number).value());
  }
  struct stat status{};
  REQUIRE(::stat((scratch / "keys").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  auto keys = KeyFile::open(scratch / "keys");
  REQUIRE(keys);
  CHECK((*keys)->count() == 2 * block);
  for (std::uint64_t number = 0; number < 2 * block; ++number) CHECK((*keys)->key(number) == first[number]);
  CHECK(first[0] != first[1]);
  CHECK_FALSE((*keys)->key(2 * block));
}

TEST_CASE("a key file belongs to one log, and that of another is refused", "[storage][key_file]") {
  const ScratchDirectory scratch;
  const Identifier ours = Identifier::from_random({1});
  const Identifier theirs = Identifier::from_random({2});
  REQUIRE(KeyFile::open(scratch / "keys", {ours}));
  CHECK(KeyFile::open(scratch / "keys", {ours}));
  const auto refused = KeyFile::open(scratch / "keys", {theirs});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == LogFaultKind::damaged);
  CHECK(refused.error().detail == "The key file belongs to another log.");
}

TEST_CASE("a bit of any entry altered, and the key file is refused", "[storage][key_file]") {
  const ScratchDirectory scratch;
  REQUIRE(KeyFile::open(scratch / "keys").value()->reserve(block));
  for (const std::size_t byte :
       std::vector<std::size_t>{0U, 10U, 128U, 128U + 20U, 128U * block + 30U, 128U * 2 * block + 127U}) {
    flip_bit_of_file(scratch / "keys", byte);
    const auto opened = KeyFile::open(scratch / "keys");
    INFO("byte " << byte);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == LogFaultKind::damaged);
    flip_bit_of_file(scratch / "keys", byte);
  }
  CHECK(KeyFile::open(scratch / "keys"));
}

TEST_CASE("a last block that a crash left unsynced is completed, and older keys stay",
          "[storage][key_file]") {
  const ScratchDirectory scratch;
  KeyFile::Key first;
  {
    const auto keys = KeyFile::open(scratch / "keys").value();
    REQUIRE(keys->reserve(block));
    first = keys->key(block - 1).value();
  }
  std::string bytes = file_bytes(scratch / "keys");
  SECTION("cut within an entry") {
    bytes.resize(128 * (block + 6) + 50);
  }
  SECTION("blank within") {
    bytes.replace(128 * (block + 20), 128 * 4, std::string(128 * 4, '\0'));
  }
  SECTION("blank altogether") {
    bytes.replace(128 * (block + 1), 128 * block, std::string(128 * block, '\0'));
  }
  write_file(scratch / "keys", bytes);
  const auto keys = KeyFile::open(scratch / "keys");
  REQUIRE(keys);
  CHECK((*keys)->count() == 2 * block);
  CHECK((*keys)->key(block - 1) == first);
  CHECK((*keys)->key(block + 40));
  CHECK(file_bytes(scratch / "keys").size() == 128 * (2 * block + 1));
}

TEST_CASE("a key that the log names and the file has lost is damage, and the file is left as it was",
          "[storage][key_file]") {
  const ScratchDirectory scratch;
  REQUIRE(KeyFile::open(scratch / "keys").value()->reserve(block));
  std::string bytes = file_bytes(scratch / "keys");
  std::uint64_t named = 0;
  SECTION("cut within an entry") {
    bytes.resize(128 * (block + 6) + 50);
    named = block + 6;
  }
  SECTION("cut within its first entry") {
    bytes.resize(130);
    named = 1;
  }
  SECTION("blank within") {
    bytes.replace(128 * (block + 20), 128, std::string(128, '\0'));
    named = block + 20;
  }
  write_file(scratch / "keys", bytes);
  const auto refused = KeyFile::open(scratch / "keys", {{}, named});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == LogFaultKind::damaged);
  CHECK(file_bytes(scratch / "keys") == bytes);
  // Where no record names it, no value lies under it.
  CHECK(KeyFile::open(scratch / "keys", {{}, named - 1}));
}

TEST_CASE("a key file that is gone is not made anew where the log names a key", "[storage][key_file]") {
  const ScratchDirectory scratch;
  const auto refused = KeyFile::open(scratch / "keys", {{}, 1});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().detail == "The key file is gone, and the log names keys of it.");
  CHECK_FALSE(std::filesystem::exists(scratch / "keys"));
}

TEST_CASE("blank entries before the last block are damage", "[storage][key_file]") {
  const ScratchDirectory scratch;
  REQUIRE(KeyFile::open(scratch / "keys").value()->reserve(block));
  std::string bytes = file_bytes(scratch / "keys");
  bytes.replace(128 * 5, 128, std::string(128, '\0'));
  write_file(scratch / "keys", bytes);
  CHECK_FALSE(KeyFile::open(scratch / "keys"));
}

TEST_CASE("no file of the log's directory holds the text of a sealed value, nor its key",
          "[storage][sealer]") {
  const ScratchDirectory scratch;
  const auto keys = KeyFile::open(scratch / "keys").value();
  Sealer sealer(*keys);
  SampleChain chain;
  {
    const auto log = RocksLog::open(scratch / "log", {}).value();
    for (int number = 0; number < 50; ++number) {
      const Position tail = chain.position();
      const std::string open = R"({"marker":"in the open","name":{"sealed":0}})";
      const std::vector<EncodedCommit> commits{chain.next_with(open, {seal(sealer, place, text)})};
      REQUIRE(log->append(tail, commits));
    }
    // Sorted files, compressed, beside the write-ahead log.
    REQUIRE(log->checkpoint(scratch / "copy"));
    const Position tail = chain.position();
    const std::vector<EncodedCommit> commits{
        chain.next_with("marker in the open", {seal(sealer, place, text)})};
    REQUIRE(log->append(tail, commits));
    CHECK_FALSE(any_file_holds(scratch.path(), text));
  }
  CHECK_FALSE(any_file_holds(scratch.path(), text));
  CHECK(any_file_holds(scratch / "log", "in the open"));
  const KeyFile::Key key = keys->key(0).value();
  const std::string key_bytes(key.begin(), key.end());
  CHECK_FALSE(any_file_holds(scratch / "log", key_bytes));
  CHECK(any_file_holds(scratch.path(), key_bytes));
}

TEST_CASE("a history with values withheld still has its links", "[storage][sealer]") {
  const auto keys = KeyFile::in_memory(1);
  Sealer sealer(*keys);
  SampleChain chain;
  std::vector<EncodedCommit> commits;
  for (int number = 0; number < 3; ++number) {
    commits.push_back(chain.next_with("open", {seal(sealer, place, text), seal(sealer, place, text)}));
  }
  auto view = parse_record(commits[1].record);
  REQUIRE(view);
  view->sealed[1].box.clear();
  commits[1].record = build_record(view->open, view->sealed, view->link);
  LinkChecker links;
  for (const EncodedCommit& commit : commits) CHECK(links.check(commit.position, commit.record));
  CHECK(links.link() == chain.head().link);
  CHECK(links.record().sealed.size() == 2);
}

}  // namespace
}  // namespace reviewd
