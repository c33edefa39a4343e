// Figures over a period, each with the cases that it counts (domain facts, section 12).
#include "domain/review_figures.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"

namespace reviewd {
namespace {

constexpr Period any_time{Day{-20'000}, Day{40'000}};

class FiguresBench {
 public:
  explicit FiguresBench(Period period = any_time) : figures_(period) {}

  // Each case under an id of its own; gives that id.
  CaseId add(const CaseSpecification& specification) {
    std::array<std::uint8_t, 13> random{};
    random.fill(++added_);
    const CaseId case_id = CaseId::from_random(random);
    figures_.add(case_id, specification.state().facts, specification.state().deadlines);
    return case_id;
  }
  Figure figure(std::string_view name, std::string_view group = "") const {
    for (const FigureTable& table : figures_.tables())
      for (const Figure& figure : table.figures)
        if (figure.name == name && figure.group == group) return figure;
    FAIL("no figure " << name << " " << group);
    return {};
  }
  bool has(std::string_view name, std::string_view group) const {
    for (const FigureTable& table : figures_.tables())
      for (const Figure& figure : table.figures)
        if (figure.name == name && figure.group == group) return true;
    return false;
  }

 private:
  ReviewFigures figures_;
  std::uint8_t added_ = 0;
};

Period period(std::string_view first, std::string_view last) {
  return {*Day::parse(first), *Day::parse(last)};
}

// Brought on the first of February, decided and completed on these days.
CaseSpecification review(const std::string& decided, const std::string& completed = "") {
  CaseSpecification specification;
  specification.on("2011-12-31").given("open-case", opening_on("2010-02-01"));
  specification.given("record-decision", decision_on("conduct", decided));
  if (!completed.empty())
    specification.given_the_work_is_done().given("complete-review", completion_on(completed));
  return specification;
}

void publish(CaseSpecification& specification, const std::string& day) {
  specification.importing().given(CaseCommand{
      Published{PublicationMode::summary, *PartialDate::parse(day), std::nullopt, "the web", std::nullopt}});
}

}  // namespace

TEST_CASE("figures: on time against one month and against the completion period") {
  FiguresBench bench;
  const CaseId both = bench.add(review("2010-02-26", "2010-08-26"));
  const CaseId first_only = bench.add(review("2010-03-01", "2010-09-02"));
  const CaseId second_only = bench.add(review("2010-03-02", "2010-09-02"));
  bench.add(review("2010-03-02"));
  CHECK(bench.figure("decided_in_time").count == 2);
  CHECK(bench.figure("decided_in_time").out_of == 4U);
  CHECK(bench.figure("decided_in_time").cases == std::vector{both, first_only});
  CHECK(bench.figure("decided_late").count == 2);
  CHECK(bench.figure("completed").count == 3);
  CHECK(bench.figure("completed_in_time").cases == std::vector{both, second_only});
  CHECK(bench.figure("completed_late").cases == std::vector{first_only});
  CHECK(bench.figure("completed_in_time_and_decided_in_time").cases == std::vector{both});
  CHECK(bench.figure("completed_in_time_and_decided_in_time").out_of == 2U);
  CHECK(bench.figure("completed_after", "over_4_to_6_months").count == 2);
  CHECK(bench.figure("completed_after", "over_6_to_12_months").cases == std::vector{first_only});
  CHECK(bench.figure("completed_after", "up_to_4_months").count == 0);
  CHECK(bench.figure("fell_due", "completion").count == 4);
  CHECK(bench.figure("met_in_time", "completion").out_of == 4U);
  CHECK(bench.figure("not_met", "completion").count == 1);
}

TEST_CASE("figures: a case opened in error counts nowhere") {
  FiguresBench bench;
  const CaseId counted = bench.add(review("2010-02-20"));
  CaseSpecification mistaken = review("2010-02-20");
  mistaken.given("close-case", R"({"closed_on":"2010-03-01","reason":"Twice.","opened_in_error":true})");
  bench.add(mistaken);
  CHECK(bench.figure("brought_to_attention").cases == std::vector{counted});
  CHECK(bench.figure("decided").count == 1);
}

TEST_CASE("figures: medians of the days between the steps, counted by the day of the later one") {
  FiguresBench bench;
  bench.add(review("2010-02-11", "2010-05-22"));
  bench.add(review("2010-02-15", "2010-06-01"));
  CHECK(bench.figure("attention_to_decision").half_days == 24);  // 10 and 14 days
  CHECK(bench.figure("decision_to_completion").half_days == 206);
  CaseSpecification published = review("2010-02-14", "2010-06-01");
  publish(published, "2010-07-01");
  const CaseId third = bench.add(published);
  CHECK(bench.figure("attention_to_decision").half_days == 26);  // 10, 13 and 14 days
  CHECK(bench.figure("attention_to_decision").count == 3);
  CHECK(bench.figure("completion_to_publication").half_days == 60);
  CHECK(bench.figure("completion_to_publication").cases == std::vector{third});
  CHECK(bench.figure("attention_to_publication").half_days == 300);
  CHECK(bench.figure("published_as", "summary").cases == std::vector{third});
}

TEST_CASE("figures: only what happened in the period counts, both its days included") {
  const auto counted = [](std::string_view first, std::string_view last) {
    FiguresBench bench(period(first, last));
    bench.add(review("2010-02-26", "2010-08-26"));
    return std::to_string(bench.figure("brought_to_attention").count) +
           std::to_string(bench.figure("decided").count) + std::to_string(bench.figure("completed").count) +
           std::to_string(bench.figure("decision_to_completion").count);
  };
  CHECK(counted("2010-02-01", "2010-08-26") == "1111");
  CHECK(counted("2010-02-02", "2010-08-25") == "0100");
  CHECK(counted("2010-02-27", "2010-08-26") == "0011");
  CHECK(counted("2011-01-01", "2011-12-31") == "0000");
}

TEST_CASE("figures: what is known only to the month counts on its last day and has no number of days") {
  CaseSpecification specification;
  specification.importing().on("2011-12-31");
  OpenCase open;
  open.board = "Anytown LSCB";
  open.case_label = "Child B";
  open.brought_to_attention_on = PartialDate::parse("2010-01");
  specification.given(CaseCommand{open});
  RecordDecision decision;
  decision.decided_on = *PartialDate::parse("2010-02");
  decision.decided_by = "Chair of the board";
  specification.given(CaseCommand{decision});
  specification.given(CaseCommand{CompleteReview{*PartialDate::parse("2010-12"), std::nullopt}});
  FiguresBench bench(period("2010-02-28", "2010-12-31"));
  bench.add(specification);
  CHECK(bench.figure("brought_to_attention").count == 0);
  CHECK(bench.figure("decided").count == 1);
  CHECK(bench.figure("decisions_with_verdict").count == 0);
  CHECK(bench.figure("attention_to_decision").count == 0);
  CHECK(bench.figure("completed_after", "not_known").count == 1);
}

TEST_CASE("figures: lateness by agency, by the day a contribution first came") {
  CaseSpecification specification = review("2010-02-26");
  const auto contribute = [&](const std::string& agency, const std::string& received) {
    const std::string contribution = specification.next_position().text() + ".0";
    specification.given("commission-contribution",
                        R"({"agency":")" + agency +
                            R"(","kind":"imr","health_trust":"no",)"
                            R"("commissioned_on":"2010-03-01","due_on":"2010-05-01"})");
    for (const std::string step : {"records_secured", "draft", "signed_off", "received"})
      specification.given("advance-contribution", R"({"step":")" + step + R"(","occurred_on":")" + received +
                                                      R"(","contribution":")" + contribution + "\"}");
  };
  contribute("Police", "2010-05-01");
  contribute("Police", "2010-05-11");
  contribute("Health", "2010-05-04");
  FiguresBench bench;
  const CaseId case_id = bench.add(specification);
  CHECK(bench.figure("received", "Police").count == 2);
  CHECK(bench.figure("received", "Police").half_days == 10);
  CHECK(bench.figure("received", "Police").cases == std::vector{case_id});
  CHECK(bench.figure("received_late", "Police").count == 1);
  CHECK(bench.figure("received_late", "Police").out_of == 2U);
  CHECK(bench.figure("received_late", "Police").half_days == 20);
  CHECK(bench.figure("received_late", "Health").count == 1);
  FiguresBench early(period("2010-05-01", "2010-05-03"));
  early.add(specification);
  CHECK(early.figure("received_late", "Police").count == 0);
  CHECK_FALSE(early.has("received", "Health"));
}

TEST_CASE("figures: grades by the day of the letter, themes by the day the review was complete") {
  CaseSpecification specification = review("2010-02-26", "2010-08-26");
  specification.given("record-evaluation", R"({"body":"ofsted","grade":"good","letter_on":"2011-01-10"})");
  specification.given("tag-themes", R"({"themes":["neglect"],"tags":["housing"]})");
  specification.given("tag-themes", R"({"themes":["thresholds","neglect"]})");
  FiguresBench reviewed(period("2010-01-01", "2010-12-31"));
  FiguresBench graded(period("2011-01-01", "2011-12-31"));
  for (FiguresBench* bench : {&reviewed, &graded}) bench->add(specification);
  CHECK(graded.figure("graded", "good").count == 1);
  CHECK(graded.figure("graded", "good").out_of == 1U);
  CHECK(graded.figure("graded", "inadequate").count == 0);
  CHECK(reviewed.figure("evaluated").count == 0);
  // The last themes named take the place of those before.
  CHECK(reviewed.figure("theme", "neglect").count == 1);
  CHECK(reviewed.figure("theme", "thresholds").out_of == 1U);
  CHECK_FALSE(reviewed.has("tag", "housing"));
  CHECK(graded.figure("reviews_with_themes").count == 0);
}

TEST_CASE("figures: serious incidents by the day the panel was notified, without those withdrawn") {
  CaseSpecification specification;
  specification.on("2019-06-30")
      .given("open-case",
             opening_on("2019-01-10", R"(,"incident":{"occurred_on":"2018-12-30","nature":"serious_harm"})"));
  specification.given("record-notification", notice_on("national_panel", "2019-01-14", "serious_incident"));
  FiguresBench bench(period("2018-04-01", "2019-03-31"));
  const CaseId case_id = bench.add(specification);
  CHECK(bench.figure("serious_incidents").cases == std::vector{case_id});
  CHECK(bench.figure("serious_incidents_by_nature", "serious_harm").count == 1);
  CHECK(bench.figure("serious_incidents_by_nature", "death").count == 0);
  const std::string first = "2.0";
  specification.given("withdraw-notification", R"({"notification":")" + first +
                                                   R"(","withdrawn_on":"2019-02-01","reasons":"Not met."})");
  FiguresBench after(period("2018-04-01", "2019-03-31"));
  after.add(specification);
  CHECK(after.figure("serious_incidents").count == 0);
}

}  // namespace reviewd
