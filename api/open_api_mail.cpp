// Mail to offices in the description, as its handler writes it.
#include <boost/json/array.hpp>

#include "api/json_schema.hpp"
#include "api/open_api_parts.hpp"
#include "domain/mail_schemas.hpp"

namespace reviewd {

namespace json = boost::json;

json::object mail_schemas() {
  const json::object text{{"type", "string"}};
  const json::object trouble =
      closed_object("What stands in the way, until a mail gets through.",
                    {{"fault", word_schema<MailFault>(), "Why the mail does not get through."},
                     {"status", nullable(text), "The code of the relay's answer."},
                     {"since", schema_reference("Instant"), "Since when."},
                     {"event", schema_reference("EventId"), "The event that recorded it."}});
  const json::object told =
      closed_object("How far the office is told one kind of thing.",
                    {{"mail", word_schema<MailKind>(), "What it is told."},
                     {"upto", schema_reference("Position"), "Up to which position of the log."},
                     {"sent_on", nullable(schema_reference("Day")), "The day of its newest mail."},
                     {"trouble", nullable(trouble), "What stands in the way."}});
  const json::object office =
      closed_object("An office that is told by mail.",
                    {{"office", text, "The office, by its word in the settings."},
                     {"boards", list_of(text), "The boards whose cases it is told of; none: all."},
                     {"told", list_of(told), "What it is told, and how far."}});
  return {{"BounceReport", sent<BounceReport>()},
          {"Mail", closed_object("Mail to offices.", {{"offices", list_of(office), "The offices."}})}};
}

}  // namespace reviewd
