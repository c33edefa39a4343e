// The media types of requests and answers as RFC 9110 writes them: letter case does not count, parameters may
// be quoted, ranges carry weights. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

namespace reviewd {

// Whether the value of Content-Type is application/json in UTF-8: a charset that says anything else is not.
// Other parameters are passed over.
bool is_json(std::string_view content_type);

// How much a client with these Accept fields wants this type ("text/csv"), in thousandths: the weight of the
// closest range that names it, 0 where none does, 1000 where nothing is asked. Ranges that cannot be read are
// passed over.
int wanted(const std::vector<std::string_view>& accept, std::string_view type);

// Whether a client with these Accept fields takes this type ("application/json"): no field, an empty one, or
// a range of a weight above 0 that no closer range takes back. Ranges that cannot be read are passed over.
bool takes(const std::vector<std::string_view>& accept, std::string_view type);

}  // namespace reviewd
