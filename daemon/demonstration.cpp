#include "daemon/demonstration.hpp"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "domain/event_schemas.hpp"
#include "storage/command_codec.hpp"
#include "storage/hash.hpp"

namespace reviewd {
namespace {

constexpr std::string_view usual_office = "Board office";

Instant noon_of(Day day) {
  return *Instant::parse(day.text() + "T12:00:00Z");
}

std::string at_line(std::size_t number, const std::string& sentence) {
  return "Line " + std::to_string(number) + ": " + sentence;
}

// Every "<begin…end>" of the text by what `with` makes of its inside; nothing from `with` is a fault.
template <class With>
std::expected<std::string, std::string> replaced(std::string text, std::string_view begin,
                                                 std::string_view end, With with) {
  for (auto from = text.find(begin); from != std::string::npos; from = text.find(begin, from)) {
    const auto to = text.find(end, from + begin.size());
    if (to == std::string::npos) return std::unexpected("something is not closed");
    const std::string inside = text.substr(from + begin.size(), to - from - begin.size());
    const std::optional<std::string> made = with(inside);
    if (!made) return std::unexpected("'" + inside + "' stands for nothing");
    text.replace(from, to + end.size() - from, "\"" + *made + "\"");
  }
  return text;
}

std::expected<std::string, std::string> with_days(std::string text, Day today) {
  return replaced(std::move(text), "\"@", "\"", [&](const std::string& inside) -> std::optional<std::string> {
    const char* first = inside.data() + (inside.starts_with('+') ? 1 : 0);
    int days = 0;
    const auto [end, fault] = std::from_chars(first, inside.data() + inside.size(), days);
    if (fault != std::errc{} || end != inside.data() + inside.size()) return std::nullopt;
    return today.plus_days(days).text();
  });
}

class LineReader {
 public:
  explicit LineReader(DemonstrationLine& line) : line_(line) {}

  std::expected<void, std::string> read(const std::string& text) {
    simdjson::dom::object object;
    if (parser_.parse(text).get(object) != simdjson::SUCCESS) return std::unexpected("it is no JSON object");
    for (const auto& [name, value] : object)
      if (!take(name, value)) return std::unexpected("'" + std::string{name} + "' has no place or form here");
    const bool of_case = !line_.case_name.empty() && !line_.command.empty() && !line_.body.empty();
    if (line_.on == Day{} || of_case == !line_.terms.board.empty())
      return std::unexpected("it is neither a command on a case nor the terms of a board");
    return {};
  }

 private:
  bool take(std::string_view name, simdjson::dom::element value) {
    if (name == "on") return day(value, line_.on);
    if (name == "case") return text(value, line_.case_name);
    if (name == "by") return text(value, line_.by);
    if (name == "command") return text(value, line_.command);
    if (name == "imported") return value.get(line_.imported) == simdjson::SUCCESS;
    if (name == "board") return text(value, line_.terms.board);
    if (name == "changed_over_on") return day(value, line_.terms.changed_over_on.emplace());
    if (name == "local_editions") return texts(value, line_.terms.local_editions);
    if (name != "body" || !value.is_object()) return false;
    line_.body = simdjson::minify(value);
    return true;
  }
  static bool text(simdjson::dom::element value, std::string& into) {
    std::string_view read;
    if (value.get(read) != simdjson::SUCCESS) return false;
    into = std::string{read};
    return !into.empty();
  }
  static bool day(simdjson::dom::element value, Day& into) {
    std::string written;
    if (!text(value, written)) return false;
    const auto read = Day::parse(written);
    if (read) into = *read;
    return read.has_value();
  }
  static bool texts(simdjson::dom::element value, std::vector<std::string>& into) {
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS) return false;
    for (const auto element : list)
      if (!text(element, into.emplace_back())) return false;
    return true;
  }

  simdjson::dom::parser parser_;
  DemonstrationLine& line_;
};

bool is_known(std::string_view command) {
  const auto names = command_names();
  return std::ranges::find(names, command) != names.end() || command == Schema<PublicationChecked>::command;
}

std::string why(const Rejection& rejection) {
  std::string text = rejection.code + ": " + rejection.detail;
  for (const Fault& fault : rejection.faults) text += " " + fault.pointer + " " + fault.detail;
  return text;
}

class Performance {
 public:
  explicit Performance(Store& store) : store_(store) {}

  std::expected<void, std::string> perform(const DemonstrationLine& line) {
    const Instant now = noon_of(line.on);
    store_.work_off(now);
    if (line.case_name.empty()) return settle(store_.carry_out(line.terms, Store::own_meta(), now), now);
    auto body = with_ids(line);
    if (!body) return std::unexpected(body.error());
    const auto command = read_command(line.command, *body);
    if (!command) return std::unexpected(why(command.error()));
    return settle(store_.carry_out(*command, meta_of(line), now), now);
  }

 private:
  std::expected<void, std::string> settle(const Reply& reply, Instant now) {
    if (const auto* rejection = std::get_if<Rejection>(&reply)) return std::unexpected(why(*rejection));
    store_.work_off(now);
    return {};
  }

  CommandMeta meta_of(const DemonstrationLine& line) {
    CommandMeta meta = Store::own_meta();
    const std::string office = line.by.empty() ? std::string{usual_office} : line.by;
    meta.actor = {"demonstration-" + office, office};
    meta.demand.any = true;
    if (line.command == "open-case") {
      std::array<std::uint8_t, 13> random{};
      random_bytes(random);
      cases_[line.case_name] = CaseId::from_random(random);
      meta.new_board_id = Store::own_meta().command_id;
    }
    meta.case_id = cases_[line.case_name];
    if (line.imported) {
      meta.origin = Origin::import;
      meta.imported = ImportSource{line.case_name, sha256(line.case_name).text()};
    }
    return meta;
  }

  std::expected<std::string, std::string> with_ids(const DemonstrationLine& line) {
    const auto state = store_.engine().find(cases_[line.case_name]);
    return replaced(line.body, "\"<", ">\"", [&](const std::string& inside) -> std::optional<std::string> {
      constexpr std::string_view of_case = "case ";
      if (!inside.starts_with(of_case)) return event_named(state.get(), inside);
      const auto other = cases_.find(inside.substr(of_case.size()));
      if (other == cases_.end()) return std::nullopt;
      return std::string{other->second.text()};
    });
  }

  // "hold_placed": the newest event of that name; "hold_placed 1": the first.
  static std::optional<std::string> event_named(const CaseState* state, std::string_view words) {
    const std::string_view name = words.substr(0, words.find(' '));
    std::size_t number = 0;
    if (name.size() < words.size())
      std::from_chars(words.data() + name.size() + 1, words.data() + words.size(), number);
    std::vector<EventId> made;
    if (state != nullptr)
      for (const Fact& fact : state->facts)
        std::visit(
            [&]<class Body>(const Body&) {
              if (Schema<Body>::name == name) made.push_back(fact.event);
            },
            fact.body);
    if (made.empty() || number > made.size()) return std::nullopt;
    return number == 0 ? made.back().text() : made[number - 1].text();
  }

  Store& store_;
  std::map<std::string, CaseId, std::less<>> cases_;
};

}  // namespace

std::expected<std::vector<DemonstrationLine>, std::string> read_demonstration(std::string_view text,
                                                                              Day today) {
  std::vector<DemonstrationLine> lines;
  std::size_t number = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto written = with_days(std::string{text.substr(0, end)}, today);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (written && written->empty()) continue;
    DemonstrationLine line;
    line.number = number;
    if (!written) return std::unexpected(at_line(number, written.error() + "."));
    if (const auto read = LineReader(line).read(*written); !read)
      return std::unexpected(at_line(number, read.error() + "."));
    if (!line.command.empty() && !is_known(line.command))
      return std::unexpected(at_line(number, "there is no command '" + line.command + "'."));
    if (today < line.on) return std::unexpected(at_line(number, "its day lies ahead."));
    lines.push_back(std::move(line));
  }
  std::ranges::sort(lines, {}, [](const DemonstrationLine& line) { return std::pair{line.on, line.number}; });
  return lines;
}

std::expected<void, std::string> perform(const std::vector<DemonstrationLine>& lines, Store& store,
                                         Instant now) {
  if (!store.engine().cases_in_order().empty())
    return std::unexpected("The log holds cases already; a demonstration wants an empty one.");
  Performance performance(store);
  for (const DemonstrationLine& line : lines)
    if (const auto done = performance.perform(line); !done)
      return std::unexpected(at_line(line.number, done.error()));
  store.work_off(now);
  return {};
}

}  // namespace reviewd
