// A value that is held in common: whoever copies it copies a pointer. For what never changes once it is made
// and is copied often, so that the state after a command shares with the state before it all that stayed as
// it was. Any thread may read and copy.
#pragma once

#include <memory>
#include <set>
#include <utility>

namespace reviewd {

// Read like the value itself, and equal when the values are. It is changed only by putting another one in its
// place, which nobody notices who holds the old one.
template <class T>
class Shared {
 public:
  Shared() : value_(nothing()) {}
  Shared(T value)  // NOLINT(google-explicit-constructor): a value can be held in common without being asked
      : value_(std::make_shared<const T>(std::move(value))) {}

  operator const T&() const { return *value_; }  // NOLINT(google-explicit-constructor)
  const T& operator*() const { return *value_; }
  const T* operator->() const { return value_.get(); }

  // Whether both are one and the same, which is known without looking at the values.
  bool same(const Shared& other) const { return value_ == other.value_; }
  bool operator==(const Shared& other) const { return same(other) || *value_ == *other.value_; }

 private:
  // All that hold nothing yet hold the same.
  static const std::shared_ptr<const T>& nothing() {
    static const auto made = std::make_shared<const T>();
    return made;
  }

  std::shared_ptr<const T> value_;
};

// Keeps one of each value, for values of which there are few and which many hold. One thread.
template <class T>
class OneOfEach {
 public:
  // Puts the one that is kept in the place of an equal one.
  void hold(Shared<T>& value) { value = *kept_.insert(value).first; }

 private:
  struct Smaller {
    bool operator()(const Shared<T>& left, const Shared<T>& right) const {
      return !left.same(right) && *left < *right;
    }
  };
  std::set<Shared<T>, Smaller> kept_;
};

template <class T>
inline constexpr bool held_in_common = false;
template <class T>
inline constexpr bool held_in_common<Shared<T>> = true;

// A type that holds its value in common with others, and is written as that value.
template <class T>
concept HeldInCommon = held_in_common<T>;

}  // namespace reviewd
