#include "domain/telling.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace reviewd {

const Happening* telling_of(const Rule& rule, const Governing& governing, const Happening& start,
                            const Tellings& among) {
  const bool of_decision = is_decision(rule.starts_at);
  // A case may have hundreds of notices: those to anybody else are passed over at once.
  std::vector<std::string_view> offices;
  for (const IndexedRule& indexed : among.rules.starting_at(rule.starts_at))
    if (indexed.rule->id == rule.id) offices.push_back(indexed.rule->recipient);
  const auto for_nobody_of_them = [&](const Happening& telling) {
    const auto* notice = std::get_if<NotificationRecorded>(&telling.fact->body);
    return notice != nullptr && std::ranges::find(offices, notice->recipient) == offices.end();
  };
  return among.milestones.told_by(start, [&](const Happening& telling) -> const Rule* {
    if (for_nobody_of_them(telling)) return nullptr;
    if (of_decision && !among.notices.tells_of(telling, start)) return nullptr;
    return among.rules.rule_on(rule.id, telling.on.first(), governing, among.terms);
  });
}

}  // namespace reviewd
