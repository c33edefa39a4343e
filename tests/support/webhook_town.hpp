// A running daemon, an authority and a receiver that it trusts: where tests of deliveries take place. Test
// thread; tests only.
#pragma once

#include <boost/json/value.hpp>
#include <memory>
#include <string>

#include "tests/support/installation.hpp"
#include "tests/support/webhook_receiver.hpp"

namespace reviewd {

class WebhookTown {
 public:
  // `settings` are further tables of the settings.
  explicit WebhookTown(const StartOptions& options = {}, const std::string& settings = "");

  // Adds a webhook for the receiver, on loopback and with its authority; `more` are further members,
  // beginning with a comma. Gives what was answered.
  boost::json::value add_webhook(const std::string& more = "");
  // The answer to a body of one's own.
  ApiAnswer try_to_add(const std::string& body);
  // The usual members of the body: where the receiver is and whom it is to be trusted by.
  std::string usual_members(const std::string& path = "/hook") const;
  // Opens a case; gives its path.
  std::string open_case();
  // Records something of a case.
  void record(const std::string& case_path, bool yes);
  // The delivery of the event with this name outside, once it stands like this.
  boost::json::value delivery_of(const std::string& event_id, const std::string& state);
  // The webhook, once its deliveries of a state are so many.
  boost::json::value when_count(const std::string& state, std::int64_t count, std::string path = "");
  // Moves the clock of a daemon started with one.
  void move_clock(const std::string& instant);
  // kill -9, and started again.
  void kill_and_start();
  // A clean stop, and started again; gives the exit code of the stop.
  int stop_and_start();
  // The head anchor is lost, a person accepts the log, and the daemon is started again.
  void lose_the_anchor();

  ApiClient& client() { return *client_; }
  // Another administrator.
  ApiClient& second() { return *second_; }
  WebhookReceiver& receiver() { return *receiver_; }
  const TestAuthority& authority() const { return authority_; }
  RunningDaemon& daemon() { return *daemon_; }
  std::string webhook_path() const { return webhook_path_; }

 private:
  void connect();

  Installation installation_;
  StartOptions options_;
  TestAuthority authority_;
  std::unique_ptr<WebhookReceiver> receiver_;
  std::unique_ptr<RunningDaemon> daemon_;
  std::string token_;
  std::string second_token_;
  std::unique_ptr<ApiClient> client_;
  std::unique_ptr<ApiClient> second_;
  std::string webhook_path_;
};

}  // namespace reviewd
