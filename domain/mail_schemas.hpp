// The descriptors of the register's events about mail. See domain/schema.hpp; compile-time only.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/mail.hpp"

namespace reviewd {

template <>
struct Schema<MailOffice> {
  static constexpr std::string_view name = "mail_office";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "An office that is told by mail.";
  static constexpr auto fields =
      std::tuple{Field{"office", &MailOffice::office, "The office, by its word in the settings."},
                 Field{"told", &MailOffice::told, "What it is told."},
                 Field{"boards", &MailOffice::boards, "The boards whose cases it is told of; none: all.",
                       FieldKind::optional}};
};

template <>
struct Schema<MailOfficesSet> {
  static constexpr std::string_view name = "mail_offices_set";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "Which offices are told of deadlines by mail from now on, as the settings say. Their addresses are not "
      "kept.";
  static constexpr auto fields = std::tuple{
      Field{"offices", &MailOfficesSet::offices, "The offices; none: no mail is sent.", FieldKind::optional}};
};

template <>
struct Schema<MailStretch> {
  static constexpr std::string_view name = "mail_stretch";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "What a mail is of: deadlines of a stretch of the log.";
  static constexpr auto fields =
      std::tuple{Field{"office", &MailStretch::office, "The office it is for."},
                 Field{"mail", &MailStretch::mail, "What it tells."},
                 Field{"after", &MailStretch::after, "The position after which the stretch begins."},
                 Field{"upto", &MailStretch::upto, "Its last position."}};
};

template <>
struct Schema<BounceReport> {
  static constexpr std::string_view name = "bounce_report";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "That a mail came back.";
  static constexpr std::string_view example =
      R"({"message_id":"<passed.chair.7-12.000102030405060708090a0b0c0d0e0f@anytown.example>",)"
      R"("status":"5.1.1"})";
  static constexpr auto fields =
      std::tuple{Field{"message_id", &BounceReport::message_id, "The Message-ID of the mail that came back."},
                 Field{"status", &BounceReport::status,
                       "The enhanced code of the refusal, when it is known: 5.1.1.", FieldKind::optional}};
};

template <>
struct Schema<MailSent> {
  static constexpr std::string_view name = "mail_sent";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The relay took a mail over.";
  static constexpr auto fields =
      std::tuple{Field{"stretch", &MailSent::stretch, "What it is of."},
                 Field{"day", &MailSent::day, "The day of the mail, in London."},
                 Field{"deadlines", &MailSent::deadlines, "How many deadlines it names."},
                 Field{"attempts", &MailSent::attempts, "How many attempts it took."},
                 Field{"status", &MailSent::status, "The code of the relay's answer."}};
};

template <>
struct Schema<MailFailed> {
  static constexpr std::string_view name = "mail_failed";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A mail did not get through: the first time, or for another reason than before. It stays owed.";
  static constexpr auto fields = std::tuple{
      Field{"stretch", &MailFailed::stretch, "What it is of."}, Field{"fault", &MailFailed::fault, "Why."},
      Field{"status", &MailFailed::status, "The code of the relay's answer, when it gave one.",
            FieldKind::optional},
      Field{"attempts", &MailFailed::attempts, "How many attempts failed since the event before."}};
};

template <>
struct Schema<MailBounced> {
  static constexpr std::string_view name = "mail_bounced";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "A mail that the relay had taken came back. It is owed again.";
  static constexpr auto fields =
      std::tuple{Field{"stretch", &MailBounced::stretch, "What it is of."},
                 Field{"status", &MailBounced::status, "The code by which it was refused, when it is known.",
                       FieldKind::optional}};
};

}  // namespace reviewd
