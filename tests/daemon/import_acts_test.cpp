// Columns of an import that acts record, and headers of other kinds by a mapping.
#include <catch2/catch.hpp>
#include <fstream>
#include <memory>

#include "daemon/import_columns.hpp"
#include "domain/acts/figures.hpp"
#include "domain/acts/publication_state.hpp"
#include "tests/daemon/import_fixture.hpp"
#include "tests/support/shipped_rules.hpp"

using namespace reviewd;

namespace {

using Counts = std::map<std::string, std::size_t>;

// All the columns that were proposed for boards' own lists, with two agencies.
const std::string header =
    "board,internal_ref,case_label,children_count,incident_date,incident_nature,brought_to_attention_date,"
    "referral_received_date,sent_to_panel_date,agency_call_date,agency_deadline,panel_meeting_date,"
    "recommendation,recommendation_date,chair_decision,chair_decision_date,decision_reason,"
    "ofsted_notified_date,panel_notified_date,author,panel_chair,imr_agency[],imr_due[],imr_received[],"
    "imr_returned[],imr_accepted[],imr_agency[],imr_due[],imr_received[],imr_returned[],imr_accepted[],"
    "health_overview_received,overview_draft_date,lscb_accepted_date,submitted_date,extension_revised_due,"
    "extension_consulted_date,evaluation_grade,evaluation_date,publication_state,publication_date,source\n";
const std::string row =
    "Anytown LSCB,2010/7,Child A,2,2010-01-05,serious_harm,2010-01-31,2010-01-30,2010-02-03,2010-02-04,"
    "2010-02-12,2010-02-18,conduct,2010-02-20,conduct,2010-02-26,As minuted.,2010-03-01,,A. Author,C. Chair,"
    "Police,2010-05-10,2010-05-12,2010-05-20,2010-06-01,Health,2010-05-10,2010-05-10,,2010-05-20,2010-06-10,"
    "2010-07-01,2010-08-20,2010-09-10,2010-11-30,2010-07-15,good,2010-12-01,summary,2011-01-10,the file\n";

std::string text_of(const std::string& file) {
  std::ifstream stream(std::string{REVIEWD_SOURCE_DIR} + "/" + file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

template <class Body>
const Body& only(const CaseState& state) {
  const Body* found = nullptr;
  for (const Fact& fact : state.facts)
    if (const auto* body = std::get_if<Body>(&fact.body)) {
      REQUIRE(found == nullptr);
      found = body;
    }
  REQUIRE(found != nullptr);
  return *found;
}

std::size_t steps(const CaseState& state) {
  std::size_t count = 0;
  for (const Fact& fact : state.facts) count += std::holds_alternative<OfficeStepTaken>(fact.body) ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("import: every column of a board's own list has a place") {
  ImportFixture fixture;
  const ImportReport report = fixture.import(header + row);
  INFO(fixture.messages());
  CHECK(report.complete());
  CHECK(fixture.output().find("no place yet: nothing") != std::string::npos);
  CHECK(report.events == Counts{{"case_opened", 1},
                                {"source_named", 1},
                                {"children_counted", 1},
                                {"office_step_taken", 7},
                                {"recommendation_recorded", 1},
                                {"decision_recorded", 1},
                                {"notification_recorded", 1},
                                {"person_appointed", 2},
                                {"contribution_commissioned", 2},
                                {"contribution_advanced", 5},
                                {"timetable_revised", 1},
                                {"review_completed", 1},
                                {"evaluation_recorded", 1},
                                {"published", 1}});
  const CaseState& state = fixture.of_row("Anytown LSCB / 2010/7");
  CHECK(only<ChildrenCounted>(state).children == 2);
  CHECK(only<EvaluationRecorded>(state).grade == Grade::good);
  CHECK(only<Published>(state).mode == PublicationMode::summary);
  CHECK(only<TimetableRevised>(state).consulted->body == "Government Office");
  CHECK(state.deadline("completion")->revised_due_on == day("2010-11-30"));
  for (const Fact& fact : state.facts)
    if (const auto* contribution = std::get_if<ContributionCommissioned>(&fact.body);
        contribution != nullptr && contribution->agency == "Police") {
      CHECK(figures(*contribution, fact.event, state.facts).days_late == 2);
      CHECK(figures(*contribution, fact.event, state.facts).times_returned == 1);
      CHECK(figures(*contribution, fact.event, state.facts).state == ContributionState::accepted);
    }
  // No name stands open anywhere.
  const std::string text = fixture.messages() + fixture.output();
  CHECK(text.find("A. Author") == std::string::npos);
  CHECK(fixture.import(header + row).unchanged == 1);
}

TEST_CASE("import: a row that an earlier version imported learns its new columns, and only them") {
  // What the version before read of the same file: the columns that had a place then.
  const std::string then =
      "row_id,board,case_label,incident_date,incident_nature,chair_decision_date,"
      "completion_or_submission_date,ofsted_grade,ofsted_evaluation_date,publication_date,publication_form,"
      "source\n"
      "R1,Anytown LSCB,Child A,2009-12-01,death,2010-02-01,2010-07-20,good,2010-12-01,2011-01,executive "
      "summary,the file\n";
  ImportFixture fixture;
  fixture.import(then);
  ImportFixture earlier;
  // The same row with the same digest, of which only the old facts were recorded.
  CommandMeta meta;
  meta.actor = {"import", "import"};
  meta.origin = Origin::import;
  meta.imported = fixture.of_row("R1").opened().imported;
  meta.new_board_id = Identifier{};
  meta.case_id = *CaseId::parse("caaaaaaaaaaaaaaaaaaaa");
  OpenCase opening;
  opening.board = "Anytown LSCB";
  opening.case_label = "Child A";
  opening.incident = Incident{PartialDate::parse("2009-12-01"), IncidentNature::death, Personal::of("death")};
  opening.facts.set(FactName::died, Answer::yes);
  const Instant now = *Instant::parse("2026-01-15T12:00:00Z");
  const auto record = [&](const CaseCommand& command) {
    REQUIRE(std::holds_alternative<Done>(earlier.store().carry_out(command, meta, now)));
  };
  record(opening);
  meta.inferred = true;
  record(RecordDecision{Course::conduct, *PartialDate::parse("2010-02-01"), "LSCB chair", std::nullopt,
                        std::nullopt});
  meta.inferred = false;
  record(CompleteReview{*PartialDate::parse("2010-07-20"), std::nullopt});
  const ImportReport report = earlier.import(then);
  INFO(earlier.messages());
  CHECK(report.added_to == 1);
  CHECK(report.events == Counts{{"source_named", 1}, {"evaluation_recorded", 1}, {"published", 1}});
  CHECK(only<Published>(earlier.of_row("R1")).mode == PublicationMode::summary);
  CHECK(earlier.import(then).unchanged == 1);
}

TEST_CASE("import: what a column of acts says otherwise now leaves its row alone") {
  ImportFixture fixture;
  fixture.import(header + row);
  for (const auto& [from, to, column] : std::vector<std::array<std::string, 3>>{
           {"Child A,2,", "Child A,3,", "children_count"},
           {"2010-02-18,", "2010-02-19,", "panel_meeting_date"},
           {"A. Author", "Another", "author"},
           {"Police,2010-05-10,2010-05-12", "Police,2010-05-10,2010-05-13", "imr_received[]"},
           {"good,2010-12-01", "adequate,2010-12-01", "evaluation_grade"},
           {"summary,2011-01-10", "full,2011-01-10", "publication_state"},
           {"the file", "another file", "source"}}) {
    INFO(column);
    CHECK(fixture.import(header + with(row, from, to)).left_alone == 1);
    CHECK(fixture.messages().find(column) != std::string::npos);
  }
  CHECK(fixture.import(header + row).unchanged == 1);
  // What is filled in is added: a step of its own, a due day in its place.
  ImportFixture earlier;
  earlier.import(header + with(row, "Health,2010-05-10,2010-05-10,,2010-05-20", "Health,,2010-05-10,,"));
  const ImportReport filled = earlier.import(header + row);
  CHECK(filled.events == Counts{{"contribution_advanced", 1}, {"fact_corrected", 1}});
  CHECK(earlier.import(header + row).unchanged == 1);
}

TEST_CASE("import: what a record says in part is kept, and exported again") {
  const auto imported = [](const std::string& from, const std::string& to, const std::string& exported) {
    auto fixture = std::make_unique<ImportFixture>();
    CHECK(fixture->import(header + with(row, from, to)).complete());
    CHECK(fixture->output().find("no place yet: nothing") != std::string::npos);
    CHECK(fixture->exported().find(exported) != std::string::npos);
    CHECK(fixture->import(header + with(row, from, to)).unchanged == 1);
    return fixture;
  };
  const auto revised = imported("2010-11-30,2010-07-15,", "2010-11-30,,", ",2010-11-30,,good,");
  const CaseState& state = revised->of_row("Anytown LSCB / 2010/7");
  CHECK(state.deadline("completion")->revised_due_on == day("2010-11-30"));
  CHECK_FALSE(only<TimetableRevised>(state).decided_on.has_value());
  CHECK_FALSE(only<TimetableRevised>(state).consulted->consulted_on.has_value());
  const auto dated = imported(",good,2010-12-01,", ",,2010-12-01,", ",,2010-12-01,summary,");
  CHECK_FALSE(only<EvaluationRecorded>(dated->of_row("Anytown LSCB / 2010/7")).grade.has_value());
  // Whoever evaluated then.
  const auto early =
      imported(row.substr(row.find(",2010-01-05")),
               ",,,2006-06-01,,,,,,,,conduct,2006-06-20,,,,,,,,,,,,,,,,,,,2006-11-30,,,good,2007-01-15,,,\n",
               ",good,2007-01-15,");
  CHECK(only<EvaluationRecorded>(early->of_row("Anytown LSCB / 2010/7")).body == EvaluatingBody::csci);
}

TEST_CASE("import: how far publication came is kept with its day") {
  for (const auto& [state, word] : Words<PublicationState>::values) {
    if (state == PublicationState::not_started) continue;
    INFO(word);
    const std::string cells = "good,2010-12-01," + std::string{word} + ",2011-01-10,";
    ImportFixture fixture;
    const std::string changed = with(row, "good,2010-12-01,summary,2011-01-10,", cells);
    CHECK(fixture.import(header + changed).complete());
    CHECK(fixture.output().find("no place yet: nothing") != std::string::npos);
    CHECK(publication_state(fixture.of_row("Anytown LSCB / 2010/7").facts) == state);
    CHECK(fixture.exported().find(cells) != std::string::npos);
    CHECK(fixture.import(header + changed).unchanged == 1);
  }
}

TEST_CASE("import: publication that went on is added to, one that went back leaves its row alone") {
  const auto with_state = [](const std::string& cells) {
    return header + with(row, "summary,2011-01-10", cells);
  };
  ImportFixture fixture;
  fixture.import(with_state("held,2010-12-05"));
  CHECK(fixture.import(with_state("summary,2011-01-10")).events == Counts{{"published", 1}});
  CHECK(fixture.import(with_state("withdrawn,2011-01-10")).events == Counts{{"publication_withdrawn", 1}});
  for (const char* back : {"summary,2011-01-10", "approved,2010-12-04", "not_published,2011-01-10", ","}) {
    INFO(back);
    CHECK(fixture.import(with_state(back)).left_alone == 1);
    CHECK(fixture.messages().find("publication_state") != std::string::npos);
  }
}

TEST_CASE("import: an agency that contributed twice, and what was returned more than once") {
  const std::string twice =
      with(with(row, ",Health,", ",Police,"), "2010-05-12,2010-05-20,", "2010-05-12; 2010-05-28,2010-05-20,");
  ImportFixture fixture;
  const ImportReport report = fixture.import(header + twice);
  INFO(fixture.messages());
  CHECK(report.complete());
  CHECK(report.events.at("contribution_commissioned") == 2);
  CHECK(report.events.at("contribution_advanced") == 6);
  std::vector<ContributionFigures> came;
  const CaseState& state = fixture.of_row("Anytown LSCB / 2010/7");
  for (const Fact& fact : state.facts)
    if (const auto* contribution = std::get_if<ContributionCommissioned>(&fact.body))
      came.push_back(figures(*contribution, fact.event, state.facts));
  REQUIRE(came.size() == 2);
  CHECK(came[0].times_returned == 1);
  CHECK(came[0].received_on == PartialDate{day("2010-05-12")});
  CHECK(came[0].accepted_on == PartialDate{day("2010-06-01")});
  CHECK(came[1].received_on == PartialDate{day("2010-05-10")});
  CHECK(came[1].accepted_on == PartialDate{day("2010-05-20")});
  CHECK(fixture.exported().find("2010-05-12; 2010-05-28,2010-05-20,2010-06-01,Police,") != std::string::npos);
  CHECK(fixture.import(header + twice).unchanged == 1);
  // A day that is gone from the cell is a change, as one that is another.
  CHECK(fixture.import(header + with(twice, "2010-05-12; 2010-05-28", "2010-05-12")).left_alone == 1);
  CHECK(fixture.import(header + with(twice, "; 2010-05-28", "; 2010-05-29")).left_alone == 1);
}

TEST_CASE("import: cells that acts cannot hold are told or counted") {
  ImportFixture fixture;
  const auto refused = [&](const std::string& from, const std::string& to) {
    CHECK(fixture.import(header + with(row, from, to)).refused == 1);
    return fixture.messages();
  };
  CHECK(refused("Child A,2,", "Child A,many,").find("children_count: ") != std::string::npos);
  CHECK(refused("good,", "fair,").find("evaluation_grade: ") != std::string::npos);
  CHECK(refused(",summary,", ",loud,").find("publication_state: ") != std::string::npos);
  CHECK(refused("2010-05-12", "soon").find("imr_received[]: ") != std::string::npos);
  const ImportReport vague = fixture.import(
      header + with(with(row, "2010-11-30,2010-07-15", "2010-11,2010-07-15"), ",Health,", ",,"));
  Counts no_place;
  for (const ColumnCount& column : vague.columns)
    if (column.no_place != 0) no_place[column.column] = column.no_place;
  CHECK(vague.refused == 0);
  CHECK(no_place.contains("extension_revised_due"));
  CHECK(no_place.contains("imr_accepted[]"));
}

TEST_CASE("import: a tracking sheet of an office, by the mapping that is shipped") {
  ImportFixture fixture;
  const std::string mapping = text_of("config/imports/office_tracker.toml");
  const std::string sheet = text_of("config/samples/office_tracker.csv");
  const ImportReport report = fixture.import_mapped(sheet, mapping);
  INFO(fixture.messages());
  CHECK(report.complete());
  CHECK(report.opened == 3);
  CHECK(fixture.output().find("no place yet: nothing") != std::string::npos);
  const Engine& engine = fixture.store().engine();
  const CaseState& first = *engine.find(engine.cases_in_order().at(0));
  CHECK(first.opened().board == "Anytown LSCB");
  CHECK(first.opened().case_label == "Child T1");
  CHECK(first.opened().brought_to_attention_on == PartialDate{day("2016-01-12")});
  // The sheet does not say what was decided: the day is kept, and no decision is made of it.
  CHECK(status_of(first.facts) == CaseStatus::awaiting_decision);
  CHECK(steps(first) == 5);
  CHECK(engine.find(engine.cases_in_order().at(2))->opened().brought_to_attention_on ==
        PartialDate::parse("2016-09"));
  CHECK(fixture.messages().find("Child T") == std::string::npos);
  CHECK(fixture.import_mapped(sheet, mapping).unchanged == 3);
  // Of a list of reviews that were held a day of decision says that one was.
  ImportFixture held;
  held.import_mapped(sheet, "decision_unsaid = \"conduct\"\n" + mapping);
  const Engine& other = held.store().engine();
  CHECK(status_of(other.find(other.cases_in_order().at(0))->facts) == CaseStatus::in_review);
}

TEST_CASE("import: a mapping that does not fit is refused before anything is read") {
  const auto fault = [](const std::string& text) {
    const auto read = read_import_mapping(text, "mapping.toml");
    return read ? std::string{"none"} : read.error().text();
  };
  const std::string good =
      "title = \"A list\"\ndays = \"year_first\"\n[[columns]]\nheader = \"ref\"\nread_as = "
      "\"internal_ref\"\n";
  CHECK(fault(good) == "none");
  CHECK(fault(good + "colour = \"red\"\n").find("colour") != std::string::npos);
  CHECK(fault(with(good, "year_first", "any_order")).find("days") != std::string::npos);
  CHECK(fault("row_named_by = [\"name\"]\n" + good).find("row_named_by") != std::string::npos);
  CHECK(fault("decision_unsaid = \"perhaps\"\n" + good).find("decision_unsaid") != std::string::npos);
  CHECK(fault(good + "[[columns]]\nheader = \"ref\"\n").find("twice") != std::string::npos);
  const auto header_fault = [&](const std::string& mapping, std::vector<std::string> cells) {
    const auto read = ImportHeader::read(cells, *read_import_mapping(mapping, "mapping.toml"));
    return read ? std::string{"none"} : read.error();
  };
  const std::string label = "[[columns]]\nheader = \"child\"\nread_as = \"case_label\"\n";
  const std::string board = "board = \"Anytown LSCB\"\n";
  CHECK(header_fault(board + good + label, {"ref", "child"}) == "none");
  CHECK(header_fault(board + good + label, {"ref", "child", "shoe"}).find("'shoe'") != std::string::npos);
  CHECK(header_fault(good + label, {"ref", "child"}).find("'board' is missing") != std::string::npos);
  CHECK(header_fault(board + good + with(label, "case_label", "shoe_size"), {"ref", "child"})
            .find("no column 'shoe_size'") != std::string::npos);
}
