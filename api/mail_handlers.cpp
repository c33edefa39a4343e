// Mail to offices: how far each is told, what stands in the way, and that a mail came back.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "api/call.hpp"
#include "api/problem.hpp"
#include "storage/command_codec.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

json::value trouble_json(const std::optional<MailTrouble>& trouble) {
  if (!trouble) return nullptr;
  return json::object{{"fault", word_of(trouble->fault)},
                      {"status", trouble->status ? json::value(*trouble->status) : json::value(nullptr)},
                      {"since", trouble->since.text()},
                      {"event", trouble->event.text()}};
}

json::object progress_json(const MailProgress& progress) {
  return {{"mail", word_of(progress.mail)},
          {"upto", progress.upto.text()},
          {"sent_on", progress.sent_on ? json::value(progress.sent_on->text()) : json::value(nullptr)},
          {"trouble", trouble_json(progress.trouble)}};
}

json::object office_json(const MailOfficeState& office) {
  json::array boards;
  for (const std::string& board : office.office.boards) boards.push_back(json::value(board));
  json::array told;
  for (const MailProgress& progress : office.told) told.push_back(progress_json(progress));
  return {{"office", office.office.office}, {"boards", std::move(boards)}, {"told", std::move(told)}};
}

Response mail_response(const MailState& mail) {
  json::array offices;
  for (const MailOfficeState& office : mail.offices) offices.push_back(office_json(office));
  return json_response(json::serialize(json::object{{"offices", std::move(offices)}}));
}

}  // namespace

void handle_mail(const Calling& call) {
  const RegisterState& state = call->engine().register_state();
  respond_when_durable(call, state.last, mail_response(state.mail));
}

void handle_bounce(const Calling& call) {
  const auto report = read_bounce_report(call->request.body);
  if (!report) return call->respond(problem_of(report.error()));
  if (auto faults = bounce_faults(*report); !faults.empty())
    return call->respond(problem_of(invalid(faults[0].pointer, faults[0].code, faults[0].detail).error()));
  if (auto refusing = call->application.refusing_commands())
    return call->respond(problem(refusing->status, refusing->code, refusing->detail));
  const auto& log_id = call->engine().register_state().log_id;
  const auto stretch = stretch_named(report->message_id, log_id.value_or(Identifier{}));
  if (!stretch) return call->respond(problem(404, "no_such_mail", "The relay took no such mail."));
  CommandMeta meta;
  meta.actor = {std::string{call->token.token_id.text()}, call->token.name};
  meta.command_id = call->application.random_identifier();
  const GiveReply given =
      call->application.submit_register(ReportMailBounced{{*stretch, report->status}}, meta);
  if (const auto* refused = std::get_if<Rejection>(&given.reply))
    return respond_when_durable(call, given.depends_on, problem_of(*refused));
  respond_when_durable(call, given.depends_on, mail_response(call->engine().register_state().mail));
}

}  // namespace reviewd
