#include "daemon/store.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <thread>
#include <unordered_map>

#include "daemon/fold.hpp"
#include "daemon/system_clock.hpp"
#include "daemon/version.hpp"
#include "domain/assert.hpp"
#include "storage/commit_codec.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

std::unexpected<std::string> refused(const LogFault& fault) {
  return std::unexpected(fault.detail);
}

AdoptedDocument adopted(const RuleDocument& document) {
  return {document.kind,
          document.id,
          document.revision,
          document.hash,
          std::make_shared<const std::string>(document.text),
          {}};
}

constexpr std::chrono::milliseconds between_tries{200};

// What another user's process left here could not be read by the daemon.
bool is_ours(const std::filesystem::path& directory) {
  struct stat status{};
  return ::stat(directory.c_str(), &status) != 0 || status.st_uid == ::geteuid();
}

std::string kind_and_id(const RuleDocument& document) {
  return std::string{word_of(document.kind)} + " '" + document.id + "'";
}

}  // namespace

DataPaths::DataPaths(const std::filesystem::path& data)
    : directory(data),
      log(data / "log"),
      anchor(data / "anchor"),
      keys(data / "keys"),
      clean_stop(data / "clean-stop"),
      reserve(data / "reserve"),
      admin_socket(data / "admin.sock") {}

std::shared_ptr<const RuleBook> RuleHistory::at(Position position) const {
  std::shared_ptr<const RuleBook> found = books_.front().second;
  for (const auto& [adopted_at, book] : books_)
    if (adopted_at <= position) found = book;
  return found;
}

std::expected<std::unique_ptr<RocksLog>, std::string> open_log(const DataPaths& paths,
                                                               const OpenOptions& options) {
  std::error_code error;
  const bool exists = std::filesystem::exists(paths.log, error);
  if (!exists && !options.create)
    return std::unexpected("There is no log in '" + paths.directory.string() + "'.");
  if (std::filesystem::create_directories(paths.directory, error))
    std::filesystem::permissions(paths.directory, std::filesystem::perms::owner_all, error);
  if (!is_ours(paths.directory))
    return std::unexpected("The directory '" + paths.directory.string() +
                           "' belongs to another user; run this command as that user.");
  const auto last_try = std::chrono::steady_clock::now() + options.wait;
  while (true) {
    auto log = RocksLog::open(paths.log, options.stop ? options.stop : [](const std::string&) {});
    if (log) return std::move(*log);
    if (log.error().kind != LogFaultKind::in_use) return refused(log.error());
    if (std::chrono::steady_clock::now() >= last_try)
      return std::unexpected(log.error().detail + " If that is the daemon, stop it first.");
    std::this_thread::sleep_for(between_tries);
  }
}

Store::~Store() = default;

std::expected<std::unique_ptr<Store>, std::string> Store::open(const Settings& settings,
                                                               const OpenOptions& options) {
  std::unique_ptr<Store> store(new Store(settings.storage.directory));
  store->stop_ = options.stop ? options.stop : [](const std::string&) {};
  store->tell_ = options.tell ? options.tell : [](const std::string&) {};
  store->now_ = options.now ? options.now : system_now;
  if (auto done = store->open_files(options); !done) return std::unexpected(done.error());
  if (auto done = store->fold(options); !done) return std::unexpected(done.error());
  store->engine_->replayed();
  if (auto done = store->take_up_rules(settings, options); !done) return std::unexpected(done.error());
  return store;
}

std::expected<void, std::string> Store::open_files(const OpenOptions& options) {
  auto log = open_log(paths_, options);
  if (!log) return std::unexpected(log.error());
  log_ = std::move(*log);
  if (auto opened = open_anchor(options); !opened) return opened;
  engine_ = std::make_unique<Engine>(std::make_shared<const RuleBook>());
  return {};
}

std::expected<void, std::string> Store::open_anchor(const OpenOptions& options) {
  const auto tail = log_->tail();
  if (!tail) return refused(tail.error());
  const bool empty = *tail == Position{};
  if (options.without_anchor && empty)
    return std::unexpected("The log is empty: there is nothing to accept.");
  if (options.without_anchor) return {};
  auto anchor = HeadAnchor::open(paths_.anchor, empty);
  if (!anchor) return refused(anchor.error());
  anchor_ = std::move(*anchor);
  return {};
}

std::expected<void, std::string> Store::fold(const OpenOptions& options) {
  std::unordered_map<std::string, std::uint64_t> key_of_owner;
  bool broken = false;
  const auto checked = fold_log(*log_, anchored(), [&](FoldedRecord& record) {
    if (record.key_number) {
      const auto& owner = record.commit.subject.case_id;
      key_of_owner[std::string{owner ? owner->text() : register_key_owner}] = *record.key_number;
    }
    engine_->replay(record.commit);
    broken = options.go_on && !options.go_on(record.commit.position);
    return !broken;
  });
  if (broken) return std::unexpected("The fold of the log was broken off.");
  if (!checked) return refused(checked.error());
  checked_ = *checked;
  const Identifier this_log = engine_->register_state().log_id.value_or(own_meta().command_id);
  if (auto opened = open_keys(this_log); !opened) return opened;
  for (const auto& [owner, key_number] : key_of_owner) sealer_->note(owner, key_number);
  const auto& log_id = engine_->register_state().log_id;
  if (anchored() && log_id && anchored()->log_id != *log_id)
    return std::unexpected("The head anchor belongs to another log.");
  tell_what_was_amiss();
  writer_ = std::make_unique<CommitWriter>(*log_, *sealer_, anchor_ ? &*anchor_ : nullptr,
                                           Head{this_log, checked_.position, checked_.link}, program_version);
  return {};
}

void Store::tell_what_was_amiss() const {
  if (anchor_ && anchor_->one_slot_damaged())
    tell_("One slot of the head anchor was damaged; the other one stands.");
  const RecoveryLoss& loss = log_->recovery_loss();
  if (auto report = dropped_tail_report(loss.reports, loss.bytes, loss.kept_files, checked_.position))
    tell_(*report);
}

// Beside an empty log: of a start that ended before its first commit, or of a log whose other files were
// taken away. Who has that log somewhere needs these keys, so they are never removed.
std::expected<void, std::string> Store::put_unused_keys_aside() {
  std::error_code error;
  if (!std::filesystem::exists(paths_.keys, error)) return {};
  std::filesystem::path aside;
  for (int number = 1; aside.empty() || std::filesystem::exists(aside, error); ++number)
    aside = paths_.directory / ("keys.unused-" + std::to_string(number));
  std::filesystem::rename(paths_.keys, aside, error);
  if (error)
    return std::unexpected("The key file of another log cannot be put aside: " + error.message() + ".");
  tell_("The log is empty, and the key file beside it is not its own; it was put aside as '" +
        aside.string() + "'.");
  return {};
}

std::expected<void, std::string> Store::open_keys(const Identifier& log_id) {
  if (checked_.position == Position{})
    if (auto done = put_unused_keys_aside(); !done) return done;
  auto keys = KeyFile::open(paths_.keys, {log_id, checked_.keys_named});
  if (!keys) return refused(keys.error());
  keys_ = std::move(*keys);
  if (auto complete = check_keys(*keys_, checked_); !complete) return refused(complete.error());
  sealer_ = std::make_unique<Sealer>(*keys_);
  return {};
}

std::expected<void, std::string> Store::begin_log(const std::vector<RuleDocument>& documents) {
  if (!engine_->register_state().log_id) {
    const auto created =
        carry_out(CreateLog{writer_->head().log_id, std::string{program_version}}, own_meta(), now_());
    if (const auto* rejection = std::get_if<Rejection>(&created)) return std::unexpected(rejection->detail);
  }
  AdoptRules adopt;
  for (const RuleDocument& document : documents) adopt.documents.push_back(adopted(document));
  const auto taken = carry_out(adopt, own_meta(), now_());
  if (const auto* rejection = std::get_if<Rejection>(&taken)) return std::unexpected(rejection->detail);
  return {};
}

// A document of the same revision must have the adopted text; a newer one waits to be adopted.
std::expected<void, std::string> Store::compare_rules(const std::vector<RuleDocument>& documents) {
  for (const RuleDocument& document : documents) {
    const AdoptedDocument* same =
        engine_->register_state().document(document.kind, document.id, document.revision);
    if (same == nullptr)
      not_adopted_.push_back(document);
    else if (same->hash != document.hash)
      return std::unexpected("The file of " + kind_and_id(document) + " (" + document.file +
                             ") differs from the adopted text of revision " +
                             std::to_string(document.revision) +
                             "; give it a new revision and take it up with 'reviewd rules adopt'.");
  }
  return {};
}

std::expected<void, std::string> Store::take_up_rules(const Settings& settings, const OpenOptions& options) {
  const bool nothing_adopted = engine_->register_state().documents.empty();
  if (nothing_adopted || options.check_rules) {
    const auto files = load_rule_files(settings.rules.directory);
    if (!files) return std::unexpected(files.error().text());
    auto done = nothing_adopted ? begin_log(*files) : compare_rules(*files);
    if (!done) return done;
  }
  return read_rule_history();
}

std::expected<void, std::string> Store::read_rule_history() {
  rules_ = RuleHistory{};
  Position before;
  for (const AdoptedDocument& document : engine_->register_state().documents) {
    if (document.adopted_at == before) continue;
    before = document.adopted_at;
    auto book = book_of(engine_->register_state().documents, document.adopted_at);
    if (!book) return std::unexpected(book.error());
    rules_.add(document.adopted_at, *book);
  }
  engine_->use_rules(rules_.newest());
  return {};
}

// ---- for a daemon that is stopped ----

CommandMeta Store::own_meta() {
  CommandMeta meta;
  meta.actor = Actor::daemon();
  std::array<std::uint8_t, 16> random{};
  random_bytes(random);
  meta.command_id = Identifier::from_random(random);
  return meta;
}

Reply Store::perform(std::vector<Output> outputs) {
  std::vector<std::shared_ptr<const Commit>> commits;
  std::optional<Reply> reply;
  for (Output& output : outputs) {
    if (auto* append = std::get_if<AppendCommits>(&output))
      commits.insert(commits.end(), append->commits.begin(), append->commits.end());
    else
      reply = std::move(std::get<GiveReply>(output).reply);
  }
  if (!commits.empty()) {
    const auto written = writer_->write(commits);
    const auto synced = written ? writer_->sync_anchor() : written;
    if (!synced) {
      stop_(synced.error().detail);
      std::_Exit(1);
    }
    engine_->on_durable(engine_->head());
  }
  return reply.value_or(Reply{Done{engine_->head(), nullptr}});
}

Reply Store::carry_out(const CaseCommand& command, const CommandMeta& meta, Instant now) {
  std::vector<Output> outputs;
  engine_->submit(0, command, meta, now, outputs);
  return perform(std::move(outputs));
}

Reply Store::carry_out(const RegisterCommand& command, const CommandMeta& meta, Instant now) {
  std::vector<Output> outputs;
  engine_->submit(0, command, meta, now, outputs);
  return perform(std::move(outputs));
}

void Store::work_off(Instant now) {
  constexpr std::size_t cases_each_time = 256;
  bool more = true;
  while (more) {
    std::vector<Output> outputs;
    more = engine_->tick(now, cases_each_time, outputs);
    perform(std::move(outputs));
  }
}

void Store::use_rules(Position adopted_at, std::shared_ptr<const RuleBook> book) {
  rules_.add(adopted_at, book);
  engine_->use_rules(std::move(book));
  engine_->recompute_all({adopted_at, 0}, Actor::daemon());
}

}  // namespace reviewd
