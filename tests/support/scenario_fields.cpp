#include "tests/support/scenario_fields.hpp"

namespace reviewd {
namespace {

using Fields = std::map<std::string, std::string>;

const std::string minuted = "As minuted.";
const std::string usual_sha256(64, 'a');

const std::map<std::string, Fields> by_command{
    {"open-case", {{"board", "Anytown LSCB"}, {"case_label", "Child A"}}},
    {"record-decision", {{"decided_by", "Chair of the board"}, {"reasons", minuted}}},
    {"record-recommendation", {{"reasons", minuted}}},
    {"revise-timetable", {{"reasons", minuted}}},
    {"record-notification", {{"subject", "decision"}}},
    {"record-awareness", {{"local_authority", "Anytown Council"}}},
    {"record-referral", {{"agency", "Anytown Hospital Trust"}}},
    {"send-rapid-review", {{"outcome", "local_review"}, {"reasons", minuted}}},
    {"record-panel-reply", {{"position", "agrees"}}},
    {"record-acknowledgement", {{"by", "The office of the recipient"}, {"reference", "As minuted"}}},
    {"draft-notification", {{"form", "ofsted-notification"}}},
    {"approve-publication", {{"approved_by", "Chair of the board"}}},
    {"publish", {{"where", "https://www.example.org/reviews"}, {"sha256", usual_sha256}}},
    {"re-pin-edition", {{"authority", "Chair of the board"}, {"reason", minuted}}},
    {"withdraw-notification", {{"reasons", minuted}}},
    {"intend-non-publication", {{"reasons", minuted}}},
    {"correct-fact", {{"reason", minuted}}},
    {"close-case", {{"reason", minuted}}},
    {"reopen-case", {{"reason", minuted}}},
    {"appoint-person", {{"office", "As minuted"}}},
    {"declare-interest", {{"interest", minuted}}},
    {"choose-approach", {{"reasons", minuted}}},
    {"set-terms-of-reference", {{"scope", minuted}}},
    {"commission-contribution", {{"kind", "imr"}, {"health_trust", "no"}}},
    {"reschedule-contribution", {{"reasons", minuted}}},
    {"record-document", {{"title", "Report"}, {"version", "1.0"}, {"sha256", usual_sha256}}},
    {"add-recommendation", {{"number", "1"}, {"text", minuted}}},
    {"plan-action", {{"action", minuted}, {"lead_role", "Service manager"}, {"measure", minuted}}},
    {"record-evidence", {{"evidence", minuted}}},
    {"sign-off-action", {{"signed_off_by", "Chief executive"}}},
    {"audit-action", {{"text", minuted}}},
    {"invite-family",
     {{"member", "F1"},
      {"relation", "mother"},
      {"invited_by", "Family liaison"},
      {"how", "letter"},
      {"surviving_child", "no"}}},
    {"record-family-contribution", {{"how", "meeting"}}},
    {"show-draft", {{"draft", "Version 0.9"}}},
    {"raise-dispute", {{"disputed", minuted}, {"recorded_in_report", "yes"}}},
    {"record-family-not-invited",
     {{"member", "F2"},
      {"relation", "father"},
      {"reason", minuted},
      {"decided_by", "Chair of the panel"},
      {"surviving_child", "no"}}},
    {"invite-practitioner",
     {{"practitioner", "W1"},
      {"agency", "Anytown Hospital Trust"},
      {"invited_by", "Lead reviewer"},
      {"how", "interview"}}},
    {"give-feedback", {{"how", "Meeting"}}},
    {"place-hold", {{"kind", "interviews"}, {"asked_by", "Anytown Police"}, {"reason", minuted}}},
    {"review-hold", {{"reason", minuted}}},
    {"record-direction", {{"reasons", minuted}}},
    {"check-publication", {{"sha256", usual_sha256}, {"length", "1"}, {"hits", "0"}, {"checked_by", "t1"}}},
    {"override-publication-check", {{"reason", minuted}}},
    {"hold-publication", {{"reason", minuted}}},
    {"re-version-publication",
     {{"sha256", usual_sha256}, {"where", "https://www.example.org/reviews/2"}, {"reason", minuted}}},
};

}  // namespace

std::map<std::string, std::string> usual_fields(const std::string& command) {
  const auto found = by_command.find(command);
  return found == by_command.end() ? Fields{} : found->second;
}

}  // namespace reviewd
