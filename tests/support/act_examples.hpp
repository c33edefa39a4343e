// The examples of all acts, as the API description shows them, in their order, each with the ids of the
// events that earlier ones made, and before them the notification that some of them are about: for a case
// that was opened on 2010-01-31 and decided to conduct on 2010-02-26, seen from the end of 2012. Tests only.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "domain/types.hpp"

namespace reviewd {

inline constexpr std::string_view day_of_examples = "2012-12-31";

// `carry_out` sends one example and answers with the event that it made.
void for_each_example(
    const std::function<EventId(std::string_view command, const std::string& body)>& carry_out);

}  // namespace reviewd
