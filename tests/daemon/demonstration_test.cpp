// The demonstration board: it is legal line by line, and everything that a board may look like occurs in it.
#include "daemon/demonstration.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "domain/acts/publication_state.hpp"
#include "domain/event_schemas.hpp"
#include "domain/moved_deadlines.hpp"
#include "tests/support/scratch_directory.hpp"
#include "tests/support/shipped_rules.hpp"

namespace reviewd {
namespace {

const Day day_of_demonstration = day("2026-06-01");

std::string board_text() {
  return file_bytes(std::filesystem::path{REVIEWD_SOURCE_DIR} / "config/samples/demonstration_board.jsonl");
}

// The demonstration, carried out.
class DemonstrationBoard {
 public:
  explicit DemonstrationBoard(const std::string& text = board_text()) {
    Settings settings;
    settings.storage.directory = (directory_ / "data").string();
    settings.rules.directory = REVIEWD_SOURCE_DIR "/config";
    OpenOptions options;
    options.now = [] { return *Instant::parse("2001-01-01T09:00:00Z"); };
    auto opened = Store::open(settings, options);
    REQUIRE(opened.has_value());
    store_ = std::move(*opened);
    const auto lines = read_demonstration(text, day_of_demonstration);
    INFO((lines ? "" : lines.error()));
    REQUIRE(lines.has_value());
    done = perform(*lines, *store_, *Instant::parse(day_of_demonstration.text() + "T12:00:00Z"));
  }

  std::vector<std::shared_ptr<const CaseState>> cases() const {
    std::vector<std::shared_ptr<const CaseState>> states;
    for (const CaseId& case_id : store_->engine().cases_in_order())
      states.push_back(store_->engine().find(case_id));
    return states;
  }
  Store& store() { return *store_; }

  std::expected<void, std::string> done;

 private:
  ScratchDirectory directory_;
  std::unique_ptr<Store> store_;
};

template <class Word>
std::set<std::string> every_word() {
  std::set<std::string> words;
  for (const auto& [value, word] : Words<Word>::values) words.insert(std::string{word});
  return words;
}

std::string_view fact_name(const FactBody& body) {
  return std::visit([]<class Body>(const Body&) { return Schema<Body>::name; }, body);
}

template <class... Bodies>
std::set<std::string_view> names_of(std::type_identity<std::variant<Bodies...>>) {
  return {Schema<Bodies>::name...};
}

std::set<std::string_view> every_fact() {
  return names_of(std::type_identity<FactVariant>{});
}

}  // namespace

TEST_CASE("demonstration board: every status, state of a deadline, hold and state of publication occurs",
          "[demonstration]") {
  const DemonstrationBoard board;
  INFO((board.done ? "" : board.done.error()));
  REQUIRE(board.done.has_value());
  std::set<std::string> statuses, states, holds, publications, modes, editions, boards;
  for (const auto& state : board.cases()) {
    statuses.insert(std::string{word_of(status_of(state->facts))});
    publications.insert(std::string{word_of(publication_state(state->facts))});
    boards.insert(state->opened().board);
    for (const Deadline& deadline : state->deadlines) {
      states.insert(std::string{word_of(deadline.state)});
      editions.insert(deadline.terms->edition);
    }
    for (const Fact& fact : state->facts) {
      if (const auto* hold = std::get_if<HoldPlaced>(&fact.body))
        holds.insert(std::string{word_of(hold->kind)});
      if (const auto* published = std::get_if<Published>(&fact.body))
        modes.insert(std::string{word_of(*published->mode)});
    }
  }
  CHECK(board.cases().size() >= 40);
  CHECK(boards.size() == 5);
  CHECK(statuses == every_word<CaseStatus>());
  CHECK(states == every_word<DeadlineState>());
  CHECK(holds == every_word<HoldKind>());
  CHECK(publications == every_word<PublicationState>());
  CHECK(modes == every_word<PublicationMode>());
  for (const char* guidance :
       {"wt1999", "wt2006", "ch8-2009", "wt2010", "wt2013", "wt2015", "wt2018", "wt2023"}) {
    INFO(guidance);
    CHECK(editions.contains(guidance));
  }
}

TEST_CASE("demonstration board: every kind of fact occurs, each act among them", "[demonstration]") {
  const DemonstrationBoard board;
  INFO((board.done ? "" : board.done.error()));
  REQUIRE(board.done.has_value());
  std::set<std::string_view> seen;
  for (const auto& state : board.cases())
    for (const Fact& fact : state->facts) seen.insert(fact_name(fact.body));
  for (const std::string_view name : every_fact()) {
    INFO(name);
    CHECK(seen.contains(name));
  }
}

TEST_CASE("demonstration board: nothing of it is worked out differently from what the log says",
          "[demonstration]") {
  DemonstrationBoard board;
  REQUIRE(board.done.has_value());
  for (const auto& state : board.cases()) {
    INFO(state->opened().case_label);
    CHECK(unexplained_moves(*state, board.store().engine().rules(), day_of_demonstration).empty());
  }
}

TEST_CASE("demonstration: a line that cannot be read or is refused is named", "[demonstration]") {
  const auto fault = [](const std::string& text) {
    const auto read = read_demonstration(text, day_of_demonstration);
    return read ? "" : read.error();
  };
  const std::string opening =
      R"({"on":"2010-02-01","case":"A","command":"open-case","body":{"board":"B","case_label":"A",)"
      R"("brought_to_attention_on":"2010-01-31"}})";
  CHECK(fault(opening).empty());
  CHECK(fault("\n" + opening + "\n{").starts_with("Line 3:"));
  CHECK(fault(R"({"on":"2010-02-01","case":"A"})").starts_with("Line 1:"));
  CHECK(fault(R"({"on":"2010-02-01","case":"A","command":"dance","body":{}})").find("dance") !=
        std::string::npos);
  CHECK(fault(R"({"on":"@+1","board":"B"})").find("lies ahead") != std::string::npos);
  CHECK(fault(R"({"on":"@soon","board":"B"})").starts_with("Line 1:"));
  DemonstrationBoard refused(opening + "\n" +
                             R"({"on":"2010-02-01","case":"A","command":"lift-hold","body":)" +
                             R"({"hold":"<hold_placed>","lifted_on":"2010-02-01"}})");
  REQUIRE_FALSE(refused.done.has_value());
  CHECK(refused.done.error().starts_with("Line 2:"));
  DemonstrationBoard early(opening + "\n" +
                           R"({"on":"2010-02-01","case":"A","command":"complete-review","body":)" +
                           R"({"completed_on":"2010-02-01"}})");
  REQUIRE_FALSE(early.done.has_value());
  CHECK(early.done.error().find("no_review_running") != std::string::npos);
}

TEST_CASE("demonstration: a log that holds cases is left alone", "[demonstration]") {
  DemonstrationBoard board;
  const auto lines = read_demonstration(board_text(), day_of_demonstration);
  const Position head = board.store().engine().head();
  CHECK_FALSE(perform(*lines, board.store(), *Instant::parse(day_of_demonstration.text() + "T13:00:00Z"))
                  .has_value());
  CHECK(board.store().engine().head() == head);
}

}  // namespace reviewd
