// All acts, in an order in which their examples make a legal case. Adding a noun: a header in domain/acts,
// its list here, its refusals declared in domain/acts/refusals.hpp.
#pragma once

#include "domain/acts/actions.hpp"
#include "domain/acts/documents.hpp"
#include "domain/acts/editions.hpp"
#include "domain/acts/evaluation.hpp"
#include "domain/acts/family.hpp"
#include "domain/acts/learning.hpp"
#include "domain/acts/notices.hpp"
#include "domain/acts/notification_pack.hpp"
#include "domain/acts/office.hpp"
#include "domain/acts/people.hpp"
#include "domain/acts/practitioners.hpp"
#include "domain/acts/proceedings.hpp"
#include "domain/acts/publication.hpp"
#include "domain/acts/work.hpp"

namespace reviewd {

using Acts = Chained<PeopleActs, FamilyActs, PractitionerActs, ProceedingActs, NoticeActs,
                     NotificationPackActs, WorkActs, DocumentActs, ActionActs, PublicationActs,
                     EvaluationActs, LearningActs, EditionActs, OfficeActs>::type;

}  // namespace reviewd
