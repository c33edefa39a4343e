#include "domain/commands.hpp"

namespace reviewd {

CaseCommand::CaseCommand() = default;
CaseCommand::CaseCommand(const CaseCommand&) = default;
CaseCommand::CaseCommand(CaseCommand&&) noexcept = default;
CaseCommand& CaseCommand::operator=(const CaseCommand&) = default;
CaseCommand& CaseCommand::operator=(CaseCommand&&) noexcept = default;
CaseCommand::~CaseCommand() = default;

}  // namespace reviewd
