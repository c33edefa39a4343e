// What the register says of mail: whose turn it is, what stands in the way, what is refused.
#include "domain/mail.hpp"

#include <catch2/catch.hpp>

#include "domain/register.hpp"

using namespace reviewd;

namespace {

const MailOffice chair{"chair", {MailKind::passed, MailKind::reminders}, {"Anytown LSCB"}};

class Told {
 public:
  Told() { send(SetMailOffices{{chair}}); }

  // "" when accepted and folded; else the code of the refusal.
  std::string send(const RegisterCommand& command) {
    auto events = decide(state, command);
    if (!events) return events.error().code;
    Commit commit;
    commit.position = state.last.next();
    commit.recorded_at = *Instant::parse("2010-04-06T09:00:00Z");
    commit.events = std::move(*events);
    evolve(state, commit);
    return "";
  }
  std::string sent(std::uint64_t after, std::uint64_t upto) {
    return send(RecordMailSent{{stretch(after, upto), *Day::parse("2010-04-06"), 1, 1, "250 2.0.0"}});
  }
  std::string failed(MailFault fault, std::optional<std::string> status = {}) {
    return send(RecordMailFailed{{stretch(1, 5), fault, std::move(status), 1}});
  }
  static MailStretch stretch(std::uint64_t after, std::uint64_t upto) {
    return {"chair", MailKind::passed, Position{after}, Position{upto}};
  }
  const MailProgress& progress() const { return *state.mail.progress("chair", MailKind::passed); }

  RegisterState state;
};

}  // namespace

TEST_CASE("mail register: the offices are said once, and an office begins where it is set") {
  Told told;
  CHECK(told.send(SetMailOffices{{chair}}) == "unchanged");
  CHECK(told.progress().upto == Position{1});
  CHECK(told.state.mail.progress("chair", MailKind::still_open) == nullptr);
  CHECK(told.state.mail.progress("director", MailKind::passed) == nullptr);
  CHECK(told.send(SetMailOffices{}).empty());
  CHECK(told.state.mail.offices.empty());
  CHECK_FALSE(told.state.mail.told_all().has_value());
}

TEST_CASE("mail register: a mail goes on where the one before ended") {
  Told told;
  CHECK(told.sent(0, 5) == "mail_out_of_turn");
  CHECK(told.sent(1, 1) == "mail_out_of_turn");
  CHECK(told.sent(1, 5).empty());
  CHECK(told.sent(1, 5) == "mail_out_of_turn");
  CHECK(told.progress().upto == Position{5});
  CHECK(told.progress().sent_on == Day::parse("2010-04-06"));
  CHECK(told.state.mail.told_all() == Position{1});
}

TEST_CASE("mail register: trouble is recorded when it begins and when it changes, and ends with a mail") {
  Told told;
  CHECK(told.failed(MailFault::unreachable).empty());
  CHECK(told.failed(MailFault::unreachable) == "unchanged");
  CHECK(told.failed(MailFault::refused, "550 5.1.1").empty());
  CHECK(told.failed(MailFault::refused, "550 5.1.1") == "unchanged");
  CHECK(told.failed(MailFault::refused, "550 5.7.1").empty());
  CHECK(told.progress().trouble->fault == MailFault::refused);
  CHECK(told.progress().trouble->status == "550 5.7.1");
  CHECK(told.progress().trouble->event == EventId{Position{2}, 0});
  CHECK(told.progress().upto == Position{1});
  CHECK(told.sent(1, 5).empty());
  CHECK_FALSE(told.progress().trouble);
  CHECK(told.failed(MailFault::unreachable) == "mail_out_of_turn");
}

TEST_CASE("mail register: what bounces was sent before, and counts as not told") {
  Told told;
  const auto bounced = [&](std::uint64_t after, std::uint64_t upto) {
    return told.send(ReportMailBounced{{Told::stretch(after, upto), "5.1.1"}});
  };
  CHECK(bounced(1, 5) == "no_such_mail");
  CHECK(told.sent(1, 5).empty());
  CHECK(told.sent(5, 9).empty());
  CHECK(bounced(5, 5) == "no_such_mail");
  CHECK(bounced(5, 10) == "no_such_mail");
  CHECK(bounced(5, 9).empty());
  CHECK(told.progress().upto == Position{5});
  CHECK(told.progress().trouble->fault == MailFault::bounced);
  // An older one takes it further back, and never forward.
  CHECK(bounced(1, 5).empty());
  CHECK(told.progress().upto == Position{1});
}

TEST_CASE("mail register: the name of a mail says which mail of which log it is") {
  const Identifier log_id = *Identifier::parse("000102030405060708090a0b0c0d0e0f");
  const MailStretch stretch{"chair", MailKind::still_open, Position{0}, Position{12}};
  const std::string name = mail_name(stretch, log_id);
  CHECK(name == "still_open.chair.0-12.000102030405060708090a0b0c0d0e0f");
  CHECK(stretch_named(name, log_id) == stretch);
  CHECK(stretch_named("<" + name + "@anytown.example>", log_id) == stretch);
  CHECK_FALSE(stretch_named(name, Identifier{}).has_value());
  for (const char* wrong : {"", "<", "@", "passed", "passed.chair.7-12@x", "passed.chair.7-x.0@x",
                            "letters.chair.7-12.000102030405060708090a0b0c0d0e0f@x"})
    CHECK_FALSE(stretch_named(wrong, log_id).has_value());
}

TEST_CASE("mail register: the code of a bounce is a code, and no text with an address in it") {
  CHECK(bounce_faults({"m", std::nullopt}).empty());
  CHECK(bounce_faults({"m", "5.1.1"}).empty());
  for (const char* wrong : {"", "550 5.1.1", "user unknown", "5.1.1111111111"})
    CHECK(bounce_faults({"m", wrong}).front().pointer == "/status");
}
