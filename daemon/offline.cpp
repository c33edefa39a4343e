// The subcommands that work on the log of a stopped daemon, or ask a running one.
#include <iostream>

#include "config/notification_form_reader.hpp"
#include "daemon/admin_socket.hpp"
#include "daemon/demonstration.hpp"
#include "daemon/export.hpp"
#include "daemon/import.hpp"
#include "daemon/logging.hpp"
#include "daemon/mail_relay.hpp"
#include "daemon/mail_relay.hpp"
#include "daemon/subcommands.hpp"
#include "daemon/system_clock.hpp"
#include "daemon/verification.hpp"
#include "storage/state_text.hpp"

namespace reviewd {
namespace {

int failed(const std::string& sentence) {
  std::cerr << "reviewd: " << sentence << "\n";
  return 1;
}

std::string sentence_of(const Rejection& rejection) {
  return rejection.faults.empty() ? rejection.detail : rejection.faults.front().detail;
}

int print(const AdminAnswer& answer) {
  if (!answer.done) return failed(answer.text);
  std::cout << answer.text;
  if (!answer.text.ends_with('\n')) std::cout << "\n";
  return 0;
}

void tell(const std::string& sentence) {
  std::cerr << "reviewd: " << sentence << "\n";
}

OpenOptions offline_options(bool create, bool check_rules) {
  OpenOptions options;
  options.stop = [](const std::string& sentence) { stop_at_once(sentence); };
  options.tell = tell;
  options.create = create;
  options.check_rules = check_rules;
  return options;
}

std::expected<std::unique_ptr<Store>, std::string> open_store(const Settings& settings,
                                                              const OpenOptions& options) {
  auto store = Store::open(settings, options);
  if (!store) return store;
  if ((*store)->began()) tell("This began a new log in '" + (*store)->paths().directory.string() + "'.");
  return store;
}

Administration::Means offline_means(Store& store) {
  Administration::Means means;
  means.submit = [&store](const RegisterCommand& command, const CommandMeta& meta,
                          const std::function<void(Reply)>& done) {
    done(store.carry_out(command, meta, system_now()));
  };
  means.now = [&store] { return store.engine().moment(system_now()); };
  means.clock_accepted = [] {};
  means.apart = [](const std::function<void()>& work, const std::function<void()>& next) {
    work();
    next();
  };
  means.rules_in_use = [&store] { store.work_off(system_now()); };
  means.stop = stop_at_once;
  return means;
}

// What `verify` compares with is the state of a process that lived through what it wrote. A command that
// folds the log anew may carry that on, where the fold agreed with it, or begin it with the log; it must not
// stand in for a daemon that was killed.
class CleanStop {
 public:
  explicit CleanStop(Store& store) : store_(store), stands_(store.began() || agrees()) {}

  // After the last write.
  void leave() {
    if (!stands_) return;
    const auto left = write_clean_stop(store_.paths().clean_stop, hash_of(snapshot_of(store_.engine())));
    if (!left) log_warning(left.error());
  }

 private:
  bool agrees() const {
    const auto left = read_clean_stop(store_.paths().clean_stop);
    return left && left->position == store_.engine().head() && *left == hash_of(snapshot_of(store_.engine()));
  }

  Store& store_;
  bool stands_;
};

// The hash of everything, and each case's where few enough to print.
void print_hashes(const Snapshot& snapshot, const std::optional<CaseId>& only) {
  for (const auto& [case_id, hash] : case_hashes(snapshot))
    if (!only || *only == case_id) std::cout << case_id.text() << " " << hash.text() << "\n";
  if (only) return;
  const StateHash all = hash_of(snapshot);
  std::cout << "position " << all.position.text() << "\nstate hash " << all.all.text() << "\n";
}

}  // namespace

int administer(const Settings& settings, const AdminRequest& request) {
  if (const auto answer = ask_running(DataPaths(settings.storage.directory).admin_socket, request))
    return print(*answer);
  // Only what a log can begin with makes one, and says so: a mistyped directory is no empty log.
  const bool begins = request.name == "token-add" || request.name == "board-enter";
  // A new revision on the disk must not keep its own adoption out.
  auto store = open_store(settings, offline_options(begins, request.name != "rules-adopt"));
  if (!store) return failed(store.error());
  CleanStop clean_stop(**store);
  Administration administration(**store, settings, offline_means(**store));
  int code = 1;
  administration.run(request, [&](const AdminAnswer& answer) { code = print(answer); });
  clean_stop.leave();
  return code;
}

int replay(const Settings& settings, const std::optional<CaseId>& only,
           const std::optional<Position>& until) {
  const DataPaths paths(settings.storage.directory);
  const auto log = open_log(paths, offline_options(false, false));
  if (!log) return failed(log.error());
  const auto tail = (*log)->tail();
  if (!tail) return failed(tail.error().detail);
  const auto snapshot = fold_snapshot(**log, paths.anchor, until.value_or(Position{INT64_MAX}));
  if (!snapshot) return failed(snapshot.error());
  if (until && *tail < *until)
    return failed("The log ends at position " + tail->text() + ", before position " + until->text() + ".");
  const RecoveryLoss& loss = (*log)->recovery_loss();
  if (const auto report = dropped_tail_report(loss.reports, loss.bytes, loss.kept_files, *tail))
    tell(*report);
  print_hashes(*snapshot, only);
  if (!only) return 0;
  for (const auto& state : snapshot->cases.states())
    if (state->id == *only) {
      std::cout << state_text(*state) << "\n";
      return 0;
    }
  return failed("There is no such case.");
}

int verify(const Settings& settings) {
  const DataPaths paths(settings.storage.directory);
  if (const auto answer = ask_running(paths.admin_socket, {"verify", {}})) return print(*answer);
  auto store = Store::open(settings, offline_options(false, true));
  if (!store) return failed(store.error());
  const StateHash fresh = hash_of(snapshot_of((*store)->engine()));
  std::cout << "The log is whole up to position " << fresh.position.text()
            << ": every position, link and the anchor.\n";
  std::cout << "state hash " << fresh.all.text() << "\n";
  const auto left = read_clean_stop(paths.clean_stop);
  if (!left) {
    std::cout << "There is no clean stop to compare the state with.\n";
    return 0;
  }
  if (left->position != fresh.position) {
    std::cout << "The last clean stop was at position " << left->position.text()
              << "; there is none to compare with.\n";
    return 0;
  }
  if (*left != fresh) return failed("The state that the clean stop left is not what the log folds to.");
  std::cout << "The fold equals the state that the clean stop left.\n";
  return 0;
}

// The event first and the anchor last: a fault in between leaves the start refused as before, and a new
// anchor never stands beside a log that does not say who accepted it.
int accept_anchor(const Settings& settings, const std::string& reason) {
  const DataPaths paths(settings.storage.directory);
  OpenOptions options = offline_options(false, false);
  options.without_anchor = true;
  auto store = open_store(settings, options);
  if (!store) return failed(store.error());
  const Position before = (*store)->engine().head();
  const Reply reply =
      (*store)->carry_out(AcceptAnchor{Personal::of(reason), before, Store::own_meta().command_id},
                          Store::own_meta(), system_now());
  if (const auto* rejection = std::get_if<Rejection>(&reply)) return failed(sentence_of(*rejection));
  std::error_code ignored;
  std::filesystem::remove(paths.clean_stop, ignored);
  const auto replaced = HeadAnchor::replace(paths.anchor, (*store)->writer().head());
  if (!replaced) return failed(replaced.error().detail);
  std::cout << "Accepted at position " << before.text() << ".\n";
  return 0;
}

int check_config(const Settings& settings) {
  const auto files = load_rule_files(settings.rules.directory);
  if (!files) return failed(files.error().text());
  const auto forms = load_notification_forms(settings.rules.directory);
  if (!forms) return failed(forms.error().text());
  if (const auto checked = check_mail_files(settings.mail); !checked) return failed(checked.error());
  for (const std::string& line : describe(settings)) std::cout << line << "\n";
  for (const RuleDocument& document : *files)
    std::cout << word_of(document.kind) << " " << document.id << ", revision " << document.revision << ", "
              << document.hash.text() << "\n";
  for (const NotificationForm& form : *forms)
    std::cout << "form " << form.id << ", revision " << form.revision << ", " << form.hash.text() << "\n";
  return 0;
}

int import_file(const Settings& settings, const std::filesystem::path& file,
                const std::optional<std::filesystem::path>& mapping, bool dry_run) {
  ImportOptions options{dry_run, file};
  if (mapping) {
    auto read = load_import_mapping(*mapping);
    if (!read) return failed(read.error().text());
    options.mapping = std::move(*read);
  }
  auto store = open_store(settings, offline_options(true, true));
  if (!store) return failed(store.error());
  CleanStop clean_stop(**store);
  const auto report = import_reviews(**store, options, system_now(), std::cout, std::cerr);
  if (!report) return failed(report.error());
  clean_stop.leave();
  return report->complete() ? 0 : 1;
}

int demonstrate(const Settings& settings, const std::filesystem::path& file) {
  const auto text = text_of_file(file);
  if (!text) return failed(text.error());
  const Instant now = system_now();
  const auto lines = read_demonstration(*text, london_day(now));
  if (!lines) return failed(lines.error());
  if (lines->empty()) return failed("The file is empty.");
  OpenOptions options = offline_options(true, true);
  options.now = [day = lines->front().on] { return *Instant::parse(day.text() + "T09:00:00Z"); };
  auto store = open_store(settings, options);
  if (!store) return failed(store.error());
  CleanStop clean_stop(**store);
  if (const auto done = perform(*lines, **store, now); !done) return failed(done.error());
  clean_stop.leave();
  std::cout << (*store)->engine().cases_in_order().size() << " cases of a demonstration.\n";
  return 0;
}

int export_cases(const Settings& settings) {
  auto store = open_store(settings, offline_options(false, true));
  if (!store) return failed(store.error());
  const std::size_t rows = export_reviews(**store, std::cout);
  std::cerr << rows << (rows == 1 ? " case" : " cases") << " exported.\n";
  return std::cout.flush() ? 0 : failed("The rows could not be written.");
}

}  // namespace reviewd
