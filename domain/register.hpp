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

// The first commit of a log: its id (128 random bits) and the version of the program that begins it.
struct CreateLog {
  Identifier log_id;
  std::string writer;
};
// An edition or a calendar with its full text. `hash` is SHA-256 of the text; `adopted_at` is the commit that
// took it up, zero in a command. Revisions count from 1, and one revision has one text for ever.
struct AdoptedDocument {
  DocumentKind kind = DocumentKind::edition;
  std::string id;
  int revision = 1;
  Digest hash;
  std::shared_ptr<const std::string> text;
  Position adopted_at;
};
// Takes documents into use, all or none. `not_allowed` "already_adopted" when a revision is in the log: a
// changed text needs a new revision.
struct AdoptRules {
  std::vector<AdoptedDocument> documents;
  std::optional<Personal> reason;
};
// Issues a token, of which only the hash comes here: the token itself is shown once by the shell and never
// stored. Without boards it sees all of them.
struct AddToken {
  Identifier token_id;
  std::string name;
  Digest hash;
  std::vector<Role> roles;
  std::vector<std::string> boards;  // names
};
// From its commit on the token is as unknown as one that was never issued. It is not taken back: a new one is
// issued instead.
struct RevokeToken {
  Identifier token_id;
};
// Makes a calendar feed for a caller: whoever has its secret reads what that caller may see, as far as the
// filters let it through. Only the hash of the secret comes here; it is shown once. `not_allowed`
// "too_many_feeds".
struct AddFeed {
  Identifier feed_id;
  Identifier token_id;
  Digest hash;
  std::optional<Identifier> board_id;  // none: every board that the caller may see
  std::optional<std::string> kind;     // none: every kind of deadline
};
// From its commit on the feed is as unknown as one that was never made. `not_found` "no_such_feed".
struct RevokeFeed {
  Identifier feed_id;
};
// Enters a board under its first name. `not_allowed` "board_exists" when any board has or had that name.
struct EnterBoard {
  Identifier board_id;
  std::string name;
};
// Gives a board a further name; cases may be opened under each of its names.
struct NameBoard {
  std::string board;  // a name it has
  std::string name;   // a further one
};
// Says when the area of a board changed over to safeguarding partners (2018/19) and which local editions it
// switches on, in place of what was said before; its open cases follow. `not_allowed` "unchanged". That the
// local editions are there is for the engine to say, which has the rules.
struct SetBoardTerms {
  std::string board;  // a name it has
  std::optional<Day> changed_over_on;
  std::vector<std::string> local_editions;
};
// That a person accepted a log whose head anchor was missing or damaged, and where the log ended then. The
// log cannot show that nothing was lost before that position; this event shows who took that on.
// What such a log has lost others may have seen, so that its events have names of a new id from here on, and
// deliveries wait (LogRestored).
struct AcceptAnchor {
  Personal reason;
  Position position_before;
  std::optional<Identifier> new_log_id = std::nullopt;
};
// That a person accepted the time after the system clock had jumped forward; only then do timers fire again.
struct AcceptClock {
  Personal reason;
  Instant accepted;
};
// Every command of the register. They come from the command line, the start or the daemon's own work; over
// the API only those of feeds and webhooks (domain/webhook.hpp), and that a mail bounced.
using RegisterCommand =
    std::variant<CreateLog, AdoptRules, AddToken, RevokeToken, AddFeed, RevokeFeed, EnterBoard, NameBoard,
                 SetBoardTerms, AcceptAnchor, AcceptClock, SetMailOffices, RecordMailSent, RecordMailFailed,
                 ReportMailBounced, RestoreLog, AddWebhook, ConfirmWebhook, PauseWebhook, ResumeWebhook,
                 RemoveWebhook, RotateWebhookSecret, RecordPing>;

// ---- state ----

// A token as the register knows it. `name` is the office or client it was issued to, and the actor of what is
// done with it.
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

// A calendar feed. It shows what its caller may see at the time of reading, and nothing once that token is
// revoked.
struct Feed {
  Identifier feed_id;
  Identifier token_id;
  std::optional<Identifier> board_id;
  std::optional<std::string> kind;
  Instant added_at;
  bool revoked = false;
};
// How many one token may have at a time.
inline constexpr int feeds_of_a_token_max = 20;

// A board in the register. Names are kept for ever, so that an old paper still leads to it.
struct Board {
  Identifier board_id;
  std::vector<std::string> names;  // the first is the one it was entered under
  BoardTermsApplied terms;         // as they are to hold for its cases
};

// What the events of the register come to. Copied only for hashing; the engine keeps one.
struct RegisterState {
  std::optional<Identifier> log_id;
  std::unordered_map<Digest, Token> tokens;  // by SHA-256 of the token; looked up, never walked for a result
  std::vector<Digest> token_order;
  std::vector<Feed> feeds;
  std::map<Digest, std::size_t> feed_by_hash;  // by SHA-256 of the secret
  std::vector<Board> boards;
  std::map<std::string, std::size_t, std::less<>> board_by_name;
  std::vector<AdoptedDocument> documents;     // in the order they were adopted
  std::optional<EventId> adoption_under_way;  // cases are still to be worked out again after it
  MailState mail;
  std::vector<Webhook> webhooks;                          // as they were added; those removed too
  std::vector<std::pair<Position, Identifier>> restored;  // from which commit on a new id names events
  Position last;  // the newest commit that rights may rest on: attempts to deliver are passed over

  const Token* token(const Digest& hash) const;  // null when unknown or revoked
  const Token* token_by_id(const Identifier& token_id) const;
  const Feed* feed(const Digest& hash) const;  // null when unknown or revoked
  const Feed* feed_by_id(const Identifier& feed_id) const;
  const Board* board(std::string_view name) const;
  const Board* board(const Identifier& board_id) const;
  const AdoptedDocument* document(DocumentKind kind, std::string_view id, int revision) const;
  const Webhook* webhook(const Identifier& webhook_id) const;  // also when it was removed
  // By which id the events of a commit are named outside the process.
  Identifier log_id_at(Position position) const;
};

// `not_allowed`: the log exists, the board or token name is taken, the document's revision is adopted
// already; `invalid`: no role, an unknown board; `not_found`: no such token.
[[nodiscard]] Result<std::vector<Event>> decide(const RegisterState& state, const RegisterCommand& command);

// The part of it that is about feeds.
[[nodiscard]] Result<FeedAdded> decide_feed(const RegisterState& state, const AddFeed& command);
[[nodiscard]] Result<FeedRevoked> decide_feed(const RegisterState& state, const RevokeFeed& command);

// The part of it that is about webhooks. Total.
void evolve_webhooks(RegisterState& state, const Commit& commit);

// Total, as for a case.
void evolve(RegisterState& state, const Commit& commit);

}  // namespace reviewd
