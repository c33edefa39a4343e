#include "storage/state_text.hpp"

#include <boost/json/serialize.hpp>

#include "storage/commit_codec.hpp"
#include "storage/hash.hpp"
#include "storage/json_write.hpp"

namespace reviewd {

template <>
struct Schema<Correction> {
  static constexpr auto fields =
      std::tuple{Field{"event", &Correction::event, ""}, Field{"corrects", &Correction::corrects, ""},
                 Field{"pointer", &Correction::pointer, ""}, Field{"personal", &Correction::personal, ""},
                 Field{"was", &Correction::was, ""}};
};
static_assert(describes_every_member<Correction>());

template <>
struct Schema<Rung> {
  static constexpr auto fields =
      std::tuple{Field{"due_on", &Rung::due_on, ""}, Field{"rung", &Rung::rung, ""}};
};
static_assert(describes_every_member<Rung>());

template <>
struct Schema<Recomputed> {
  static constexpr auto fields =
      std::tuple{Field{"was", &Recomputed::was, ""}, Field{"is", &Recomputed::is, ""},
                 Field{"cause", &Recomputed::cause, ""}};
};
static_assert(describes_every_member<Recomputed>());

template <>
struct Schema<Deadline> {
  static constexpr auto fields = std::tuple{
      Field{"terms", &Deadline::terms, ""},
      Field{"explained_in", &Deadline::explained_in, ""},
      Field{"recorded_on", &Deadline::recorded_on, ""},
      Field{"revised_due_on", &Deadline::revised_due_on, ""},
      Field{"revision_recorded_on", &Deadline::revision_recorded_on, ""},
      Field{"met_on", &Deadline::met_on, ""},
      Field{"state", &Deadline::state, ""},
      Field{"days_late", &Deadline::days_late, ""},
      Field{"revised_days_late", &Deadline::revised_days_late, ""},
      Field{"fired", &Deadline::fired, ""},
      Field{"passed", &Deadline::passed, ""},
      Field{"recomputed", &Deadline::recomputed, ""},
  };
};
static_assert(describes_every_member<Deadline>());

template <>
struct Schema<MailTrouble> {
  static constexpr auto fields =
      std::tuple{Field{"fault", &MailTrouble::fault, ""}, Field{"status", &MailTrouble::status, ""},
                 Field{"since", &MailTrouble::since, ""}, Field{"event", &MailTrouble::event, ""}};
};
static_assert(describes_every_member<MailTrouble>());

template <>
struct Schema<MailProgress> {
  static constexpr auto fields =
      std::tuple{Field{"mail", &MailProgress::mail, ""}, Field{"upto", &MailProgress::upto, ""},
                 Field{"sent_on", &MailProgress::sent_on, ""}, Field{"trouble", &MailProgress::trouble, ""}};
};
static_assert(describes_every_member<MailProgress>());

template <>
struct Schema<MailOfficeState> {
  static constexpr auto fields =
      std::tuple{Field{"office", &MailOfficeState::office, ""}, Field{"told", &MailOfficeState::told, ""}};
};
static_assert(describes_every_member<MailOfficeState>());

namespace {

namespace json = boost::json;

json::value mark(const Personal&, const std::string&) {
  return json::object{{"sealed", true}};
}

json::value fact_json(const Fact& fact) {
  JsonWriter writer({}, mark);
  json::object object;
  object["event"] = fact.event.text();
  object["recorded_on"] = fact.recorded_on.text();
  if (fact.occurred) object["occurred_on"] = fact.occurred->text();
  std::visit(
      [&](const auto& body) {
        object["type"] = Schema<std::remove_cvref_t<decltype(body)>>::name;
        object["data"] = writer.write_members(body);
      },
      fact.body);
  return object;
}

json::value token_json(const Token& token) {
  JsonWriter writer({}, mark);
  return json::object{{"token_id", token.token_id.text()},  {"name", token.name},
                      {"roles", writer.write(token.roles)}, {"boards", writer.write(token.boards)},
                      {"added_at", token.added_at.text()},  {"revoked", token.revoked}};
}

json::value feed_json(const Feed& feed) {
  json::object object{{"feed_id", feed.feed_id.text()},
                      {"token_id", feed.token_id.text()},
                      {"added_at", feed.added_at.text()},
                      {"revoked", feed.revoked}};
  if (feed.board_id) object["board_id"] = feed.board_id->text();
  if (feed.kind) object["kind"] = *feed.kind;
  return object;
}

json::object secret_json(const SealedSecret& secret) {
  json::object object{{"event", secret.event.text()}, {"pointer", secret.pointer}};
  if (secret.until) object["until"] = secret.until->text();
  return object;
}

json::object webhook_json(const Webhook& webhook) {
  JsonWriter writer({}, mark);
  json::object object{{"added", writer.write(webhook.added)},
                      {"added_in", webhook.added_in.text()},
                      {"added_at", webhook.added_at.text()},
                      {"added_by", webhook.added_by},
                      {"status", word_of(webhook.status())},
                      {"confirmed", webhook.confirmed},
                      {"paused", webhook.paused}};
  if (webhook.disabled) object["disabled"] = word_of(*webhook.disabled);
  if (webhook.restored_at) object["restored_at"] = webhook.restored_at->text();
  if (webhook.unreachable) object["unreachable"] = webhook.unreachable_in.text();
  if (webhook.delivered_at) object["delivered_at"] = webhook.delivered_at->text();
  json::array secrets;
  for (const SealedSecret& secret : webhook.secrets) secrets.push_back(secret_json(secret));
  for (const PublishedKey& key : webhook.keys) {
    json::object published = secret_json(key.sealed);
    published["kid"] = key.kid.text();
    published["public_key"] = key.public_key;
    secrets.push_back(std::move(published));
  }
  object["secrets"] = std::move(secrets);
  return object;
}

json::object board_json(const Board& board) {
  JsonWriter writer({}, mark);
  json::object object{{"board_id", board.board_id.text()}, {"names", writer.write(board.names)}};
  if (board.terms != BoardTermsApplied{}) object["terms"] = writer.write(board.terms);
  return object;
}

}  // namespace

std::string state_text(const CaseState& state) {
  JsonWriter writer({}, mark);
  json::object object;
  object["case_id"] = state.id.text();
  object["version"] = state.version.text();
  object["person_version"] = state.person_version.text();
  object["last"] = state.last.text();
  json::array facts;
  for (const Fact& fact : state.facts) facts.push_back(fact_json(fact));
  object["facts"] = std::move(facts);
  object["corrections"] = writer.write(state.corrections);
  if (state.advice) object["advice"] = writer.write(**state.advice);
  if (state.assessment) object["assessment"] = writer.write(**state.assessment);
  object["deadlines"] = writer.write(state.deadlines);
  object["awaiting"] = writer.write(state.awaiting);
  return json::serialize(object);
}

std::string state_text(const RegisterState& state) {
  JsonWriter writer({}, mark);
  json::object object;
  if (state.log_id) object["log_id"] = state.log_id->text();
  object["last"] = state.last.text();
  json::array tokens;
  for (const Digest& hash : state.token_order) tokens.push_back(token_json(state.tokens.at(hash)));
  object["tokens"] = std::move(tokens);
  json::array feeds;
  for (const Feed& feed : state.feeds) feeds.push_back(feed_json(feed));
  // Absent of a log that has none, as it was written before there were any.
  if (!feeds.empty()) object["feeds"] = std::move(feeds);
  json::array boards;
  for (const Board& board : state.boards) boards.push_back(board_json(board));
  object["boards"] = std::move(boards);
  json::array documents;
  for (const AdoptedDocument& document : state.documents)
    documents.push_back(json::object{{"kind", word_of(document.kind)},
                                     {"id", document.id},
                                     {"revision", document.revision},
                                     {"hash", document.hash.text()},
                                     {"adopted_at", document.adopted_at.text()}});
  object["documents"] = std::move(documents);
  if (!state.mail.offices.empty()) object["mail"] = writer.write(state.mail.offices);
  if (state.adoption_under_way) object["adoption_under_way"] = state.adoption_under_way->text();
  json::array webhooks;
  for (const Webhook& webhook : state.webhooks) webhooks.push_back(webhook_json(webhook));
  if (!webhooks.empty()) object["webhooks"] = std::move(webhooks);
  json::array restored;
  for (const auto& [from, id] : state.restored)
    restored.push_back(json::object{{"from", from.text()}, {"log_id", id.text()}});
  if (!restored.empty()) object["restored"] = std::move(restored);
  return json::serialize(object);
}

Digest state_hash(const CaseState& state) {
  return sha256(state_text(state));
}

}  // namespace reviewd
