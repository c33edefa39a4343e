// What the daemon does about mail: the means of the reminders, when they are looked after, and their end.
#include <boost/asio/post.hpp>

#include "daemon/daemon.hpp"

namespace reviewd {

namespace asio = boost::asio;

void Daemon::begin_mail() {
  Reminders::Means mail;
  mail.now = [this] { return store_->engine().moment(now()); };
  mail.submit = [this](const RegisterCommand& command) { submit_register(command, Store::own_meta()); };
  mail.when_durable = [this](Position position, std::function<void()> done) {
    when_durable(position, std::move(done));
  };
  mail.on_loop = [this](std::function<void()> done) { asio::post(loop_, std::move(done)); };
  reminders_ = std::make_unique<Reminders>(store_->engine(), settings_.mail, std::move(mail));
}

// What became of a mail must be recorded, so none is sent while nothing can be.
void Daemon::look_after_mail() {
  if (!clock_.jumped() && !disk_low()) reminders_->look();
}

// A mail that the relay is about to take is waited for as long as a request is.
void Daemon::finish_mail() {
  if (reminders_ == nullptr) {
    mailed_ = true;
    return;
  }
  mail_patience_.expires_after(std::chrono::seconds{settings_.limits.shutdown_seconds});
  mail_patience_.async_wait([this](const boost::system::error_code& error) {
    if (!error) reminders_->break_off();
  });
  reminders_->finish([this] {
    mailed_ = true;
    mail_patience_.cancel();
    close_when_still();
  });
}

}  // namespace reviewd
