// The page of a notification pack, printed by a real browser: A4 sheets, nothing wider than one.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "api/notification_pack_document.hpp"
#include "tests/support/case_specification.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/command_bodies.hpp"
#include "tests/support/node_tools.hpp"
#include "tests/support/skip.hpp"

namespace reviewd {
namespace {

// The page of one duty, every personal value being this text.
std::string page_of(const CaseSpecification& spec, const std::string& deadline_id, const std::string& value) {
  const Deadline& deadline = spec.deadline(deadline_id);
  const Addressee& addressee = *deadline.terms->addressee;
  const NotificationPack pack = notification_pack(
      spec.state(), deadline,
      *form_for(shipped_forms(), addressee.recipient, addressee.subjects, deadline.terms->starts_on.first()));
  PackReading reading{spec.state(), deadline, pack, spec.state().last, true, {}};
  for (const PackSection& section : pack.sections)
    for (const PackField& field : section.fields)
      for (const FactPlace& place : field.sealed) reading.values[{place.event, place.pointer}] = value;
  return notification_pack_page(reading);
}

CaseSpecification decided(const std::string& more) {
  CaseSpecification spec;
  spec.on("2010-02-01").given("open-case", opening_on("2010-01-31", more));
  spec.on("2010-02-26").given("record-decision", decision_on("conduct", "2010-02-26"));
  return spec;
}

// Nothing where this machine has no browser.
std::optional<boost::json::value> printed(const std::string& page) {
  if (!program_exists("chromium") || !program_exists("pdfinfo")) {
    skip_test("chromium, poppler-utils");
    return std::nullopt;
  }
  const auto ran = run_node_script("print_pages.mjs", "playwright-core", page);
  if (!ran) return std::nullopt;
  INFO(ran->printed);
  REQUIRE(ran->code == 0);
  return boost::json::parse(ran->printed);
}

void fits_a4(const boost::json::value& measured) {
  INFO(measured);
  CHECK(measured.at("width").to_number<double>() <= measured.at("sheet").to_number<double>());
  CHECK(measured.at("across").to_number<double>() == Approx(595.3).margin(1));
  CHECK(measured.at("down").to_number<double>() == Approx(841.9).margin(1));
  CHECK(measured.at("asked").to_number<int>() == 0);
}

const std::string two_children =
    R"(,"children":[{"label":"Child A","name":"N","date_of_birth":"2009"},{"label":"Child B"}],
    "incident":{"occurred_on":"2010-01-20","nature":"death","description":"D"})";

}  // namespace

TEST_CASE("print: the form of Ofsted for two children, and the letter, fit A4 sheets", "[node]") {
  const CaseSpecification spec = decided(two_children);
  const auto form = printed(page_of(spec, "notify-ofsted", "A short text."));
  if (!form) return;
  fits_a4(*form);
  CHECK(form->at("pages").to_number<int>() <= 4);
  const auto letter = printed(page_of(spec, "tell-family", "A short text."));
  fits_a4(*letter);
  CHECK(letter->at("pages").to_number<int>() <= 2);
}

TEST_CASE("print: the longest texts, without a blank in them, stay on the sheet", "[node]") {
  const CaseSpecification spec = decided(two_children);
  const auto measured = printed(page_of(spec, "notify-ofsted", std::string(20'000, 'x')));
  if (!measured) return;
  fits_a4(*measured);
  CHECK(measured->at("pages").to_number<int>() > 10);
}

}  // namespace reviewd
