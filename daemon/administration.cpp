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
  means_.submit(command, [answer, text = std::move(text)](const Reply& reply) {
    if (const auto* rejection = std::get_if<Rejection>(&reply)) {
      const std::string detail =
          rejection->faults.empty() ? rejection->detail : rejection->faults.front().detail;
      return answer(failed(detail));
    }
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

// One at a time: a second plan would not know of what the first one adopts.
void Administration::adopt_rules(const AdminRequest& request, const Answering& answer) {
  if (adopting_) return answer(failed("Rules are being adopted already; ask again when that is done."));
  adopting_ = true;
  const Answering done = [this, answer](AdminAnswer given) {
    adopting_ = false;
    answer(std::move(given));
  };
  const auto planning = std::make_shared<AdoptionPlanning>(store_.engine(), store_.rules().newest(),
                                                           london_day(means_.now()), means_.apart);
  planning->begin(settings_.rules.directory,
                  [this, request, done](std::expected<AdoptionPlan, std::string> plan) {
                    if (!plan) return done(failed(plan.error()));
                    adopt(*plan, request, done);
                  });
}

void Administration::adopt(const AdoptionPlan& plan, const AdminRequest& request, const Answering& answer) {
  if (plan.documents.empty()) return answer({true, "There is nothing to adopt."});
  const std::string reason = request.text("reason");
  if (request.text("accept") != "yes" || reason.empty())
    return answer(failed(describe(plan) + "Nothing was adopted: --accept and --reason are needed."));
  submit(
      adoption_command(plan, reason),
      [this, answer](AdminAnswer done) {
        if (!done.done) return answer(std::move(done));
        use_adopted(answer, done);
      },
      describe(plan) + "Adopted.");
}

void Administration::use_adopted(const Answering& answer, const AdminAnswer& done) {
  const std::vector<AdoptedDocument>& documents = store_.engine().register_state().documents;
  const auto book = std::make_shared<std::expected<std::shared_ptr<const RuleBook>, std::string>>();
  means_.apart([book, documents] { *book = book_of(documents, documents.back().adopted_at); },
               [this, book, answer, done, adopted_at = documents.back().adopted_at] {
                 if (!*book) return means_.stop(book->error());
                 store_.use_rules(adopted_at, **book);
                 means_.rules_in_use();
                 answer(done);
               });
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
