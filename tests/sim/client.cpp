#include "tests/sim/client.hpp"

#include "storage/hash.hpp"

namespace reviewd {
namespace {

constexpr std::size_t cases_max = 6;

Digest digest_of(std::string_view what, std::uint64_t number) {
  return sha256(std::string{what} + std::to_string(number));
}

// The days of a fact that can be corrected.
std::vector<std::string> correctable_days(const FactBody& body) {
  if (std::holds_alternative<CaseOpened>(body)) return {"/brought_to_attention_on"};
  if (std::holds_alternative<RecommendationRecorded>(body)) return {"/made_on"};
  if (std::holds_alternative<DecisionRecorded>(body)) return {"/decided_on"};
  if (std::holds_alternative<NotificationRecorded>(body)) return {"/sent_on"};
  if (std::holds_alternative<TimetableRevised>(body)) return {"/revised_due_on", "/decided_on"};
  if (std::holds_alternative<ReviewCompleted>(body)) return {"/completed_on"};
  if (std::holds_alternative<CaseClosed>(body)) return {"/closed_on"};
  return {};
}

}  // namespace

Identifier Client::draw_identifier() {
  std::array<std::uint8_t, 16> random{};
  for (auto& byte : random) byte = static_cast<std::uint8_t>(dice_.below(256));
  return Identifier::from_random(random);
}

CaseId Client::draw_case_id() {
  std::array<std::uint8_t, 13> random{};
  for (auto& byte : random) byte = static_cast<std::uint8_t>(dice_.below(256));
  return CaseId::from_random(random);
}

Day Client::day_before(Day today, int days_max) {
  return today.plus_days(-static_cast<std::int32_t>(dice_.between(0, days_max)));
}

Personal Client::words() {
  return Personal::of("words " + std::to_string(dice_.below(1000)));
}

FactSet Client::answers() {
  FactSet facts;
  for (std::int64_t count = dice_.between(1, 4); count > 0; --count)
    facts.set(static_cast<FactName>(dice_.below(fact_count)), static_cast<Answer>(dice_.below(3)));
  return facts;
}

OpenCase Client::opening(Day today) {
  OpenCase open;
  open.board = dice_.chance(85) ? "Anytown LSCB" : "Board " + std::to_string(dice_.below(3));
  open.case_label = "Child A";
  open.brought_to_attention_on = day_before(today, dice_.chance(70) ? 20 : 300);
  if (dice_.chance(5)) open.brought_to_attention_on = today.plus_days(2);
  if (dice_.chance(60)) {
    open.incident.emplace();
    open.incident->occurred_on = open.brought_to_attention_on->first().plus_days(-3);
    open.incident->description = words();
  }
  if (dice_.chance(60)) open.children.push_back({"Child A", words(), std::nullopt, words()});
  if (dice_.chance(50)) open.facts = answers();
  return open;
}

RecordDecision Client::decision(const CaseState& state, Day today) {
  RecordDecision command;
  command.decision = dice_.chance(70) ? Course::conduct : static_cast<Course>(dice_.below(3));
  command.decided_on = day_before(today, dice_.chance(70) ? 10 : 200);
  command.decided_by = "Chair of the board";
  command.reasons = words();
  const Fact* standing = standing_decision(state.facts);
  if (standing != nullptr && dice_.chance(80)) command.replaces = standing->event;
  return command;
}

CorrectFact Client::correction(const CaseState& state, Day today) {
  const Fact& fact = dice_.chance(35) ? state.facts.front() : dice_.pick(state.facts);
  CorrectFact command{fact.event, "/reasons", words(), words()};
  const auto days = correctable_days(fact.body);
  if (days.empty() || dice_.chance(15)) return command;
  command.pointer = dice_.pick(days);
  const Day value = command.pointer == "/revised_due_on"
                        ? today.plus_days(static_cast<std::int32_t>(dice_.between(-60, 200)))
                        : day_before(today, dice_.chance(60) ? 40 : 400);
  command.value = Personal::of(value.text());
  return command;
}

CloseCase Client::closing(const Engine& engine, Day today) {
  CloseCase command;
  command.closed_on = day_before(today, 5);
  command.reason = words();
  if (dice_.chance(30)) command.opened_in_error = true;
  if (dice_.chance(30)) command.merged_into = dice_.pick(engine.cases_in_order());
  return command;
}

CaseCommand Client::command_on(const CaseState& state, const Engine& engine, Day today) {
  static constexpr unsigned weights[] = {2, 1, 4, 2, 3, 2, 6, 1, 3, 1, 1};
  switch (dice_.weighted(weights)) {
    case 0:
      return RecordFacts{answers(), std::nullopt};
    case 1:
      return RecordRecommendation{static_cast<Course>(dice_.below(3)), day_before(today, 10), words()};
    case 2:
      return decision(state, today);
    case 3:
      return RecordNotification{dice_.chance(60) ? "ofsted" : "national_panel", "decision",
                                day_before(today, 5), std::nullopt};
    case 4:
      return ReviseTimetable{today.plus_days(static_cast<std::int32_t>(dice_.between(1, 300))),
                             day_before(today, 10),
                             words(),
                             Consulted{"Government Office", std::nullopt},
                             words(),
                             words()};
    case 5:
      return CompleteReview{day_before(today, 20), std::nullopt};
    case 6:
      return correction(state, today);
    case 7:
      return closing(engine, today);
    case 8:
      return ReopenCase{words(), std::nullopt};
    case 9:
      return LinkCase{dice_.pick(engine.cases_in_order()), Relation::sibling, std::nullopt};
    default:
      return PauseClock{words()};
  }
}

VersionDemand Client::demand(const Engine& engine, const CaseState& state) {
  if (dice_.chance(25)) return {true, std::nullopt};
  if (dice_.chance(70)) return {false, state.version};
  return {false, dice_.pick(engine.positions(state.id))};
}

SimulatedRequest Client::fresh(const Engine& engine, Day today) {
  SimulatedRequest request;
  request.meta.actor = {"token-" + std::to_string(dice_.below(3)), "Office of the board"};
  request.meta.command_id = draw_identifier();
  const auto& cases = engine.cases_in_order();
  const bool opens = cases.empty() || (cases.size() < cases_max && dice_.chance(15));
  if (opens) {
    request.command = opening(today);
    request.meta.case_id = draw_case_id();
    if (dice_.chance(90)) request.meta.new_board_id = draw_identifier();
  } else {
    const auto state = engine.find(dice_.pick(cases));
    request.command = command_on(*state, engine, today);
    request.meta.case_id = state->id;
    request.meta.demand = demand(engine, *state);
  }
  if (!dice_.chance(75)) return request;
  const std::uint64_t number = ++keys_drawn_;
  request.meta.request = RequestKey{digest_of("key ", number), digest_of("body ", number), opens ? 201 : 200};
  with_keys_.push_back(request);
  return request;
}

// A retry has a command id of its own, and an opening another case id: the shell draws them for each request.
SimulatedRequest Client::again() {
  const std::size_t newest = with_keys_.size();
  const std::size_t reach = dice_.chance(70) ? std::min<std::size_t>(newest, 4) : newest;
  SimulatedRequest request = with_keys_[newest - 1 - dice_.below(reach)];
  request.meta.command_id = draw_identifier();
  if (std::holds_alternative<OpenCase>(request.command)) request.meta.case_id = draw_case_id();
  if (dice_.chance(20)) request.meta.request->body = digest_of("another body ", dice_.below(4));
  return request;
}

SimulatedRequest Client::draw(const Engine& engine, Day today) {
  if (!with_keys_.empty() && dice_.chance(20)) return again();
  return fresh(engine, today);
}

}  // namespace reviewd
