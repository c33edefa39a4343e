// The descriptors of domain/acts/publication.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/publication.hpp"

namespace reviewd {

template <>
struct Schema<NonPublicationIntended> {
  static constexpr std::string_view name = "non_publication_intended";
  static constexpr std::string_view command = "intend-non-publication";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The board means not to publish the report.";
  static constexpr auto day = &NonPublicationIntended::intended_on;
  static constexpr std::string_view within = "publication";
  static constexpr std::string_view section = "intended_not";
  static constexpr bool by_chair = true;
  static constexpr std::string_view example =
      R"({"intended_on":"2010-09-01","reasons":"The welfare of the children concerned."})";
  static constexpr auto fields = std::tuple{Field{"intended_on", &NonPublicationIntended::intended_on,
                                                  "The day it came to mean so.", FieldKind::whole_day},
                                            Field{"reasons", &NonPublicationIntended::reasons, "Why."},
                                            Field{"ground", &NonPublicationIntended::ground,
                                                  "On what ground; needed where the instrument names those "
                                                  "on which a report may be kept back.",
                                                  FieldKind::optional}};
};

template <>
struct Schema<NotPublished> {
  static constexpr std::string_view name = "not_published";
  static constexpr std::string_view command = "record-non-publication";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "It was decided not to publish the report.";
  static constexpr auto day = &NotPublished::decided_on;
  static constexpr std::string_view within = "publication";
  static constexpr std::string_view section = "not_published";
  static constexpr bool by_chair = true;
  static constexpr std::string_view example =
      R"({"decided_on":"2010-09-20","panel_outcome":"not_asked","reasons":"Legal advice."})";
  static constexpr auto fields = std::tuple{
      Field{"decided_on", &NotPublished::decided_on, "The day of the decision.", FieldKind::whole_day},
      Field{"panel_outcome", &NotPublished::panel_outcome, "What the national panel said to it."},
      Field{"reasons", &NotPublished::reasons, "Why."},
      Field{"ground", &NotPublished::ground,
            "On what ground; needed where the instrument names those on which a report may be kept back.",
            FieldKind::optional}};
};

template <>
struct Schema<PublicationApproved> {
  static constexpr std::string_view name = "publication_approved";
  static constexpr std::string_view command = "approve-publication";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The board approved the report for publication.";
  static constexpr auto day = &PublicationApproved::approved_on;
  static constexpr std::string_view within = "publication";
  static constexpr std::string_view section = "approvals";
  static constexpr bool by_chair = true;
  static constexpr std::string_view example =
      R"({"approved_on":"2010-10-01","approved_by":"Chair of the board"})";
  static constexpr auto fields = std::tuple{
      Field{"approved_on", &PublicationApproved::approved_on, "The day it did so.", FieldKind::whole_day},
      Field{"approved_by", &PublicationApproved::approved_by, "The office that approved it."}};
};

template <>
struct Schema<PublicationPlanned> {
  static constexpr std::string_view name = "publication_planned";
  static constexpr std::string_view command = "plan-publication";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "The board chose the day of publication; what is due before it counts back from that day.";
  static constexpr auto day = &PublicationPlanned::planned_on;
  static constexpr std::string_view within = "publication";
  static constexpr std::string_view section = "plans";
  static constexpr std::string_view example = R"({"planned_on":"2010-10-02","publish_on":"2010-11-08"})";
  static constexpr auto fields = std::tuple{
      Field{"planned_on", &PublicationPlanned::planned_on, "The day it chose.", FieldKind::whole_day},
      Field{"publish_on", &PublicationPlanned::publish_on, "The day it chose for publication."}};
};

template <>
struct Schema<PublicationHeld> {
  static constexpr std::string_view name = "publication_held";
  static constexpr std::string_view command = "hold-publication";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "Publication is held back, or the board looked at that again and keeps it so. No statutory clock "
      "stops.";
  static constexpr auto day = &PublicationHeld::held_on;
  static constexpr std::string_view within = "publication";
  static constexpr std::string_view section = "holds";
  static constexpr bool by_chair = true;
  static constexpr std::string_view example =
      R"({"held_on":"2010-10-05","reason":"The trial goes on.","review_on":"2010-10-19"})";
  static constexpr auto fields = std::tuple{
      Field{"held_on", &PublicationHeld::held_on, "The day it was decided.", FieldKind::whole_day},
      Field{"reason", &PublicationHeld::reason, "Why."},
      Field{"review_on", &PublicationHeld::review_on, "The day by which the board looks at it again."}};
};

template <>
struct Schema<PublicationReleased> {
  static constexpr std::string_view name = "publication_released";
  static constexpr std::string_view command = "release-publication";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Publication is held back no longer.";
  static constexpr auto day = &PublicationReleased::released_on;
  static constexpr std::string_view within = "publication";
  static constexpr std::string_view section = "releases";
  static constexpr bool by_chair = true;
  static constexpr std::string_view example = R"({"released_on":"2010-10-20"})";
  static constexpr auto fields =
      std::tuple{Field{"released_on", &PublicationReleased::released_on, "The day it was decided.",
                       FieldKind::whole_day},
                 Field{"reason", &PublicationReleased::reason, "Why.", FieldKind::optional}};
};

template <>
struct Schema<CopySent> {
  static constexpr std::string_view name = "publication_copy_sent";
  static constexpr std::string_view command = "send-publication-copy";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A copy of the report, or of the improvements, went out ahead of publication.";
  static constexpr auto day = &CopySent::sent_on;
  static constexpr std::string_view within = "publication";
  static constexpr std::string_view section = "copies";
  static constexpr std::string_view example = R"({"recipient":"national_panel","sent_on":"2024-10-25"})";
  static constexpr auto fields =
      std::tuple{Field{"recipient", &CopySent::recipient, "Who got it.", FieldKind::plain_word},
                 Field{"sent_on", &CopySent::sent_on, "The day it was sent.", FieldKind::whole_day}};
};

template <>
struct Schema<Published> {
  static constexpr std::string_view name = "published";
  static constexpr std::string_view command = "publish";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The report was published.";
  static constexpr auto day = &Published::published_on;
  static constexpr std::string_view within = "publication";
  static constexpr std::string_view section = "published";
  static constexpr std::string_view example =
      R"({"mode":"summary","published_on":"2010-11-08",)"
      R"("sha256":"4861dcc349747b6444df369deb6ca930d5e875b18cc7b0d8926cc9d0df8b8819",)"
      R"("where":"https://www.example.org/reviews"})";
  static constexpr auto fields = std::tuple{
      Field{"mode", &Published::mode, "What was published."},
      Field{"published_on", &Published::published_on, "The day.", FieldKind::whole_day},
      Field{"sha256", &Published::sha256,
            "SHA-256 of the text, as check-publication answered it; may be unknown in an import."},
      Field{"where", &Published::where, "Where it is to be found."},
      Field{"override_reason", &Published::override_reason,
            "Why it is published although something is missing that the edition asks for, where the "
            "edition admits a reason; or in another way than the instrument says.",
            FieldKind::optional}};
};

template <>
struct Schema<ReVersioned> {
  static constexpr std::string_view name = "publication_re_versioned";
  static constexpr std::string_view command = "re-version-publication";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "Another version took the place of the published one.";
  static constexpr auto day = &ReVersioned::published_on;
  static constexpr std::string_view within = "publication";
  static constexpr std::string_view section = "versions";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"published_on":"2011-03-14",)"
      R"("sha256":"4861dcc349747b6444df369deb6ca930d5e875b18cc7b0d8926cc9d0df8b8819",)"
      R"("where":"https://www.example.org/reviews/2","reason":"The appendix was put in order."})";
  static constexpr auto fields =
      std::tuple{Field{"published_on", &ReVersioned::published_on, "The day.", FieldKind::whole_day},
                 Field{"sha256", &ReVersioned::sha256,
                       "SHA-256 of the text, as check-publication answered it; may be unknown in an import."},
                 Field{"where", &ReVersioned::where, "Where it is to be found."},
                 Field{"reason", &ReVersioned::reason, "Why."}};
};

template <>
struct Schema<Withdrawn> {
  static constexpr std::string_view name = "publication_withdrawn";
  static constexpr std::string_view command = "withdraw-publication";
  static constexpr int version = 1;
  static constexpr std::string_view doc = "The report is no longer published; it is given out on request.";
  static constexpr auto day = &Withdrawn::withdrawn_on;
  static constexpr std::string_view within = "publication";
  static constexpr std::string_view section = "withdrawn";
  static constexpr bool when_closed = true;
  static constexpr std::string_view example = R"({"withdrawn_on":"2012-04-02"})";
  static constexpr auto fields =
      std::tuple{Field{"withdrawn_on", &Withdrawn::withdrawn_on, "The day.", FieldKind::whole_day},
                 Field{"override_reason", &Withdrawn::override_reason,
                       "Why it had to go before its period was over.", FieldKind::optional}};
};

}  // namespace reviewd
