// What the daemon lends to deliveries, and the opening of sealed values that they share with the routes.
#include <boost/asio/post.hpp>

#include "daemon/daemon.hpp"
#include "daemon/log_reader.hpp"
#include "daemon/logging.hpp"
#include "storage/commit_codec.hpp"

namespace reviewd {

namespace asio = boost::asio;

DeliveryMeans Daemon::delivery_means() {
  DeliveryMeans means;
  means.engine = &store_->engine();
  means.now = [this] { return store_->engine().moment(now()); };
  means.when_durable = [this](Position position, std::function<void()> done) {
    gate_.when_durable(position, std::move(done));
  };
  means.submit = [this](const DeliveryCommand& command, const CommandMeta& meta) {
    return submit_delivery(command, meta);
  };
  means.submit_to_case = [this](const CaseCommand& command, const CommandMeta& meta) {
    return submit(command, meta);
  };
  means.read_commits = [this](std::vector<Position> positions, std::function<void(Commits)> done) {
    read_commits(std::move(positions), std::move(done));
  };
  means.open_sealed = [this](std::vector<PersonalShown> places,
                             std::function<void(std::vector<PersonalShown>)> done) {
    open_sealed(std::string{register_key_owner}, std::move(places), std::move(done));
  };
  means.random_identifier = [this] { return random_identifier(); };
  means.may_send = [this] { return !stopping_ && !clock_.jumped() && !refusing_commands(); };
  means.find = [this](const std::string& host, std::function<void(const std::vector<IpAddress>&)> done) {
    resolver_->find(host, std::move(done));
  };
  const std::string& named = settings_.listen.public_address;
  means.source = named.empty() ? "http://" + settings_.listen.address : named;
  // Anything else than loopback is refused at the start.
  means.http_allowed = true;
  return means;
}

GiveReply Daemon::submit_delivery(const DeliveryCommand& command, const CommandMeta& meta) {
  if (closing_)
    return {0, store_->engine().durable(), not_allowed("stopping", "The daemon is stopping.").error()};
  std::vector<Output> outputs;
  store_->engine().submit(figures_.commands, command, meta, now(), outputs);
  return *carry_out(std::move(outputs));
}

void Daemon::open_personal(CaseId case_id, std::vector<PersonalShown> places,
                           std::function<void(std::vector<PersonalShown>)> done) {
  open_sealed(std::string{case_id.text()}, std::move(places), std::move(done));
}

void Daemon::open_sealed(const std::string& owner, std::vector<PersonalShown> places,
                         std::function<void(std::vector<PersonalShown>)> done) {
  asio::post(people_, [this, owner, log_id = store_->log_id(), places = std::move(places),
                       done = std::move(done)]() mutable {
    const auto unopened = reviewd::open_personal(store_->log(), store_->keys(), log_id, owner, places);
    if (!unopened) stop_at_once("The log cannot be read. " + unopened.error().detail);
    for (const std::string& sentence : *unopened) log_error(sentence);
    asio::post(loop_,
               [places = std::move(places), done = std::move(done)]() mutable { done(std::move(places)); });
  });
}

}  // namespace reviewd
