// Writes JSON straight into a text, described values by their descriptors: members keep the order in which
// they are written, so that equal values give equal bytes. For what is written often (commits, documents of
// cases); where a document is built up and changed, json_write.hpp serves. Pure; any thread. Checks nothing:
// that every object and list is closed and every member has a value is the caller's business.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/event_schemas.hpp"
#include "domain/fact_names.hpp"
#include "domain/shared.hpp"
#include "storage/json_path.hpp"

namespace reviewd {

// `Sealed` is called as sealed(JsonText&, const Personal&, const std::string& pointer) and writes the value
// that stands for a personal one.
template <class Sealed>
class JsonText {
 public:
  // Adds at the end of `text`, which must outlive the writer.
  JsonText(std::string& text, Sealed sealed) : text_(text), sealed_(std::move(sealed)) {}

  void begin_object() { begin('{'); }
  void end_object() { text_ += '}'; }
  void begin_list() { begin('['); }
  void end_list() { text_ += ']'; }
  // The name of the next member, which needs no escaping; its value follows.
  void name(std::string_view name) {
    const bool first = text_.back() == '{';
    add(name.size() + (first ? 3 : 4), [&](char* at) {
      if (!first) *at++ = ',';
      *at++ = '"';
      at = std::copy(name.begin(), name.end(), at);
      *at++ = '"';
      *at = ':';
    });
  }

  void null() { raw("null"); }
  void string(std::string_view value) {
    const std::size_t plain_bytes = plain_beginning(value);
    if (plain_bytes == value.size()) return plain(value);
    begin('"');
    text_.append(value.substr(0, plain_bytes));
    add_escaped(value.substr(plain_bytes));
    text_ += '"';
  }
  // A text in which nothing needs escaping: a name, a day, a word of an enumeration.
  void plain(std::string_view value) {
    const bool comma = wants_comma();
    add(value.size() + (comma ? 3 : 2), [&](char* at) {
      if (comma) *at++ = ',';
      *at++ = '"';
      at = std::copy(value.begin(), value.end(), at);
      *at = '"';
    });
  }
  void number(std::uint64_t value) { raw_number(value); }
  // A number that the caller has written.
  void number(std::string_view digits) { raw(digits); }

  // A value that was written before, whole, or an object that is still to be ended.
  void written(std::string_view value) { raw(value); }

  // A member of an object, whatever its type; null for one that is absent.
  template <class T>
  void member(std::string_view member_name, const T& value) {
    name(member_name);
    write(value);
  }

  template <class T>
  void write(const T& value) {
    if constexpr (std::same_as<T, bool>) {
      raw(value ? "true" : "false");
    } else if constexpr (std::same_as<T, int>) {
      raw_number(value);
    } else if constexpr (std::convertible_to<const T&, std::string_view>) {
      string(value);
    } else if constexpr (std::same_as<T, Personal>) {
      sealed_(*this, value, path_.pointer());
    } else if constexpr (requires { value.has_value(); }) {
      value ? write(*value) : null();
    } else if constexpr (HeldInCommon<T>) {
      write(*value);
    } else if constexpr (Worded<T>) {
      plain(word_of(value));
    } else if constexpr (std::same_as<T, FactName>) {
      plain(name_of(value));
    } else if constexpr (std::same_as<T, FactSet>) {
      write_facts(value);
    } else if constexpr (Described<T>) {
      begin_object();
      write_members(value);
      end_object();
    } else if constexpr (requires { value.front(); }) {
      write_list(value);
    } else {
      plain(value.text());
    }
  }

  // A member of what personal values are pointed to from, written as `member` does.
  template <class T>
  void part(std::string_view member_name, const T& value) {
    name(member_name);
    path_.enter(member_name);
    write(value);
    path_.leave();
  }

  // The members of a described value that are there, inside an object that the caller begins and ends.
  template <Described T>
  void write_members(const T& value) {
    for_each_field<T>([&](const auto& field) {
      const auto& member = value.*field.member;
      using Member = std::remove_cvref_t<decltype(member)>;
      if constexpr (requires { member.has_value(); }) {
        if (member) part(field.name, *member);
      } else if constexpr (std::same_as<Member, FactSet> ||
                           (requires { member.front(); } && !std::same_as<Member, std::string>)) {
        if (!member.empty() || field.kind == FieldKind::required) part(field.name, member);
      } else {
        part(field.name, member);
      }
    });
  }

 private:
  template <class List>
  void write_list(const List& list) {
    begin_list();
    for (std::size_t index = 0; index < list.size(); ++index) {
      path_.enter(index);
      write(list[index]);
      path_.leave();
    }
    end_list();
  }

  void write_facts(const FactSet& facts) {
    begin_object();
    for (std::size_t index = 0; index < fact_count; ++index)
      if (facts.answers[index]) member(name_of(static_cast<FactName>(index)), *facts.answers[index]);
    end_object();
  }

  // So many more bytes, which `write` fills in: one call where each small piece would be one.
  template <class Write>
  void add(std::size_t bytes, Write write) {
    const std::size_t before = text_.size();
    // The size that is handed in may be the capacity (libstdc++ 12), so it is not looked at.
    text_.resize_and_overwrite(before + bytes, [&](char* text, std::size_t) {
      write(text + before);
      return before + bytes;
    });
  }

  // A value after another one in a list wants a comma; after a name or at the beginning it does not.
  bool wants_comma() const { return !text_.empty() && text_.back() != ':' && text_.back() != '['; }
  void separate() {
    if (wants_comma()) text_ += ',';
  }
  void begin(char opening) {
    separate();
    text_ += opening;
  }
  void raw(std::string_view value) {
    separate();
    text_.append(value);
  }
  template <class Number>
  void raw_number(Number value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    raw({digits, static_cast<std::size_t>(end - digits)});
  }

  // RFC 8259 wants quotation mark, reverse solidus and control characters escaped; everything else stands as
  // it is.
  static bool is_plain(char character) {
    const auto byte = static_cast<unsigned char>(character);
    return byte >= 0x20U && byte != '"' && byte != '\\';
  }
  void add_escaped(std::string_view value) {
    for (const char character : value) {
      if (is_plain(character))
        text_ += character;
      else
        add_escape(static_cast<unsigned char>(character));
    }
  }
  // How many characters at the beginning need no escaping: nearly always all of them, so they are looked at
  // in blocks, of which the compiler makes a fast loop.
  static std::size_t plain_beginning(std::string_view value) {
    std::size_t end = 0;
    while (end + block <= value.size() && plain_block(value.data() + end)) end += block;
    while (end < value.size() && is_plain(value[end])) ++end;
    return end;
  }
  static constexpr std::size_t block = 16;
  static bool plain_block(const char* characters) {
    bool all = true;
    for (std::size_t at = 0; at < block; ++at) all &= is_plain(characters[at]);
    return all;
  }
  void add_escape(unsigned char byte) {
    constexpr std::string_view letters = "btn?fr";  // 0x08 to 0x0d; 0x0b has none
    constexpr std::string_view hexadecimal = "0123456789abcdef";
    text_ += '\\';
    if (byte == '"' || byte == '\\') {
      text_ += static_cast<char>(byte);
    } else if (byte >= 0x08U && byte <= 0x0dU && byte != 0x0bU) {
      text_ += letters[byte - 0x08U];
    } else {
      text_.append("u00");
      text_ += hexadecimal[byte >> 4U];
      text_ += hexadecimal[byte & 0x0fU];
    }
  }

  std::string& text_;
  Sealed sealed_;
  JsonPath path_;
};

// For what holds no personal value.
struct NothingPersonal {
  template <class Text>
  void operator()(Text& text, const Personal&, const std::string&) const {
    text.null();
  }
};

}  // namespace reviewd
