// The register: tokens, boards, adopted documents and the log's own life.
#include "domain/register.hpp"

#include <catch2/catch.hpp>

using namespace reviewd;

namespace {

Identifier id(std::uint8_t number) {
  std::array<std::uint8_t, 16> random{};
  random.fill(number);
  return Identifier::from_random(random);
}

Digest hash(std::uint8_t number) {
  std::array<std::uint8_t, Digest::size> bytes{};
  bytes.fill(number);
  return Digest{bytes};
}

class Register {
 public:
  // "" when accepted and folded; else the code of the refusal.
  std::string send(const RegisterCommand& command) {
    auto events = decide(state, command);
    if (!events)
      return events.error().faults.empty() ? events.error().code : events.error().faults.front().code;
    Commit commit;
    commit.position = state.last.next();
    commit.recorded_at = Instant{1000};
    commit.events = std::move(*events);
    evolve(state, commit);
    return "";
  }

  RegisterState state;
};

AddToken token(std::uint8_t number, std::vector<Role> roles, std::vector<std::string> boards = {}) {
  return {id(number), "Board manager", hash(number), std::move(roles), std::move(boards)};
}

}  // namespace

TEST_CASE("register: a log begins once") {
  Register tested;
  CHECK(tested.send(CreateLog{id(1), "0.1"}).empty());
  CHECK(tested.state.log_id == id(1));
  CHECK(tested.send(CreateLog{id(2), "0.1"}) == "log_exists");
}

TEST_CASE("register: a board is entered once under one name and may have more") {
  Register tested;
  CHECK(tested.send(EnterBoard{id(1), "Anytown LSCB"}).empty());
  CHECK(tested.send(EnterBoard{id(2), "Anytown LSCB"}) == "board_exists");
  CHECK(tested.send(NameBoard{"Anytown LSCB", "Anytown SCP"}).empty());
  CHECK(tested.send(NameBoard{"Anytown LSCB", "Anytown SCP"}) == "board_exists");
  CHECK(tested.send(EnterBoard{id(3), "Anytown SCP"}) == "board_exists");
  CHECK(tested.send(NameBoard{"Elsewhere", "x"}) == "no_such_board");
  CHECK(tested.send(EnterBoard{id(4), ""}) == "empty");
  CHECK(tested.send(EnterBoard{id(4), "a\nb"}) == "control_character");
  CHECK(tested.send(EnterBoard{id(4), std::string(201, 'x')}) == "too_long");
  CHECK(tested.send(NameBoard{"Anytown SCP", ""}) == "empty");
  CHECK(tested.send(EnterBoard{id(4), " Anytown LSCB"}) == "wrong_value");
  CHECK(tested.send(NameBoard{"Anytown SCP", "Anytown "}) == "wrong_value");
  CHECK(tested.state.board("Anytown SCP")->board_id == id(1));
  CHECK(tested.state.board("Anytown LSCB")->names.size() == 2);
  CHECK(tested.state.board("anytown lscb") == nullptr);
}

TEST_CASE("register: a token has roles and boards, is issued once and revoked once") {
  Register tested;
  tested.send(EnterBoard{id(1), "Anytown LSCB"});
  CHECK(tested.send(token(1, {})) == "required");
  CHECK(tested.send(token(1, {Role::auditor}, {"Elsewhere"})) == "unknown_board");
  CHECK(tested.send(AddToken{id(1), "", hash(1), {Role::auditor}, {}}) == "empty");
  CHECK(tested.send(token(1, {Role::auditor, Role::auditor})) == "named_twice");
  CHECK(tested.send(token(1, {Role::auditor}, {"Anytown LSCB", "Anytown LSCB"})) == "named_twice");
  CHECK(tested.send(token(1, {Role::chair, Role::auditor}, {"Anytown LSCB"})).empty());
  CHECK(tested.send(token(1, {Role::auditor})) == "token_exists");
  const Token* issued = tested.state.token(hash(1));
  REQUIRE(issued != nullptr);
  CHECK(issued->has(Role::chair));
  CHECK_FALSE(issued->has(Role::administrator));
  CHECK(issued->sees(id(1)));
  CHECK_FALSE(issued->sees(id(2)));
  CHECK(issued->added_at == Instant{1000});
  CHECK(tested.send(RevokeToken{id(9)}) == "no_such_token");
  CHECK(tested.send(RevokeToken{id(1)}).empty());
  CHECK(tested.send(RevokeToken{id(1)}) == "already_revoked");
  CHECK(tested.state.token(hash(1)) == nullptr);
  CHECK(tested.state.token_by_id(id(1))->revoked);
  CHECK(tested.send(token(1, {Role::auditor})) == "token_exists");
}

TEST_CASE("register: a token without boards sees them all") {
  Register tested;
  tested.send(token(1, {Role::auditor}));
  CHECK(tested.state.token(hash(1))->sees(id(7)));
  CHECK(tested.state.token(hash(2)) == nullptr);
}

TEST_CASE("register: a revision of a document is adopted once, with its full text") {
  Register tested;
  const auto text = std::make_shared<const std::string>("id = \"wt2010\"");
  const AdoptedDocument first{DocumentKind::edition, "wt2010", 1, hash(1), text, {}};
  AdoptedDocument second = first;
  second.revision = 2;
  CHECK(tested.send(AdoptRules{{first}, std::nullopt}).empty());
  CHECK(tested.send(AdoptRules{{first}, std::nullopt}) == "already_adopted");
  CHECK(tested.send(AdoptRules{{second, first}, std::nullopt}) == "already_adopted");
  CHECK(tested.send(AdoptRules{{second}, Personal::of("Corrected clause.")}).empty());
  CHECK(tested.state.documents.size() == 2);
  const AdoptedDocument* adopted = tested.state.document(DocumentKind::edition, "wt2010", 2);
  REQUIRE(adopted != nullptr);
  CHECK(*adopted->text == *text);
  CHECK(adopted->adopted_at == Position{2});
  CHECK(tested.state.document(DocumentKind::calendar, "wt2010", 2) == nullptr);
}

TEST_CASE("register: acceptances are history and change nothing") {
  Register tested;
  CHECK(tested.send(AcceptAnchor{Personal::of("Restored."), Position{7}}).empty());
  CHECK(tested.send(AcceptClock{Personal::of("Battery."), Instant{5}}).empty());
  CHECK(tested.state.last == Position{2});
  CHECK(tested.state.boards.empty());
}

TEST_CASE("register: one command cannot adopt the same revision twice") {
  Register tested;
  const auto text = std::make_shared<const std::string>("id = \"wt2010\"");
  const AdoptedDocument document{DocumentKind::edition, "wt2010", 1, hash(1), text, {}};
  CHECK(tested.send(AdoptRules{{document, document}, std::nullopt}) == "already_adopted");
}

TEST_CASE("register: adopting nothing is refused") {
  Register tested;
  CHECK(tested.send(AdoptRules{{}, std::nullopt}) == "required");
}

TEST_CASE("register: names and reasons are UTF-8 without characters that steer what is read") {
  Register tested;
  for (const auto& [text, code] : {std::pair{"a\xff", "not_utf8"}, std::pair{"a\xc0\x80", "not_utf8"},
                                   std::pair{"a\xe2\x80\xae", "control_character"}}) {
    CHECK(tested.send(EnterBoard{id(4), text}) == code);
    CHECK(tested.send(AddToken{id(1), text, hash(1), {Role::auditor}, {}}) == code);
    CHECK(tested.send(AcceptAnchor{Personal::of(text), Position{7}}) == code);
    CHECK(tested.send(AcceptClock{Personal::of(text), Instant{5}}) == code);
  }
  CHECK(tested.state.last == Position{});
}
