// What makes an act: a body that a person sends as a command and that then stands in the log as an event, one
// and the same. Its descriptor says all that is needed to route, read, write, describe and show it.
//
// Beside name (of the event), version, doc and fields, Schema<T> of an act has
//   command   the name of the command in kebab case: "place-hold"
//   day       the member that says when it happened, or nullptr where no day is claimed
//   section   the list of the case document in which it stands
//   example   a body, with "<thing>" where the id of an event goes that an earlier example made
// and may have
//   within           the object of the case document that its section stands in
//   made_by_handler  true: a handler of its own makes the act from another body; the example
//                    is the act itself
// An act that carries another one forward (lifts a hold) also has
//   Thing     the act that made what it carries forward
//   thing     the member that names the event of that act; the list named `section` stands inside the thing
// and may have
//   by_chair     true: a chair's token may do it too
//   when_closed  true: a closed case takes it
//   in_order     true: those about one thing are its steps, whose days do not run back
// Compile-time only.
#pragma once

#include <optional>
#include <string_view>
#include <type_traits>

#include "domain/schema.hpp"
#include "domain/type_list.hpp"

namespace reviewd {

// A body whose descriptor has what an act needs.
template <class T>
concept Act = Described<T> && requires {
  Schema<T>::command;
  Schema<T>::section;
  Schema<T>::example;
};

// An act about a thing that another act made.
template <class T>
concept CarriesForward = Act<T> && requires {
  typename Schema<T>::Thing;
  Schema<T>::thing;
};

// Whether a chair's token may do it too.
template <Act T>
consteval bool also_by_chair() {
  if constexpr (requires { Schema<T>::by_chair; }) return Schema<T>::by_chair;
  return false;
}

// Whether a closed case takes it.
template <Act T>
consteval bool also_when_closed() {
  if constexpr (requires { Schema<T>::when_closed; }) return Schema<T>::when_closed;
  return false;
}

// The object of the case document in which its section stands; empty: in the document itself.
template <Act T>
consteval std::string_view object_of_section() {
  if constexpr (requires { Schema<T>::within; }) return Schema<T>::within;
  return {};
}

// Whether the act is made by a handler of its own, and its members are never sent.
template <Act T>
consteval bool made_by_handler() {
  if constexpr (requires { Schema<T>::made_by_handler; }) return Schema<T>::made_by_handler;
  return false;
}

// Whether those about one thing are its steps, one after the other.
template <Act T>
consteval bool goes_in_order() {
  if constexpr (requires { Schema<T>::in_order; }) return Schema<T>::in_order;
  return false;
}

// The name of the field that a member pointer of T belongs to; empty when no descriptor names it.
template <Described T, class Member>
constexpr std::string_view field_name(Member T::* member) {
  std::string_view found;
  for_each_field<T>([&](const auto& field) {
    if constexpr (std::is_same_v<decltype(field.member), Member T::*>)
      if (field.member == member) found = field.name;
  });
  return found;
}

}  // namespace reviewd
