// The answer of a receiver, as its bytes come in: Beast's parser with bounds around it. One thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reviewd {

// One answer. Interim answers (100 Continue) are passed over.
class DeliveryAnswer {
 public:
  // more: not whole yet. broken_off: the connection ended within it.
  enum class State { more, whole, broken_off, malformed, too_long };

  // `body_bytes_max`: longer bodies are too_long, and so are header sections over 16 KB.
  explicit DeliveryAnswer(std::size_t body_bytes_max);
  ~DeliveryAnswer();
  DeliveryAnswer(const DeliveryAnswer&) = delete;
  DeliveryAnswer& operator=(const DeliveryAnswer&) = delete;

  void take(std::string_view bytes);
  // The other side will send nothing more.
  void ended();

  State state() const;
  // Nothing before the header section is whole.
  std::optional<int> status() const;
  // Names in lower case, in the order sent.
  std::vector<std::pair<std::string, std::string>> headers() const;
  // As far as it was read.
  std::string body() const;

 private:
  struct Parsing;
  std::unique_ptr<Parsing> parsing_;
};

}  // namespace reviewd
