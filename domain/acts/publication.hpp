// Publication, step by step, and the decision not to publish. Where it stands follows from the steps
// (domain/publication.hpp). Values; any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/publication_check.hpp"
#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// What is put before the public.
enum class PublicationMode { summary, redacted_overview, full, anonymous_repository, improvements_only };
// What the national panel said to not publishing.
enum class PanelOutcome { agreed, disagreed, not_asked };

template <>
struct Words<PublicationMode> {
  static constexpr std::array<Word<PublicationMode>, 5> values{
      {{PublicationMode::summary, "summary"},
       {PublicationMode::redacted_overview, "redacted_overview"},
       {PublicationMode::full, "full"},
       {PublicationMode::anonymous_repository, "anonymous_repository"},
       {PublicationMode::improvements_only, "improvements_only"}}};
};
template <>
struct Words<PanelOutcome> {
  static constexpr std::array<Word<PanelOutcome>, 3> values{{{PanelOutcome::agreed, "agreed"},
                                                             {PanelOutcome::disagreed, "disagreed"},
                                                             {PanelOutcome::not_asked, "not_asked"}}};
};

struct NonPublicationIntended {
  PartialDate intended_on;
  Personal reasons;
};

struct NotPublished {
  PartialDate decided_on;
  PanelOutcome panel_outcome = PanelOutcome::not_asked;
  Personal reasons;
};

struct PublicationApproved {
  PartialDate approved_on;
  std::string approved_by;
};

struct PublicationPlanned {
  PartialDate planned_on;
  Day publish_on;
};

struct PublicationHeld {
  PartialDate held_on;
  Personal reason;
  Day review_on;
};

struct PublicationReleased {
  PartialDate released_on;
  std::optional<Personal> reason;
};

struct CopySent {
  std::string recipient;
  PartialDate sent_on;
};

struct Published {
  PublicationMode mode = PublicationMode::full;
  PartialDate published_on;
  std::optional<Digest> sha256;  // required of the API; of an imported review it is not known
  std::string where;
};

struct ReVersioned {
  PartialDate published_on;
  std::optional<Digest> sha256;
  std::string where;
  Personal reason;
};

struct Withdrawn {
  PartialDate withdrawn_on;
  std::optional<Personal> override_reason;
};

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
                                            Field{"reasons", &NonPublicationIntended::reasons, "Why."}};
};
static_assert(describes_every_member<NonPublicationIntended>());

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
      Field{"reasons", &NotPublished::reasons, "Why."}};
};
static_assert(describes_every_member<NotPublished>());

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
static_assert(describes_every_member<PublicationApproved>());

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
static_assert(describes_every_member<PublicationPlanned>());

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
static_assert(describes_every_member<PublicationHeld>());

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
static_assert(describes_every_member<PublicationReleased>());

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
  static constexpr std::string_view example =
      R"({"recipient":"department_for_education","sent_on":"2010-10-25"})";
  static constexpr auto fields =
      std::tuple{Field{"recipient", &CopySent::recipient, "Who got it.", FieldKind::plain_word},
                 Field{"sent_on", &CopySent::sent_on, "The day it was sent.", FieldKind::whole_day}};
};
static_assert(describes_every_member<CopySent>());

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
      R"({"mode":"full","published_on":"2010-11-08",)"
      R"("sha256":"f0c9b9b58169c524a45c7a9afd7140ce86a8634e6e7bc2c72a401f974cbf5bf8",)"
      R"("where":"https://www.example.org/reviews"})";
  static constexpr auto fields =
      std::tuple{Field{"mode", &Published::mode, "What was published."},
                 Field{"published_on", &Published::published_on, "The day.", FieldKind::whole_day},
                 Field{"sha256", &Published::sha256,
                       "SHA-256 of the text, as check-publication answered it; may be unknown in an import."},
                 Field{"where", &Published::where, "Where it is to be found."}};
};
static_assert(describes_every_member<Published>());

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
      R"("sha256":"f0c9b9b58169c524a45c7a9afd7140ce86a8634e6e7bc2c72a401f974cbf5bf8",)"
      R"("where":"https://www.example.org/reviews/2","reason":"The appendix was put in order."})";
  static constexpr auto fields =
      std::tuple{Field{"published_on", &ReVersioned::published_on, "The day.", FieldKind::whole_day},
                 Field{"sha256", &ReVersioned::sha256,
                       "SHA-256 of the text, as check-publication answered it; may be unknown in an import."},
                 Field{"where", &ReVersioned::where, "Where it is to be found."},
                 Field{"reason", &ReVersioned::reason, "Why."}};
};
static_assert(describes_every_member<ReVersioned>());

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
static_assert(describes_every_member<Withdrawn>());

using PublicationActs = TypeList<NonPublicationIntended, NotPublished, PublicationApproved,
                                 PublicationPlanned, PublicationHeld, PublicationReleased, CopySent,
                                 PublicationChecked, CheckOverridden, Published, ReVersioned, Withdrawn>;

}  // namespace reviewd
