#include "daemon/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>

#include "daemon/logging.hpp"
#include "daemon/subcommands.hpp"
#include "daemon/version.hpp"

namespace reviewd {
namespace {

constexpr int used_wrongly = 2;

// The words that every subcommand takes.
struct GeneralWords {
  std::string config;
  std::string data;
  std::string listen;

  void add_to(CLI::App& command) {
    command.add_option("--config", config, "The file of the settings; without it the defaults hold");
    command.add_option("--data", data, "The data directory, over [storage] directory");
  }

  std::optional<Settings> settings() const {
    Settings read = built_in_settings();
    if (!config.empty()) {
      auto loaded = load_settings(config);
      if (!loaded) {
        std::cerr << "reviewd: " << loaded.error().text() << "\n";
        return std::nullopt;
      }
      read = std::move(*loaded);
    }
    if (!data.empty()) read.storage.directory = data;
    if (!listen.empty()) read.listen.address = listen;
    return read;
  }
};

int wrong(const std::string& sentence) {
  std::cerr << "reviewd: " << sentence << "\n";
  return used_wrongly;
}

// As every other error: one plain sentence.
std::string usage_sentence(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return "reviewd: " + text + (text.ends_with('.') ? "" : ".") + "\n";
}

class CommandLine {
 public:
  CommandLine() {
    app_.require_subcommand(1);
    app_.set_version_flag("--version", std::string{program_version});
    app_.failure_message(
        [](const CLI::App*, const CLI::Error& error) { return usage_sentence(error.what()); });
    add_serve();
    add_token();
    add_board();
    add_rules();
    add_accepting();
    add_reading();
    add_import();
  }

  int run(int count, char** words) {
    try {
      app_.parse(count, words);
    } catch (const CLI::ParseError& error) {
      const int code = app_.exit(error, std::cout, std::cerr);
      return code == 0 ? 0 : used_wrongly;
    }
    const auto settings = words_.settings();
    if (!settings) return 1;
    set_up_logging(settings->log.level);
    return action_(*settings);
  }

 private:
  using Action = std::function<int(const Settings&)>;

  CLI::App* command(CLI::App& parent, const std::string& name, const std::string& help, Action action) {
    CLI::App* made = parent.add_subcommand(name, help);
    words_.add_to(*made);
    made->callback([this, action = std::move(action)] { action_ = action; });
    return made;
  }

  CLI::App* group(const std::string& name, const std::string& help) {
    CLI::App* made = app_.add_subcommand(name, help);
    made->require_subcommand(1);
    return made;
  }

  void add_serve() {
    CLI::App* made = command(app_, "serve", "Runs the daemon", [this](const Settings& settings) {
      std::optional<Instant> start;
      if (!test_clock_.empty() && !(start = Instant::parse(test_clock_)))
        return wrong("--test-clock wants an instant such as 2010-02-01T09:00:00Z.");
      return serve(settings, start);
    });
    made->add_option("--listen", words_.listen, "ADDRESS:PORT or unix:/path, over [listen] address");
    made->add_option("--test-clock", test_clock_, "Start with a clock that only POST /v1/test-clock moves");
  }

  int add_token_now(const Settings& settings) {
    AdminRequest request{"token-add", {{"name", name_}}};
    for (const std::string& role : roles_) request.texts.emplace_back("role", role);
    for (const std::string& board : boards_) request.texts.emplace_back("board", board);
    if (!token_file_.empty()) {
      std::ifstream stream(token_file_);
      std::string token;
      if (!std::getline(stream, token)) return wrong("The file of --token-from cannot be read.");
      // A file from another system ends its lines with a carriage return, which no header could carry.
      if (token.ends_with('\r')) token.pop_back();
      request.texts.emplace_back("token", token);
    }
    return administer(settings, request);
  }

  void add_token() {
    CLI::App* token = group("token", "Issues, lists and revokes tokens");
    CLI::App* add = command(*token, "add", "Issues a token and prints it, once",
                            [this](const Settings& settings) { return add_token_now(settings); });
    add->add_option("--name", name_, "The office or client it is for")->required();
    add->add_option("--role", roles_, "administrator, board_manager, chair or auditor; may be given again")
        ->required()
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    add->add_option("--board", boards_, "A board it may see; without any, all of them")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    add->add_option("--token-from", token_file_, "A file with a token chosen elsewhere");
    command(*token, "list", "Lists the tokens",
            [](const Settings& settings) { return administer(settings, {"token-list", {}}); });
    CLI::App* revoke = command(*token, "revoke", "Revokes a token", [this](const Settings& settings) {
      return administer(settings, {"token-revoke", {{"token_id", token_id_}}});
    });
    revoke->add_option("token_id", token_id_, "The id that 'token list' shows")->required();
  }

  void add_board() {
    CLI::App* board = group("board", "Enters, names and lists boards");
    CLI::App* enter = command(*board, "enter", "Enters a board", [this](const Settings& settings) {
      return administer(settings, {"board-enter", {{"name", name_}}});
    });
    enter->add_option("name", name_, "Its name")->required();
    CLI::App* rename =
        command(*board, "name", "Gives a board a further name", [this](const Settings& settings) {
          return administer(settings, {"board-name", {{"board", board_}, {"name", name_}}});
        });
    rename->add_option("board", board_, "A name it has")->required();
    rename->add_option("name", name_, "The further name")->required();
    CLI::App* terms = command(
        *board, "terms", "Says what is known of a board; its open cases follow",
        [this](const Settings& settings) {
          AdminRequest request{"board-terms", {{"board", board_}, {"changed_over_on", changed_over_on_}}};
          for (const std::string& edition : local_editions_)
            request.texts.emplace_back("local_edition", edition);
          return administer(settings, request);
        });
    terms->add_option("board", board_, "A name it has")->required();
    terms->add_option("--changed-over-on", changed_over_on_,
                      "The day its area changed over to safeguarding partners (2018/19)");
    terms->add_option("--local-edition", local_editions_, "A local edition it goes by; may be given again")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command(*board, "list", "Lists the boards",
            [](const Settings& settings) { return administer(settings, {"board-list", {}}); });
  }

  void add_rules() {
    CLI::App* rules = group("rules", "Takes up rule files");
    CLI::App* adopt =
        command(*rules, "adopt", "Adopts new revisions of rule files", [this](const Settings& settings) {
          return administer(settings,
                            {"rules-adopt", {{"accept", accept_ ? "yes" : "no"}, {"reason", reason_}}});
        });
    adopt->add_flag("--accept", accept_, "Adopt; without it only lists what would move");
    adopt->add_option("--reason", reason_, "Why");
  }

  void add_accepting() {
    CLI::App* anchor = group("anchor", "The head anchor");
    CLI::App* accept =
        command(*anchor, "accept", "Accepts a damaged or missing anchor; the daemon is stopped",
                [this](const Settings& settings) { return accept_anchor(settings, reason_); });
    accept->add_option("--reason", reason_, "Why")->required();
    CLI::App* clock = group("clock", "The clock");
    CLI::App* now =
        command(*clock, "accept", "Accepts a clock that jumped", [this](const Settings& settings) {
          return administer(settings, {"clock-accept", {{"reason", reason_}}});
        });
    now->add_option("--reason", reason_, "Why")->required();
  }

  int replay_now(const Settings& settings) {
    std::optional<CaseId> only;
    std::optional<Position> until;
    if (!case_.empty() && !(only = CaseId::parse(case_))) return wrong("--case wants the id of a case.");
    if (!until_.empty() && !(until = Position::parse(until_)))
      return wrong("--until wants a position of the log.");
    return replay(settings, only, until);
  }

  void add_reading() {
    CLI::App* folded =
        command(app_, "replay", "Folds the log from nothing and prints state hashes; the daemon is stopped",
                [this](const Settings& settings) { return replay_now(settings); });
    folded->add_option("--case", case_, "Only this case, with its state");
    folded->add_option("--until", until_, "Only up to this position");
    command(app_, "verify", "Checks the whole log and the state in use",
            [](const Settings& settings) { return verify(settings); });
    CLI::App* upgrade = group("upgrade", "Changing from one version of the program to the next");
    command(*upgrade, "check",
            "Lists open deadlines that this version works out differently; the daemon is stopped",
            [](const Settings& settings) { return check_upgrade(settings); });
    CLI::App* config = group("config", "The settings");
    command(*config, "check", "Reads settings and rule files and prints what would be in force",
            [](const Settings& settings) { return check_config(settings); });
  }

  void add_import() {
    CLI::App* made =
        command(app_, "import", "Imports historical reviews from a CSV file; the daemon is stopped",
                [this](const Settings& settings) {
                  const auto mapping =
                      mapping_.empty() ? std::nullopt : std::optional<std::filesystem::path>{mapping_};
                  return import_file(settings, file_, mapping, dry_run_);
                });
    made->add_option("file", file_, "The file")->required();
    made->add_option("--mapping", mapping_, "How to read a header of another kind (config/imports)");
    made->add_flag("--dry-run", dry_run_, "Reads and reports, stores nothing");
    CLI::App* shown = command(app_, "demonstrate",
                              "Fills a log without cases from an ordered file of commands (config/samples)",
                              [this](const Settings& settings) { return demonstrate(settings, file_); });
    shown->add_option("file", file_, "The file")->required();
    command(app_, "export", "Prints every case as a row of the columns that import reads",
            [](const Settings& settings) { return export_cases(settings); });
  }

  CLI::App app_{"reviewd: serious case reviews on an event log", "reviewd"};
  GeneralWords words_;
  Action action_;
  std::string test_clock_;
  std::string name_;
  std::string board_;
  std::string token_file_;
  std::string token_id_;
  std::string reason_;
  std::string case_;
  std::string until_;
  std::string file_;
  std::string mapping_;
  std::vector<std::string> roles_;
  std::vector<std::string> boards_;
  std::vector<std::string> local_editions_;
  std::string changed_over_on_;
  bool accept_ = false;
  bool dry_run_ = false;
};

}  // namespace

int run_command_line(int count, char** words) {
  CommandLine line;
  return line.run(count, words);
}

}  // namespace reviewd
