#include "domain/acts/appointments.hpp"

#include <algorithm>

namespace reviewd {

std::vector<Appointment> appointments(const Facts& facts) {
  std::vector<Appointment> found;
  for (const Fact& fact : facts) {
    if (const auto* appointed = std::get_if<PersonAppointed>(&fact.body))
      found.push_back({fact.event, appointed, std::nullopt});
    const auto* ended = std::get_if<AppointmentEnded>(&fact.body);
    if (ended == nullptr) continue;
    const auto about = std::ranges::find(found, ended->appointment, &Appointment::event);
    if (about != found.end()) about->ended_on = ended->ended_on;
  }
  return found;
}

}  // namespace reviewd
