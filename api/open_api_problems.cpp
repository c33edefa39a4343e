// The refusals: which statuses there are, and the stable codes of each.
#include <algorithm>
#include <array>
#include <boost/json/array.hpp>

#include "api/json_schema.hpp"
#include "api/open_api_parts.hpp"
#include "api/problem.hpp"
#include "domain/rules/requirement.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

struct ProblemKind {
  unsigned status;
  std::string_view name;
  std::string_view doc;
  std::string_view codes;  // separated by blanks
};

constexpr std::array kinds{
    ProblemKind{400, "BadRequest", "The request, a parameter or a header field is malformed.",
                "malformed_json unknown_parameter repeated_parameter bad_parameter bad_version "
                "bad_idempotency_key beyond_the_log not_of_this_log"},
    ProblemKind{401, "Unauthorized", "There is no valid bearer token.", "unauthorized"},
    ProblemKind{403, "Forbidden", "The token has no role that allows this.", "forbidden"},
    ProblemKind{404, "NotFound",
                "There is no such thing, or the caller may not know of it, or it was not known then.",
                "no_such_route no_such_case no_such_deadline no_such_edition no_such_calendar not_yet_known "
                "not_yet_brought no_such_feed no_such_mail no_such_webhook no_such_delivery"},
    ProblemKind{406, "NotAcceptable", "The client does not accept what this route answers.",
                "not_acceptable"},
    ProblemKind{409, "Conflict", "The process does not allow it now; says why and cites the clause.",
                "case_exists case_closed not_closed review_running review_completed no_review_running "
                "decision_stands decision_outstanding not_a_fact already_linked clocks_do_not_pause "
                "calendar_begins calendar_ends hold_lifted step_out_of_turn role_taken already_appointed "
                "appointment_ended already_invited version_recorded document_accepted recommendation_added "
                "action_not_complete action_signed_off follow_up_planned case_full no_notification "
                "nothing_to_reply_to "
                "notification_withdrawn no_review publication_out_of_turn publication_hold_stands "
                "publication_unchecked publication_check_hits availability_period nothing_to_override "
                "check_overridden second_person_needed requirement_not_kept stopping too_many_feeds "
                "adoption_under_way "
                "documents_unreadable revision_altered revision_outdated notice_first mail_out_of_turn "
                "unchanged "
                "too_many_webhooks already_confirmed awaiting_confirmation already_paused not_paused "
                "delivery_done delivery_under_way"},
    ProblemKind{412, "PreconditionFailed", "The case has changed since the version in If-Match; says how.",
                "version_conflict"},
    ProblemKind{415, "UnsupportedMediaType", "The body is not plain application/json.",
                "unsupported_media_type unsupported_content_encoding"},
    ProblemKind{422, "UnprocessableContent",
                "The content is not valid (each fault by JSON Pointer), or the Idempotency-Key was used with "
                "another body.",
                "invalid_content idempotency_key_reused"},
    ProblemKind{428, "PreconditionRequired", "If-Match is missing.", "version_required"},
    ProblemKind{503, "ServiceUnavailable", "Not now; Retry-After says when to try again.",
                "not_ready busy log_unreadable too_many_connections too_many_streams"},
    ProblemKind{507, "InsufficientStorage", "The disk is nearly full; nothing is taken until there is room.",
                "disk_low"},
};

// What the server refuses before it knows the route. The connection is closed, but for 405.
constexpr ProblemKind before_a_route{
    0, "Refused",
    "Refused before a route was found: 400, 408, 413, 414, 417, 421, 431, 501, 503, 505, each with the "
    "connection closed; 405 with Allow. Or 500: the answer of a route could not be sent as HTTP.",
    "ambiguous_length ambiguous_request bare_line_feed chunk_extension coding_in_http_1_0 "
    "duplicate_content_length duplicate_host duplicate_transfer_encoding incomplete_request malformed_chunk "
    "malformed_content_length malformed_field malformed_host malformed_query malformed_request_line "
    "malformed_target missing_host trailers_refused method_not_allowed request_timeout body_too_large "
    "chunk_overhead request_line_too_long unknown_expectation misdirected_request header_section_too_large "
    "too_many_fields unknown_method unknown_transfer_coding too_many_connections version_not_supported "
    "unsendable_answer"};

// The codes of `errors[]`.
constexpr std::string_view fault_codes =
    "required unknown_member duplicate_member wrong_type wrong_value not_a_day not_a_word whole_day_required "
    "in_the_future empty too_long too_many control_character too_deep number_too_large unknown_board "
    "no_such_case case_closed same_case no_such_event no_such_field no_such_decision "
    "not_the_standing_decision unchanged not_utf8 "
    "after_referral before_referral before_decision before_decision_replaced before_it_was_decided "
    "not_after_the_statutory_day before_the_log no_such_thing before_the_thing no_such_edition no_guidance "
    "no_such_calendar review_before_hold no_such_person review_before_decision answered_twice "
    "ends_before_it_begins "
    "due_before_commissioned target_before_plan before_it_was_complete before_the_last_step "
    "before_notification plan_in_the_past body_not_in_office evaluated_after_letter "
    "nothing_named named_twice no_such_rule no_calendar no_such_deadline no_duty_to_notify no_such_child "
    "before_the_duty no_such_form "
    "not_a_url not_https odd_address credentials_in_url forbidden_address unknown_event_type not_a_range "
    "secret_too_short not_a_certificate beyond_the_log";

json::array words(std::string_view text) {
  json::array list;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    list.push_back(json::value(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return list;
}

json::object header(std::string_view doc, json::object schema) {
  return {{"description", doc}, {"schema", std::move(schema)}};
}

json::object headers_of(unsigned status) {
  const json::object text{{"type", "string"}};
  if (status == 0) return {{"Allow", header("Of 405: the methods of the path.", text)}};
  if (status == 401) return {{"WWW-Authenticate", header("Bearer.", text)}};
  if (status == 412) return {{"ETag", header("The version of the case now.", text)}};
  if (status == 503)
    return {{"Retry-After", header("Seconds to wait.", {{"type", "integer"}, {"minimum", 0}})}};
  return {};
}

json::object response(const ProblemKind& kind) {
  json::object made{{"description", kind.doc}};
  if (json::object headers = headers_of(kind.status); !headers.empty()) made["headers"] = std::move(headers);
  made["content"] =
      json::object{{"application/problem+json", json::object{{"schema", schema_reference("Problem")}}}};
  made["x-codes"] = words(kind.codes);
  // Of requirement_not_kept each thing that is missing has the name of its check.
  if (kind.status == 409) made["x-fault-codes"] = word_schema<RequirementCheck>().at("enum");
  if (kind.status == 422) made["x-fault-codes"] = words(fault_codes);
  return made;
}

}  // namespace

json::object problem_responses() {
  json::object responses;
  for (const ProblemKind& kind : kinds) responses[kind.name] = response(kind);
  responses[before_a_route.name] = response(before_a_route);
  return responses;
}

std::string_view problem_name(unsigned status) {
  if (status == 0) return before_a_route.name;
  for (const ProblemKind& kind : kinds)
    if (kind.status == status) return kind.name;
  return {};
}

}  // namespace reviewd
