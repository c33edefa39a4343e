// What mail is owed: given what fell due and how far each office was told, then exactly these lines to
// exactly these offices.
#include "domain/mail_desk.hpp"

#include <catch2/catch.hpp>

#include "domain/incidents.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/engine_bench.hpp"

using namespace reviewd;

namespace {

using Lines = std::vector<std::string>;

constexpr int digest_hour = 7;
const CaseId case_a = *CaseId::parse("caaaaaaaaaaaaaaaaaaaa");
const CaseId case_b = *CaseId::parse("cbbbbbbbbbbbbbbbbbbbb");

const std::vector<MailOffice> manager_chair_director{{"manager", {MailKind::reminders}, {}},
                                                     {"chair", {MailKind::passed}, {}},
                                                     {"director", {MailKind::still_open}, {}}};

Instant at(const std::string& day, const std::string& time = "12:00") {
  return *Instant::parse(day + "T" + time + ":00Z");
}

std::string in_words(const OwedMail& mail) {
  std::string text = mail.stretch.office + " " + std::string{word_of(mail.stretch.mail)} + ":";
  for (const MailLine& line : mail.lines)
    text += " " + line.case_label + " " + line.deadline + " " +
            (line.of == DueKind::revised ? "revised " : "") + line.due_on.text();
  return text;
}

// A board, the offices, and Child A, brought to attention on 20 March 2010: the decision is due on 20 April.
class Desk {
 public:
  explicit Desk(const std::vector<MailOffice>& offices = manager_chair_director) {
    bench.on("2010-03-20").enter_board("Anytown LSCB");
    bench.send(RegisterCommand{SetMailOffices{offices}});
    bench.send(case_a, "open-case", opening_on("2010-03-20"));
  }

  // The clock comes to this day, to noon or to this time, and what is due fires.
  Desk& on(const std::string& day) { return on(day, "12:00"); }
  Desk& on(const std::string& day, const std::string& time) {
    day_ = day;
    bench.at(at(day, time)).tick();
    return *this;
  }
  std::vector<OwedMail> mails(const std::string& time = "12:00") {
    return bench.engine().owed_mail(at(day_, time), digest_hour);
  }
  Lines owed(const std::string& time = "12:00") {
    Lines lines;
    for (const OwedMail& mail : mails(time)) lines.push_back(in_words(mail));
    return lines;
  }
  // Everything that is owed goes out.
  Desk& send() {
    for (const OwedMail& mail : mails()) {
      const int count = static_cast<int>(mail.lines.size());
      bench.send(RegisterCommand{RecordMailSent{{mail.stretch, mail.day, count, 1, "250 2.0.0"}}});
    }
    return *this;
  }
  // How many matters a desk keeps that took all of the log.
  std::size_t kept() {
    MailDesk folded;
    RegisterState state;
    for (const auto& commit : bench.commits()) {
      if (!commit->subject.case_id) evolve(state, *commit);
      folded.take(*commit, commit->subject.case_id ? &*bench.engine().find(case_a) : nullptr, state.mail);
    }
    return folded.matters();
  }
  std::size_t troubles() {
    const Engine& engine = bench.engine();
    return open_incidents(engine.register_state(), engine.deliveries(), at(day_)).size();
  }

  void correct_attention(const CaseId& case_id, const std::string& day) {
    const EventId opening{bench.engine().positions(case_id).front(), 0};
    bench.send(case_id, "correct-fact", correction_of(opening.text(), "/brought_to_attention_on", day));
  }

  EngineBench bench;

 private:
  std::string day_ = "2010-03-20";
};

}  // namespace

TEST_CASE("mail: the rungs of a day are one digest, from the hour of digests on") {
  Desk desk;
  CHECK(desk.on("2010-04-05").owed().empty());
  desk.on("2010-04-06", "05:00");
  // Summer time: 06:00 UTC is 07:00 in London.
  CHECK(desk.owed("05:59").empty());
  CHECK(desk.owed("06:00") == Lines{"manager reminders: Child A decision 2010-04-20"});
  CHECK(desk.send().owed().empty());
  CHECK(desk.on("2010-04-07").owed().empty());
  CHECK(desk.on("2010-04-13").owed() == Lines{"manager reminders: Child A decision 2010-04-20"});
}

TEST_CASE("mail: what falls due after the digest of the day is in that of the next") {
  Desk desk;
  desk.on("2010-04-06").send();
  desk.bench.send(
      case_b, "open-case",
      R"({"board":"Anytown LSCB","case_label":"Child B","brought_to_attention_on":"2010-03-23"})");
  // Its first rung, of 9 April, and one that is corrected into being on that very day.
  CHECK(desk.on("2010-04-09").send().owed().empty());
  desk.correct_attention(case_b, "2010-03-30");
  CHECK(desk.on("2010-04-16").owed() ==
        Lines{"manager reminders: Child A decision 2010-04-20 Child B decision 2010-04-30"});
}

TEST_CASE("mail: however many rungs were missed, a deadline is one line") {
  Desk desk;
  CHECK(desk.on("2010-04-19").owed() == Lines{"manager reminders: Child A decision 2010-04-20"});
}

TEST_CASE("mail: a day that passed is told to the chair at once, seven days later to the director") {
  Desk desk;
  desk.on("2010-04-20").send();
  desk.on("2010-04-21", "00:00");
  CHECK(desk.owed("00:01") == Lines{"chair passed: Child A decision 2010-04-20"});
  CHECK(desk.owed() ==
        Lines{"manager reminders: Child A decision 2010-04-20", "chair passed: Child A decision 2010-04-20"});
  CHECK(desk.send().owed().empty());
  CHECK(desk.on("2010-04-27").owed().empty());
  CHECK(desk.on("2010-04-28").owed() == Lines{"director still_open: Child A decision 2010-04-20"});
  CHECK(desk.send().owed().empty());
  CHECK(desk.on("2010-06-28").owed().empty());
}

TEST_CASE("mail: what was done meanwhile is told to nobody") {
  Desk desk;
  desk.on("2010-04-21").send();
  desk.bench.send(case_a, "record-decision", decision_on("do_not_conduct", "2010-04-21"));
  CHECK(desk.on("2010-04-28").owed().empty());
}

TEST_CASE("mail: a corrected due day is told, the one it had before is not") {
  Desk desk;
  desk.on("2010-04-13");
  desk.correct_attention(case_a, "2010-03-22");
  CHECK(desk.owed().empty());
  CHECK(desk.on("2010-04-15").owed() == Lines{"manager reminders: Child A decision 2010-04-22"});
}

TEST_CASE("mail: by the revised timetable as well as by the statutory day") {
  Desk desk;
  desk.bench.send(case_a, "record-decision", decision_on("conduct", "2010-03-20"));
  desk.bench.send(case_a, "revise-timetable", revision_to("2010-11-30", "2010-03-20"));
  CHECK(desk.on("2010-09-06").send().on("2010-09-21").on("2010-11-16").owed() ==
        Lines{"manager reminders: Child A completion 2010-09-20 Child A completion revised 2010-11-30",
              "chair passed: Child A completion 2010-09-20",
              "director still_open: Child A completion 2010-09-20"});
}

TEST_CASE("mail: of what was recorded before an office stood in the settings it is never told") {
  Desk desk({});
  desk.on("2010-04-21");
  CHECK(desk.owed().empty());
  desk.bench.send(RegisterCommand{SetMailOffices{manager_chair_director}});
  CHECK(desk.owed().empty());
  CHECK(desk.on("2010-05-30").owed().empty());
}

TEST_CASE("mail: an office that stays keeps how far it is told, a new one begins") {
  Desk desk;
  desk.on("2010-04-06");
  auto offices = manager_chair_director;
  offices.push_back({"deputy", {MailKind::reminders}, {}});
  desk.bench.send(RegisterCommand{SetMailOffices{offices}});
  CHECK(desk.owed() == Lines{"manager reminders: Child A decision 2010-04-20"});
  CHECK(desk.on("2010-04-13").owed() == Lines{"manager reminders: Child A decision 2010-04-20",
                                              "deputy reminders: Child A decision 2010-04-20"});
}

TEST_CASE("mail: an office of some boards is told of their cases alone, under any name they had") {
  Desk desk({{"here", {MailKind::reminders}, {"Anytown Partnership"}},
             {"elsewhere", {MailKind::reminders}, {"Othertown LSCB"}}});
  CHECK(desk.on("2010-04-06").owed().empty());
  desk.bench.name_board("Anytown LSCB", "Anytown Partnership");
  desk.bench.enter_board("Othertown LSCB");
  CHECK(desk.owed() == Lines{"here reminders: Child A decision 2010-04-20"});
}

TEST_CASE("mail: imported facts and the history of an imported case tell nobody anything") {
  Desk desk;
  desk.bench.on("2010-05-01");
  desk.bench.meta().origin = Origin::import;
  desk.bench.meta().actor = {"import", "import"};
  desk.bench.send(case_b, "open-case", opening_on("2010-01-10"));
  desk.bench.meta().origin = Origin::api;
  desk.bench.meta().actor = {"t1", "Board manager"};
  desk.send();
  REQUIRE(desk.bench.engine().find(case_b)->deadline("decision")->state == DeadlineState::overdue);
  // Corrected by a person, it passes another day that lies before the import.
  desk.bench.send(case_b, "correct-fact", correction_of("4.0", "/brought_to_attention_on", "2010-01-11"));
  CHECK(desk.bench.engine().owed_mail(at("2010-05-01"), digest_hour).empty());
  CHECK(desk.bench.engine().owed_mail(at("2010-05-20"), digest_hour).empty());
}

TEST_CASE("mail: none while the clock is doubted, nor before what is due was worked off") {
  Desk desk;
  desk.on("2010-04-06");
  desk.bench.engine().hold_timers(true);
  CHECK(desk.owed().empty());
  desk.bench.engine().hold_timers(false);
  CHECK(desk.owed().size() == 1);
  // Another rung is due by then, and has not fired.
  CHECK(desk.bench.engine().owed_mail(at("2010-04-13"), digest_hour).empty());
}

TEST_CASE("mail: after a restart the same is owed, and nothing that was sent") {
  Desk desk;
  desk.on("2010-04-06");
  EngineBench again = desk.bench.replayed();
  const auto owed = again.engine().owed_mail(at("2010-04-06"), digest_hour);
  REQUIRE(owed.size() == 1);
  CHECK(owed[0].stretch == desk.mails()[0].stretch);
  desk.send().on("2010-04-21").send();
  CHECK(desk.bench.replayed().engine().owed_mail(at("2010-04-21"), digest_hour).empty());
  const auto later = desk.bench.replayed().engine().owed_mail(at("2010-04-28"), digest_hour);
  REQUIRE(later.size() == 1);
  CHECK(in_words(later[0]) == "director still_open: Child A decision 2010-04-20");
}

TEST_CASE("mail: what did not get through stays owed, with all that comes meanwhile") {
  Desk desk;
  desk.on("2010-04-19");
  const OwedMail mail = desk.mails()[0];
  for (const MailFault fault : {MailFault::unreachable, MailFault::refused}) {
    desk.bench.send(RegisterCommand{RecordMailFailed{{mail.stretch, fault, std::nullopt, 1}}});
    CHECK(desk.owed() == Lines{"manager reminders: Child A decision 2010-04-20"});
  }
  CHECK(desk.troubles() == 1);
  CHECK(desk.on("2010-04-20").owed() == Lines{"manager reminders: Child A decision 2010-04-20"});
  CHECK(desk.mails()[0].stretch.after == mail.stretch.after);
  CHECK(desk.mails()[0].stretch.upto > mail.stretch.upto);
  desk.send();
  CHECK(desk.troubles() == 0);
}

TEST_CASE("mail: what bounced is owed again, on the next day") {
  Desk desk;
  desk.on("2010-04-21").send();
  const MailState& state = desk.bench.engine().register_state().mail;
  const Position told = state.progress("chair", MailKind::passed)->upto;
  MailStretch stretch{"chair", MailKind::passed, Position{2}, told};
  desk.bench.send(RegisterCommand{ReportMailBounced{{stretch, "5.1.1"}}});
  CHECK(desk.owed().empty());
  CHECK(state.progress("chair", MailKind::passed)->trouble->fault == MailFault::bounced);
  CHECK(desk.on("2010-04-22").owed() == Lines{"chair passed: Child A decision 2010-04-20"});
  CHECK(desk.send().owed().empty());
  CHECK(desk.troubles() == 0);
}

TEST_CASE(
    "mail: what everybody was told is forgotten after a month, and all of it when nobody is told any more") {
  Desk desk({{"manager", {MailKind::reminders, MailKind::passed}, {}}});
  desk.on("2010-04-06").send().on("2010-04-21").send();
  const std::size_t all = desk.kept();
  CHECK(all > 0);
  desk.bench.on("2010-05-10").send(case_a, "record-facts", R"({"facts":{"died":"yes"}})");
  CHECK(desk.kept() == all - 1);  // the rung of 6 April
  desk.bench.send(RegisterCommand{SetMailOffices{}});
  CHECK(desk.kept() == 0);
}

TEST_CASE("mail: what an office was never owed is forgotten after a year") {
  Desk desk;
  desk.on("2010-04-21").send();
  const std::size_t all = desk.kept();
  CHECK(all > 0);
  desk.bench.on("2011-03-01").send(case_a, "record-facts", R"({"facts":{"died":"yes"}})");
  CHECK(desk.kept() == all);
  desk.bench.on("2011-05-01").send(case_a, "record-facts", R"({"facts":{"died":"no"}})");
  CHECK(desk.kept() == 0);
}
