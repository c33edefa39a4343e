// The description of the API for machines: OpenAPI 3.1, made from the route table and the descriptors, so
// that it cannot say anything else than they do. Pure; any thread. Made once and kept by the caller: it is
// some hundred kilobytes.
#pragma once

#include <string>

namespace reviewd {

// The document as JSON; the same text every time.
std::string open_api_document();

}  // namespace reviewd
