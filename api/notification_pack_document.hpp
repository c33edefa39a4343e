// The notification pack as JSON and as a page for print, with the values that one reader may see. Pure; any
// thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "domain/notification_pack.hpp"

namespace reviewd {

// A pack as one reader sees it. What it points to must outlive it.
struct PackReading {
  const CaseState& state;
  const Deadline& deadline;
  const NotificationPack& pack;
  Position known_at;
  bool opened = false;  // the reader may see personal values
  // By the place where each was first recorded; nothing where it cannot be opened.
  std::map<std::pair<EventId, std::string>, std::optional<std::string>> values;
};

// The members in the order of the API description.
std::string notification_pack_document(const PackReading& reading);

// A whole page of HTML for A4, without scripts.
std::string notification_pack_page(const PackReading& reading);
// The style sheet that stands in the page.
std::string_view notification_pack_style();

// The value of a field for this reader: its text, or its personal values, one after the other. Nothing where
// there is none, where the reader may not see it, or where it cannot be opened.
std::optional<std::string> value_of(const PackReading& reading, const PackField& field);
// Whether something stands there that the reader may not see.
bool is_withheld(const PackReading& reading, const PackField& field);

}  // namespace reviewd
