// The descriptors of all acts. See domain/acts/act.hpp. Compile-time only.
#pragma once

#include "domain/acts.hpp"
#include "domain/acts/actions_schemas.hpp"
#include "domain/acts/documents_schemas.hpp"
#include "domain/acts/editions_schemas.hpp"
#include "domain/acts/evaluation_schemas.hpp"
#include "domain/acts/family_schemas.hpp"
#include "domain/acts/learning_schemas.hpp"
#include "domain/acts/notices_schemas.hpp"
#include "domain/acts/notification_pack_schemas.hpp"
#include "domain/acts/office_schemas.hpp"
#include "domain/acts/people_schemas.hpp"
#include "domain/acts/practitioners_schemas.hpp"
#include "domain/acts/proceedings_schemas.hpp"
#include "domain/acts/publication_check_schemas.hpp"
#include "domain/acts/publication_schemas.hpp"
#include "domain/acts/work_schemas.hpp"
