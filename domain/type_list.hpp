// Lists of types: named, put behind one another, walked through, and made a variant. Compile-time only.
#pragma once

#include <concepts>
#include <variant>

namespace reviewd {

// Types in an order, and nothing else.
template <class... Types>
struct TypeList {};

// Several lists as one.
template <class... Lists>
struct Chained;
// The last list.
template <class... Types>
struct Chained<TypeList<Types...>> {
  using type = TypeList<Types...>;
};
// Two lists before others.
template <class... Left, class... Right, class... Rest>
struct Chained<TypeList<Left...>, TypeList<Right...>, Rest...>
    : Chained<TypeList<Left..., Right...>, Rest...> {};

// The alternatives of several variants and type lists, in order, as one variant.
template <class... Parts>
struct Joined;
template <class... Types>
struct Joined<std::variant<Types...>> {
  using type = std::variant<Types...>;
};
template <class... Left, class... Right, class... Rest>
struct Joined<std::variant<Left...>, std::variant<Right...>, Rest...>
    : Joined<std::variant<Left..., Right...>, Rest...> {};
template <class... Left, class... Right, class... Rest>
struct Joined<std::variant<Left...>, TypeList<Right...>, Rest...>
    : Joined<std::variant<Left..., Right...>, Rest...> {};

// Calls visit.operator()<T>() for each type of the list.
template <class... Types, class Visit>
constexpr void for_each_type(TypeList<Types...>, Visit&& visit) {
  (visit.template operator()<Types>(), ...);
}

// Whether a variant has this alternative; unlike a question for conversion it costs the compiler nothing.
template <class T, class Variant>
inline constexpr bool is_alternative = false;
template <class T, class... Types>
inline constexpr bool is_alternative<T, std::variant<Types...>> = (std::same_as<T, Types> || ...);

}  // namespace reviewd
