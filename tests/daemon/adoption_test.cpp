// Adopting rules beside a daemon that goes on: some cases a turn, and one adoption at a time.
#include "daemon/adoption.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <deque>

#include "daemon/administration.hpp"
#include "tests/daemon/import_fixture.hpp"
#include "tests/support/revised_text.hpp"
#include "tests/support/rules_copy.hpp"
#include "tests/support/shipped_rules.hpp"

namespace reviewd {
namespace {

// wt2006 with five months for the completion, as its next revision.
void lengthen_completion(const RulesCopy& rules) {
  std::string text = file_bytes(rules.directory() / "editions" / "wt2006.toml");
  text = with_revision(text, revision_in(text) + 1);
  rules.write("editions/wt2006.toml",
              with(text, "count = 4\nunit = \"months\"", "count = 5\nunit = \"months\""));
}

// Work for another thread that is done when the test says so.
struct Later {
  std::deque<std::pair<std::function<void()>, std::function<void()>>> waiting;
  std::size_t turns = 0;
  Apart apart() {
    return [this](std::function<void()> work, std::function<void()> next) {
      waiting.emplace_back(std::move(work), std::move(next));
    };
  }
  void run() {
    for (; !waiting.empty(); ++turns) {
      const auto [work, next] = std::move(waiting.front());
      waiting.pop_front();
      work();
      next();
    }
  }
};

AdoptionPlanning::Source files_of(const RulesCopy& rules) {
  return [&rules]() -> Result<std::vector<RuleDocument>> {
    auto files = load_rule_files(rules.directory());
    if (!files) return not_allowed("documents_unreadable", files.error().text());
    return std::move(*files);
  };
}

std::size_t open_completions_under_wt2006(const Engine& engine) {
  std::size_t count = 0;
  for (const CaseId& case_id : engine.cases_in_order())
    for (const Deadline& deadline : engine.find(case_id)->deadlines)
      count +=
          is_open(deadline) && deadline.terms->rule == "completion" && deadline.terms->edition == "wt2006";
  return count;
}

}  // namespace

TEST_CASE("adoption: a plan is made some cases a turn, and misses none") {
  ImportFixture fixture;
  fixture.import(sample_text());
  const Engine& engine = fixture.store().engine();
  REQUIRE(engine.cases_in_order().size() == 46);
  const RulesCopy rules;
  lengthen_completion(rules);
  Later later;
  std::optional<Result<AdoptionPlan>> plan;
  std::make_shared<AdoptionPlanning>(engine, fixture.store().rules().newest(), day("2026-01-15"),
                                     later.apart(), 10)
      ->begin(files_of(rules), [&](auto made) { plan = std::move(made); });
  CHECK_FALSE(plan.has_value());
  later.run();
  // The files, and four times ten cases and six.
  CHECK(later.turns == 1 + 5);
  REQUIRE(plan.has_value());
  REQUIRE(plan->has_value());
  REQUIRE((*plan)->documents.size() == 1);
  CHECK((*plan)->documents.front().id == "wt2006");
  CHECK((*plan)->moved.size() == open_completions_under_wt2006(engine));
  CHECK((*plan)->moved.size() > 0);
}

TEST_CASE("adoption: what cannot be adopted is said, before any case is worked out") {
  ImportFixture fixture;
  const RulesCopy rules;
  rules.write("editions/wt2006.toml", "no rules");
  Later later;
  std::string fault;
  std::make_shared<AdoptionPlanning>(fixture.store().engine(), fixture.store().rules().newest(),
                                     day("2026-01-15"), later.apart())
      ->begin(files_of(rules), [&](auto made) { fault = made ? "" : made.error().detail; });
  later.run();
  CHECK(fault.find("wt2006.toml") != std::string::npos);
  CHECK(later.turns == 1);
}

TEST_CASE("adoption: one at a time, the rules are in use once they are read, and every case follows") {
  ImportFixture fixture;
  fixture.import(sample_text());
  Store& store = fixture.store();
  const RulesCopy rules;
  lengthen_completion(rules);
  Settings settings;
  settings.rules.directory = rules.directory().string();
  const Instant now = *Instant::parse("2026-01-15T12:00:00Z");
  Later later;
  Administration::Means means;
  means.submit = [&](const RegisterCommand& command, const CommandMeta& meta,
                     const std::function<void(Reply)>& done) { done(store.carry_out(command, meta, now)); };
  means.apart = later.apart();
  means.now = [&] { return now; };
  means.rules_in_use = [&] { store.work_off(now); };
  Administration administration(store, settings, std::move(means));
  std::vector<AdminAnswer> answers;
  const AdminRequest accepting{"rules-adopt", {{"accept", "yes"}, {"reason", "The text was misread."}}};
  const auto ask = [&] {
    administration.run(accepting, [&](AdminAnswer answer) { answers.push_back(std::move(answer)); });
  };
  const std::string row = "R005";
  CHECK(fixture.of_row(row).deadline("completion")->terms->due_on == day("2008-09-23"));
  ask();
  ask();
  REQUIRE(answers.size() == 1);
  CHECK_FALSE(answers[0].done);
  CHECK(answers[0].text.find("being adopted already") != std::string::npos);
  later.run();
  REQUIRE(answers.size() == 2);
  INFO(answers[1].text);
  CHECK(answers[1].done);
  CHECK(fixture.of_row(row).deadline("completion")->terms->due_on == day("2008-10-23"));
  ask();
  later.run();
  REQUIRE(answers.size() == 3);
  CHECK(answers[2].text == "There is nothing to adopt.");
}

}  // namespace reviewd
