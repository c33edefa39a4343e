// The check of a text before it is published.
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "api/command_call.hpp"
#include "api/personal_places.hpp"
#include "api/problem.hpp"
#include "api/publication_search.hpp"
#include "api/text_words.hpp"
#include "domain/acts/publication_state.hpp"
#include "storage/command_codec.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

namespace json = boost::json;

// How many places an answer names: the first. All are counted.
constexpr std::size_t places_shown_max = 1000;

using Text = std::shared_ptr<const std::string>;

// What a look through the text came to. `places` is JSON.
struct CheckedText {
  PublicationChecked act;
  std::string places;
};
using Checked = std::function<void(std::shared_ptr<const CheckedText>)>;

std::vector<PersonalShown> places_looked_for(const CaseState& state) {
  std::vector<PersonalShown> places = personal_places_of(state);
  std::erase_if(places, [](const PersonalShown& place) { return !kind_of_personal(place.of_pointer); });
  return places;
}

std::string places_document(const std::vector<PersonalFound>& found,
                            const std::vector<PersonalSought>& sought) {
  json::array places;
  for (const PersonalFound& place : found) {
    if (places.size() == places_shown_max) break;
    const PersonalSought& value = sought[place.sought];
    places.push_back(json::object{{"line", place.line},
                                  {"column", place.column},
                                  {"length", place.length},
                                  {"what", json::string_view{word_of(value.kind)}},
                                  {"whole", place.whole},
                                  {"sealed_in", value.sealed_in.text()},
                                  {"pointer", value.pointer}});
  }
  return json::serialize(places);
}

CheckedText looked_through(const std::string& text, const std::vector<PersonalShown>& opened) {
  std::vector<PersonalSought> sought;
  for (const PersonalShown& value : opened)
    sought.push_back({*kind_of_personal(value.of_pointer), *value.value, value.event, value.pointer});
  const std::vector<PersonalFound> found = find_personal(text, sought);
  PublicationChecked act{sha256(text), static_cast<int>(characters_in(text)), static_cast<int>(found.size()),
                         "", std::nullopt};
  return {std::move(act), places_document(found, sought)};
}

// Opens what the case holds in this state and looks through the text, both off the loop.
void check_text(const Calling& call, const std::shared_ptr<const CaseState>& state, const Text& text,
                Checked done) {
  const auto look = [call, text, done = std::move(done)](std::vector<PersonalShown> opened) {
    for (const PersonalShown& value : opened)
      if (!value.value) return call->respond(log_unreadable());
    work_out(
        call, [text, opened = std::move(opened)] { return looked_through(*text, opened); },
        [done](CheckedText checked) { done(std::make_shared<CheckedText>(std::move(checked))); });
  };
  call->application.when_durable(state->last, [call, state, look] {
    call->application.open_personal(state->id, places_looked_for(*state), look);
  });
}

Response answer_of_check(const CheckedText& checked, const CaseState& state, int status, bool again) {
  const PublicationChecked& act = checked.act;
  json::object document{{"case_id", state.id.text()},
                        {"version", state.version.text()},
                        {"check", newest_check(state.facts, act.sha256)->event.text()},
                        {"sha256", act.sha256.text()},
                        {"length", act.length},
                        {"hits", act.hits},
                        {"places", json::array{}}};
  std::string text = json::serialize(document);
  const std::string_view nothing = "[]}";
  text.replace(text.size() - nothing.size(), nothing.size(), checked.places + "}");
  return answer_of_command(json_response(std::move(text)), state, status, again);
}

// A retry looks through its text again, against what the case held then: the places are stored nowhere.
AnswerOfCommand with_places(const Calling& call, const Text& text,
                            const std::shared_ptr<const CheckedText>& checked) {
  return [call, text, checked](const std::shared_ptr<const CaseState>& state, int status, bool again) {
    const auto answer = [call, state, status, again](const std::shared_ptr<const CheckedText>& found) {
      call->respond(answer_of_check(*found, *state, status, again));
    };
    again ? check_text(call, state, text, answer) : answer(checked);
  };
}

}  // namespace

void handle_check_publication(const Calling& call) {
  const auto state = case_of(call);
  if (!state) return;
  const auto demand = version_demand(call->request.head);
  if (!demand) return call->respond(demand.error());
  auto read = read_publication_text(call->request.body);
  if (!read) return call->respond(problem_of(read.error()));
  const auto text = std::make_shared<const std::string>(std::move(*read));
  check_text(
      call, state, text,
      [call, text, demand = *demand, case_id = state->id](const std::shared_ptr<const CheckedText>& checked) {
        PublicationChecked act = checked->act;
        act.checked_by = call->token.token_id.text();
        act.office = call->token.name;
        CommandMeta meta;
        meta.case_id = case_id;
        meta.demand = demand;
        submit_command(call, act, meta, 200, with_places(call, text, checked));
      });
}

}  // namespace reviewd
