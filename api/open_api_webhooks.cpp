// Webhooks, deliveries, incidents and keys, described by hand as api/webhook_documents.cpp writes them.
#include <boost/json/array.hpp>

#include "api/json_schema.hpp"
#include "api/open_api_parts.hpp"
#include "domain/delivery_ledger.hpp"
#include "domain/incidents.hpp"
#include "domain/webhook_requests.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::object count() {
  return {{"type", "integer"}, {"minimum", 0}};
}
json::object count_or_null() {
  return {{"type", json::array{"integer", "null"}}};
}
json::object instant_or_null() {
  return nullable(schema_reference("Instant"));
}
template <Worded T>
json::object word_or_null() {
  return nullable(word_schema<T>());
}

json::object delivery_counts() {
  std::vector<DescribedMember> members;
  for (const auto& [state, name] : Words<DeliveryState>::values)
    members.push_back({name, count(), "How many stand like this."});
  return closed_object("How the deliveries of a webhook stand.", std::move(members));
}

json::object webhook_key() {
  return closed_object("A key that signs deliveries.",
                       {{"kid", schema_reference("Identifier"), "Its id in the published keys."},
                        {"public_key", any_text(), "Its public half: 32 bytes in base64url."},
                        {"until", instant_or_null(), "Until when it is in use; null: the newest."}});
}

json::object unreachable() {
  return closed_object("Since when only single deliveries are tried.",
                       {{"since", schema_reference("Instant"), "Since then."},
                        {"cause", word_schema<DeliveryCause>(), "Why the last of the failures failed."},
                        {"event", schema_reference("EventId"), "The event that says so."}});
}

json::object after_restore() {
  return closed_object(
      "What a person has to know before deliveries go on after a restore.",
      {{"restored_at", schema_reference("Position"), "The commit of the restore."},
       {"goes_on_from", nullable(schema_reference("Position")), "The position of the oldest that waits."},
       {"waiting", count(), "How many wait."},
       {"receiver_may_have_after", any_text(),
        "The receiver may know events by the old log id after this place, which the log has lost."}});
}

std::vector<DescribedMember> webhook_members() {
  return {{"webhook_id", schema_reference("Identifier"), "The webhook."},
          {"status", word_schema<WebhookStatus>(), "What it does at the moment."},
          {"url", any_text(), "Where events are posted."},
          {"event_types", list_of(any_text()), "Which events; \"*\": every one about a case."},
          {"boards", list_of(any_text()), "Of which boards; none: of every board."},
          {"payload", word_schema<WebhookPayload>(), "What is sent of an event."},
          {"ordered", yes_or_no(), "Whether the events of a case go one after the other."},
          {"signatures", list_of(word_schema<WebhookSignature>()), "How deliveries are signed."},
          {"keys", list_of(webhook_key()), "The keys that sign, newest first."},
          {"allowed_ranges", list_of(any_text()), "Ranges that may be connected to."},
          {"statutory", yes_or_no(), "Whether a duty to tell rests on it."},
          {"recipient", any_text_or_null(), "Who is told by it."},
          {"imported", yes_or_no(), "Whether imported events are sent too."},
          {"owner", any_text_or_null(), "The office that answers for it."},
          {"own_authorities", yes_or_no(), "Whether only authorities named with it are trusted."},
          {"client_certificate", yes_or_no(), "Whether a certificate is shown to the receiver."},
          {"proxy", any_text_or_null(), "The proxy by which it is reached."},
          {"added_in", schema_reference("EventId"), "The event that added it."},
          {"added_at", schema_reference("Instant"), "When it was added."},
          {"added_by", any_text(), "The token that added it."},
          {"deliveries", delivery_counts(), "How its deliveries stand."},
          {"in_flight", count(), "How many attempts are under way."},
          {"cursor", nullable(schema_reference("Position")),
           "The position of the oldest event that is not done; null: none is."},
          {"delivered_at", instant_or_null(), "The newest success."},
          {"unreachable", nullable(unreachable()), "Whether it cannot be reached."},
          {"disabled", word_or_null<DeliveryCause>(), "Why the receiver wants no more."},
          {"restore", nullable(after_restore()), "What is to be decided after a restore."}};
}

json::object webhook_made() {
  auto members = webhook_members();
  members.push_back(
      {"secret", any_text_or_null(), "The shared secret, where it was made here; shown this once."});
  return closed_object("A webhook with what is shown only once.", std::move(members));
}

std::vector<DescribedMember> delivery_members() {
  return {{"delivery_id", any_text(), "The webhook and the event."},
          {"webhook_id", schema_reference("Identifier"), "The webhook."},
          {"event", schema_reference("EventId"), "The event."},
          {"event_id", any_text(), "Its name outside, which receivers know it by."},
          {"type", any_text(), "The type of the event."},
          {"case_id", schema_reference("CaseId"), "Its case."},
          {"state", word_schema<DeliveryState>(), "How the delivery stands."},
          {"failing_since", instant_or_null(), "When it failed first."},
          {"cause", word_or_null<DeliveryCause>(), "Why it failed."},
          {"status", count_or_null(), "What the receiver answered then."},
          {"retry_at", instant_or_null(), "When it is tried again."}};
}

json::object tls_peer() {
  return nullable(described_schema<TlsPeer>(SchemaUse::shown));
}

json::object attempt() {
  return closed_object(
      "One attempt.",
      {{"started_at", schema_reference("Instant"), "When it began."},
       {"milliseconds", count(), "How long it took."},
       {"outcome", word_schema<DeliveryOutcome>(), "What it came to."},
       {"cause", word_or_null<DeliveryCause>(), "Why it failed."},
       {"status", count_or_null(), "What the receiver answered."},
       {"request_hash", schema_reference("Digest"), "SHA-256 of the body that is sent."},
       {"response_hash", nullable(schema_reference("Digest")), "SHA-256 of the answer, as far as read."},
       {"response_bytes", count_or_null(), "How many bytes of it were read."},
       {"address", any_text_or_null(), "The address connected to."},
       {"tls", tls_peer(), "Who was there."},
       {"repeated", count(), "How many before it failed alike and are not on record."},
       {"retry_at", instant_or_null(), "When it was to be tried again."}});
}

json::object delivery_record_schema() {
  auto members = delivery_members();
  const json::object record =
      closed_object("One record about a delivery.",
                    {{"recorded_at", schema_reference("Instant"), "When it was recorded."},
                     {"position", schema_reference("Position"), "Where it stands in the log."},
                     {"actor", schema_reference("Actor"), "Who caused it."},
                     {"type", any_text(), "The type of its event."},
                     {"attempt", nullable(attempt()), "The attempt; null for what a person did."}});
  members.push_back({"records", list_of(record), "What is on record about it, oldest first; at most 200."});
  return closed_object("A delivery with its attempts.", std::move(members));
}

json::object ping_result() {
  const json::object headers{{"type", "object"}, {"additionalProperties", any_text()}};
  const json::object certificate =
      closed_object("One certificate.", {{"subject", any_text(), "Whom it names."},
                                         {"issuer", any_text(), "Who issued it."},
                                         {"sha256", schema_reference("Digest"), "SHA-256 of its DER."},
                                         {"not_before", any_text(), "From when it holds."},
                                         {"not_after", any_text(), "Until when."}});
  const json::object request = closed_object(
      "What was sent.", {{"headers", headers, "Header fields."}, {"body", any_text(), "The body."}});
  const json::object response =
      closed_object("What was answered.", {{"status", count(), "The status."},
                                           {"headers", headers, "Header fields."},
                                           {"body", any_text(), "The body, as far as it was read."}});
  return closed_object("What a ping came to.",
                       {{"outcome", word_schema<DeliveryOutcome>(), "What it came to."},
                        {"cause", word_or_null<DeliveryCause>(), "Why it failed."},
                        {"detail", any_text(), "More about a failure of TLS; empty where there is none."},
                        {"milliseconds", count(), "How long it took."},
                        {"address", any_text_or_null(), "The address connected to."},
                        {"tls", tls_peer(), "Who was there."},
                        {"chain", list_of(certificate), "The certificates that were shown."},
                        {"request", request, "What was sent."},
                        {"response", nullable(response), "What was answered."}});
}

json::object incident() {
  const json::object duty =
      closed_object("A clock that runs on.", {{"deadline_id", any_text(), "The deadline."},
                                              {"recipient", any_text(), "Who is to be told."},
                                              {"due_on", nullable(schema_reference("Day")), "By when."},
                                              {"state", word_schema<DeadlineState>(), "How it stands."},
                                              {"clause", any_text(), "The clause."},
                                              {"pack", any_text(), "Its notification pack."}});
  return closed_object(
      "Something that does not go on without a person.",
      {{"incident_id", any_text(), "The event that began it; of a delivery that is held up the delivery."},
       {"kind", word_schema<IncidentKind>(), "What it is."},
       {"since", schema_reference("Instant"), "Since when."},
       {"owner", any_text(), "The office that answers for it."},
       {"cause", any_text_or_null(), "Why."},
       {"statutory", yes_or_no(), "Whether a duty to tell rests on it.", false},
       {"webhook_id", schema_reference("Identifier"), "The webhook.", false},
       {"waiting", count(), "How many deliveries wait.", false},
       {"delivery_id", any_text(), "The delivery.", false},
       {"case_id", schema_reference("CaseId"), "The case.", false},
       {"duties", list_of(duty), "What the case still owes; for those who may see the case.", false},
       {"mail", word_schema<MailKind>(), "What the office is not told.", false},
       {"status", any_text_or_null(), "The codes that the relay answered.", false}});
}

json::object published_key() {
  return closed_object("A public key (RFC 8037).", {{"kty", any_text(), "OKP."},
                                                    {"crv", any_text(), "Ed25519."},
                                                    {"alg", any_text(), "EdDSA."},
                                                    {"use", any_text(), "sig."},
                                                    {"kid", any_text(), "Its id."},
                                                    {"x", any_text(), "The key in base64url."}});
}

std::vector<DescribedMember> reference_members() {
  return {{"case_id", schema_reference("CaseId"), "The case."},
          {"position", schema_reference("Position"), "The place of the event in the log."},
          {"index", count(), "Its place in the commit."},
          {"type", any_text(), "Its type."},
          {"type_version", count(), "The version of its form."},
          {"href", any_text(), "Where the case is read, with a token of the reader's own."}};
}

json::object event_content() {
  auto members = reference_members();
  members.push_back(
      {"occurred_on", nullable(schema_reference("PartialDate")), "When it happened, as claimed."});
  members.push_back({"data",
                     {{"type", "object"}},
                     "Its open members, as in the data of an event of this type; no personal value, nor "
                     "where one stands."});
  return closed_object("What a full delivery says of an event.", std::move(members));
}

json::object delivered_event() {
  const json::object data{
      {"anyOf", json::array{schema_reference("EventReference"), schema_reference("EventContent")}}};
  json::object schema = closed_object(
      "A delivery: a CloudEvent 1.0 in structured JSON. A ping has the type reviewd.ping and another data.",
      {{"specversion", {{"const", "1.0"}}, "The version of CloudEvents."},
       {"id", any_text(), "The name of the event: log id, position and index; the same in webhook-id."},
       {"source", any_text(), "The daemon that recorded it."},
       {"type", any_text(), "The type of the event."},
       {"subject", schema_reference("CaseId"), "The case."},
       {"time", schema_reference("Instant"), "When it was recorded."},
       {"recordedtime", schema_reference("Instant"), "The same."},
       {"sequence", any_text(), "Sorts as text as the events stand in the log."},
       {"dataclassification", any_text(), "confidential."},
       {"datacontenttype", any_text(), "application/json."},
       {"dataschema", any_text(), "Which of the two forms the data has."},
       {"data", data, "What is said of the event."}});
  return schema;
}

json::object page_of(std::string_view name, std::string_view item) {
  return closed_object("One page of a list.",
                       {{name, list_of(schema_reference(item)), "What was found."},
                        {"next", any_text(), "Where the next page begins; absent on the last.", false}});
}

}  // namespace

json::object delivered_webhooks() {
  json::array parameters;
  for (const char* name : {"webhook-id", "webhook-timestamp", "webhook-signature"})
    parameters.push_back(json::object{{"name", name},
                                      {"in", "header"},
                                      {"required", true},
                                      {"description", "As Standard Webhooks 1.0 has it."},
                                      {"schema", any_text()}});
  const json::object body{
      {"required", true},
      {"content", json::object{{"application/cloudevents+json",
                                json::object{{"schema", schema_reference("DeliveredEvent")}}}}}};
  const json::object responses{
      {"202", json::object{{"description", "Taken; so is any answer from 200 to 299."}}},
      {"410", json::object{{"description", "No more is wanted: the webhook is disabled."}}},
      {"429", json::object{{"description", "Too much; Retry-After is honoured."}}}};
  return {{"delivery", json::object{{"post", json::object{{"operationId", "receive_delivery"},
                                                          {"summary", "What is posted to a webhook."},
                                                          {"tags", json::array{"deliveries"}},
                                                          {"security", json::array{}},
                                                          {"parameters", std::move(parameters)},
                                                          {"requestBody", body},
                                                          {"responses", responses}}}}}};
}

json::object webhook_schemas() {
  return {
      {"CreateWebhook", sent<CreateWebhook>()},
      {"PauseRequest", sent<PauseRequest>()},
      {"ResumeRequest", sent<ResumeRequest>()},
      {"RotateSecret", sent<RotateSecret>()},
      {"ReplayRequest", sent<ReplayRequest>()},
      {"WaiveRequest", sent<WaiveRequest>()},
      {"Webhook", closed_object("A webhook.", webhook_members())},
      {"WebhookMade", webhook_made()},
      {"WebhookList", page_of("webhooks", "Webhook")},
      {"Delivery", closed_object("A delivery.", delivery_members())},
      {"DeliveryRecord", delivery_record_schema()},
      {"DeliveryList", page_of("deliveries", "Delivery")},
      {"PingResult", ping_result()},
      {"Incident", incident()},
      {"IncidentList", page_of("incidents", "Incident")},
      {"EventReference", closed_object("What a thin delivery says of an event.", reference_members())},
      {"EventContent", event_content()},
      {"DeliveredEvent", delivered_event()},
      {"PublishedKeys",
       closed_object("Keys (RFC 7517).", {{"keys", list_of(published_key()), "Those in use."}})},
  };
}

}  // namespace reviewd
