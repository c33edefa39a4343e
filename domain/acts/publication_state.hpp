// Where publication stands, from the facts alone (domain facts, section 13(11)). Pure; any thread.
#pragma once

#include <array>
#include <concepts>

#include "domain/case_state.hpp"

namespace reviewd {

// Where publication stands.
enum class PublicationState {
  not_started,
  approved,
  held,
  copy_sent,
  published,
  re_versioned,
  withdrawn,
  not_published
};

template <>
struct Words<PublicationState> {
  static constexpr std::array<Word<PublicationState>, 8> values{
      {{PublicationState::not_started, "not_started"},
       {PublicationState::approved, "approved"},
       {PublicationState::held, "held"},
       {PublicationState::copy_sent, "copy_sent"},
       {PublicationState::published, "published"},
       {PublicationState::re_versioned, "re_versioned"},
       {PublicationState::withdrawn, "withdrawn"},
       {PublicationState::not_published, "not_published"}}};
};

// From the facts alone.
PublicationState publication_state(const Facts& facts);

// Whether the board means not to publish and neither decided so yet nor came to think otherwise.
bool means_not_to_publish(const Facts& facts);

// The newest check of a text of this SHA-256; null when there is none.
const Fact* newest_check(const Facts& facts, const Digest& sha256);

// Whether a step takes publication from one state to another, so that it cannot lie before the step before
// it. A copy that was sent is often recorded later.
template <class Body>
inline constexpr bool moves_publication =
    std::same_as<Body, NotPublished> || std::same_as<Body, PublicationApproved> ||
    std::same_as<Body, PublicationHeld> || std::same_as<Body, PublicationReleased> ||
    std::same_as<Body, Published> || std::same_as<Body, ReVersioned> || std::same_as<Body, Withdrawn>;

}  // namespace reviewd
