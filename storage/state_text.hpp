// A state as canonical text, for its hash: the same state gives the same bytes, whichever way it was reached.
// Decrypts nothing; a personal value is only a mark that it was given. Pure; any thread.
#pragma once

#include <string>

#include "domain/case_state.hpp"
#include "domain/register.hpp"

namespace reviewd {

// All of a case: facts as corrected, corrections, advice, deadlines, what waits, versions.
std::string state_text(const CaseState& state);
// All of the register, its documents by id, revision and hash.
std::string state_text(const RegisterState& state);

// SHA-256 of the text.
Digest state_hash(const CaseState& state);

}  // namespace reviewd
