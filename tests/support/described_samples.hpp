// Real documents for the API description to be held against, each with the component that describes it. Tests
// only; one thread, like all tests.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <vector>

namespace reviewd {

// One document. `valid`: whether the daemon gives it, or takes it.
struct DescribedSample {
  std::string schema;
  bool valid = true;
  std::string what;
  boost::json::value document;
};

// Cases in every status and with every kind of fact, their lines in lists, explanations, events, problems.
std::vector<DescribedSample> answered_samples();
// Bodies of commands, with the verdict of the daemon's own reader and content checks.
std::vector<DescribedSample> sent_samples();

}  // namespace reviewd
