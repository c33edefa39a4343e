// Every duty to notify of every instrument has its notification pack: on the form of its recipient where one
// is known, else as a letter; and of a case in which no child is named.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "domain/notification_pack.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/shipped_rules.hpp"

namespace reviewd {
namespace {

using Forms = std::map<std::string, std::string>;  // by "<instrument> <rule>"

const Forms not_by_letter{
    {"ofsted2007 notify-possible-review", "ofsted-notification"},
    {"ofsted2007 notify-inspectorate", "ofsted-notification"},
    {"ch8-2009 notify-possible-review", "ofsted-notification"},
    {"ch8-2009 confirm-review-to-ofsted", "ofsted-notification"},
    {"ch8-2009 notify-ofsted", "ofsted-notification"},
    {"wt2010 notify-possible-review", "ofsted-notification"},
    {"wt2010 confirm-review-to-ofsted", "ofsted-notification"},
    {"wt2010 notify-ofsted", "ofsted-notification"},
    {"wt2013 notify-possible-review", "ofsted-notification"},
    {"wt2013 confirm-review-to-ofsted", "ofsted-notification"},
    {"wt2013 notify-ofsted", "ofsted-notification"},
    {"wt2015 notify-ofsted", "ofsted-notification"},
    {"wt2015 serious-incident", "ofsted-notification"},
    {"local-fgm tell-of-female-genital-mutilation", "ofsted-notification"},
    {"cswa2018 serious-incident", "child-safeguarding-incident"},
    {"cswa2018 looked-after-death-to-secretary-of-state", "child-safeguarding-incident"},
    {"cswa2018 looked-after-death-to-ofsted", "child-safeguarding-incident"},
    {"wt2023 care-leaver-death-to-secretary-of-state", "child-safeguarding-incident"},
    {"wt2023 care-leaver-death-to-ofsted", "child-safeguarding-incident"},
};

// A case without children, with all that gives rise to duties on this day.
CaseSpecification case_on(const std::string& day) {
  CaseSpecification spec;
  const std::string facts =
      R"(,"facts":{"died":"yes","abuse_or_neglect":"yes","interagency_concern":"yes","looked_after":"yes",)"
      R"("in_authority_area":"yes"})";
  spec.on(day).given("open-case", opening_on(day, facts));
  spec.given("record-awareness", R"({"aware_on":")" + day + R"(","local_authority":"Anytown Council"})");
  spec.given("record-decision", decision_on("conduct", day));
  return spec;
}

// The form of each duty to notify of the case; each pack holds every field of its form in its order.
std::set<std::string> packs_of(const CaseSpecification& spec) {
  std::set<std::string> words;
  for (const Deadline& deadline : spec.state().deadlines) {
    const DeadlineTerms& terms = deadline.terms;
    if (terms.kind != "notification") continue;
    REQUIRE(terms.addressee);
    const NotificationForm* form = form_for(shipped_forms(), terms.addressee->recipient,
                                            terms.addressee->subjects, terms.starts_on.first());
    REQUIRE(form != nullptr);
    const NotificationPack pack = notification_pack(spec.state(), deadline, *form);
    REQUIRE(pack.sections.size() == form->sections.size());
    for (std::size_t at = 0; at < pack.sections.size(); ++at) {
      CHECK(pack.sections[at].section == &form->sections[at]);
      CHECK_FALSE(pack.sections[at].child);
      REQUIRE(pack.sections[at].fields.size() == form->sections[at].fields.size());
      for (std::size_t field = 0; field < pack.sections[at].fields.size(); ++field)
        CHECK(pack.sections[at].fields[field].field == &form->sections[at].fields[field]);
    }
    words.insert(terms.deadline_id + " " + form->id);
  }
  return words;
}

using Lines = std::set<std::string>;

}  // namespace

TEST_CASE("packs: every duty to notify of every instrument has its form, from its first day on") {
  Forms found;
  std::size_t duties = 0;
  for (const Edition* edition : shipped_rules().editions())
    for (const Rule& rule : edition->rules) {
      CHECK(rule.recipient.empty() == (rule.kind != "notification"));
      if (rule.recipient.empty()) continue;
      ++duties;
      const NotificationForm* form =
          form_for(shipped_forms(), rule.recipient, rule.subjects, edition->in_force_from.first());
      REQUIRE(form != nullptr);
      if (form->id != "letter") found[edition->id + " " + rule.id] = form->id;
    }
  CHECK(found == not_by_letter);
  CHECK(duties == 96);
}

TEST_CASE("packs: of a case in which no child is named, under each guidance") {
  const Lines of_all{"secure-records letter", "tell-family letter"};
  const auto with = [&](Lines more) {
    more.insert(of_all.begin(), of_all.end());
    return more;
  };
  CHECK(packs_of(case_on("2000-05-02")) == with({"notify-inspectorate letter"}));
  CHECK(packs_of(case_on("2010-05-04")) ==
        with({"confirm-review-to-ofsted ofsted-notification", "notify-ofsted ofsted-notification",
              "notify-possible-review ofsted-notification", "tell-government letter"}));
  CHECK(packs_of(case_on("2015-05-01")) ==
        with({"notify-department-for-education letter", "notify-national-panel letter",
              "notify-ofsted ofsted-notification", "serious-incident ofsted-notification",
              "serious-incident-to-board letter"}));
  const Lines under_the_panel =
      with({"looked-after-death-to-ofsted child-safeguarding-incident",
            "looked-after-death-to-secretary-of-state child-safeguarding-incident",
            "notify-panel-of-decision letter", "serious-incident child-safeguarding-incident",
            "serious-incident-to-board letter"});
  CHECK(packs_of(case_on("2019-10-10")) == under_the_panel);
  CHECK(packs_of(case_on("2024-01-10")) == under_the_panel);
}

}  // namespace reviewd
