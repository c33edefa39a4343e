// The examples of all commands, as the API description shows them, in an order in which they make a legal
// case, each with the ids of the events that earlier ones made. Tests only.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "domain/types.hpp"

namespace reviewd {

// From here all that they say lies in the past; and all that those of acts say that only later guidance
// knows.
inline constexpr std::string_view day_of_examples = "2012-12-31";
inline constexpr std::string_view day_of_later_examples = "2024-12-31";

// Sends one example and answers with the event that it made; of a refused one any.
using CarryOut = std::function<EventId(std::string_view command, const std::string& body)>;

// Those of the acts that a review of 2010 knows: for a case that was opened on 2010-01-31 and decided to
// conduct on 2010-02-26.
void for_each_example(const CarryOut& carry_out);

// Those of the other acts, and before them what they are about: for a case of its own, that was opened on
// 2024-01-31 and decided to conduct on 2024-02-26.
void for_each_later_example(const CarryOut& carry_out);

// Those of every command that a review of 2010 knows, from the opening of the case to taking it up again.
// `another` is a case that is there.
void for_each_command_example(const CaseId& another, const CarryOut& carry_out);

}  // namespace reviewd
