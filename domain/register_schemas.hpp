// The descriptors of the register's events. See domain/schema.hpp; compile-time only.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/events.hpp"
#include "domain/schema.hpp"

namespace reviewd {

template <>
struct Schema<LogCreated> {
  static constexpr std::string_view name = "log_created";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The log begins.";
  static constexpr auto fields =
      std::tuple{Field{"log_id", &LogCreated::log_id, "Its id."},
                 Field{"writer", &LogCreated::writer, "The version of the program that made it."}};
};

template <>
struct Schema<RulesAdopted> {
  static constexpr std::string_view name = "rules_adopted";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A document of rules was taken into use.";
  static constexpr auto fields =
      std::tuple{Field{"document", &RulesAdopted::document, "An edition or a calendar."},
                 Field{"id", &RulesAdopted::id, "Its id."},
                 Field{"revision", &RulesAdopted::revision, "Its revision."},
                 Field{"hash", &RulesAdopted::hash, "SHA-256 of its text."},
                 Field{"text", &RulesAdopted::text, "Its full text."},
                 Field{"reason", &RulesAdopted::reason, "Why it was adopted.", FieldKind::optional}};
};

template <>
struct Schema<RulesCarriedThrough> {
  static constexpr std::string_view name = "rules_carried_through";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Every case was worked out again after an adoption.";
  static constexpr auto fields =
      std::tuple{Field{"adoption", &RulesCarriedThrough::adoption, "The event that adopted the rules."}};
};

template <>
struct Schema<TokenAdded> {
  static constexpr std::string_view name = "token_added";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A token was issued.";
  static constexpr auto fields = std::tuple{
      Field{"token_id", &TokenAdded::token_id, "The token."},
      Field{"name", &TokenAdded::name, "The office or client it was issued to."},
      Field{"hash", &TokenAdded::hash, "SHA-256 of the token."},
      Field{"roles", &TokenAdded::roles, "What it may do."},
      Field{"boards", &TokenAdded::boards, "The boards it may see; none: all.", FieldKind::optional}};
};

template <>
struct Schema<TokenRevoked> {
  static constexpr std::string_view name = "token_revoked";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A token was revoked.";
  static constexpr auto fields = std::tuple{Field{"token_id", &TokenRevoked::token_id, "The token."}};
};

template <>
struct Schema<FeedAdded> {
  static constexpr std::string_view name = "feed_added";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A calendar feed of deadlines was made.";
  static constexpr auto fields =
      std::tuple{Field{"feed_id", &FeedAdded::feed_id, "The feed."},
                 Field{"token_id", &FeedAdded::token_id, "The token of the caller whose it is."},
                 Field{"hash", &FeedAdded::hash, "SHA-256 of the secret in its address."},
                 Field{"board_id", &FeedAdded::board_id,
                       "The board it shows; none: all that the caller may see.", FieldKind::optional},
                 Field{"kind", &FeedAdded::kind, "The kind of deadline it shows; none: every kind.",
                       FieldKind::optional}};
};

template <>
struct Schema<FeedRevoked> {
  static constexpr std::string_view name = "feed_revoked";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A calendar feed was revoked.";
  static constexpr auto fields = std::tuple{Field{"feed_id", &FeedRevoked::feed_id, "The feed."}};
};

template <>
struct Schema<BoardEntered> {
  static constexpr std::string_view name = "board_entered";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A board was entered in the register.";
  static constexpr auto fields = std::tuple{Field{"board_id", &BoardEntered::board_id, "The board."},
                                            Field{"name", &BoardEntered::name, "Its name."}};
};

template <>
struct Schema<BoardNamed> {
  static constexpr std::string_view name = "board_named";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A board got a further name.";
  static constexpr auto fields = std::tuple{Field{"board_id", &BoardNamed::board_id, "The board."},
                                            Field{"name", &BoardNamed::name, "The name."}};
};

template <>
struct Schema<BoardTermsSet> {
  static constexpr std::string_view name = "board_terms_set";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "What is known of a board's change-over, and which local editions it switched on.";
  static constexpr auto fields = std::tuple{
      Field{"board_id", &BoardTermsSet::board_id, "The board."},
      Field{"changed_over_on", &BoardTermsSet::changed_over_on,
            "The day its area changed over to safeguarding partners; absent: it did not, or is not known to.",
            FieldKind::optional},
      Field{"local_editions", &BoardTermsSet::local_editions, "The local editions.", FieldKind::optional}};
};

template <>
struct Schema<AnchorAccepted> {
  static constexpr std::string_view name = "anchor_accepted";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A damaged or missing head anchor was accepted.";
  static constexpr auto fields = std::tuple{Field{"reason", &AnchorAccepted::reason, "Why."},
                                            Field{"position_before", &AnchorAccepted::position_before,
                                                  "The newest position of the log at that time."}};
};

template <>
struct Schema<ClockAccepted> {
  static constexpr std::string_view name = "clock_accepted";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A clock that had jumped was accepted.";
  static constexpr auto fields =
      std::tuple{Field{"reason", &ClockAccepted::reason, "Why."},
                 Field{"accepted", &ClockAccepted::accepted, "The time that was accepted."}};
};

}  // namespace reviewd
