#include "api/personal_places.hpp"

#include "domain/fact_pointer.hpp"

namespace reviewd {

std::vector<PersonalShown> personal_places_of(const CaseState& state) {
  std::vector<PersonalShown> places;
  for (const Fact& fact : state.facts)
    for (std::string& pointer : personal_places(fact.body)) {
      PersonalShown place{fact.event, pointer, fact.event, pointer, std::nullopt};
      for (const Correction& made : state.corrections)
        if (made.personal && made.corrects == fact.event && made.pointer == pointer) {
          place.event = made.event;
          place.pointer = "/value";
        }
      places.push_back(std::move(place));
    }
  for (const Correction& made : state.corrections)
    places.push_back({made.event, "/reason", made.event, "/reason", std::nullopt});
  return places;
}

}  // namespace reviewd
