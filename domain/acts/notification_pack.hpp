// What is kept with a duty to notify: drafts of the fields of its form that the case does not hold, and that
// the recipient acknowledged. Values; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/day.hpp"
#include "domain/personal.hpp"
#include "domain/type_list.hpp"

namespace reviewd {

// What stands in one field of the form from now on; without a value nothing does any more.
struct DraftedField {
  std::string field;
  std::optional<std::string> child;  // the label, of a field that is asked of each child
  std::optional<Personal> value;
};

struct NotificationDrafted {
  std::string deadline;
  std::string form;
  std::vector<DraftedField> entries;
};

struct AcknowledgementRecorded {
  std::string deadline;
  PartialDate acknowledged_on;
  std::string by;  // an office
  std::string reference;
};

using NotificationPackActs = TypeList<NotificationDrafted, AcknowledgementRecorded>;

}  // namespace reviewd
