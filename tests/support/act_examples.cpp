#include "tests/support/act_examples.hpp"

#include <map>
#include <stdexcept>

#include "domain/command_schemas.hpp"
#include "tests/support/review_work.hpp"

namespace reviewd {
namespace {

// The ids to fill in, by the name of the event that made the thing.
using Made = std::map<std::string, std::string, std::less<>>;

std::string filled_in(std::string_view example, const Made& made) {
  std::string text{example};
  for (auto from = text.find("\"<"); from != std::string::npos; from = text.find("\"<", from)) {
    const auto end = text.find(">\"", from);
    const auto thing = made.find(text.substr(from + 2, end - from - 2));
    if (thing == made.end()) throw std::logic_error("no earlier example made this: " + text);
    text.replace(from, end + 2 - from, "\"" + thing->second + "\"");
  }
  return text;
}

// The event that a command of the acts makes.
std::string event_of(std::string_view command) {
  std::string made;
  for_each_type(Acts{}, [&]<class Body>() {
    if (Schema<Body>::command == command) made = Schema<Body>::name;
  });
  return made;
}

// What the edition asks for before anything is published, beside what the examples did of it: they appointed
// the chair of the panel.
void finish_the_work(Made& made, const CarryOut& carry_out) {
  for (const WorkStep& step : work_of_review("2010-02-26"))
    if (step.body.find("panel_chair") == std::string::npos)
      made[event_of(step.command)] = carry_out(step.command, filled_in(step.body, made)).text();
}

// Acts that only the guidance since 2013 knows, in an order in which they make a legal case.
using LaterActs = TypeList<AwarenessRecorded, RapidReviewSent, PanelReplied, PractitionerInvited,
                           PractitionerResponded, FeedbackGiven, CopySent, NotificationWithdrawn>;

template <class Body>
consteval bool is_later() {
  bool found = false;
  for_each_type(LaterActs{}, [&]<class Later>() { found = found || std::same_as<Later, Body>; });
  return found;
}

template <class Body>
void carry_out_act(Made& made, const CarryOut& carry_out) {
  made[std::string{Schema<Body>::name}] =
      carry_out(Schema<Body>::command, filled_in(Schema<Body>::example, made)).text();
}

void carry_out_acts(Made& made, const CarryOut& carry_out) {
  for_each_type(Acts{}, [&]<class Body>() {
    if constexpr (std::same_as<Body, NonPublicationIntended>) finish_the_work(made, carry_out);
    if constexpr (!is_later<Body>()) carry_out_act<Body>(made, carry_out);
  });
}

}  // namespace

void for_each_example(const CarryOut& carry_out) {
  Made made;
  carry_out_acts(made, carry_out);
}

void for_each_later_example(const CarryOut& carry_out) {
  constexpr auto incident =
      R"({"recipient":"national_panel","subject":"serious_incident","sent_on":"2024-02-01"})";
  Made made{{"notification_recorded", carry_out("record-notification", incident).text()}};
  carry_out("approve-publication", R"({"approved_on":"2024-10-01","approved_by":"Lead partners"})");
  for_each_type(LaterActs{}, [&]<class Body>() { carry_out_act<Body>(made, carry_out); });
}

void for_each_command_example(const CaseId& another, const CarryOut& carry_out) {
  Made made{{"another case", std::string{another.text()}}};
  const auto send = [&]<class Command>(std::type_identity<Command>, std::string_view name) {
    return carry_out(name, filled_in(Schema<Command>::example, made)).text();
  };
  made["case_opened"] = send(std::type_identity<OpenCase>{}, "open-case");
  send(std::type_identity<RecordFacts>{}, "record-facts");
  send(std::type_identity<RecordRecommendation>{}, "record-recommendation");
  send(std::type_identity<RecordDecision>{}, "record-decision");
  send(std::type_identity<RecordNotification>{}, "record-notification");
  carry_out_acts(made, carry_out);
  send(std::type_identity<CorrectFact>{}, "correct-fact");
  send(std::type_identity<LinkCase>{}, "link-case");
  send(std::type_identity<ReviseTimetable>{}, "revise-timetable");
  send(std::type_identity<PauseClock>{}, "pause-clock");
  send(std::type_identity<CompleteReview>{}, "complete-review");
  send(std::type_identity<CloseCase>{}, "close-case");
  send(std::type_identity<ReopenCase>{}, "reopen-case");
}

}  // namespace reviewd
