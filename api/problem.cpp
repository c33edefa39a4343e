#include "api/problem.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "storage/command_codec.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::object members(unsigned status, std::string_view code, std::string_view detail) {
  json::object object;
  object["type"] = "/problems/" + std::string{code};
  object["title"] = title_of(status);
  object["status"] = status;
  object["detail"] = detail;
  object["code"] = code;
  return object;
}

Response response(unsigned status, const json::object& object) {
  return {status,
          {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}},
          std::make_shared<const std::string>(json::serialize(object))};
}

unsigned status_of(const Rejection& rejection) {
  switch (rejection.kind) {
    case RejectionKind::invalid:
      return rejection.code == malformed_json_code ? 400 : 422;
    case RejectionKind::not_allowed:
      return 409;
    case RejectionKind::not_found:
      return 404;
  }
  return 422;
}

}  // namespace

std::string_view title_of(unsigned status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    case 507:
      return "Insufficient Storage";
    default:
      return "Error";
  }
}

Response problem(unsigned status, std::string_view code, std::string_view detail) {
  Response answer = response(status, members(status, code, detail));
  if (status == 401) answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (status == 503) answer.headers.emplace_back("Retry-After", "1");
  return answer;
}

Response problem_of(const Rejection& rejection) {
  const unsigned status = status_of(rejection);
  json::object object = members(status, rejection.code, rejection.detail);
  if (!rejection.clause.empty()) object["clause"] = rejection.clause;
  if (!rejection.faults.empty()) {
    json::array errors;
    for (const Fault& fault : rejection.faults)
      errors.push_back(
          json::object{{"pointer", fault.pointer}, {"code", fault.code}, {"detail", fault.detail}});
    object["errors"] = std::move(errors);
  }
  return response(status, object);
}

Response version_conflict(std::string_view version, const std::vector<CommitSince>& since) {
  json::object object =
      members(412, "version_conflict", "The case has changed since the version in If-Match.");
  object["current_version"] = version;
  json::array commits;
  for (const CommitSince& commit : since) {
    json::array types;
    for (const std::string& type : commit.types) types.emplace_back(type);
    commits.push_back(
        json::object{{"position", commit.position},
                     {"types", std::move(types)},
                     {"actor", json::object{{"id", commit.actor.id}, {"name", commit.actor.name}}},
                     {"recorded_at", commit.recorded_at}});
  }
  object["since"] = std::move(commits);
  Response answer = response(412, object);
  answer.headers.emplace_back("ETag", "\"" + std::string{version} + "\"");
  return answer;
}

}  // namespace reviewd
