#include "daemon/administration.hpp"

#include <algorithm>

#include "storage/hash.hpp"

namespace reviewd {
namespace {

constexpr std::size_t token_letters_min = 32;

Identifier random_identifier() {
  std::array<std::uint8_t, 16> random{};
  random_bytes(random);
  return Identifier::from_random(random);
}

std::string random_token() {
  std::array<std::uint8_t, 32> random{};
  random_bytes(random);
  return "reviewd_" + hexadecimal_text(random.data(), random.size());
}

// What may stand behind "Bearer" (RFC 9110, section 11.2).
bool is_token68(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  const auto fits = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
           (letter >= '0' && letter <= '9') || std::string_view{"-._~+/"}.contains(letter);
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

std::optional<Role> role_named(std::string_view text) {
  for (const auto& [role, name] : Words<Role>::values)
    if (name == text) return role;
  return std::nullopt;
}

AdminAnswer failed(std::string sentence) {
  return {false, std::move(sentence)};
}

std::string sentence_of(const Rejection& rejection) {
  return rejection.faults.empty() ? rejection.detail : rejection.faults.front().detail;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text.empty() ? "-" : text;
}

}  // namespace

std::string AdminRequest::text(std::string_view key) const {
  for (const auto& [name, value] : texts)
    if (name == key) return value;
  return {};
}

std::vector<std::string> AdminRequest::all(std::string_view key) const {
  std::vector<std::string> values;
  for (const auto& [name, value] : texts)
    if (name == key) values.push_back(value);
  return values;
}

void Administration::run(const AdminRequest& request, std::function<void(AdminAnswer)> answer) {
  if (request.name == "token-add") return add_token(request, answer);
  if (request.name == "token-list") return answer(token_list());
  if (request.name == "token-revoke") return revoke_token(request, answer);
  if (request.name == "board-enter") return enter_board(request, answer);
  if (request.name == "board-name") return name_board(request, answer);
  if (request.name == "board-terms") return set_board_terms(request, answer);
  if (request.name == "board-list") return answer(board_list());
  if (request.name == "rules-adopt") return adopt_rules(request, answer);
  if (request.name == "clock-accept") return accept_clock(request, answer);
  answer(failed("The daemon does not know the request '" + request.name + "'."));
}

void Administration::submit(const RegisterCommand& command, const Answering& answer, std::string text) {
  means_.submit(command, Store::own_meta(), [answer, text = std::move(text)](const Reply& reply) {
    if (const auto* rejection = std::get_if<Rejection>(&reply))
      return answer(failed(sentence_of(*rejection)));
    answer({true, text});
  });
}

void Administration::add_token(const AdminRequest& request, const Answering& answer) {
  const std::string chosen = request.text("token");
  if (!chosen.empty() && chosen.size() < token_letters_min)
    return answer(failed("A token chosen elsewhere must have at least 32 characters."));
  if (!chosen.empty() && !is_token68(chosen))
    return answer(failed("A token may hold letters, digits and -._~+/ only, and '=' at its end."));
  const std::string token = chosen.empty() ? random_token() : chosen;
  AddToken command{random_identifier(), request.text("name"), sha256(token), {}, request.all("board")};
  for (const std::string& text : request.all("role")) {
    const auto role = role_named(text);
    if (!role) return answer(failed("There is no role '" + text + "'."));
    command.roles.push_back(*role);
  }
  submit(command, answer, chosen.empty() ? token : std::string{command.token_id.text()});
}

void Administration::revoke_token(const AdminRequest& request, const Answering& answer) {
  const auto token_id = Identifier::parse(request.text("token_id"));
  if (!token_id) return answer(failed("This is no id of a token; 'reviewd token list' shows them."));
  submit(RevokeToken{*token_id}, answer, "revoked");
}

void Administration::enter_board(const AdminRequest& request, const Answering& answer) {
  const Identifier board_id = random_identifier();
  submit(EnterBoard{board_id, request.text("name")}, answer, std::string{board_id.text()});
}

void Administration::name_board(const AdminRequest& request, const Answering& answer) {
  submit(NameBoard{request.text("board"), request.text("name")}, answer, "named");
}

void Administration::set_board_terms(const AdminRequest& request, const Answering& answer) {
  SetBoardTerms command{request.text("board"), std::nullopt, request.all("local_edition")};
  const std::string day = request.text("changed_over_on");
  if (!day.empty() && !(command.changed_over_on = Day::parse(day)))
    return answer(failed("The day of the change-over wants the form YYYY-MM-DD."));
  submit(command, answer, "set");
}

void Administration::accept_clock(const AdminRequest& request, const Answering& answer) {
  const std::string reason = request.text("reason");
  if (reason.empty()) return answer(failed("A reason is needed (--reason)."));
  const AcceptClock command{Personal::of(reason), means_.now()};
  submit(
      command,
      [this, answer](AdminAnswer done) {
        if (done.done) means_.clock_accepted();
        answer(std::move(done));
      },
      "accepted " + command.accepted.text());
}

void Administration::adopt_rules(const AdminRequest& request, const Answering& answer) {
  AdoptionAsked asked;
  const std::string reason = request.text("reason");
  if (!reason.empty()) asked.reason = Personal::of(reason);
  asked.accept = request.text("accept") == "yes" && asked.reason;
  asked.meta = Store::own_meta();
  adoption_.run(std::move(asked), [this, answer](const Result<AdoptionAnswer>& made) {
    if (!made) return answer(failed(sentence_of(made.error())));
    if (made->plan.documents.empty()) return answer({true, "There is nothing to adopt."});
    const std::string plan = describe(made->plan, store_.engine());
    if (made->adopted_at) return answer({true, plan + "Adopted."});
    answer(failed(plan + "Nothing was adopted: --accept and --reason are needed."));
  });
}

Adoption::Means Administration::adoption_means() {
  Adoption::Means means;
  means.engine = [this]() -> const Engine& { return store_.engine(); };
  means.rules = [this] { return store_.rules().newest(); };
  means.now = means_.now;
  means.apart = means_.apart;
  means.submit = means_.submit;
  means.use_rules = [this](Position adopted_at, std::shared_ptr<const RuleBook> book) {
    store_.use_rules(adopted_at, std::move(book));
    means_.rules_in_use();
  };
  means.stop = means_.stop;
  return means;
}

AdminAnswer Administration::token_list() const {
  const RegisterState& state = store_.engine().register_state();
  std::string text;
  for (const Digest& hash : state.token_order) {
    const Token& token = state.tokens.at(hash);
    std::vector<std::string> roles;
    for (const Role role : token.roles) roles.emplace_back(word_of(role));
    std::vector<std::string> boards;
    for (const Identifier& board : token.boards) boards.emplace_back(board.text());
    text += std::string{token.token_id.text()} + "\t" + token.name + "\t" + joined(roles) + "\t" +
            joined(boards) + "\t" + token.added_at.text() + "\t" + (token.revoked ? "revoked" : "valid") +
            "\n";
  }
  return {true, text};
}

AdminAnswer Administration::board_list() const {
  std::string text;
  for (const Board& board : store_.engine().register_state().boards) {
    text += board.board_id.text();
    for (const std::string& name : board.names) text += "\t" + name;
    if (board.terms.changed_over_on) text += "\tchanged over on " + board.terms.changed_over_on->text();
    for (const std::string& edition : board.terms.local_editions) text += "\tlocal edition " + edition;
    text += "\n";
  }
  return {true, text};
}

}  // namespace reviewd
