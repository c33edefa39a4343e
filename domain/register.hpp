// The register: what belongs to the whole log and to no case. Tokens, boards, adopted rules, the log's own
// life. It has a small decide and evolve of its own. Values; any thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "domain/events.hpp"
#include "domain/rejection.hpp"

namespace reviewd {

// ---- commands; whatever is random is drawn by the shell and handed in ----

struct CreateLog {
  Identifier log_id;
  std::string writer;
};
struct AdoptedDocument {
  DocumentKind kind = DocumentKind::edition;
  std::string id;
  int revision = 1;
  Digest hash;
  std::shared_ptr<const std::string> text;
  Position adopted_at;
};
struct AdoptRules {
  std::vector<AdoptedDocument> documents;
  std::optional<Personal> reason;
};
struct AddToken {
  Identifier token_id;
  std::string name;
  Digest hash;
  std::vector<Role> roles;
  std::vector<std::string> boards;  // names
};
struct RevokeToken {
  Identifier token_id;
};
struct EnterBoard {
  Identifier board_id;
  std::string name;
};
struct NameBoard {
  std::string board;  // a name it has
  std::string name;   // a further one
};
struct AcceptAnchor {
  Personal reason;
  Position position_before;
};
struct AcceptClock {
  Personal reason;
  Instant accepted;
};
using RegisterCommand = std::variant<CreateLog, AdoptRules, AddToken, RevokeToken, EnterBoard, NameBoard,
                                     AcceptAnchor, AcceptClock>;

// ---- state ----

struct Token {
  Identifier token_id;
  std::string name;
  std::vector<Role> roles;
  std::vector<Identifier> boards;
  Instant added_at;
  bool revoked = false;

  bool has(Role role) const;
  bool sees(const Identifier& board) const;  // a token without boards sees all of them
};

struct Board {
  Identifier board_id;
  std::vector<std::string> names;  // the first is the one it was entered under
};

struct RegisterState {
  std::optional<Identifier> log_id;
  std::unordered_map<Digest, Token> tokens;  // by SHA-256 of the token; looked up, never walked for a result
  std::vector<Digest> token_order;
  std::vector<Board> boards;
  std::map<std::string, std::size_t, std::less<>> board_by_name;
  std::vector<AdoptedDocument> documents;  // in the order they were adopted
  Position last;

  const Token* token(const Digest& hash) const;  // null when unknown or revoked
  const Token* token_by_id(const Identifier& token_id) const;
  const Board* board(std::string_view name) const;
  const AdoptedDocument* document(DocumentKind kind, std::string_view id, int revision) const;
};

// `not_allowed`: the log exists, the board or token name is taken, the document's revision is adopted
// already; `invalid`: no role, an unknown board; `not_found`: no such token.
[[nodiscard]] Result<std::vector<Event>> decide(const RegisterState& state, const RegisterCommand& command);

// Total, as for a case.
void evolve(RegisterState& state, const Commit& commit);

}  // namespace reviewd
