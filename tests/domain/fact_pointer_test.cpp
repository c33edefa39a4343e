// Places in facts: every one that the descriptors name is either corrected or refused as a result.
#include "domain/fact_pointer.hpp"

#include <catch2/catch.hpp>

#include "tests/support/every_event.hpp"

using namespace reviewd;

namespace {

// The fact bodies among all events, with all their fields given.
std::vector<FactBody> every_fact() {
  std::vector<FactBody> facts;
  for (const Event& event : every_event(true))
    std::visit(
        [&](const auto& body) {
          if constexpr (is_alternative<std::remove_cvref_t<decltype(body)>, FactVariant>)
            facts.emplace_back(body);
        },
        event.body);
  return facts;
}

std::string code_at(const FactBody& body, std::string_view pointer) {
  const auto place = place_in_fact(body, pointer);
  if (place) return place->personal ? "personal" : "open";
  return place.error().faults.empty() ? place.error().code : place.error().faults.front().code;
}

}  // namespace

TEST_CASE("fact pointer: there are ten kinds of facts") {
  CHECK(every_fact().size() == std::variant_size_v<FactVariant>);
}

TEST_CASE("fact pointer: every personal place can be read as one and be corrected") {
  std::size_t count = 0;
  for (FactBody& body : every_fact()) {
    for (const std::string& pointer : personal_places(body)) {
      INFO(pointer);
      ++count;
      CHECK(code_at(body, pointer) == "personal");
      CHECK(place_in_fact(body, pointer)->given);
      CHECK_FALSE(place_in_fact(body, pointer)->text.has_value());
      CHECK(correct_fact(body, pointer, "").has_value());
    }
  }
  CHECK(count > 15);
}

TEST_CASE("fact pointer: the personal places of an opening are these") {
  CaseOpened opened;
  CHECK(personal_places(opened).empty());
  opened.children.resize(2);
  opened.children[1].name = Personal::sealed();
  opened.incident.emplace().description = Personal::sealed();
  opened.referrer.emplace().name = Personal::sealed();
  const std::vector<std::string> expected{"/incident/description", "/children/1/name", "/referrer/name"};
  CHECK(personal_places(opened) == expected);
}

TEST_CASE("fact pointer: a text that was written at an open place is read there again") {
  const std::vector<std::pair<std::string, std::string>> places{{"/case_label", "x"},
                                                                {"/brought_to_attention_on", "2010-02-03"},
                                                                {"/incident/occurred_on", "2010"},
                                                                {"/incident/nature", "other"},
                                                                {"/children/1/label", "x"},
                                                                {"/referrer/role", "x"},
                                                                {"/referrer/agency", "x"},
                                                                {"/facts/care_leaver_18_24", "unknown"},
                                                                {"/internal_ref", "x"}};
  FactBody body = CaseOpened{};
  std::get<CaseOpened>(body).children.resize(2);
  for (const auto& [pointer, value] : places) {
    INFO(pointer);
    CHECK(code_at(body, pointer) == "open");
    CHECK(correct_fact(body, pointer, value).has_value());
    CHECK(place_in_fact(body, pointer)->text == value);
  }
}

TEST_CASE("fact pointer: results, acts and what holds other fields are not corrected") {
  const FactBody opened = every_fact()[0];
  for (const char* pointer : {"/board", "/board_id", "/origin", "/imported", "/imported/row_id"})
    CHECK(code_at(opened, pointer) == "not_a_fact");
  const FactBody decision = DecisionRecorded{};
  for (const char* pointer : {"/decision", "/replaces", "/advice", "/against_advice", "/origin", "/inferred"})
    CHECK(code_at(decision, pointer) == "not_a_fact");
  CHECK(code_at(CaseClosed{}, "/merged_into") == "not_a_fact");
  CHECK(code_at(CaseClosed{}, "/opened_in_error") == "not_a_fact");
  CHECK(code_at(CaseLinked{}, "/to") == "not_a_fact");
  CHECK(code_at(CaseLinked{}, "/relation") == "not_a_fact");
  CHECK(code_at(CaseLinked{}, "/outgoing") == "not_a_fact");
}

TEST_CASE("fact pointer: what is no pointer, or points nowhere, is named as such") {
  const FactBody opened = every_fact()[0];
  for (const char* pointer : {"", "/", "case_label", "/case_label/", "/children", "/children/", "/children/-",
                              "/children/2/label", "/children/01/label", "/children/x/label", "/incident",
                              "/facts", "/facts/", "/facts/dead", "/facts/died/x", "/incident/nature/x"}) {
    INFO(pointer);
    CHECK(code_at(opened, pointer) == "no_such_field");
  }
}

TEST_CASE("fact pointer: a value that the field cannot hold changes nothing") {
  FactBody body = CaseOpened{};
  CHECK_FALSE(correct_fact(body, "/brought_to_attention_on", "2010-02-30").has_value());
  CHECK_FALSE(correct_fact(body, "/case_label", "").has_value());
  CHECK_FALSE(correct_fact(body, "/facts/died", "maybe").has_value());
  CHECK_FALSE(std::get<CaseOpened>(body).brought_to_attention_on.has_value());
}

TEST_CASE("fact pointer: a recipient that was corrected is no longer inferred, whatever else was") {
  NotificationRecorded sent;
  sent.inferred = true;
  FactBody body = sent;
  REQUIRE(correct_fact(body, "/sent_on", "2013-08-05").has_value());
  CHECK(std::get<NotificationRecorded>(body).inferred == true);
  REQUIRE(correct_fact(body, "/recipient", "ofsted").has_value());
  CHECK_FALSE(std::get<NotificationRecorded>(body).inferred.has_value());
}
