#include "domain/fact_pointer.hpp"

#include <charconv>
#include <functional>

#include "domain/event_schemas.hpp"

namespace reviewd {
namespace {

// The first segment of a pointer ("/children/0/name" -> "children") and what follows it ("/0/name").
std::optional<std::pair<std::string_view, std::string_view>> split(std::string_view pointer) {
  if (pointer.empty() || pointer[0] != '/') return std::nullopt;
  const auto end = pointer.find('/', 1);
  if (end == std::string_view::npos) return std::pair{pointer.substr(1), std::string_view{}};
  return std::pair{pointer.substr(1, end - 1), pointer.substr(end)};
}

// What is done at a place once it is found: read it, or write a text into it.
struct Reader {
  PlaceInFact place;

  void personal(const std::optional<Personal>& value) { place = {true, std::nullopt, value.has_value()}; }
  void open(std::optional<std::string> text) {
    place.given = text.has_value();
    place.text = std::move(text);
  }
};

struct Writer {
  std::string_view value;
  bool accepted = false;
};

template <class T>
std::optional<std::string> text_of(const T& value) {
  if constexpr (std::same_as<T, std::string>)
    return value;
  else if constexpr (std::same_as<T, PartialDate> || std::same_as<T, Day> || std::same_as<T, Digest>)
    return value.text();
  else if constexpr (std::same_as<T, Answer>)
    return std::string{name_of(value)};
  else if constexpr (Worded<T>)
    return std::string{word_of(value)};
  else if constexpr (std::same_as<T, int>)
    return std::to_string(value);
  else
    return std::nullopt;
}

template <class T>
std::optional<T> parsed(std::string_view text) {
  if constexpr (std::same_as<T, std::string>) {
    if (text.empty()) return std::nullopt;
    return std::string{text};
  } else if constexpr (std::same_as<T, PartialDate> || std::same_as<T, Day> || std::same_as<T, Digest>) {
    return T::parse(text);
  } else if constexpr (std::same_as<T, Answer>) {
    return answer_named(text);
  } else if constexpr (std::same_as<T, int>) {
    int number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
  } else {
    for (const auto& [candidate, name] : Words<T>::values)
      if (name == text) return candidate;
    return std::nullopt;
  }
}

template <class T>
concept OpenText = std::same_as<T, std::string> || std::same_as<T, PartialDate> || std::same_as<T, Day> ||
                   std::same_as<T, Digest> || std::same_as<T, Answer> || std::same_as<T, int> || Worded<T>;

enum class Found { yes, no, not_a_fact };

template <class T, class Action>
Found at_leaf(T& value, Action& action) {
  if constexpr (std::same_as<Action, Reader>)
    action.open(text_of(value));
  else if (auto made = parsed<T>(action.value)) {
    value = std::move(*made);
    action.accepted = true;
  }
  return Found::yes;
}

template <class T, class Action>
Found at_optional_leaf(std::optional<T>& value, Action& action) {
  if constexpr (std::same_as<Action, Reader>) {
    action.open(value ? text_of(*value) : std::nullopt);
  } else if (auto made = parsed<T>(action.value)) {
    value = std::move(*made);
    action.accepted = true;
  }
  return Found::yes;
}

template <class Action>
Found at_personal(std::optional<Personal>& value, Action& action) {
  if constexpr (std::same_as<Action, Reader>) {
    action.personal(value);
  } else {
    value = Personal::sealed();
    action.accepted = true;
  }
  return Found::yes;
}

template <class Action>
Found at_answers(FactSet& facts, std::string_view rest, Action& action) {
  const auto segment = split(rest);
  const auto name = segment && segment->second.empty() ? fact_named(segment->first) : std::nullopt;
  if (!name) return Found::no;
  auto& answer = facts.answers[static_cast<std::size_t>(*name)];
  if constexpr (std::same_as<Action, Reader>) {
    action.open(answer ? std::optional{std::string{name_of(*answer)}} : std::nullopt);
  } else if (const auto made = answer_named(action.value)) {
    answer = *made;
    action.accepted = true;
  }
  return Found::yes;
}

template <class T, class Action>
Found visit_place(T& value, std::string_view rest, Action& action);

template <class T, class Action>
Found at_element(std::vector<T>& list, std::string_view rest, Action& action) {
  const auto segment = split(rest);
  std::size_t index = 0;
  if (!segment) return Found::no;
  const auto& digits = segment->first;
  if (digits.size() > 1 && digits[0] == '0') return Found::no;  // RFC 6901: one way to write an index
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  if (fault != std::errc{} || end != digits.data() + digits.size() || index >= list.size()) return Found::no;
  return visit_place(list[index], segment->second, action);
}

template <class T, class Action>
Found in_members(T& value, std::string_view rest, Action& action) {
  const auto segment = split(rest);
  if (!segment) return Found::no;
  Found found = Found::no;
  for_each_field<T>([&](const auto& field) {
    if (field.name != segment->first) return;
    found = field.kind == FieldKind::result ? Found::not_a_fact
                                            : visit_place(value.*field.member, segment->second, action);
  });
  return found;
}

template <class T, class Action>
Found visit_place(T& value, std::string_view rest, Action& action) {
  if constexpr (std::same_as<T, FactSet>) {
    return at_answers(value, rest, action);
  } else if constexpr (OpenText<T>) {
    return rest.empty() ? at_leaf(value, action) : Found::no;
  } else if constexpr (std::same_as<T, Personal>) {
    std::optional<Personal> given = value;
    return rest.empty() ? at_personal(given, action) : Found::no;
  } else if constexpr (std::same_as<T, std::optional<Personal>>) {
    return rest.empty() ? at_personal(value, action) : Found::no;
  } else if constexpr (requires { value.has_value(); }) {
    using Inside = typename T::value_type;
    if constexpr (OpenText<Inside>)
      return rest.empty() ? at_optional_leaf(value, action) : Found::no;
    else if constexpr (Described<Inside>) {
      if constexpr (std::same_as<Action, Writer>)
        if (!value) value.emplace();
      Inside absent;
      return in_members(value ? *value : absent, rest, action);
    } else
      return Found::not_a_fact;
  } else if constexpr (Described<T>) {
    return in_members(value, rest, action);
  } else if constexpr (requires { value.front(); }) {
    return at_element(value, rest, action);
  } else {
    return Found::not_a_fact;
  }
}

// Acts are replaced by other acts, a case does not change its board, and a link stands on two cases: these
// are no slips of the pen.
bool replaced_not_corrected(const FactBody& body, std::string_view pointer) {
  if (std::holds_alternative<DecisionRecorded>(body)) return pointer == "/decision";
  if (std::holds_alternative<CaseOpened>(body)) return pointer == "/board";
  if (std::holds_alternative<CaseLinked>(body)) return pointer == "/relation";
  return false;
}

template <class T>
void collect(const T& value, const std::string& pointer, std::vector<std::string>& places) {
  if constexpr (std::same_as<T, Personal>) {
    places.push_back(pointer);
  } else if constexpr (requires { value.has_value(); }) {
    if (value) collect(*value, pointer, places);
  } else if constexpr (Described<T>) {
    for_each_field<T>([&](const auto& field) {
      collect(value.*field.member, pointer + "/" + std::string{field.name}, places);
    });
  } else if constexpr (requires { value.front(); } && !std::same_as<T, std::string>) {
    for (std::size_t at = 0; at < value.size(); ++at)
      collect(value[at], pointer + "/" + std::to_string(at), places);
  }
}

}  // namespace

Result<PlaceInFact> place_in_fact(const FactBody& body, std::string_view pointer) {
  if (replaced_not_corrected(body, pointer))
    return not_allowed("not_a_fact",
                       "This is not corrected: a decision is replaced by record-decision with "
                       "\"replaces\", a case stays with its board, and a link is made anew.");
  FactBody copy = body;
  Reader reader;
  const Found found = std::visit([&](auto& event) { return visit_place(event, pointer, reader); }, copy);
  if (found == Found::not_a_fact)
    return not_allowed("not_a_fact",
                       "The pointer names a result; only facts are corrected, results follow from them.");
  if (found == Found::no) return invalid("/pointer", "no_such_field", "The event has no such field.");
  return reader.place;
}

Result<void> correct_fact(FactBody& body, std::string_view pointer, std::string_view value) {
  Writer writer{value};
  const Found found = std::visit([&](auto& event) { return visit_place(event, pointer, writer); }, body);
  if (found != Found::yes) return invalid("/pointer", "no_such_field", "The event has no such field.");
  if (!writer.accepted)
    return invalid("/value", "wrong_value", "The value is not one that this field can hold.");
  // Who was told is stated from now on.
  auto* told = std::get_if<NotificationRecorded>(&body);
  if (told != nullptr && pointer == "/recipient") told->inferred.reset();
  return {};
}

std::vector<std::string> personal_places(const FactBody& body) {
  std::vector<std::string> places;
  std::visit([&](const auto& event) { collect(event, "", places); }, body);
  return places;
}

}  // namespace reviewd
