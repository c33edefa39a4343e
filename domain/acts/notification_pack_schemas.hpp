// The descriptors of domain/acts/notification_pack.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/notification_pack.hpp"

namespace reviewd {

template <>
struct Schema<DraftedField> {
  static constexpr std::string_view name = "drafted_field";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "What is to stand in one field of the form.";
  static constexpr auto fields = std::tuple{
      Field{"field", &DraftedField::field, "The field, by its id in the form."},
      Field{"child", &DraftedField::child, "The label of the child, of a field that is asked of each child.",
            FieldKind::optional},
      Field{"value", &DraftedField::value,
            "What is to stand there; without it, what was drafted before is taken back.",
            FieldKind::optional}};
};

template <>
struct Schema<NotificationDrafted> {
  static constexpr std::string_view name = "notification_drafted";
  static constexpr std::string_view command = "draft-notification";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "Fields of the form of a notification were drafted that the case does not hold. Drafts are kept until "
      "they are written anew or taken back.";
  static constexpr std::string_view section = "notification_drafts";
  static constexpr bool by_chair = true;
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"deadline":"notify-ofsted","form":"ofsted-notification","entries":[)"
      R"({"field":"telephone","value":"01234 567890"},{"field":"media","value":"The press has asked."}]})";
  static constexpr auto fields = std::tuple{
      Field{"deadline", &NotificationDrafted::deadline, "The duty to notify, by the id of its deadline."},
      Field{"form", &NotificationDrafted::form, "The form, as the notification pack names it."},
      Field{"entries", &NotificationDrafted::entries, "What is drafted; at least one."}};
};

template <>
struct Schema<AcknowledgementRecorded> {
  static constexpr std::string_view name = "acknowledgement_recorded";
  static constexpr std::string_view command = "record-acknowledgement";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "The recipient of a notification acknowledged it. Where no notice was recorded by then, this closes "
      "the "
      "duty.";
  static constexpr auto day = &AcknowledgementRecorded::acknowledged_on;
  static constexpr std::string_view section = "acknowledgements";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"deadline":"notify-ofsted","acknowledged_on":"2010-03-02","by":"Ofsted National Business Unit",)"
      R"("reference":"SI-2010-0412"})";
  static constexpr auto fields = std::tuple{
      Field{"deadline", &AcknowledgementRecorded::deadline, "The duty to notify, by the id of its deadline."},
      Field{"acknowledged_on", &AcknowledgementRecorded::acknowledged_on, "The day it was acknowledged.",
            FieldKind::whole_day},
      Field{"by", &AcknowledgementRecorded::by, "The office that acknowledged it."},
      Field{"reference", &AcknowledgementRecorded::reference, "Its reference."}};
};

}  // namespace reviewd
