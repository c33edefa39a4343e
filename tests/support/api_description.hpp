// The API description as a JSON value. Tests only; one thread, like all tests.
#pragma once

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "api/open_api.hpp"

namespace reviewd {

// Throws when the document is no JSON: then no test of it means anything.
inline const boost::json::value& api_description() {
  static const boost::json::value document = boost::json::parse(open_api_document());
  return document;
}

inline const boost::json::object& described_component(std::string_view name) {
  return api_description().at("components").at("schemas").at(name).as_object();
}

}  // namespace reviewd
