// `reviewd import` on a real store in a directory of its own.
#include "daemon/import.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "api/case_document.hpp"
#include "domain/derivation.hpp"
#include "storage/state_text.hpp"
#include "tests/daemon/import_fixture.hpp"
#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

using Counts = std::map<std::string, std::size_t>;

Counts counts_of(const ImportReport& report, std::size_t ColumnCount::* count) {
  Counts counts;
  for (const ColumnCount& column : report.columns)
    if (column.*count != 0) counts[column.column] = column.*count;
  return counts;
}

bool says(const std::string& text, std::string_view words) {
  INFO(text);
  return text.find(words) != std::string::npos;
}

// A board's own list, in the columns that domain experts proposed.
const std::string own_header =
    "board,internal_ref,case_label,children_count,incident_date,incident_nature,brought_to_attention_date,"
    "recommendation,recommendation_date,chair_decision,chair_decision_date,decision_reason,"
    "ofsted_notified_date,panel_notified_date,imr_agency[],imr_agency[],submitted_date,source\n";
const std::string own_row =
    "Anytown LSCB,2010/7,Child A,2,2010-01-05,serious_harm,2010-01-31,conduct,2010-02-20,conduct,2010-02-26,"
    "\"Grounds, as minuted.\",2010-03-01,,Police,Health,2010-09-10,file\n";

// A short list in the columns of the sample.
const std::string short_header =
    "row_id,board,case_label,incident_date,incident_nature,"
    "referral_or_consideration_date,chair_decision_date,"
    "completion_or_submission_date,notes\n";

}  // namespace

TEST_CASE("import: every row of the sample becomes a case, every cell with a place an event") {
  ImportFixture fixture;
  const ImportReport report = fixture.import(sample_text());
  CHECK(fixture.messages() == "Import: reading 'reviews.csv'.\n");
  CHECK(report.rows == 46);
  CHECK(report.opened == 46);
  CHECK(report.complete());
  CHECK(report.events == Counts{{"case_opened", 46},
                                {"source_named", 46},
                                {"decision_recorded", 4},
                                {"review_completed", 10},
                                {"evaluation_recorded", 3},
                                {"published", 30},
                                {"publication_withdrawn", 2}});
  CHECK(counts_of(report, &ColumnCount::stored) == Counts{{"row_id", 46},
                                                          {"board", 46},
                                                          {"case_label", 46},
                                                          {"incident_date", 19},
                                                          {"incident_nature", 23},
                                                          {"referral_or_consideration_date", 1},
                                                          {"chair_decision_date", 4},
                                                          {"completion_or_submission_date", 10},
                                                          {"ofsted_grade", 3},
                                                          {"ofsted_evaluation_date", 1},
                                                          {"publication_date", 30},
                                                          {"publication_form", 8},
                                                          {"source", 46}});
  CHECK(counts_of(report, &ColumnCount::no_place) == Counts{{"review_type", 46},
                                                            {"edition_derived", 46},
                                                            {"extension_or_delay", 9},
                                                            {"imr_or_agencies", 3},
                                                            {"publication_form", 35},
                                                            {"notes", 29}});
  CHECK(says(fixture.output(), "46 rows: 46 cases opened, 0 added to, 0 unchanged, 0 left alone, 0 refused"));
  CHECK(says(fixture.output(), "publication_form 8, source 46; no place yet: "));
  CHECK(fixture.store().engine().cases_in_order().size() == 46);
  for (const auto& [type, count] : report.events) CHECK(fixture.events(type) == count);
}

TEST_CASE("import: an imported case stands as if it had been entered, and is the same after a restart") {
  ImportFixture fixture;
  fixture.import(sample_text());
  const std::string before = state_text(fixture.of_row("R005"));
  fixture.reopen();
  const CaseState& state = fixture.of_row("R005");
  CHECK(state_text(state) == before);
  CHECK(state.opened().case_label == "KI (named in publication)");
  CHECK(state.opened().origin == Origin::import);
  CHECK(state.opened().imported->row_id == "R005");
  CHECK(state.opened().facts.answer(FactName::died) == Answer::yes);
  CHECK(state.opened().incident->nature == IncidentNature::death);
  CHECK(fixture.personal(state, state.facts.front()->event, "/incident/description") == "death");
  // No day of referral: the clock of the decision waits, that of the completion runs under its edition.
  const auto awaited = std::ranges::find(*state.awaiting, "decision", &Awaited::kind);
  REQUIRE(awaited != state.awaiting->end());
  CHECK(awaited->waits_for == "brought_to_attention");
  const Deadline* completion = state.deadline("completion");
  REQUIRE(completion != nullptr);
  CHECK(completion->terms->edition == "wt2006");
  CHECK(completion->terms->due_on == day("2008-09-23"));
  CHECK(completion->state == DeadlineState::overdue);
  CHECK(status_of(state.facts) == CaseStatus::in_review);
  const auto& decision = std::get<DecisionRecorded>(standing_decision(state.facts)->body);
  CHECK(decision.decision == Course::conduct);
  CHECK(decision.decided_by == "LSCB chair");
  CHECK(decision.origin == Origin::import);
  // The list says on which day, not what was decided, nor by whom; whoever reads the case is told so.
  CHECK(decision.inferred == true);
  CHECK(case_document(state).find(R"("inferred":true)") != std::string::npos);
  // As of a day before it was recorded, a case without a day of referral had not been brought to the board.
  CHECK(facts_by(state.facts, day("2008-06-23")).empty());
  const CaseState& referred = fixture.of_row("R002");
  const auto decision_clock = [&](std::string_view as_of) {
    const auto derived =
        derive(facts_by(referred.facts, day(as_of)), {}, fixture.store().engine().rules(), day(as_of));
    const auto of_decision = [](const DerivedDeadline& deadline) {
      return deadline.terms->kind == "decision";
    };
    REQUIRE(std::ranges::count_if(derived.deadlines, of_decision) == 1);
    return *std::ranges::find_if(derived.deadlines, of_decision);
  };
  CHECK(decision_clock("2009-01-16").terms->due_on == day("2009-01-16"));
  CHECK(decision_clock("2009-01-16").state == DeadlineState::running);
  CHECK(decision_clock("2009-01-17").state == DeadlineState::overdue);
}

TEST_CASE("import: partial days are kept as published, and words of the incident are told apart") {
  ImportFixture fixture;
  fixture.import(sample_text());
  const Deadline* completion = fixture.of_row("R001").deadline("completion");
  REQUIRE(completion != nullptr);
  REQUIRE(completion->terms->due_between.has_value());
  CHECK(completion->terms->due_between->first == day("2006-12-01"));
  CHECK(completion->terms->due_between->last == day("2006-12-31"));
  CHECK(completion->state == DeadlineState::met_late);
  CHECK(fixture.of_row("R009").opened().incident->nature == IncidentNature::death);
  CHECK(fixture.of_row("R012").opened().incident->nature == IncidentNature::serious_harm);
  CHECK(fixture.of_row("R053").opened().incident->nature == IncidentNature::death);
  const CaseState& setting = fixture.of_row("R014");
  CHECK(setting.opened().incident->nature == IncidentNature::other);
  CHECK(setting.opened().facts.answer(FactName::died) == Answer::unknown);
  CHECK(fixture.personal(setting, setting.facts.front()->event, "/incident/description") ==
        "sexual abuse in a setting (arrest)");
  CHECK_FALSE(fixture.of_row("R018").opened().incident.has_value());
}

TEST_CASE("import: imported facts fire no rungs, a passed day is recorded in the commit of the fact") {
  ImportFixture fixture;
  fixture.import(sample_text());
  const Position head = fixture.store().engine().head();
  CHECK(fixture.events("deadline_passed") > 0);
  fixture.store().work_off(*Instant::parse("2026-03-01T12:00:00Z"));
  CHECK(fixture.store().engine().head() == head);
  CHECK(fixture.events("reminder_fired") == 0);
}

TEST_CASE("import: the same file again adds nothing, also after a restart and next year") {
  ImportFixture fixture;
  fixture.import(sample_text());
  const Position head = fixture.store().engine().head();
  fixture.reopen();
  fixture.at("2027-01-15T12:00:00Z");
  const ImportReport again = fixture.import(sample_text());
  CHECK(again.unchanged == 46);
  CHECK(again.events.empty());
  CHECK(again.complete());
  CHECK(counts_of(again, &ColumnCount::stored).empty());
  CHECK(fixture.store().engine().head() == head);
}

TEST_CASE("import: a cell that was empty and is filled now adds just that") {
  ImportFixture fixture;
  fixture.import(sample_text());
  const std::string filled = with(with(sample_text(), "SCR,WT2006,2007-08-03,death,,,,,,2008-10",
                                       "SCR,WT2006,2007-08-03,death,,2007-08-10,,,,2008-10"),
                                  "KI (named in publication),SCR,WT2006,2008-05-17,death,,",
                                  "KI (named in publication),SCR,WT2006,2008-05-17,death,2008-05-19,");
  const ImportReport report = fixture.import(filled);
  CHECK(report.added_to == 2);
  CHECK(report.unchanged == 44);
  CHECK(report.events == Counts{{"decision_recorded", 1}, {"fact_corrected", 1}});
  CHECK(counts_of(report, &ColumnCount::stored) ==
        Counts{{"chair_decision_date", 1}, {"referral_or_consideration_date", 1}});
  const CaseState& decided = fixture.of_row("R003");
  REQUIRE(decided.deadline("completion") != nullptr);
  CHECK(decided.deadline("completion")->terms->due_on == day("2007-12-10"));
  CHECK(decided.deadline("completion")->state == DeadlineState::met_late);
  const CaseState& brought = fixture.of_row("R005");
  CHECK(brought.opened().brought_to_attention_on == PartialDate{day("2008-05-19")});
  REQUIRE(brought.deadline("decision") != nullptr);
  CHECK(brought.deadline("decision")->state == DeadlineState::met);
  // And again nothing, by the file as it is now.
  CHECK(fixture.import(filled).unchanged == 46);
  // The file as it was at first says nothing against what came later; another day, or none any more, does.
  CHECK(fixture.import(sample_text()).unchanged == 46);
  CHECK(fixture.import(with(filled, "2008-05-19", "2008-05-20")).left_alone == 1);
  CHECK(says(fixture.messages(), "Line 6: left alone (row 'R005')"));
  CHECK(says(fixture.messages(), "referral_or_consideration_date"));
  const std::string noted = with(sample_text(), "decision six days after death", "decided six days later");
  CHECK(fixture.import(noted).left_alone == 1);
  CHECK(says(fixture.messages(), "Line 6: left alone (row 'R005')"));
}

TEST_CASE("import: a changed cell is reported and its row left alone, whatever else is new in it") {
  ImportFixture fixture;
  fixture.import(sample_text());
  const Position head = fixture.store().engine().head();
  const std::string changed =
      with(with(sample_text(), "KI (named in publication),SCR,WT2006,2008-05-17,death,,2008-05-23,",
                "KI (named in publication),SCR,WT2006,2008-05-17,death,2008-05-20,2008-05-24,"),
           "2009-12,death (found 2011-09)", "2009-12,death (found 2011)");
  const ImportReport report = fixture.import(changed);
  CHECK(report.left_alone == 2);
  CHECK(report.unchanged == 44);
  CHECK_FALSE(report.complete());
  CHECK(says(fixture.messages(),
             "Line 6: left alone (row 'R005'): It says something else than what was "
             "imported: chair_decision_date."));
  CHECK(says(fixture.messages(),
             "Line 9: left alone (row 'R009'): It says something else than what was "
             "imported: incident_nature."));
  CHECK(fixture.store().engine().head() == head);
}

TEST_CASE("import: a changed cell without a place is not a change of what was imported") {
  ImportFixture fixture;
  fixture.import(sample_text());
  CHECK(fixture
            .import(with(sample_text(), "SCR,WT2006,2007-12,death,,,,,,,,,2008-12,",
                         "SCR,WT2006,2007-12,death,,,,held,,,,,2008-12,"))
            .unchanged == 46);
}

TEST_CASE("import: a fact corrected since stays corrected, by whichever file it is imported again") {
  ImportFixture fixture;
  fixture.import(sample_text());
  const CaseState& state = fixture.of_row("R005");
  CommandMeta meta;
  meta.actor = {"t1", "Board manager"};
  meta.case_id = state.id;
  const Reply reply =
      fixture.store().carry_out(CorrectFact{standing_decision(state.facts)->event, "/decided_on",
                                            Personal::of("2008-05-22"), Personal::of("Misread.")},
                                meta, *Instant::parse("2026-01-16T12:00:00Z"));
  REQUIRE(std::holds_alternative<Done>(reply));
  const std::string note =
      with(sample_text(), "decision six days after death", "decision five days after death");
  for (const std::string& text :
       {sample_text(), note, with(note, "2008-05-17,death,,2008-05-23", "2008-05-17,death,,2008-05-22")}) {
    CHECK(fixture.import(text).unchanged == 46);
    CHECK(fixture.of_row("R005").deadline("completion")->terms->due_on == day("2008-09-22"));
  }
}

TEST_CASE(
    "import: a row with a fault is told with its line and column, nothing of it is stored, the others are") {
  const std::vector<std::pair<std::string, std::string>> faulty = {
      {"B1,A LSCB,Child A,2010-02-30,death,,,,\n", "incident_date: The cell is no date"},
      {"B1,A LSCB,Child A,soon,death,,,,\n", "incident_date: The cell is no date"},
      {"B1,A LSCB,Child A,2010-02-01,death,,,\n", "The row has 8 cells, the header has 9."},
      {"B1,A LSCB,Child \xC3,2010-02-01,death,,,,\n", "The row holds bytes that are not UTF-8."},
      {"B1,A LSCB,\"Child A,2010-02-01,death,,,,\n", "quote"},
      {"B1,A LSCB,,2010-02-01,death,,,,\n", "case_label: The cell is empty."},
      {"B1,,Child A,2010-02-01,death,,,,\n", "board: The cell is empty."},
      {",A LSCB,Child A,2010-02-01,death,,,,\n", "row_id: The row has neither"},
      {"B1,A LSCB,Child A,2010-03-01,death,2010-02-01,,,\n",
       "referral_or_consideration_date: The day lies before that of 'incident_date'."},
      {"B1,A LSCB,Child A,,death,2010-03,2010-02-28,,\n",
       "chair_decision_date: The day lies before that of 'referral_or_consideration_date'."},
      {"B1,A LSCB,Child A,,death,,2010-03-01,2010-02,\n",
       "completion_or_submission_date: The day lies before that of 'chair_decision_date'."},
      {"B1,A LSCB,Child A,2010-03-01,,,,2009,\n",
       "completion_or_submission_date: The day lies before that of 'incident_date'."},
      {"B1,A LSCB,Child A,,death,,,2027-01-01,\n",
       "completion_or_submission_date: The day lies after today."},
      {"B1,A LSCB," + std::string(201, 'x') + ",,death,,,,\n",
       "case_label: The text is longer than 200 bytes."},
      {"B1," + std::string(201, 'x') + ",Child A,,death,,,,\n", "board: "},
      {"G1,A LSCB,Child A,,death,,,,\n", "The row is named like that of line 2."},
  };
  ImportFixture fixture;
  const std::string good = "G1,A LSCB,Child G,2010-01-01,death,2010-01-02,2010-01-20,2010-05-01,\n";
  fixture.import(short_header + good);
  const Position head = fixture.store().engine().head();
  for (const auto& [row, why] : faulty) {
    INFO(row);
    const ImportReport report = fixture.import(short_header + good + row);
    CHECK(report.refused == 1);
    CHECK(report.unchanged == 1);
    CHECK(says(fixture.messages(), "Line 3: refused: "));
    CHECK(says(fixture.messages(), why));
    CHECK(fixture.store().engine().head() == head);
  }
  const ImportReport report =
      fixture.import(short_header + faulty[0].first + good + "G2,B LSCB,Child H,,,,,,\n");
  CHECK(report.refused == 1);
  CHECK(report.opened == 1);
  CHECK(says(fixture.messages(), "Line 2: refused: "));
}

TEST_CASE(
    "import: days that are only known in part do not contradict one another where they may be in order") {
  ImportFixture fixture;
  const ImportReport report =
      fixture.import(short_header + "P1,A LSCB,Child P,2010-03-15,death,2010-03,2010,2010-03,\n");
  CHECK(report.refused == 0);
  CHECK(report.events == Counts{{"case_opened", 1}, {"decision_recorded", 1}, {"review_completed", 1}});
}

TEST_CASE("import: a dry run says all of it and stores nothing") {
  ImportFixture fixture;
  const Position head = fixture.store().engine().head();
  const ImportReport dry = fixture.import(sample_text() + "R005,bad\n", true);
  CHECK(fixture.store().engine().head() == head);
  CHECK(fixture.store().engine().register_state().boards.empty());
  CHECK(dry.refused == 1);
  CHECK(says(fixture.output(), "Dry run, nothing was stored."));
  const ImportReport real = fixture.import(sample_text() + "R005,bad\n");
  CHECK(dry.opened == real.opened);
  CHECK(dry.events == real.events);
  CHECK(counts_of(dry, &ColumnCount::stored) == counts_of(real, &ColumnCount::stored));
}

TEST_CASE("import: a board's own list, by board and internal reference") {
  ImportFixture fixture;
  const ImportReport report = fixture.import(own_header + own_row);
  INFO(fixture.messages());
  CHECK(report.complete());
  CHECK(report.events == Counts{{"case_opened", 1},
                                {"source_named", 1},
                                {"children_counted", 1},
                                {"recommendation_recorded", 1},
                                {"decision_recorded", 1},
                                {"notification_recorded", 1},
                                {"contribution_commissioned", 2},
                                {"review_completed", 1}});
  CHECK(counts_of(report, &ColumnCount::no_place) == Counts{});
  const CaseState& state = fixture.of_row("Anytown LSCB / 2010/7");
  CHECK(state.opened().internal_ref == "2010/7");
  CHECK(state.deadline("decision")->terms->due_on == day("2010-02-28"));
  CHECK(state.deadline("decision")->state == DeadlineState::met);
  CHECK(state.deadline("completion")->terms->due_on == day("2010-08-26"));
  CHECK(state.deadline("completion")->state == DeadlineState::met_late);
  const auto& sent = std::get<NotificationRecorded>(newest<NotificationRecorded>(state.facts)->body);
  CHECK(sent.recipient == "ofsted");
  CHECK(sent.subject == "decision");
  CHECK(case_document(state).find("inferred") == std::string::npos);
  CHECK(fixture.personal(state, standing_decision(state.facts)->event, "/reasons") == "Grounds, as minuted.");
  CHECK(fixture.import(own_header + own_row).unchanged == 1);
  const std::string told = with(own_row, "2010-03-01,,", "2010-03-01,2010-03-02,");
  const ImportReport more = fixture.import(own_header + told);
  CHECK(more.events == Counts{{"notification_recorded", 1}});
  CHECK(fixture.import(own_header + with(told, "Grounds, as", "Other grounds, as")).left_alone == 1);
  CHECK(says(fixture.messages(), "decision_reason"));
}

TEST_CASE("import: who was told is inferred from the day where the column does not say it") {
  ImportFixture fixture;
  fixture.import(
      "row_id,board,case_label,chair_decision,chair_decision_date,ofsted_or_panel_notification_date\n"
      "N1,Anytown LSCB,Child A,conduct,2013-08-01,2013-08-05\n");
  INFO(fixture.messages());
  const CaseState& state = fixture.of_row("N1");
  CHECK_FALSE(std::get<DecisionRecorded>(state.facts.at(1)->body).inferred.has_value());
  const auto& sent = std::get<NotificationRecorded>(state.facts.at(2)->body);
  CHECK(sent.recipient == "national_panel");
  CHECK(sent.inferred == true);
}

TEST_CASE("import: a fact whose cells are too few waits, and comes when they are filled") {
  ImportFixture fixture;
  const std::string waiting =
      with(own_row, "conduct,2010-02-26,\"Grounds, as minuted.\",2010-03-01,,Police,Health,2010-09-10",
           "conduct,,,2010-03-01,,Police,Health,");
  const ImportReport first = fixture.import(own_header + waiting);
  CHECK(first.events.count("decision_recorded") == 0);
  CHECK(counts_of(first, &ColumnCount::no_place).at("chair_decision") == 1);
  const ImportReport second = fixture.import(own_header + own_row);
  INFO(fixture.messages());
  CHECK(second.events == Counts{{"decision_recorded", 1}, {"review_completed", 1}});
}

TEST_CASE(
    "import: a review that was not to be conducted cannot have been completed, and a word must be known") {
  ImportFixture fixture;
  const ImportReport report =
      fixture.import(own_header + with(own_row, "2010-02-20,conduct", "2010-02-20,do_not_conduct") +
                     with(own_row, "2010-02-20,conduct", "2010-02-20,perhaps"));
  CHECK(report.refused == 2);
  CHECK(says(fixture.messages(), "Line 2: refused: submitted_date: There is a day of completion"));
  CHECK(says(fixture.messages(), "Line 3: refused: chair_decision: The cell says none of"));
}

TEST_CASE("import: a case that was opened by a person is never added to") {
  ImportFixture fixture;
  CommandMeta meta;
  meta.actor = {"t1", "Board manager"};
  meta.new_board_id = Identifier{};
  OpenCase opening;
  opening.board = "Anytown LSCB";
  opening.case_label = "Child A";
  opening.brought_to_attention_on = PartialDate{day("2010-01-31")};
  opening.internal_ref = "2010/7";
  REQUIRE(std::holds_alternative<Done>(
      fixture.store().carry_out(opening, meta, *Instant::parse("2026-01-15T12:00:00Z"))));
  // Nothing in the row contradicts the case, and it has much to add: only who opened it keeps it out.
  const Position before = fixture.store().engine().head();
  const ImportReport report = fixture.import(own_header + own_row);
  CHECK(report.left_alone == 1);
  CHECK(says(fixture.messages(), "of a case that was not imported"));
  CHECK(fixture.store().engine().head() == before);
}

TEST_CASE("import: a header that is not understood is refused with the column") {
  ImportFixture fixture;
  CHECK(says(fixture.refused("row_id,board,case_label,shoe_size\n"), "'shoe_size' is not known"));
  CHECK(says(fixture.refused("row_id,board,case_label,board\n"), "'board' stands twice"));
  CHECK(says(fixture.refused("row_id,case_label\n"), "'board' is missing"));
  CHECK(says(fixture.refused("board,case_label\n"), "'row_id' is missing"));
  CHECK(says(fixture.refused("row_id,board,case_label,submitted_date,completion_or_submission_date\n"),
             "means the same as 'submitted_date'"));
  CHECK(says(fixture.refused(""), "is empty"));
  CHECK(says(fixture.refused("row_id,\"board\n"), "The header cannot be read"));
  CHECK(fixture.store().engine().cases_in_order().empty());
}
