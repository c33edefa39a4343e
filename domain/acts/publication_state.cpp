#include "domain/acts/publication_state.hpp"

#include <ranges>

namespace reviewd {
namespace {

// One step after the other, as they were recorded.
struct Steps {
  PublicationState state = PublicationState::not_started;
  PublicationState before_hold = PublicationState::approved;
  bool means_not_to = false;

  void operator()(const NonPublicationIntended&) { means_not_to = true; }
  void operator()(const NotPublished&) { go_to(PublicationState::not_published); }
  void operator()(const PublicationApproved&) { go_to(PublicationState::approved); }
  void operator()(const PublicationHeld&) {
    if (state != PublicationState::held) before_hold = state;
    state = PublicationState::held;
  }
  void operator()(const PublicationReleased&) { state = before_hold; }
  // Of what was published by then it is recorded late, or sent ahead of another version.
  void operator()(const CopySent&) {
    if (state == PublicationState::not_started || state == PublicationState::approved)
      state = PublicationState::copy_sent;
  }
  void operator()(const Published&) { go_to(PublicationState::published); }
  void operator()(const ReVersioned&) { go_to(PublicationState::re_versioned); }
  void operator()(const Withdrawn&) { go_to(PublicationState::withdrawn); }
  template <class Body>
  void operator()(const Body&) {}

 private:
  void go_to(PublicationState next) {
    state = next;
    means_not_to = false;
  }
};

Steps taken(const Facts& facts) {
  Steps steps;
  for (const Fact& fact : facts) std::visit(steps, fact.body);
  return steps;
}

}  // namespace

PublicationState publication_state(const Facts& facts) {
  return taken(facts).state;
}

bool means_not_to_publish(const Facts& facts) {
  return taken(facts).means_not_to;
}

std::optional<PersonalKind> kind_of_personal(std::string_view pointer) {
  const std::string_view field = pointer.substr(pointer.rfind('/') + 1);
  for (const auto& [kind, name] : Words<PersonalKind>::values)
    if (name == field) return kind;
  return std::nullopt;
}

const Fact* newest_check(const Facts& facts, const Digest& sha256) {
  for (const Fact& fact : std::views::reverse(facts))
    if (const auto* check = std::get_if<PublicationChecked>(&fact.body);
        check != nullptr && check->sha256 == sha256)
      return &fact;
  return nullptr;
}

}  // namespace reviewd
