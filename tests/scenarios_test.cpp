// Scenarios that an officer can read: what is entered on which day, a line of dashes, and what follows. With
// UPDATE_GOLDEN=1 the part below the line is written anew; a line with "then" above it was written by hand
// from the reference, and stays.
//
//   # a remark
//   2010-02-01 open-case; brought_to_attention_on 2010-01-31; facts/died yes
//   2010-03-01 the clock runs
//   2010-03-01 the clock runs daily until 2010-03-20
//   2026-01-05 import open-case; brought_to_attention_on 2010-01
//   2019-06-10 the area changed over on 2019-05-31
//   2010-03-20 the board goes by local-72-hours
//   2010-08-02 accept-document; document <document_recorded>; accepted_on 2010-08-02
//   2010-08-02 what is lacking
//   2010-08-02 then completion of wt2010 due 2010-10-01: running
//   2010-08-02 then no publication
//   2010-08-02 then refused review_running
//   2010-08-02 the work of the review is done
//   2010-08-02 the work of the review is done but for family_invited documents_accepted
//   2022-09-01 the calendar does not know 2022-09-19
//   2022-09-10 the calendar gains 2022-09-19
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

#include "config/calendar_reader.hpp"
#include "domain/event_schemas.hpp"
#include "storage/command_codec.hpp"
#include "tests/support/calendar_text.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/plain_words.hpp"
#include "tests/support/review_work.hpp"
#include "tests/support/scenario_fields.hpp"

using namespace reviewd;

namespace {

namespace files = std::filesystem;

constexpr std::string_view line_of_dashes = "----\n";

std::string text_of(const files::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// A word or a text; what is neither stands there as it is: a list, an object, a number.
std::string quoted(const std::string& name, const std::string& value) {
  const bool number = name == "children" || name == "length" || name == "hits";
  const bool itself = value == "true" || value == "false" || value.starts_with('[') || value.starts_with('{');
  return number || itself ? value : "\"" + value + "\"";
}

// Takes the place of "<contribution_commissioned>", the newest event of that name among the facts, and of
// "<contribution_commissioned 1>", the first.
std::string event_named(const std::string& name, const Facts& facts) {
  const auto blank = name.find(' ');
  std::vector<EventId> made;
  for (const Fact& fact : facts)
    std::visit(
        [&]<class Body>(const Body&) {
          if (Schema<Body>::name == name.substr(0, blank)) made.push_back(fact.event);
        },
        fact.body);
  if (made.empty()) throw std::invalid_argument("the scenario has no " + name + " yet");
  return blank == std::string::npos ? made.back().text() : made.at(std::stoul(name.substr(blank)) - 1).text();
}

std::string with_events(const std::string& value, const Facts& facts) {
  if (!value.starts_with('<') || !value.ends_with('>')) return value;
  return event_named(value.substr(1, value.size() - 2), facts);
}

// {"a": …, "group": {"b": …}} of fields named "a" and "group/b".
std::string json_of(const std::map<std::string, std::string>& fields) {
  std::map<std::string, std::string> groups;
  for (const auto& [name, value] : fields) {
    const auto slash = name.find('/');
    std::string& inside = groups[slash == std::string::npos ? name : name.substr(0, slash) + "/"];
    if (slash == std::string::npos)
      inside = quoted(name, value);
    else
      inside += (inside.empty() ? "\"" : ",\"") + name.substr(slash + 1) +
                "\":" + quoted(name.substr(slash + 1), value);
  }
  std::string json;
  for (const auto& [name, value] : groups) {
    const bool group = name.ends_with('/');
    json += (json.empty() ? "\"" : ",\"") + (group ? name.substr(0, name.size() - 1) : name) +
            "\":" + (group ? "{" + value + "}" : value);
  }
  return "{" + json + "}";
}

class Scenario {
 public:
  void line(const std::string& text) {
    if (text.empty() || text.starts_with('#')) return;
    std::string what = text.substr(11);
    if (what.starts_with("then ")) return check(text.substr(0, 10), what.substr(5));
    spec_.on(text.substr(0, 10));
    constexpr std::string_view daily = "the clock runs daily until ";
    if (what.starts_with(daily)) return run_daily(day(text.substr(0, 10)), day(what.substr(daily.size())));
    run(text.substr(0, 10));
    if (what == "the clock runs") return;
    if (what == "what is lacking") return findings(text.substr(0, 10));
    if (board_terms(what) || calendar(what) || work(text.substr(0, 10), what)) return;
    if (what.starts_with("import ")) {
      spec_.importing();
      what = what.substr(7);
    }
    enter(text.substr(0, 10), what);
  }

  // What a line with "then" says and did not follow, one a line.
  const std::string& not_followed() const { return not_followed_; }

  // What came about: "edition rule", "edition table row", "edition requirement".
  const std::set<std::string>& came_about() const { return came_about_; }

  std::string transcript() {
    transcript_ += "\nThe case is " + std::string{word_of(status_of(spec_.state().facts))} + ".\n";
    for (const Deadline& deadline : spec_.state().deadlines)
      transcript_ += "  " + deadline.terms->deadline_id + " " + in_words(deadline) + "\n" + "    " +
                     deadline.terms->clause + "\n";
    for (const Awaited& awaited : *spec_.state().awaiting)
      transcript_ += "  " + awaited.rule + " waits for " + awaited.waits_for +
                     (awaited.why ? ": " + *awaited.why : "") + "\n";
    return transcript_;
  }

 private:
  void enter(const std::string& on, const std::string& what) {
    std::stringstream parts(what);
    std::string command;
    std::getline(parts, command, ';');
    auto fields = usual_fields(command);
    for (std::string part; std::getline(parts, part, ';');) {
      const auto blank = part.find(' ', 1);
      fields[part.substr(1, blank - 1)] = with_events(part.substr(blank + 1), spec_.state().facts);
    }
    transcript_ += on + " " + command + "\n";
    if (command == "publish" && newest<PublicationChecked>(spec_.state().facts) == nullptr)
      spec_.given(CaseCommand{checked_text()});
    spec_.when(command, json_of(fields));
    if (!spec_.result()) {
      transcript_ += "  refused: " + in_words(spec_.result().error()) + "\n";
      return;
    }
    add_events();
  }

  void check(const std::string& on, const std::string& wanted) {
    const std::string is = what_is(wanted);
    if (is != wanted) not_followed_ += on + " then " + wanted + ", but: " + is + "\n";
  }

  // In the words of what is wanted: "refused <code>" of the act before, "no <deadline>", "relaxed
  // <deadline>", "perhaps relaxed …", "not relaxed …", "<deadline> of <edition> <in words>".
  std::string what_is(const std::string& wanted) const {
    if (wanted.starts_with("refused "))
      return spec_.result() ? "not refused" : "refused " + code_of(spec_.result().error());
    const bool of_relaxation = wanted.find("relaxed ") != std::string::npos;
    const bool name_is_last = of_relaxation || wanted.starts_with("no ");
    const std::string id =
        name_is_last ? wanted.substr(wanted.rfind(' ') + 1) : wanted.substr(0, wanted.find(' '));
    const Deadline* deadline = spec_.state().deadline(id);
    if (deadline == nullptr) return "no " + id;
    if (of_relaxation) return relaxation_of(*deadline) + id;
    return id + " of " + deadline->terms->edition + " " + in_words(*deadline);
  }

  static std::string relaxation_of(const Deadline& deadline) {
    const auto& relaxed = deadline.terms->relaxed;
    return !relaxed ? "not relaxed " : relaxed->uncertain ? "perhaps relaxed " : "relaxed ";
  }

  static std::string code_of(const Rejection& rejection) {
    std::string code = rejection.code;
    for (const Fault& fault : rejection.faults)
      if (!fault.pointer.empty()) code += " " + fault.pointer;
    return code;
  }

  void findings(const std::string& on) {
    transcript_ += on + " what is lacking\n";
    const auto& assessment = spec_.state().assessment;
    if (!assessment || (*assessment)->findings.empty()) {
      transcript_ += "  nothing\n";
      return;
    }
    for (const Finding& finding : (*assessment)->findings)
      transcript_ += "  " + in_words(finding) + "\n    " + finding.clause + "\n";
  }

  // What the register says of the board; of a case that is not there yet, with its opening.
  bool board_terms(const std::string& what) {
    constexpr std::string_view changed_over = "the area changed over on ";
    constexpr std::string_view goes_by = "the board goes by ";
    if (what.starts_with(changed_over))
      terms_.changed_over_on = day(what.substr(changed_over.size()));
    else if (what.starts_with(goes_by))
      terms_.local_editions.push_back(what.substr(goes_by.size()));
    else
      return false;
    transcript_ += spec_.today().text() + " " + what + "\n";
    if (!spec_.state().exists()) {
      spec_.of_board(terms_);
      return true;
    }
    spec_.given(CaseCommand{ApplyBoardTerms{terms_}});
    add_events();
    return true;
  }

  // All that the edition asks of the review by then, on this day; said by its commands alone.
  bool work(const std::string& on, const std::string& what) {
    constexpr std::string_view done = "the work of the review is done";
    if (!what.starts_with(done)) return false;
    std::vector<RequirementCheck> but_for;
    std::stringstream words(what.substr(done.size()));
    for (std::string word; words >> word;)
      for (const auto& [check, name] : Words<RequirementCheck>::values)
        if (name == word) but_for.push_back(check);
    transcript_ += on + " " + what + "\n";
    std::string commands;
    while (const auto step = next_missing(spec_.state(), spec_.rules(), on, but_for)) {
      spec_.given(step->command, filled_from(step->body, spec_.state().facts));
      commands += (commands.empty() ? "  " : ", ") + step->command;
      for (const Event& event : *spec_.result())
        std::visit([this](const auto& body) { note(body); }, event.body);
    }
    transcript_ += commands.empty() ? "  nothing is asked\n" : commands + "\n";
    return true;
  }

  // The rules before a bank holiday was proclaimed, and the adoption of the calendar that has it.
  bool calendar(const std::string& what) {
    constexpr std::string_view unknown = "the calendar does not know ";
    constexpr std::string_view gains = "the calendar gains ";
    const bool before = what.starts_with(unknown);
    if (!before && !what.starts_with(gains)) return false;
    transcript_ += spec_.today().text() + " " + what + "\n";
    RuleBook& book = before ? books_.emplace_back() : books_.emplace_back(RuleBook{books_.back()});
    if (before)
      for (const Edition* edition : shipped_rules().editions()) book.add(*edition);
    const std::string text = before ? calendar_text(1, what.substr(unknown.size())) : calendar_text(2);
    book.add(*read_calendar(text, "england-and-wales"));
    spec_.under(book);
    if (before) return true;
    spec_.when(CaseCommand{Recompute{{spec_.next_position(), 0}}});
    add_events();
    return true;
  }

  // A text in which nothing personal was found, as the handler of the check makes it.
  static PublicationChecked checked_text() {
    PublicationChecked checked;
    checked.sha256 = *Digest::parse(usual_fields("publish").at("sha256"));
    checked.length = 1;
    checked.checked_by = "t1";
    return checked;
  }

  void run(const std::string& on) {
    if (!spec_.state().exists()) return;
    spec_.when_the_clock_runs();
    if (spec_.result()->empty()) return;
    transcript_ += on + " the clock\n";
    add_events();
  }

  void run_daily(Day from, Day to) {
    for (Day now = from; now <= to; now = now.plus_days(1)) {
      spec_.on(now.text());
      run(now.text());
    }
  }

  void add_events() {
    for (const Event& event : *spec_.result()) {
      transcript_ += "  " + in_words(event) + "\n";
      std::visit([this](const auto& body) { note(body); }, event.body);
    }
  }

  void note(const DeadlineStarted& body) { came_about_.insert(body.terms.edition + " " + body.terms.rule); }
  void note(const AdviceGiven& body) {
    const auto fired = [this](const std::string& edition, const std::string& table, const auto& rows) {
      for (const RowResult& row : rows)
        if (row.result == Answer::yes) came_about_.insert(edition + " " + table + " " + row.row);
    };
    fired(body.advice.edition, std::string{review_table}, body.advice.rows);
    for (const TableAdvice& beside : body.advice.beside) fired(beside.edition, beside.table, beside.rows);
  }
  void note(const FindingsAssessed& body) {
    for (const Finding& finding : body.assessment.findings)
      came_about_.insert(body.assessment.edition + " " + finding.requirement);
  }
  template <class Body>
  void note(const Body&) {}  // says nothing of a rule

  CaseSpecification spec_;
  std::deque<RuleBook> books_;
  BoardTermsApplied terms_;
  std::string transcript_;
  std::string not_followed_;
  std::set<std::string> came_about_;
};

Scenario played(const std::string& entered) {
  Scenario scenario;
  std::stringstream lines(entered);
  for (std::string line; std::getline(lines, line);) scenario.line(line);
  return scenario;
}

std::vector<files::path> scenario_files() {
  std::vector<files::path> found;
  for (const auto& entry : files::directory_iterator(REVIEWD_SOURCE_DIR "/tests/scenarios"))
    if (entry.path().extension() == ".txt") found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

// What stands above the line of dashes.
std::string entered_in(const std::string& text) {
  return text.substr(0, text.find(line_of_dashes));
}

}  // namespace

TEST_CASE("scenarios: every command of a case has one") {
  std::set<std::string> commands;
  for (const files::path& file : scenario_files()) {
    std::stringstream lines(entered_in(text_of(file)));
    for (std::string line; std::getline(lines, line);)
      if (line.size() > 11 && !line.starts_with('#')) commands.insert(line.substr(11, line.find(';') - 11));
  }
  for (const std::string_view command : command_names()) {
    INFO(command);
    CHECK(commands.contains(std::string{command}));
  }
}

TEST_CASE("scenarios: every rule, every row and every requirement of every instrument comes about in one") {
  std::set<std::string> came_about;
  for (const files::path& file : scenario_files())
    came_about.merge(std::set<std::string>{played(entered_in(text_of(file))).came_about()});
  const auto check = [&](const std::string& wanted) {
    INFO(wanted);
    CHECK(came_about.contains(wanted));
  };
  for (const Edition* edition : shipped_rules().editions()) {
    for (const Rule& rule : edition->rules) check(edition->id + " " + rule.id);
    for (const Requirement& requirement : edition->requirements) check(edition->id + " " + requirement.id);
    for (const CriteriaTable& table : edition->tables)
      for (const CriteriaRow& row : table.rows) check(edition->id + " " + table.name + " " + row.row);
  }
}

TEST_CASE("scenarios: what was written by hand follows") {
  std::size_t written = 0;
  for (const files::path& file : scenario_files()) {
    INFO(file.filename().string());
    const std::string entered = entered_in(text_of(file));
    for (auto at = entered.find(" then "); at != std::string::npos; at = entered.find(" then ", at + 1))
      ++written;
    CHECK(played(entered).not_followed() == "");
  }
  CHECK(written >= 60);
}

TEST_CASE("scenarios: what follows is what the file says") {
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  for (const files::path& file : scenario_files()) {
    INFO(file.filename().string());
    const std::string text = text_of(file);
    const auto at = text.find(line_of_dashes);
    REQUIRE((update || at != std::string::npos));
    const std::string follows = played(entered_in(text)).transcript();
    if (update)
      std::ofstream(file, std::ios::binary) << entered_in(text) << line_of_dashes << follows;
    else
      CHECK(text.substr(at + line_of_dashes.size()) == follows);
  }
  CHECK(scenario_files().size() >= 140);
}
