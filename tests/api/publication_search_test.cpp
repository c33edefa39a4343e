#include "api/publication_search.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "api/text_words.hpp"
#include "api/written_days.hpp"
#include "domain/case_state.hpp"
#include "domain/event_schemas.hpp"

namespace reviewd {
namespace {

std::vector<PersonalFound> look(std::string_view text, PersonalKind kind, const std::string& value) {
  return find_personal(text, {{kind, value, EventId{Position{1}, 0}, "/p"}});
}

// Each find as "line:column+length", a part with "~" before it.
std::string places(const std::vector<PersonalFound>& found) {
  std::string text;
  for (const PersonalFound& place : found)
    text += std::string{text.empty() ? "" : " "} + (place.whole ? "" : "~") + std::to_string(place.line) +
            ":" + std::to_string(place.column) + "+" + std::to_string(place.length);
  return text;
}

std::string names(std::string_view text, const std::string& name) {
  return places(look(text, PersonalKind::name, name));
}

std::string birth(std::string_view text, const std::string& date) {
  return places(look(text, PersonalKind::date_of_birth, date));
}

std::string address(std::string_view text, const std::string& value) {
  return places(look(text, PersonalKind::address, value));
}

// The names of all personal fields of facts, and of the parts that they hold.
template <class T>
void add_personal_fields(std::set<std::string_view>& names) {
  if constexpr (requires(T value) { value.has_value(); } || requires(T value) { value.emplace_back(); }) {
    add_personal_fields<typename T::value_type>(names);
  } else if constexpr (Described<T>) {
    for_each_field<T>([&]<class Member>(const Field<T, Member>& field) {
      if constexpr (std::same_as<Member, Personal> || std::same_as<Member, std::optional<Personal>>)
        names.insert(field.name);
      else
        add_personal_fields<Member>(names);
    });
  }
}

template <class... Bodies>
std::set<std::string_view> personal_fields(const std::variant<Bodies...>*) {
  std::set<std::string_view> names;
  (add_personal_fields<Bodies>(names), ...);
  return names;
}

}  // namespace

TEST_CASE("publication search: a name, whatever its case, accents, white space and punctuation") {
  CHECK(names("The mother, jane ROE, said", "Jane Roe") == "1:13+8");
  CHECK(names("by Jane \n  Roe.", "Jane Roe") == "1:4+11");
  CHECK(names("JANE\xC2\xA0ROE's flat", "Jane Roe") == "1:1+8");
  CHECK(names("Chlo\xC3\xAB Mary-Ann O\xE2\x80\x99"
              "Brien",
              "chloe mary ann o'brien") == "1:1+22");
  CHECK(names("Chloe\xCC\x88 Ja\xC2\xADne", "Chlo\xC3\xAB Jane") == "1:1+12");
  CHECK(names("\xD0\x98\xD0\x92\xD0\x90\xD0\x9D", "\xD0\xB8\xD0\xB2\xD0\xB0\xD0\xBD") == "1:1+4");
  CHECK(names("Jane and Roe", "Kim Smith").empty());
}

TEST_CASE("publication search: a name is words, never a piece of one") {
  CHECK(names("annual", "Ann").empty());
  CHECK(names("Joann", "Ann").empty());
  CHECK(names("ann", "Ann") == "1:1+3");
  CHECK(names("Jane Roebuck", "Jane Roe") == "~1:1+4");
}

TEST_CASE("publication search: a part of a name where it is written with a capital letter") {
  CHECK(names("Will said that he will go", "Will Young") == "~1:1+4");
  CHECK(names("young people", "Will Young").empty());
  CHECK(names("Mrs Young and young Mr Jo", "Mrs Jo Young") == "~1:5+5");
  CHECK(names("Al and Roe", "Al Roe") == "~1:8+3");
}

TEST_CASE("publication search: the title before a name is not part of it") {
  CHECK(names("jane roe", "Mrs Jane Roe") == "1:1+8");
  CHECK(names("a boy", "Mr A").empty());
  CHECK(names("Mr A", "Mr A") == "1:1+4");
}

TEST_CASE("publication search: lines end at LF, CR or both, columns count characters") {
  CHECK(names("x\ny\r\nz\r\xC3\xA9 Roe", "Roe") == "4:3+3");
  CHECK(characters_in("\xC3\xA9 Roe\n") == 6);
}

TEST_CASE("publication search: of several values at one place the longest counts, then the oldest") {
  const std::vector<PersonalSought> sought{{PersonalKind::name, "Mary Roe", {Position{1}, 0}, "/a"},
                                           {PersonalKind::name, "Jane Roe", {Position{2}, 0}, "/b"},
                                           {PersonalKind::name, "Jane Roe", {Position{3}, 0}, "/c"}};
  const auto found = find_personal("Jane Roe, then Roe", sought);
  REQUIRE(places(found) == "1:1+8 ~1:16+3");
  CHECK(found[0].sought == 1);
  CHECK(found[1].sought == 0);
}

TEST_CASE("publication search: a date of birth in every form people write") {
  for (const char* text :
       {"2009-03-04", "2009/3/4", "4/3/2009", "04/03/2009", "4.3.09", "04-03-09", "4 / 3 / 2009", "20090304",
        "04032009", "4 March 2009", "04 march 2009", "4th March 2009", "4th of March, 2009", "4 Mar 2009",
        "4-Mar-2009", "4 Mar. 09", "March 4, 2009", "MARCH 4th\n2009", "4 March '09"}) {
    INFO(text);
    CHECK(look(text, PersonalKind::date_of_birth, "2009-03-04").size() == 1);
  }
  for (const char* text : {"3/4/2009", "5 March 2009", "4 April 2009", "4 March 2010", "4 March", "2009",
                           "14/3/2009", "4/3/2008", "March 2009", "4-3/2009", "4;3;2009"}) {
    INFO(text);
    CHECK(look(text, PersonalKind::date_of_birth, "2009-03-04").empty());
  }
  CHECK(birth("born on 4 March 2009, at", "2009-03-04") == "1:9+12");
  CHECK(birth("on 1st Sept 2009", "2009-09-01") == "1:4+13");
}

TEST_CASE(
    "publication search: a date of birth known to its month is looked for as a month, a year not at all") {
  CHECK(birth("March 2009, 03/2009, 2009-03", "2009-03") == "1:1+10 1:13+7 1:22+7");
  CHECK(birth("4 March 2009, 4 April 2009", "2009-03") == "1:1+12");
  CHECK(birth("in 2009", "2009").empty());
}

TEST_CASE("publication search: an address as a whole, a line of it with a number, its postcode") {
  const std::string home = "12 High Street, Anytown, AB1 2CD";
  CHECK(address("at 12 High Street\n  Anytown ab1 2cd.", home) == "1:4+32");
  CHECK(address("at 12, high street", home) == "~1:4+15");
  CHECK(address("AB1 2CD", home) == "~1:1+7");
  CHECK(address("Anytown, High Street", home).empty());
  CHECK(address("EF3 4GH", "Flat 2 Long Road Anytown EF3 4GH") == "~1:1+7");
}

TEST_CASE(
    "publication search: names, dates of birth and addresses are what is looked for, narrative is not") {
  CHECK(kind_of_personal("/children/0/name") == PersonalKind::name);
  CHECK(kind_of_personal("/children/1/date_of_birth") == PersonalKind::date_of_birth);
  CHECK(kind_of_personal("/address") == PersonalKind::address);
  std::set<std::string_view> narrative;
  for (const std::string_view field : personal_fields(static_cast<const FactVariant*>(nullptr)))
    if (!kind_of_personal("/" + std::string{field})) narrative.insert(field);
  // A new personal field is looked for when it is called by one of the three names. Add it here when it is
  // not to be looked for.
  const std::set<std::string_view> known{
      "account",  "action",  "answer", "comments", "description", "disputed",        "evidence",
      "interest", "measure", "note",   "outcome",  "plan",        "override_reason", "progress",
      "reason",   "reasons", "scope",  "source",   "text",        "resources",       "value"};
  CHECK(narrative == known);
}

}  // namespace reviewd
