// The descriptors of domain/acts/publication_check.hpp. See domain/acts/act.hpp.
#pragma once

#include <string_view>
#include <tuple>

#include "domain/acts/act.hpp"
#include "domain/acts/publication_check.hpp"

namespace reviewd {

template <>
struct Schema<PublicationChecked> {
  static constexpr std::string_view name = "publication_checked";
  static constexpr std::string_view command = "check-publication";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A text was looked through for names, dates of birth and addresses that the case holds as personal.";
  static constexpr auto day = nullptr;
  static constexpr std::string_view within = "publication";
  static constexpr std::string_view section = "checks";
  static constexpr bool when_closed = true;
  static constexpr bool made_by_handler = true;
  static constexpr std::string_view example =
      R"({"sha256":"4861dcc349747b6444df369deb6ca930d5e875b18cc7b0d8926cc9d0df8b8819","length":16,)"
      R"("hits":1,"checked_by":"00000000000000000000000000000000"})";
  static constexpr auto fields = std::tuple{
      Field{"sha256", &PublicationChecked::sha256, "SHA-256 of the text in UTF-8.", FieldKind::result},
      Field{"length", &PublicationChecked::length, "How many characters it has.", FieldKind::result},
      Field{"hits", &PublicationChecked::hits, "In how many places something personal stands in it.",
            FieldKind::result},
      Field{"checked_by", &PublicationChecked::checked_by, "The id of the actor who asked for it.",
            FieldKind::result},
      Field{"office", &PublicationChecked::office, "The name of the actor who asked for it.",
            FieldKind::optional}};
};

template <>
struct Schema<CheckOverridden> {
  static constexpr std::string_view name = "publication_check_overridden";
  static constexpr std::string_view command = "override-publication-check";
  static constexpr int version = 1;
  static constexpr std::string_view doc =
      "A second person looked at what a check found and lets the text be published as it is.";
  static constexpr auto day = nullptr;
  using Thing = PublicationChecked;
  static constexpr auto thing = &CheckOverridden::check;
  static constexpr std::string_view section = "overrides";
  static constexpr bool by_chair = true;
  static constexpr bool when_closed = true;
  static constexpr std::string_view example =
      R"({"check":"<publication_checked>","reason":"The name is that of the street."})";
  static constexpr auto fields =
      std::tuple{Field{"check", &CheckOverridden::check, "The event of the check."},
                 Field{"reason", &CheckOverridden::reason, "Why."}};
};

}  // namespace reviewd
