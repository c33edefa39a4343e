#include "domain/acts/notices.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "domain/acts/notice_words.hpp"
#include "domain/acts/standing_notices.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

CaseSpecification referred() {
  CaseSpecification specification;
  specification.on("2019-02-01").given("open-case", opening_on("2019-01-31"));
  specification.on("2019-12-31");
  return specification;
}

std::string rapid_review(const std::string& day) {
  return R"({"sent_on":")" + day + R"(","outcome":"none","reasons":"R."})";
}

std::string withdrawal(const std::string& notice, const std::string& day = "2019-03-10") {
  return R"({"notification":")" + notice + R"(","withdrawn_on":")" + day + R"(","reasons":"R."})";
}

const std::string incident = notice_on("national_panel", "2019-03-01", "serious_incident");
const std::string reply = R"({"received_on":"2019-04-07","position":"disagrees"})";

}  // namespace

TEST_CASE("rapid review: only after a serious incident was notified, as long as that stands", "[notices]") {
  CaseSpecification specification = referred();
  specification.when("send-rapid-review", rapid_review("2019-03-20")).then_rejected("no_notification");
  specification.given("record-notification", notice_on("ofsted", "2019-03-01", "possible_review"));
  specification.when("send-rapid-review", rapid_review("2019-03-20")).then_rejected("no_notification");
  specification.given("record-notification", incident);
  specification.when("send-rapid-review", rapid_review("2019-02-28"))
      .then_rejected("before_notification", "/sent_on");
  specification.given("send-rapid-review", rapid_review("2019-03-01"));
  specification.given("withdraw-notification", withdrawal("3.0"));
  specification.when("send-rapid-review", rapid_review("2019-03-20")).then_rejected("no_notification");
}

TEST_CASE("rapid review: before there were any none is sent, nor is the panel told before it sat",
          "[notices]") {
  CaseSpecification specification;
  specification.on("2010-02-01").given("open-case", opening_on("2010-01-31"));
  specification.on("2019-12-31");
  specification.when("send-rapid-review", rapid_review("2010-03-20"))
      .then_rejected_citing("unknown_to_edition", "Working Together 2018");
  specification.when("record-notification", notice_on("national_panel", "2013-05-31"))
      .then_rejected_citing("unknown_to_edition", "panel");
  specification.given("record-notification", notice_on("national_panel", "2013-06-01"));
  specification.when("record-notification", notice_on("national_panel", "2018-06-28", "serious_incident"))
      .then_rejected_citing("unknown_to_edition", "Working Together 2018");
  specification.given("record-notification", notice_on("national_panel", "2018-06-29", "serious_incident"));
  specification.given("record-notification", notice_on("referrer", "2010-03-01", "acknowledgement"));
}

TEST_CASE("rapid review: an import holds one without its notification", "[notices]") {
  CaseSpecification specification = referred();
  specification.importing().given("send-rapid-review", rapid_review("2019-03-20"));
  CHECK(newest<RapidReviewSent>(specification.state().facts) != nullptr);
}

TEST_CASE("panel: it answers what it was sent", "[notices]") {
  CaseSpecification specification = referred();
  specification.given("record-notification", notice_on("ofsted", "2019-03-01"));
  specification.when("record-panel-reply", reply).then_rejected("nothing_to_reply_to");
  specification.given("record-notification", notice_on("national_panel", "2019-03-01"));
  specification.given("record-panel-reply", reply);
}

TEST_CASE("notices: one is withdrawn once, and stands no more", "[notices]") {
  CaseSpecification specification = referred();
  specification.given("record-notification", incident);
  specification.given("record-notification", incident);
  CHECK(standing_notices(specification.state().facts, "serious_incident").size() == 2);
  specification.when("withdraw-notification", withdrawal("1.0"))
      .then_rejected("no_such_thing", "/notification");
  specification.when("withdraw-notification", withdrawal("2.0", "2019-02-28"))
      .then_rejected("before_the_thing", "/withdrawn_on");
  specification.given("withdraw-notification", withdrawal("2.0"));
  specification.when("withdraw-notification", withdrawal("2.0")).then_rejected("notification_withdrawn");
  const auto standing = standing_notices(specification.state().facts, "serious_incident");
  REQUIRE(standing.size() == 1);
  CHECK(standing[0]->event == EventId{Position{3}, 0});
}

TEST_CASE("notices: the known words are plain words, each said once and with a meaning", "[notices]") {
  const auto check = [](const auto& words) {
    std::set<std::string_view> seen;
    for (const NoticeWord& known : words) {
      INFO(known.word);
      CHECK(seen.insert(known.word).second);
      CHECK(known.word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos);
      CHECK(known.meaning.ends_with('.'));
    }
  };
  check(notice_recipients);
  check(notice_subjects);
}

TEST_CASE("notices: what the rules ask for is among the known words", "[notices]") {
  for (const Edition* edition : shipped_rules().editions())
    for (const Rule& rule : edition->rules) {
      INFO(edition->id << " " << rule.id << " " << rule.recipient);
      const bool known = std::any_of(notice_recipients.begin(), notice_recipients.end(),
                                     [&](const NoticeWord& word) { return word.word == rule.recipient; });
      CHECK((rule.recipient.empty() || known));
      for (const std::string& subject : rule.subjects)
        CHECK(std::any_of(notice_subjects.begin(), notice_subjects.end(),
                          [&](const NoticeWord& word) { return word.word == subject; }));
    }
}

TEST_CASE("notices: any other plain word is taken too", "[notices]") {
  CaseSpecification specification = referred();
  specification.given("record-notification", notice_on("ambulance_trust", "2019-03-01", "review_begun_here"));
  CHECK(newest<NotificationRecorded>(specification.state().facts) != nullptr);
}

}  // namespace reviewd
