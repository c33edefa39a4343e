#include "tests/support/engine_bench.hpp"

#include <stdexcept>

#include "storage/commit_codec.hpp"
#include "tests/support/case_specification.hpp"

namespace reviewd {
namespace {

Digest digest_of(char letter) {
  std::array<std::uint8_t, Digest::size> bytes{};
  bytes.fill(static_cast<std::uint8_t>(letter));
  return Digest{bytes};
}

}  // namespace

EngineBench::EngineBench() : engine_(std::make_unique<Engine>(std::make_shared<RuleBook>(shipped_rules()))) {
  engine_->replayed();
  meta_.actor = {"t1", "Board manager"};
  on("2010-02-01");
}

EngineBench& EngineBench::on(std::string_view day) {
  return at(*Instant::parse(std::string{day} + "T12:00:00Z"));
}

EngineBench& EngineBench::at(Instant now) {
  now_ = now;
  return *this;
}

EngineBench& EngineBench::key(char key, char body) {
  meta_.request = RequestKey{digest_of(key), digest_of(body), 200};
  return *this;
}

Reply EngineBench::settle(std::vector<Output> outputs) {
  for (Output& output : outputs) {
    if (auto* append = std::get_if<AppendCommits>(&output)) {
      appends_.emplace_back();
      for (const auto& commit : append->commits) {
        appends_.back().push_back(commit->position);
        commits_.push_back(commit);
      }
    } else {
      auto& given = std::get<GiveReply>(output);
      if (given.ticket != ticket_) throw std::logic_error("the engine answered somebody else");
      depends_on_ = given.depends_on;
      reply_ = std::move(given.reply);
    }
  }
  return reply_;
}

Reply EngineBench::send(const CaseId& case_id, std::string_view command, std::string_view body) {
  return send(case_id, command_from(command, body));
}

Reply EngineBench::send(const CaseId& case_id, const CaseCommand& command) {
  meta_.case_id = case_id;
  std::vector<Output> outputs;
  engine_->submit(++ticket_, command, meta_, now_, outputs);
  return settle(std::move(outputs));
}

Reply EngineBench::send(const RegisterCommand& command) {
  std::vector<Output> outputs;
  engine_->submit(++ticket_, command, meta_, now_, outputs);
  return settle(std::move(outputs));
}

Reply EngineBench::send(const DeliveryCommand& command) {
  std::vector<Output> outputs;
  engine_->submit(++ticket_, command, meta_, now_, outputs);
  return settle(std::move(outputs));
}

Reply EngineBench::enter_board(const std::string& name) {
  std::array<std::uint8_t, 16> random{};
  random.fill(static_cast<std::uint8_t>(commits_.size() + 1));
  return send(RegisterCommand{EnterBoard{Identifier::from_random(random), name}});
}

Reply EngineBench::name_board(const std::string& board, const std::string& name) {
  return send(RegisterCommand{NameBoard{board, name}});
}

bool EngineBench::tick(std::size_t cases_max) {
  std::vector<Output> outputs;
  const bool more = engine_->tick(now_, cases_max, outputs);
  settle(std::move(outputs));
  return more;
}

void EngineBench::touch(const CaseId& case_id) {
  std::vector<Output> outputs;
  engine_->touch(case_id, now_, outputs);
  settle(std::move(outputs));
}

EngineBench EngineBench::replayed() const {
  EngineBench other;
  other.engine_ = std::make_unique<Engine>(std::make_shared<RuleBook>(shipped_rules()));
  for (const auto& commit : commits_) {
    const auto read = decode(commit->position, encode(*commit).open);
    if (!read) throw std::logic_error(read.error().detail);
    other.engine_->replay(*read);
  }
  other.engine_->replayed();
  other.now_ = now_;
  return other;
}

}  // namespace reviewd
