#include "tests/support/service_bench.hpp"

#include <stdexcept>
#include <utility>

#include "api/http_head_parser.hpp"
#include "storage/commit_codec.hpp"
#include "storage/hash.hpp"
#include "tests/support/shipped_rules.hpp"

namespace reviewd {

ServiceBench::ServiceBench()
    : now_(*Instant::parse("2010-02-01T12:00:00Z")),
      rules_(std::make_shared<RuleBook>(shipped_rules())),
      adoption_(REVIEWD_SOURCE_DIR "/config", adoption_means()),
      service_(*this) {
  bench_.send(RegisterCommand{CreateLog{random_identifier(), "0.1.0"}});
  bench_.enter_board("Anytown LSCB");
}

void ServiceBench::issue(const std::string& token, std::vector<Role> roles, std::vector<std::string> boards) {
  bench_.send(RegisterCommand{
      AddToken{random_identifier(), token, sha256(token), std::move(roles), std::move(boards)}});
  bench_.engine().on_durable(bench_.engine().head());
}

void ServiceBench::adopt(const std::vector<RuleDocument>& documents) {
  AdoptRules command;
  for (const RuleDocument& document : documents)
    command.documents.push_back({document.kind,
                                 document.id,
                                 document.revision,
                                 document.hash,
                                 std::make_shared<const std::string>(document.text),
                                 {}});
  bench_.send(RegisterCommand{command});
  adoption_means().use_rules(bench_.engine().head(), std::make_shared<RuleBook>(rule_book_of(documents)));
}

void ServiceBench::issue_undurably(const std::string& token, std::vector<Role> roles) {
  holding_ = true;
  bench_.send(RegisterCommand{AddToken{random_identifier(), token, sha256(token), std::move(roles), {}}});
}

void ServiceBench::revoke_undurably(const std::string& token) {
  holding_ = true;
  const Token* issued = bench_.engine().register_state().token(sha256(token));
  bench_.send(RegisterCommand{RevokeToken{issued->token_id}});
}

void ServiceBench::sync() {
  bench_.engine().on_durable(bench_.engine().head());
  holding_ = false;
  for (const auto& done : std::exchange(held_, {})) done();
}

void ServiceBench::when_durable(Position position, std::function<void()> done) {
  if (!holding_ || position <= bench_.engine().durable()) return done();
  held_.push_back(std::move(done));
}

Response ServiceBench::send(const std::string& line, const std::string& token, const std::string& fields,
                            const std::string& body) {
  auto answer = try_to_send(line, token, fields, body);
  if (!answer) throw std::logic_error("the service did not answer");
  return *answer;
}

std::optional<Response> ServiceBench::try_to_send(const std::string& line, const std::string& token,
                                                  const std::string& fields, const std::string& body) {
  const bool post = line.starts_with("POST");
  const std::string text =
      line + " HTTP/1.1\r\nHost: localhost\r\n" +
      (token.empty() ? "" : "Authorization: Bearer " + token + "\r\n") + fields +
      (post ? "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"
            : "") +
      "\r\n";
  const auto head = parse_head(text, HttpLimits{}, HttpHostNames{"127.0.0.1", 80, {}});
  if (!head) throw std::invalid_argument("the test sends what is no request");
  if (auto refused = service_.before_body(*head)) return *refused;
  const auto answer = std::make_shared<std::optional<Response>>();
  const auto within = std::make_shared<bool>(true);
  service_.handle({*head, body}, [this, answer, within](Response response) {
    if (!*within) return released.push_back(std::move(response));
    *answer = std::move(response);
  });
  *within = false;
  return *answer;
}

bool ServiceBench::set_test_clock(Instant now) {
  if (now < bench_.engine().newest_recorded_at()) return false;
  now_ = now;
  bench_.on(london_day(now).text());
  return true;
}

Identifier ServiceBench::random_identifier() {
  std::array<std::uint8_t, 16> random{};
  random.fill(++drawn_);
  return Identifier::from_random(random);
}

CaseId ServiceBench::random_case_id() {
  std::array<std::uint8_t, 13> random{};
  random.fill(++drawn_);
  return CaseId::from_random(random);
}

GiveReply ServiceBench::submit(const CaseCommand& command, const CommandMeta& meta) {
  bench_.meta() = meta;
  Reply reply = bench_.send(meta.case_id, command);
  bench_.engine().on_durable(bench_.engine().head());
  return {0, bench_.depends_on(), std::move(reply)};
}

GiveReply ServiceBench::submit_register(const RegisterCommand& command, const CommandMeta& meta) {
  bench_.meta() = meta;
  Reply reply = bench_.send(command);
  bench_.engine().on_durable(bench_.engine().head());
  return {0, bench_.depends_on(), std::move(reply)};
}

GiveReply ServiceBench::submit_delivery(const DeliveryCommand& command, const CommandMeta& meta) {
  bench_.meta() = meta;
  Reply reply = bench_.send(command);
  bench_.engine().on_durable(bench_.engine().head());
  return {0, bench_.depends_on(), std::move(reply)};
}

std::shared_ptr<const RuleBook> ServiceBench::rules_at(Position) {
  return rules_;
}

Adoption::Means ServiceBench::adoption_means() {
  Adoption::Means means;
  means.engine = [this]() -> const Engine& { return bench_.engine(); };
  means.rules = [this] { return rules_; };
  means.now = [this] { return now_; };
  means.apart = [this](const std::function<void()>& work, const std::function<void()>& next) {
    compute(work, next);
  };
  means.submit = [this](const RegisterCommand& command, const CommandMeta& meta,
                        const std::function<void(Reply)>& done) {
    done(submit_register(command, meta).reply);
  };
  means.use_rules = [this](Position adopted_at, std::shared_ptr<const RuleBook> book) {
    rules_ = std::move(book);
    bench_.engine().use_rules(rules_);
    bench_.engine().recompute_all({adopted_at, 0}, Actor::daemon());
    while (bench_.tick()) {
    }
    bench_.engine().on_durable(bench_.engine().head());
  };
  means.stop = [](const std::string& sentence) { throw std::logic_error(sentence); };
  return means;
}

void ServiceBench::adopt_calendar(const AdoptCalendar& wanted, const CommandMeta& meta,
                                  std::function<void(Result<CalendarAdoption>)> done) {
  adoption_.run({wanted.calendar, wanted.text, wanted.accept.value_or(false), wanted.reason, meta},
                [this, id = wanted.calendar, done = std::move(done)](Result<AdoptionAnswer> made) {
                  if (!made) return done(std::unexpected(std::move(made.error())));
                  done(outcome_of(std::move(*made), bench_.engine().register_state(), id));
                });
}

void ServiceBench::read_commits(std::vector<Position> positions, std::function<void(Commits)> done) {
  std::vector<Commit> commits;
  for (const Position position : positions) commits.push_back(*bench_.commits().at(position.number() - 1));
  done(std::move(commits));
}

void ServiceBench::read_range(Position from, std::size_t count, std::function<void(Commits)> done) {
  std::vector<Commit> commits;
  for (std::size_t at = from.number() - 1; at < bench_.commits().size() && commits.size() < count; ++at)
    commits.push_back(*bench_.commits()[at]);
  done(std::move(commits));
}

void ServiceBench::cases_known(Position position,
                               std::function<void(std::shared_ptr<const KnownCases>)> done) {
  Engine engine(rules_at(position));
  for (const auto& commit : bench_.commits())
    if (commit->position <= position) engine.replay(*commit);
  auto known = std::make_shared<KnownCases>();
  known->position = position;
  for (const CaseId& case_id : engine.cases_in_order()) known->states.push_back(engine.find(case_id));
  ++folds_;
  done(known);
}

void ServiceBench::position_at(Instant moment, std::function<void(std::expected<Position, LogFault>)> done) {
  Position newest;
  for (const auto& commit : bench_.commits())
    if (!(moment < commit->recorded_at)) newest = commit->position;
  done(newest);
}

// As the log would seal it: the values of the very event, by their pointers.
void ServiceBench::open_personal(CaseId, std::vector<PersonalShown> places,
                                 std::function<void(std::vector<PersonalShown>)> done) {
  for (PersonalShown& place : places) {
    Commit alone = *bench_.commits().at(place.event.position.number() - 1);
    alone.events = {alone.events.at(place.event.index)};
    for (PersonalValue& value : encode(alone).personal)
      if (value.pointer == place.pointer) place.value = std::move(value.text);
  }
  done(std::move(places));
}

void ServiceBench::compute(std::function<void()> work, std::function<void()> done) {
  ++computed_;
  work();
  done();
}

}  // namespace reviewd
