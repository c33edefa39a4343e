#include "tests/support/every_event.hpp"

#include "domain/event_schemas.hpp"

namespace reviewd {
namespace {

class Filler {
 public:
  explicit Filler(bool optional_fields) : optional_fields_(optional_fields) {}

  template <class T>
  void fill(T& value) {
    const int number = ++number_;
    if constexpr (std::same_as<T, bool>) {
      value = true;
    } else if constexpr (std::same_as<T, int>) {
      value = number;
    } else if constexpr (std::same_as<T, std::string>) {
      value = "text \"" + std::to_string(number) + "\" \xC3\xA9\n";
    } else if constexpr (std::same_as<T, Personal>) {
      value = Personal::of("personal " + std::to_string(number));
    } else if constexpr (std::same_as<T, Day>) {
      value = Day{14'000 + number};
    } else if constexpr (std::same_as<T, PartialDate>) {
      value = partial(number);
    } else if constexpr (Worded<T>) {
      value = Words<T>::values[static_cast<std::size_t>(number) % Words<T>::values.size()].first;
    } else if constexpr (Described<T>) {
      for_each_field<T>([&](const auto& field) { fill(value.*field.member); });
    } else {
      fill_other(value, number);
    }
  }

 private:
  static PartialDate partial(int number) {
    const int month = number % 12 + 1;
    if (number % 3 == 0) return *PartialDate::of(2000 + number % 20, std::nullopt, std::nullopt);
    if (number % 3 == 1) return *PartialDate::of(2000 + number % 20, month, std::nullopt);
    return *PartialDate::of(2000 + number % 20, month, number % 28 + 1);
  }

  void fill_other(FactSet& value, int number) {
    if (!optional_fields_) return;
    for (std::size_t at = 0; at < fact_count; ++at)
      value.answers[at] = static_cast<Answer>((at + static_cast<std::size_t>(number)) % 3);
  }
  void fill_other(FactName& value, int number) {
    value = static_cast<FactName>(static_cast<std::size_t>(number) % fact_count);
  }
  void fill_other(Position& value, int number) { value = Position{static_cast<std::uint64_t>(number)}; }
  void fill_other(EventId& value, int number) {
    value = {Position{static_cast<std::uint64_t>(number)}, static_cast<std::uint32_t>(number % 4)};
  }
  void fill_other(Instant& value, int number) { value = Instant{1'265'000'000'123 + number}; }
  void fill_other(Digest& value, int number) { value = Digest{bytes<Digest::size>(number)}; }
  void fill_other(Identifier& value, int number) { value = Identifier::from_random(bytes<16>(number)); }
  void fill_other(CaseId& value, int number) { value = CaseId::from_random(bytes<13>(number)); }

  template <class T>
  void fill_other(std::optional<T>& value, int) {
    if (optional_fields_) fill(value.emplace());
  }
  template <class T>
  void fill_other(std::vector<T>& value, int) {
    if (!optional_fields_) return;
    value.resize(2);
    for (T& element : value) fill(element);
  }

  template <std::size_t Size>
  static std::array<std::uint8_t, Size> bytes(int number) {
    std::array<std::uint8_t, Size> made{};
    for (std::size_t at = 0; at < Size; ++at)
      made[at] = static_cast<std::uint8_t>(static_cast<std::size_t>(number) * 7 + at);
    return made;
  }

  bool optional_fields_;
  int number_ = 0;
};

template <class... Bodies>
std::vector<Event> filled(bool optional_fields, const std::variant<Bodies...>*) {
  std::vector<Event> events;
  const auto add = [&](auto body) {
    Filler{optional_fields}.fill(body);
    events.push_back({std::nullopt, std::move(body)});
    if (optional_fields) events.back().occurred_on = PartialDate::parse("2010-03");
  };
  (add(Bodies{}), ...);
  return events;
}

}  // namespace

std::vector<Event> every_event(bool with_optional_fields) {
  return filled(with_optional_fields, static_cast<const EventVariant*>(nullptr));
}

}  // namespace reviewd
