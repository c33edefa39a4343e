// What is put before the public, and why a report is not: the words of acts and of rules. Values; any thread.
#pragma once

#include <array>

#include "domain/schema.hpp"

namespace reviewd {

// What is put before the public.
enum class PublicationMode { summary, redacted_overview, full, anonymous_repository, improvements_only };
// On what ground a report is not published. `court_order` stands whatever a letter says.
enum class PublicationGround { legal_advice, welfare_of_children, court_order, other };

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
struct Words<PublicationGround> {
  static constexpr std::array<Word<PublicationGround>, 4> values{
      {{PublicationGround::legal_advice, "legal_advice"},
       {PublicationGround::welfare_of_children, "welfare_of_children"},
       {PublicationGround::court_order, "court_order"},
       {PublicationGround::other, "other"}}};
};

}  // namespace reviewd
