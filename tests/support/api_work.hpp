// The work behind a review, done over the API: tests/support/review_work sent to a service or to a daemon.
// Tests only.
#pragma once

#include <string>

#include "tests/support/api_client.hpp"
#include "tests/support/service_bench.hpp"

namespace reviewd {

// All that the edition asks for before the review of this case is complete, on the day of its decision.
void finish_the_work(ServiceBench& bench, const std::string& token, const std::string& case_path);
// The same of a review that was decided on this day and of which nothing was done yet.
void finish_the_work(ApiClient& client, const std::string& case_path, const std::string& decided_on);

}  // namespace reviewd
