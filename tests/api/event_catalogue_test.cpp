// docs/events.md and docs/api.md are made from the descriptors and the route table: with UPDATE_GOLDEN=1 they
// are written, otherwise compared.
#include <catch2/catch.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "api/json_schema.hpp"
#include "api/routes.hpp"
#include "domain/acts/notice_words.hpp"
#include "domain/command_schemas.hpp"
#include "domain/event_schemas.hpp"
#include "tests/support/golden_file.hpp"
#include "tests/tidy/source.hpp"

namespace reviewd {
namespace {

template <class T>
struct Inner {
  using Type = T;
};
template <class T>
struct Inner<std::optional<T>> : Inner<T> {};
template <class T, class Allocator>
struct Inner<std::vector<T, Allocator>> : Inner<T> {};

// How a table says what a member holds.
template <class Member>
std::string type_text() {
  using T = typename Inner<Member>::Type;
  const std::string list = is_list_v<Member> ? "list of " : "";
  if constexpr (std::same_as<T, bool>)
    return list + "yes or no";
  else if constexpr (std::same_as<T, int>)
    return list + "whole number";
  else if constexpr (std::same_as<T, std::string>)
    return list + "text";
  else if constexpr (std::same_as<T, Personal>)
    return list + "sealed text";
  else if constexpr (std::same_as<T, PartialDate>)
    return list + "day, may be partial";
  else if constexpr (std::same_as<T, FactSet>)
    return "answers";
  else if constexpr (Described<T>)
    return list + "`" + std::string{Schema<T>::name} + "`";
  else if constexpr (Worded<T>)
    return list + "word";
  else
    return list + std::string{component_of<T>()};
}

template <class Owner, class Member>
std::string flags_text(const Field<Owner, Member>& field) {
  std::string flags;
  const auto add = [&](const char* flag) { flags += (flags.empty() ? "" : ", ") + std::string{flag}; };
  if (std::same_as<typename Inner<Member>::Type, Personal>) add("personal");
  if (!always_there(field, SchemaUse::shown)) add("optional");
  if (field.kind == FieldKind::result) add("result");
  return flags;
}

template <Described T>
void print_fields(std::ostream& page) {
  page << "| field | holds | flags | what it says |\n|---|---|---|---|\n";
  for_each_field<T>([&]<class Member>(const Field<T, Member>& field) {
    page << "| `" << field.name << "` | " << type_text<Member>() << " | " << flags_text(field) << " | "
         << field.doc << " |\n";
  });
}

template <Described T>
void print_described(std::ostream& page) {
  page << "\n### " << Schema<T>::name << ", version " << Schema<T>::version << "\n\n"
       << Schema<T>::doc << "\n\n";
  print_fields<T>(page);
}

template <class T>
void print_words(std::ostream& page, const char* what) {
  page << "| " << what << " | ";
  bool first = true;
  for (const auto& [value, name] : Words<T>::values) {
    page << (first ? "" : ", ") << "`" << name << "`";
    first = false;
  }
  page << " |\n";
}

// The words of an act's own fields, under the name of its event.
template <Described T>
void print_words_of(std::ostream& page) {
  for_each_field<T>([&]<class Member>(const Field<T, Member>& field) {
    using Value = typename Inner<Member>::Type;
    if constexpr (Worded<Value>)
      print_words<Value>(page, (std::string{field.name} + " of " + std::string{Schema<T>::name}).c_str());
  });
}

template <std::size_t... Index>
void print_events(std::ostream& page, std::index_sequence<Index...>) {
  const std::size_t register_begins = EventBody{LogCreated{}}.index();
  page << "\n## Events of a case\n";
  const auto print = [&]<std::size_t At>(std::integral_constant<std::size_t, At>) {
    if (At == register_begins) page << "\n## Events of the register\n";
    print_described<std::variant_alternative_t<At, EventVariant>>(page);
  };
  (print(std::integral_constant<std::size_t, Index>{}), ...);
}

std::string event_catalogue() {
  std::ostringstream page;
  page << "# Events\n\n"
          "Made by `tests/api/event_catalogue_test.cpp` from the descriptors in `domain/`; "
          "`UPDATE_GOLDEN=1` writes it anew.\n\n"
          "`personal`: sealed apart from the open part of the event; the API shows where it stands, not what "
          "it says. `optional`: may be absent. `result`: worked out by the daemon, never sent by a caller "
          "and never corrected.\n";
  print_events(page, std::make_index_sequence<std::variant_size_v<EventVariant>>{});
  page << "\n## Parts of events\n";
  print_described<Incident>(page);
  print_described<Child>(page);
  print_described<Referrer>(page);
  print_described<Consulted>(page);
  print_described<ImportSource>(page);
  print_described<Advice>(page);
  print_described<RowResult>(page);
  print_described<DeadlineTerms>(page);
  print_described<DayRange>(page);
  print_described<Step>(page);
  print_described<Awaited>(page);
  page << "\n## Words\n\n| of | words |\n|---|---|\n";
  print_words<IncidentNature>(page, "nature of an incident");
  print_words<Course>(page, "recommendation and decision");
  print_words<Relation>(page, "relation of a link");
  print_words<DeadlineState>(page, "state of a deadline");
  print_words<Outcome>(page, "advice, and outcome of a row");
  print_words<Verification>(page, "verification");
  print_words<Origin>(page, "origin");
  print_words<DueKind>(page, "which day a reminder belongs to");
  print_words<DocumentKind>(page, "document of rules");
  print_words<Role>(page, "role");
  for_each_type(Acts{}, [&]<class Body>() { print_words_of<Body>(page); });
  page << "\n## Words of notices\n\nBeside any other plain word.\n\n| recipient | who |\n|---|---|\n";
  for (const NoticeWord& known : notice_recipients)
    page << "| `" << known.word << "` | " << known.meaning << " |\n";
  page << "\n| subject | what |\n|---|---|\n";
  for (const NoticeWord& known : notice_subjects)
    page << "| `" << known.word << "` | " << known.meaning << " |\n";
  return page.str();
}

std::string roles_text(const Route& route) {
  if (route.roles.empty()) return "no token needed";
  std::string text;
  for (const auto& [role, name] : Words<Role>::values)
    if (route.roles.has(role)) text += (text.empty() ? "" : ", ") + std::string{name};
  return text;
}

std::string route_page() {
  std::ostringstream page;
  page << "# Routes\n\n"
          "Made by `tests/api/event_catalogue_test.cpp` from `api/routes.cpp`; `UPDATE_GOLDEN=1` writes it "
          "anew. `GET /openapi.json` says the rest: bodies, header fields, answers, codes.\n\n"
          "HEAD is answered wherever GET is. A token without one of the roles gets `403`, or `404` about one "
          "case when it may see no case at all.\n\n"
          "| method and path | roles | parameters | what |\n|---|---|---|---|\n";
  for (const Route& route : route_table()) {
    page << "| `" << route.method << " " << route.path << "` | " << roles_text(route) << " | ";
    bool first = true;
    for (const QueryParameter& parameter : route.parameters) {
      page << (first ? "" : ", ") << "`" << parameter.name << "`";
      first = false;
    }
    page << " | " << route.summary << " |\n";
  }
  page << "\n## Parameters\n\n| parameter | what |\n|---|---|\n";
  std::set<std::string> lines;
  for (const Route& route : route_table())
    for (const QueryParameter& parameter : route.parameters)
      lines.insert("| `" + std::string{parameter.name} + "` | " + std::string{parameter.doc} + " |\n");
  for (const std::string& line : lines) page << line;
  return page.str();
}

// The paths that a text spells out, with {…} for what stands in braces.
std::set<std::string> paths_in(const std::string& text) {
  static const std::regex expression(R"(/v1(/[a-z-]+|/\{[a-z_]+\}|\.ics)+)");
  std::set<std::string> paths;
  const std::sregex_iterator end;
  for (std::sregex_iterator at(text.begin(), text.end(), expression); at != end; ++at)
    paths.insert(at->str());
  return paths;
}

}  // namespace

TEST_CASE("docs/events.md is what the descriptors say", "[golden]") {
  check_golden_file("docs/events.md", event_catalogue());
}

TEST_CASE("docs/api.md is what the route table says", "[golden]") {
  check_golden_file("docs/api.md", route_page());
}

TEST_CASE("tidy: every path that a source or a page of docs/ spells is a route or leads to one", "[tidy]") {
  for (const Source& source : tree()) {
    const bool looked_at = (source.in("api") && source.cpp()) || source.in("docs");
    if (!looked_at) continue;
    for (const std::string& path : paths_in(source.text)) {
      INFO(source.path << " spells " << path);
      bool leads = false;
      for (const Route& route : route_table()) leads = leads || route.path.starts_with(path);
      CHECK(leads);
    }
  }
  CHECK(paths_in("see /v1/cases/{case_id}/personal.").contains("/v1/cases/{case_id}/personal"));
}

}  // namespace reviewd
