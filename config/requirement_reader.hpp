// Reads what an instrument asks for beside its deadlines, strictly: a word that no check knows could never be
// found in a case. Any thread.
#pragma once

#include "config/table_reader.hpp"
#include "domain/rules/requirement.hpp"

namespace reviewd {

// Every key of [[requirements]]. A fault: a check or an effect that is not known, a list that the check has
// not, wants or cannot compare with, and any other key.
Requirement read_requirement(TableReader reader);

}  // namespace reviewd
