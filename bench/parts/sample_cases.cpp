#include "bench/parts/sample_cases.hpp"

#include "bench/parts/figures.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

template <std::size_t Size>
std::array<std::uint8_t, Size> counted(std::uint64_t number) {
  // Spread out as random bits are: the digest of the number.
  const Digest digest = sha256(std::to_string(number));
  std::array<std::uint8_t, Size> bytes{};
  std::copy_n(digest.bytes().begin(), Size, bytes.begin());
  return bytes;
}

Personal personal(std::string text) {
  Personal value;
  value.text = std::move(text);
  return value;
}

PartialDate day_of_instant(Instant now) {
  return *PartialDate::parse(london_day(now).text());
}

OpenCase opening(std::size_t number, std::string_view brought) {
  OpenCase open;
  open.board = "Anytown LSCB";
  open.case_label = "Child " + std::to_string(number);
  open.brought_to_attention_on = PartialDate::parse(brought);
  open.incident = Incident{PartialDate::parse(brought), IncidentNature::serious_harm,
                           personal("What was reported on the day, in two lines or three.")};
  open.children.push_back({open.case_label, personal("A name"), std::nullopt, std::nullopt});
  return open;
}

}  // namespace

std::vector<CaseId> sample_case_ids(std::size_t count) {
  std::vector<CaseId> cases;
  for (std::size_t number = 0; number < count; ++number)
    cases.push_back(CaseId::from_random(counted<13>(number)));
  return cases;
}

Instant noon_of(std::string_view day) {
  return *Instant::parse(std::string{day} + "T12:00:00Z");
}

Settings sample_settings(const std::filesystem::path& directory) {
  Settings settings = built_in_settings();
  settings.storage.directory = directory.string();
  settings.listen.address = "127.0.0.1:0";
  settings.log.level = LogLevel::error;
  return settings;
}

std::unique_ptr<Store> open_sample_store(const Settings& settings) {
  OpenOptions options;
  options.stop = [](const std::string& sentence) { give_up(sentence); };
  options.now = [] { return noon_of(sample_day); };
  auto store = Store::open(settings, options);
  if (!store) give_up(store.error());
  return std::move(*store);
}

void SampleCases::enter_board_and_token() {
  CommandMeta meta;
  meta.actor = Actor::daemon();
  const Instant now = noon_of(sample_day);
  store_.carry_out(EnterBoard{Identifier::from_random(counted<16>(1)), "Anytown LSCB"}, meta, now);
  AddToken token;
  token.token_id = Identifier::from_random(counted<16>(2));
  token.name = "Benchmark";
  token.hash = sha256(sample_token);
  token.roles = {Role::board_manager};
  store_.carry_out(token, meta, now);
}

void SampleCases::open_case(Instant now, std::string_view brought) {
  const CaseId case_id = CaseId::from_random(counted<13>(cases_.size()));
  submit(opening(cases_.size(), brought), case_id, now);
  cases_.push_back(case_id);
}

void SampleCases::notify(std::size_t case_number, Instant now) {
  submit(RecordNotification{"ofsted", "decision", day_of_instant(now), "N-" + std::to_string(commands_)},
         cases_[case_number], now);
}

void SampleCases::decide_case(std::size_t case_number, Instant now) {
  RecordDecision decision;
  decision.decided_on = day_of_instant(now);
  decision.decided_by = "Independent chair";
  decision.reasons = personal("The reasons of the chair in a sentence or two, as a board would write them.");
  submit(decision, cases_[case_number], now);
}

void SampleCases::submit(const CaseCommand& command, const CaseId& case_id, Instant now) {
  CommandMeta meta;
  meta.actor = {std::string{Identifier::from_random(counted<16>(2)).text()}, "Benchmark"};
  meta.command_id = Identifier::from_random(counted<16>(++commands_));
  meta.case_id = case_id;
  meta.demand.any = true;
  std::vector<Output> outputs;
  store_.engine().submit(commands_, command, meta, now, outputs);
  for (Output& output : outputs) {
    if (auto* append = std::get_if<AppendCommits>(&output))
      commits_.insert(commits_.end(), append->commits.begin(), append->commits.end());
    else if (const auto* refused = std::get_if<Rejection>(&std::get<GiveReply>(output).reply))
      give_up(refused->detail);
  }
}

void SampleCases::write() {
  constexpr std::size_t batch = 1024;
  const std::span<const std::shared_ptr<const Commit>> all{commits_};
  for (std::size_t at = 0; at < all.size(); at += batch) {
    const auto written = store_.writer().write(all.subspan(at, std::min(batch, all.size() - at)));
    if (!written) give_up(written.error().detail);
  }
  commits_.clear();
  if (const auto synced = store_.writer().sync_anchor(); !synced) give_up(synced.error().detail);
}

std::size_t events_of(const std::vector<std::shared_ptr<const Commit>>& commits) {
  std::size_t events = 0;
  for (const auto& commit : commits) events += commit->events.size();
  return events;
}

}  // namespace reviewd
