// Bodies of commands as a board manager's program sends them, with what a test does not care about filled in.
// No real person's data. Tests only.
#pragma once

#include <string>

namespace reviewd {

inline std::string opening_on(const std::string& day, const std::string& more = "") {
  return R"({"board":"Anytown LSCB","case_label":"Child A","brought_to_attention_on":")" + day + "\"" + more +
         "}";
}

inline std::string decision_on(const std::string& course, const std::string& day,
                               const std::string& replaces = "") {
  return R"({"decision":")" + course + R"(","decided_on":")" + day +
         R"(","decided_by":"Chair of the board","reasons":"As minuted.")" +
         (replaces.empty() ? "" : R"(,"replaces":")" + replaces + "\"") + "}";
}

inline std::string recommendation_on(const std::string& course, const std::string& day) {
  return R"({"recommendation":")" + course + R"(","made_on":")" + day + R"(","reasons":"As minuted."})";
}

inline std::string notice_on(const std::string& recipient, const std::string& day,
                             const std::string& subject = "decision") {
  return R"({"recipient":")" + recipient + R"(","subject":")" + subject + R"(","sent_on":")" + day + "\"}";
}

inline std::string revision_to(const std::string& revised, const std::string& day) {
  return R"({"revised_due_on":")" + revised + R"(","decided_on":")" + day +
         R"(","reasons":"Proceedings.","consulted":{"body":"Government Office","consulted_on":")" + day +
         R"("},"plan":"New plan.","progress":"Half done."})";
}

inline std::string completion_on(const std::string& day) {
  return R"({"completed_on":")" + day + "\"}";
}

inline std::string closing_on(const std::string& day, const std::string& more = "") {
  return R"({"closed_on":")" + day + R"(","reason":"Done.")" + more + "}";
}

inline std::string correction_of(const std::string& event, const std::string& pointer,
                                 const std::string& value) {
  return R"({"event":")" + event + R"(","pointer":")" + pointer + R"(","value":")" + value +
         R"(","reason":"Misread."})";
}

inline std::string reopening() {
  return R"({"reason":"New information."})";
}

}  // namespace reviewd
