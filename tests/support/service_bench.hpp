// The service over an engine without disk or sockets: requests go in as text, answers come out at once. Tests
// only; one thread, like all tests.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/application.hpp"
#include "api/service.hpp"
#include "daemon/adoption.hpp"
#include "tests/support/engine_bench.hpp"
#include "tests/support/shipped_rules.hpp"
#include "tests/support/unsent_webhooks.hpp"

namespace reviewd {

// Everything is durable as soon as it is written, but where a test says otherwise; no personal value can be
// opened.
class ServiceBench final : public Application {
 public:
  ServiceBench();

  // Issues a token that is sent by this name; without boards it sees all of them.
  void issue(const std::string& token, std::vector<Role> roles, std::vector<std::string> boards = {});
  // "GET /v1/cases", with header lines ("If-Match: *\r\n") and, for a POST, a body.
  Response send(const std::string& line, const std::string& token, const std::string& fields = "",
                const std::string& body = "");
  EngineBench& bench() { return bench_; }
  // Adopts these documents, which are in use from then on.
  void adopt(const std::vector<RuleDocument>& documents);
  // Issues or revokes a token without a sync that returned, until `sync` is called.
  void issue_undurably(const std::string& token, std::vector<Role> roles);
  void revoke_undurably(const std::string& token);
  void sync();
  // As `send`; nothing while the answer is held back. It is found in `released` after a sync.
  std::optional<Response> try_to_send(const std::string& line, const std::string& token,
                                      const std::string& fields = "", const std::string& body = "");
  std::vector<Response> released;
  // How often work was done off the loop.
  std::size_t computed() const { return computed_; }

  Engine* engine() override { return &bench_.engine(); }
  Instant now() override { return now_; }
  std::optional<std::string> not_ready() override { return not_ready_; }
  std::optional<Refusing> refusing_commands() override { return std::nullopt; }
  std::optional<Refusing> refusing_revocations() override { return std::nullopt; }
  PageLimits page_limits() const override { return {}; }
  std::size_t case_entries_max() const override { return 20'000; }
  const NotificationForms& notification_forms() const override { return shipped_forms(); }
  std::size_t event_streams_max() const override { return 4; }
  bool test_clock() const override { return true; }
  bool set_test_clock(Instant now) override;
  std::string metrics() override { return "reviewd_up 1\n"; }
  Identifier random_identifier() override;
  CaseId random_case_id() override;
  std::string random_secret() override { return "secret" + std::string{random_identifier().text()}; }
  GiveReply submit(const CaseCommand& command, const CommandMeta& meta) override;
  GiveReply submit_register(const RegisterCommand& command, const CommandMeta& meta) override;
  GiveReply submit_delivery(const DeliveryCommand& command, const CommandMeta& meta) override;
  UnsentWebhooks& webhook_work() override { return webhooks_; }
  void touch(const CaseId& case_id) override { bench_.touch(case_id); }
  void when_durable(Position position, std::function<void()> done) override;
  std::shared_ptr<const RuleBook> rules_at(Position) override;
  void read_commits(std::vector<Position> positions, std::function<void(Commits)> done) override;
  void read_range(Position from, std::size_t count, std::function<void(Commits)> done) override;
  void position_at(Instant moment, std::function<void(std::expected<Position, LogFault>)> done) override;
  void open_personal(CaseId case_id, std::vector<PersonalShown> places,
                     std::function<void(std::vector<PersonalShown>)> done) override;
  void compute(std::function<void()> work, std::function<void()> done) override;
  void cases_known(Position position, std::function<void(std::shared_ptr<const KnownCases>)> done) override;
  void compute_long(std::function<void()> work, std::function<void()> done) override {
    compute(std::move(work), std::move(done));
  }

  // Reads the shipped rule files.
  void adopt_calendar(const AdoptCalendar& wanted, const CommandMeta& meta,
                      std::function<void(Result<CalendarAdoption>)> done) override;

  // How often the whole log was folded for a list.
  int folds() const { return folds_; }

  std::optional<std::string> not_ready_;

 private:
  Adoption::Means adoption_means();

  EngineBench bench_;
  UnsentWebhooks webhooks_;
  int folds_ = 0;
  Instant now_;
  std::uint8_t drawn_ = 0;
  bool holding_ = false;  // what is not durable waits
  std::vector<std::function<void()>> held_;
  std::size_t computed_ = 0;
  std::shared_ptr<const RuleBook> rules_;
  Adoption adoption_;
  Service service_;
};

}  // namespace reviewd
