// An engine with a clock that the test sets and a list of all that it asked for, without any disk. Tests
// only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/engine.hpp"

namespace reviewd {

class EngineBench {
 public:
  EngineBench();

  EngineBench& on(std::string_view day);  // noon UTC
  EngineBench& at(Instant now);
  // The next commands carry this key, made of one letter, with a body of one letter.
  EngineBench& key(char key, char body);
  CommandMeta& meta() { return meta_; }

  Reply send(const CaseId& case_id, std::string_view command, std::string_view body);
  Reply send(const RegisterCommand& command);
  Reply send(const DeliveryCommand& command);
  Reply enter_board(const std::string& name);
  Reply name_board(const std::string& board, const std::string& name);
  bool tick(std::size_t cases_max = 1000);
  void touch(const CaseId& case_id);

  Reply send(const CaseId& case_id, const CaseCommand& command);

  // Another engine that has read what this one wrote, through the codec of the log.
  EngineBench replayed() const;

  Engine& engine() { return *engine_; }
  const Reply& reply() const { return reply_; }
  Position depends_on() const { return depends_on_; }
  // The positions of each append, in order.
  const std::vector<std::vector<Position>>& appends() const { return appends_; }
  const std::vector<std::shared_ptr<const Commit>>& commits() const { return commits_; }

 private:
  Reply settle(std::vector<Output> outputs);

  std::unique_ptr<Engine> engine_;
  CommandMeta meta_;
  Instant now_;
  Ticket ticket_ = 0;
  Reply reply_;
  Position depends_on_;
  std::vector<std::vector<Position>> appends_;
  std::vector<std::shared_ptr<const Commit>> commits_;
};

}  // namespace reviewd
