// The examples of all commands, as the API description shows them, in an order in which they make a legal
// case, each with the ids of the events that earlier ones made. Tests only.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "domain/types.hpp"

namespace reviewd {

// From here all that they say lies in the past.
inline constexpr std::string_view day_of_examples = "2019-12-31";

// Sends one example and answers with the event that it made; of a refused one any.
using CarryOut = std::function<EventId(std::string_view command, const std::string& body)>;

// Those of the acts alone, and before them the notification that some of them are about: for a case that was
// opened on 2010-01-31 and decided to conduct on 2010-02-26.
void for_each_example(const CarryOut& carry_out);

// Those of every command, from the opening of a case to taking it up again. `another` is a case that is
// there.
void for_each_command_example(const CaseId& another, const CarryOut& carry_out);

}  // namespace reviewd
