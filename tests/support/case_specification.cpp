#include "tests/support/case_specification.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "domain/evolve.hpp"
#include "storage/command_codec.hpp"
#include "storage/commit_codec.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/plain_words.hpp"
#include "tests/support/review_work.hpp"
#include "tests/support/stored_results.hpp"

namespace reviewd {
namespace {

std::string rejection_text(const Rejection& rejection) {
  std::string text = rejection.code + ": " + rejection.detail;
  for (const Fault& fault : rejection.faults) text += " " + fault.pointer + " " + fault.code;
  return text;
}

}  // namespace

CaseSpecification& CaseSpecification::on(std::string_view day) {
  return at(std::string{day} + "T12:00:00Z");
}

CaseSpecification& CaseSpecification::at(std::string_view instant) {
  const auto parsed = Instant::parse(instant);
  if (!parsed) throw std::invalid_argument("the test names an instant that does not exist");
  now_ = *parsed;
  return *this;
}

CaseSpecification& CaseSpecification::importing() {
  origin_ = Origin::import;
  return *this;
}

CaseSpecification& CaseSpecification::under(const RuleBook& rules) {
  rules_ = &rules;
  return *this;
}

CaseSpecification& CaseSpecification::of_board(BoardTermsApplied terms) {
  board_terms_ = std::move(terms);
  return *this;
}

CaseSpecification& CaseSpecification::given(std::string_view command, std::string_view body) {
  return given(command_from(command, body));
}

CaseSpecification& CaseSpecification::given(const CaseCommand& command) {
  carry_out(command);
  if (!result_) FAIL("given, but refused: " << rejection_text(result_.error()));
  return *this;
}

CaseSpecification& CaseSpecification::given_the_work_is_done(const std::vector<RequirementCheck>& but_for,
                                                             std::string day) {
  if (day.empty()) day = day_of(*standing_decision(state_.facts)).last().text();
  while (const auto step = next_missing(state_, *rules_, day, but_for))
    given(step->command, filled_from(step->body, state_.facts));
  return *this;
}

CaseSpecification& CaseSpecification::given_the_clock_runs() {
  return given(CaseCommand{FireTimers{}});
}

CaseSpecification& CaseSpecification::when(std::string_view command, std::string_view body) {
  return when(command_from(command, body));
}

CaseSpecification& CaseSpecification::when(const CaseCommand& command) {
  carry_out(command);
  return *this;
}

void CaseSpecification::carry_out(const CaseCommand& command) {
  const bool own = std::holds_alternative<FireTimers>(command);
  const Actor actor = own ? Actor::daemon() : actor_;
  const auto board = *Identifier::parse("000102030405060708090a0b0c0d0e0f");
  const Context context{now_,  next_position(), actor, origin_, *rules_,
                        board, std::nullopt,    false, false,   board_terms_};
  result_ = decide(state_, command, context);
  if (!result_ || result_->empty()) return;
  Commit commit;
  commit.position = next_position();
  commit.recorded_at = now_;
  commit.actor = actor;
  commit.subject = {specified_case()};
  commit.events = *result_;
  const auto read = decode(commit.position, encode(commit).open);
  REQUIRE(read.has_value());
  state_ = evolve(std::move(state_), *read);
  commits_.push_back(std::move(commit));
  check_stored_equals_derived(state_, *rules_, today());
  if (own) CHECK((!next_due(state_) || *next_due(state_) > today()));
}

CaseSpecification& CaseSpecification::then(const std::vector<Event>& expected) {
  if (!result_) FAIL("refused: " << rejection_text(result_.error()));
  CHECK(log_text(*result_) == log_text(expected));
  return *this;
}

CaseSpecification& CaseSpecification::then_in_words(const std::vector<std::string>& expected) {
  if (!result_) FAIL("refused: " << rejection_text(result_.error()));
  std::vector<std::string> words;
  for (const Event& event : *result_) words.push_back(in_words(event));
  CHECK(words == expected);
  return *this;
}

CaseSpecification& CaseSpecification::then_nothing() {
  return then_in_words({});
}

CaseSpecification& CaseSpecification::then_rejected(std::string_view code, std::string_view pointer) {
  REQUIRE_FALSE(result_.has_value());
  INFO(rejection_text(result_.error()));
  if (pointer.empty()) {
    CHECK(result_.error().code == code);
    CHECK(result_.error().kind != RejectionKind::invalid);
    return *this;
  }
  CHECK(result_.error().kind == RejectionKind::invalid);
  REQUIRE_FALSE(result_.error().faults.empty());
  CHECK(result_.error().faults.front().code == code);
  CHECK(result_.error().faults.front().pointer == pointer);
  return *this;
}

CaseSpecification& CaseSpecification::then_rejected_citing(std::string_view code,
                                                           std::string_view part_of_clause) {
  then_rejected(code);
  CHECK(result_.error().kind == RejectionKind::not_allowed);
  CHECK_THAT(result_.error().clause, Catch::Contains(std::string{part_of_clause}));
  return *this;
}

const Deadline& CaseSpecification::deadline(std::string_view deadline_id) const {
  const Deadline* found = state_.deadline(deadline_id);
  if (found == nullptr) throw std::invalid_argument("the case has no such deadline");
  return *found;
}

std::string CaseSpecification::standing(std::string_view deadline_id) const {
  const Deadline* found = state_.deadline(deadline_id);
  return found == nullptr ? "" : in_words(*found);
}

CaseSpecification usual_case(std::string_view entered_on) {
  CaseSpecification spec{first_rules()};
  spec.on(entered_on).given("open-case", opening_on("2010-03-20"));
  return spec;
}

CaseSpecification usual_review() {
  CaseSpecification spec = usual_case();
  spec.on("2010-04-01").given("record-decision", decision_on("conduct", "2010-04-01"));
  return spec;
}

CaseCommand command_from(std::string_view name, std::string_view body) {
  auto command = read_command(name, body);
  if (!command)
    throw std::invalid_argument("the test's command cannot be read: " + rejection_text(command.error()));
  return std::move(*command);
}

CaseId specified_case() {
  return *CaseId::parse("ccccccccccccccccccccc");
}

CaseId another_case() {
  return *CaseId::parse("cddddddddddddddddddda");
}

std::string log_text(const std::vector<Event>& events) {
  std::string text;
  for (const Event& event : events) {
    Commit commit;
    commit.events.push_back(event);
    const CommitText encoded = encode(commit);
    text += encoded.open.substr(encoded.open.find("\"events\""));
    for (const PersonalValue& value : encoded.personal) text += " " + value.pointer + "=" + value.text;
    text += "\n";
  }
  return text;
}

}  // namespace reviewd
