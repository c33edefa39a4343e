#include "domain/register.hpp"

#include <algorithm>

#include "domain/content_checks.hpp"

namespace reviewd {
namespace {

using Events = std::vector<Event>;

Events one(EventBody body) {
  Events events;
  events.push_back({std::nullopt, std::move(body)});
  return events;
}

// Names and reasons come from the command line, which hands over any bytes.
std::optional<Rejection> refuse(std::vector<Fault> faults) {
  if (faults.empty()) return std::nullopt;
  return Rejection{RejectionKind::invalid, "invalid_content", "The content of the request is not valid.", "",
                   std::move(faults)};
}

template <class T>
bool named_twice(std::vector<T> list) {
  std::ranges::sort(list);
  return std::ranges::adjacent_find(list) != list.end();
}

class Decider {
 public:
  explicit Decider(const RegisterState& state) : state_(state) {}

  Result<Events> operator()(const CreateLog& command) const {
    if (state_.log_id) return not_allowed("log_exists", "The log has begun already.");
    return one(LogCreated{command.log_id, command.writer});
  }

  Result<Events> operator()(const AdoptRules& command) const {
    if (command.documents.empty()) return invalid("/documents", "required", "There is nothing to adopt.");
    if (command.reason)
      if (auto refused = refuse(reason_faults(*command.reason, "/reason"))) return std::unexpected(*refused);
    Events events;
    for (auto at = command.documents.begin(); at != command.documents.end(); ++at) {
      const AdoptedDocument& document = *at;
      const auto same = [&](const AdoptedDocument& other) {
        return other.kind == document.kind && other.id == document.id && other.revision == document.revision;
      };
      const bool twice = std::any_of(command.documents.begin(), at, same);
      if (twice || state_.document(document.kind, document.id, document.revision) != nullptr)
        return not_allowed("already_adopted", "Revision " + std::to_string(document.revision) + " of '" +
                                                  document.id + "' is adopted already.");
      events.push_back({std::nullopt, RulesAdopted{document.kind, document.id, document.revision,
                                                   document.hash, *document.text, command.reason}});
    }
    return events;
  }

  Result<Events> operator()(const AddToken& command) const {
    if (auto refused = refuse(name_faults(command.name, "/name"))) return std::unexpected(*refused);
    if (command.roles.empty()) return invalid("/roles", "required", "At least one role is needed.");
    if (named_twice(command.roles)) return invalid("/roles", "named_twice", "A role is named twice.");
    if (named_twice(command.boards)) return invalid("/boards", "named_twice", "A board is named twice.");
    if (state_.tokens.contains(command.hash))
      return not_allowed("token_exists", "This token was issued before.");
    TokenAdded added{command.token_id, command.name, command.hash, command.roles, {}};
    for (const std::string& name : command.boards) {
      const Board* board = state_.board(name);
      if (board == nullptr)
        return invalid("/boards", "unknown_board", "No board of that name is in the register.");
      added.boards.push_back(board->board_id);
    }
    return one(std::move(added));
  }

  Result<Events> operator()(const RevokeToken& command) const {
    const Token* token = state_.token_by_id(command.token_id);
    if (token == nullptr) return not_found("no_such_token", "There is no such token.");
    if (token->revoked) return not_allowed("already_revoked", "The token is revoked already.");
    return one(TokenRevoked{command.token_id});
  }

  Result<Events> operator()(const AddFeed& command) const { return decided(decide_feed(state_, command)); }
  Result<Events> operator()(const RevokeFeed& command) const { return decided(decide_feed(state_, command)); }

  template <class Command>
    requires requires(const MailState& mail, const Command& command) { decide_mail(mail, command); }
  Result<Events> operator()(const Command& command) const {
    return decided(decide_mail(state_.mail, command));
  }

  Result<Events> operator()(const EnterBoard& command) const {
    if (auto refused = refuse(name_faults(command.name, "/board"))) return std::unexpected(*refused);
    if (state_.board(command.name) != nullptr)
      return not_allowed("board_exists", "A board of that name is in the register.");
    return one(BoardEntered{command.board_id, command.name});
  }

  Result<Events> operator()(const NameBoard& command) const {
    const Board* board = state_.board(command.board);
    if (board == nullptr) return not_found("no_such_board", "No board of that name is in the register.");
    if (auto refused = refuse(name_faults(command.name, "/name"))) return std::unexpected(*refused);
    if (state_.board(command.name) != nullptr)
      return not_allowed("board_exists", "A board of that name is in the register.");
    return one(BoardNamed{board->board_id, command.name});
  }

  Result<Events> operator()(const SetBoardTerms& command) const {
    const Board* board = state_.board(command.board);
    if (board == nullptr) return not_found("no_such_board", "No board of that name is in the register.");
    if (board->terms == BoardTermsApplied{command.changed_over_on, command.local_editions})
      return not_allowed("unchanged", "The register says this of the board already.");
    return one(BoardTermsSet{board->board_id, command.changed_over_on, command.local_editions});
  }

  Result<Events> operator()(const AcceptAnchor& command) const {
    if (auto refused = refuse(reason_faults(command.reason, "/reason"))) return std::unexpected(*refused);
    Events events = one(AnchorAccepted{command.reason, command.position_before});
    if (command.new_log_id)
      events.push_back({std::nullopt, LogRestored{*command.new_log_id, command.position_before}});
    return events;
  }
  Result<Events> operator()(const AcceptClock& command) const {
    if (auto refused = refuse(reason_faults(command.reason, "/reason"))) return std::unexpected(*refused);
    return one(ClockAccepted{command.reason, command.accepted});
  }
  template <class WebhookCommand>
    requires requires(const RegisterState& state, const WebhookCommand& command) {
      decide_webhook(state, command);
    }
  Result<Events> operator()(const WebhookCommand& command) const {
    return decided(decide_webhook(state_, command));
  }

 private:
  template <class Body>
  static Result<Events> decided(Result<Body> body) {
    if (!body) return std::unexpected(std::move(body.error()));
    return one(std::move(*body));
  }

  const RegisterState& state_;
};

class Evolution {
 public:
  Evolution(RegisterState& state, const Commit& commit, std::uint32_t index)
      : state_(state), commit_(commit), index_(index) {}

  void operator()(const LogCreated& body) { state_.log_id = body.log_id; }
  void operator()(const RulesAdopted& body) {
    state_.documents.push_back({body.document, body.id, body.revision, body.hash,
                                std::make_shared<const std::string>(body.text), commit_.position});
  }
  void operator()(const RulesCarriedThrough&) { state_.adoption_under_way.reset(); }
  void operator()(const TokenAdded& body) {
    state_.tokens[body.hash] = {body.token_id, body.name,           body.roles,
                                body.boards,   commit_.recorded_at, false};
    state_.token_order.push_back(body.hash);
  }
  void operator()(const TokenRevoked& body) {
    for (const Digest& hash : state_.token_order)
      if (Token& token = state_.tokens[hash]; token.token_id == body.token_id) token.revoked = true;
  }
  void operator()(const FeedAdded& body) {
    state_.feed_by_hash[body.hash] = state_.feeds.size();
    state_.feeds.push_back(
        {body.feed_id, body.token_id, body.board_id, body.kind, commit_.recorded_at, false});
  }
  void operator()(const FeedRevoked& body) {
    for (Feed& feed : state_.feeds) feed.revoked = feed.revoked || feed.feed_id == body.feed_id;
  }
  void operator()(const BoardEntered& body) {
    state_.boards.push_back({body.board_id, {body.name}, {}});
    state_.board_by_name[body.name] = state_.boards.size() - 1;
  }
  void operator()(const BoardNamed& body) {
    for (std::size_t at = 0; at < state_.boards.size(); ++at) {
      if (state_.boards[at].board_id != body.board_id) continue;
      state_.boards[at].names.push_back(body.name);
      state_.board_by_name[body.name] = at;
    }
  }
  void operator()(const BoardTermsSet& body) {
    for (Board& board : state_.boards)
      if (board.board_id == body.board_id) board.terms = {body.changed_over_on, body.local_editions};
  }
  // Acceptances are history only; a case's events are not the register's.
  template <class Body>
  void operator()(const Body& body) {
    if constexpr (requires { evolve_mail(state_.mail, body, EventId{}, Instant{}); })
      evolve_mail(state_.mail, body, {commit_.position, index_}, commit_.recorded_at);
  }

 private:
  RegisterState& state_;
  const Commit& commit_;
  const std::uint32_t index_;
};

}  // namespace

bool Token::has(Role role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

bool Token::sees(const Identifier& board) const {
  return boards.empty() || std::find(boards.begin(), boards.end(), board) != boards.end();
}

const Token* RegisterState::token(const Digest& hash) const {
  const auto found = tokens.find(hash);
  return found == tokens.end() || found->second.revoked ? nullptr : &found->second;
}

const Token* RegisterState::token_by_id(const Identifier& token_id) const {
  for (const Digest& hash : token_order)
    if (const Token& token = tokens.at(hash); token.token_id == token_id) return &token;
  return nullptr;
}

const Board* RegisterState::board(std::string_view name) const {
  const auto found = board_by_name.find(name);
  return found == board_by_name.end() ? nullptr : &boards[found->second];
}

const Board* RegisterState::board(const Identifier& board_id) const {
  const auto found = std::ranges::find(boards, board_id, &Board::board_id);
  return found == boards.end() ? nullptr : &*found;
}

const AdoptedDocument* RegisterState::document(DocumentKind kind, std::string_view id, int revision) const {
  for (const AdoptedDocument& document : documents)
    if (document.kind == kind && document.id == id && document.revision == revision) return &document;
  return nullptr;
}

Result<std::vector<Event>> decide(const RegisterState& state, const RegisterCommand& command) {
  return std::visit(Decider{state}, command);
}

void evolve(RegisterState& state, const Commit& commit) {
  if (std::holds_alternative<DeliveryAttempted>(commit.events.front().body))
    return evolve_webhooks(state, commit);
  const bool rules_before = !state.documents.empty();
  for (std::uint32_t index = 0; index < commit.events.size(); ++index)
    std::visit(Evolution{state, commit, index}, commit.events[index].body);
  evolve_webhooks(state, commit);
  // The rules that a log begins with move nothing.
  const bool adopts = std::holds_alternative<RulesAdopted>(commit.events.front().body);
  if (adopts && rules_before) state.adoption_under_way = EventId{commit.position, 0};
  state.last = commit.position;
}

}  // namespace reviewd
