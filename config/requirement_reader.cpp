#include "config/requirement_reader.hpp"

#include <set>

#include "domain/requirement_items.hpp"

namespace reviewd {
namespace {

// A word that the check does not know could never be found in a case: the requirement would never be kept.
std::vector<std::string> read_items(TableReader& reader, RequirementCheck check) {
  const ItemsWanted wanted = items_wanted(check);
  if (!reader.has("items")) {
    if (wanted == ItemsWanted::required) reader.refuse("items", "are missing: the check compares with them");
    return {};
  }
  auto items = reader.texts("items");
  if (wanted == ItemsWanted::none) reader.refuse("items", "belong to no such check");
  if (items.empty()) reader.refuse("items", "must name at least one");
  std::set<std::string> seen;
  for (const std::string& item : items) {
    if (wanted != ItemsWanted::none && !is_item(check, item))
      reader.refuse("items", "hold a word that the check does not know");
    if (!seen.insert(item).second) reader.refuse("items", "name one twice");
  }
  return items;
}

}  // namespace

Requirement read_requirement(TableReader reader) {
  Requirement requirement;
  requirement.id = reader.text("id");
  requirement.check = reader.word<RequirementCheck>("check");
  requirement.effect = reader.word<Effect>("effect");
  requirement.items = read_items(reader, requirement.check);
  requirement.clause = reader.text("clause");
  requirement.source = reader.text("source");
  requirement.verification = reader.word<Verification>("verification");
  requirement.note = reader.text("note", Presence::optional);
  reader.refuse_unknown_keys();
  return requirement;
}

}  // namespace reviewd
