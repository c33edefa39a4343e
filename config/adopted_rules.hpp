// The rules as they were adopted, from the texts that the log keeps. Long work; any thread.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "domain/register.hpp"
#include "domain/rules/rule_book.hpp"

namespace reviewd {

// The book of all documents adopted up to and including a position. Parses each. The fault: an adopted text
// cannot be read, by a program that reads less than the one that adopted it.
[[nodiscard]] std::expected<std::shared_ptr<const RuleBook>, std::string> book_of(
    const std::vector<AdoptedDocument>& adopted, Position until);

}  // namespace reviewd
