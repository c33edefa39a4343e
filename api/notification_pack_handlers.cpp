// The notification pack of one duty to notify, and the check of what is drafted for it against its form.
#include <algorithm>

#include "api/call.hpp"
#include "api/command_call.hpp"
#include "api/html_text.hpp"
#include "api/media_types.hpp"
#include "api/notification_pack_document.hpp"
#include "api/personal_places.hpp"
#include "api/problem.hpp"

namespace reviewd {
namespace {

constexpr std::string_view duty_to_notify = "notification";

struct PackAsked {
  std::string deadline_id;
  bool page = false;    // HTML instead of JSON
  bool opened = false;  // the caller may see personal values
};

// The same roles as those of the personal values.
bool may_see_personal(const Token& token) {
  return token.has(Role::board_manager) || token.has(Role::chair);
}

const NotificationForm& form_of(const NotificationForms& forms, const DeadlineTerms& terms) {
  const Addressee addressee = terms.addressee.value_or(Addressee{});
  return *form_for(forms, addressee.recipient, addressee.subjects, terms.starts_on.first());
}

std::vector<FactPlace> sealed_places(const NotificationPack& pack) {
  std::vector<FactPlace> places;
  for (const PackSection& section : pack.sections)
    for (const PackField& field : section.fields)
      places.insert(places.end(), field.sealed.begin(), field.sealed.end());
  for (const StrayDraft& draft : pack.stray) places.push_back(draft.sealed);
  return places;
}

// Only the values that the pack shows are opened.
std::vector<PersonalShown> to_open(const CaseState& state, const NotificationPack& pack) {
  const std::vector<FactPlace> wanted = sealed_places(pack);
  std::vector<PersonalShown> places = personal_places_of(state);
  std::erase_if(places, [&](const PersonalShown& place) {
    return std::ranges::find(wanted, FactPlace{place.of, place.of_pointer}) == wanted.end();
  });
  return places;
}

Response response_of(const PackAsked& asked, const PackReading& reading) {
  if (!asked.page) return json_response(notification_pack_document(reading));
  return {200, page_headers(notification_pack_style()),
          std::make_shared<const std::string>(notification_pack_page(reading))};
}

// The state must be durable.
void respond_with_pack(const Calling& call, const std::shared_ptr<const CaseState>& state,
                       const PackAsked& asked, Position known_at) {
  const Deadline* deadline = state->deadline(asked.deadline_id);
  if (deadline == nullptr || deadline->terms->kind != duty_to_notify)
    return call->respond(problem(404, "no_such_deadline", "The case has no duty to notify of that name."));
  const NotificationForm& form = form_of(call->application.notification_forms(), deadline->terms);
  const auto pack = std::make_shared<const NotificationPack>(notification_pack(*state, *deadline, form));
  const auto respond = [call, state, deadline, asked, pack,
                        known_at](const std::vector<PersonalShown>& opened) {
    PackReading reading{*state, *deadline, *pack, known_at, asked.opened, {}};
    for (const PersonalShown& shown : opened) reading.values[{shown.of, shown.of_pointer}] = shown.value;
    call->respond(response_of(asked, reading));
  };
  if (!asked.opened) return respond({});
  call->application.open_personal(state->id, to_open(*state, *pack), respond);
}

std::optional<Response> read_format(const Calling& call, bool& page) {
  const auto format = call->query.text("format");
  if (format && *format != "html" && *format != "json") return bad_parameter("format", "json or html");
  const auto accept = call->request.head.fields.all("accept");
  page = format ? *format == "html" : wanted(accept, "text/html") > wanted(accept, "application/json");
  return std::nullopt;
}

std::optional<Rejection> refuse_entry(const DraftedField& entry, const std::string& pointer,
                                      const NotificationForm& form, const CaseState& state) {
  for (const FormSection& section : form.sections) {
    if (std::ranges::find(section.fields, entry.field, &FormField::id) == section.fields.end()) continue;
    if (entry.child && !section.each_child)
      return invalid(pointer + "/child", "wrong_value", "The field is not asked of each child.").error();
    if (!entry.child && section.each_child && !state.opened().children.empty())
      return invalid(pointer + "/child", "required", "The field is asked of each child.").error();
    return std::nullopt;
  }
  return invalid(pointer + "/field", "no_such_field", "The form has no such field.").error();
}

}  // namespace

void handle_notification_pack(const Calling& call) {
  const auto state = case_of(call);
  if (!state) return;
  PackAsked asked{call->segment(4), false, may_see_personal(call->token)};
  if (auto bad = read_format(call, asked.page)) return call->respond(std::move(*bad));
  with_known_at(call, [call, state, asked](std::optional<Position> known_at) {
    if (!known_at)
      return call->application.when_durable(
          state->last, [call, state, asked] { respond_with_pack(call, state, asked, state->last); });
    fold_case_until(call, state->id, *known_at,
                    [call, asked, known_at](const std::shared_ptr<const CaseState>& folded) {
                      if (!folded) return call->respond(not_yet_known());
                      respond_with_pack(call, folded, asked, *known_at);
                    });
  });
}

std::optional<Rejection> refuse_draft(const NotificationForms& forms, const CaseState& state,
                                      const NotificationDrafted& draft) {
  const Deadline* deadline = state.deadline(draft.deadline);
  if (deadline == nullptr) return std::nullopt;  // which is refused anyway
  const NotificationForm& form = form_of(forms, deadline->terms);
  if (form.id != draft.form)
    return invalid("/form", "no_such_form", "This duty is done on the form '" + form.id + "'.").error();
  for (std::size_t at = 0; at < draft.entries.size(); ++at)
    if (auto refused = refuse_entry(draft.entries[at], "/entries/" + std::to_string(at), form, state))
      return refused;
  return std::nullopt;
}

}  // namespace reviewd
