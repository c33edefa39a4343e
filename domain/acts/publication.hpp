// Publication, step by step, and the decision not to publish. Where it stands follows from the steps
// (domain/publication.hpp). Values; any thread.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "domain/acts/publication_check.hpp"
#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/rules/publication_words.hpp"
#include "domain/type_list.hpp"
#include "domain/types.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {

// What the national panel said to not publishing.
enum class PanelOutcome { agreed, disagreed, not_asked };

template <>
struct Words<PanelOutcome> {
  static constexpr std::array<Word<PanelOutcome>, 3> values{{{PanelOutcome::agreed, "agreed"},
                                                             {PanelOutcome::disagreed, "disagreed"},
                                                             {PanelOutcome::not_asked, "not_asked"}}};
};

struct NonPublicationIntended {
  PartialDate intended_on;
  Personal reasons;
  std::optional<PublicationGround> ground = {};  // required where the instrument names its grounds
};

struct NotPublished {
  PartialDate decided_on;
  std::optional<PanelOutcome> panel_outcome;  // required of the API
  Personal reasons;
  std::optional<PublicationGround> ground = {};  // as of NonPublicationIntended
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
  std::optional<Day> review_on;  // required of the API
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
  std::optional<PublicationMode> mode;  // all but the day is required of the API
  PartialDate published_on;
  std::optional<Digest> sha256;
  std::optional<std::string> where;
  // Why, although something is missing, or in another way than the instrument says.
  std::optional<Personal> override_reason = {};
};

// The days of this and of the withdrawal are required of the API; a record often gives that of the first
// publication alone.
struct ReVersioned {
  std::optional<PartialDate> published_on;
  std::optional<Digest> sha256;
  std::string where;
  Personal reason;
};

struct Withdrawn {
  std::optional<PartialDate> withdrawn_on;
  std::optional<Personal> override_reason;
};

using PublicationActs = TypeList<NonPublicationIntended, NotPublished, PublicationApproved,
                                 PublicationPlanned, PublicationHeld, PublicationReleased, CopySent,
                                 PublicationChecked, CheckOverridden, Published, ReVersioned, Withdrawn>;

}  // namespace reviewd
