// A small HTTP client over a blocking socket: one connection, kept open, one question at a time; it never
// asks twice by itself. One thread at a time. No TLS, no chunked answers: the daemon sends none. Tests only.
#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace reviewd {

// Where a daemon listens: a Unix socket, or a port of 127.0.0.1.
struct ListeningAt {
  std::uint16_t port = 0;
  std::string socket_path;
};

using HeaderLines = std::vector<std::pair<std::string, std::string>>;

struct ApiAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case; the last of equal ones
  std::string body;

  std::string header(const std::string& name) const;
  boost::json::value json() const;
  // The member of the body at a JSON Pointer: texts as they are, everything else as JSON; "(nothing)" where
  // there is none.
  std::string at(const std::string& pointer) const;
};

class ApiClient {
 public:
  // `token` goes with every question; none when it is empty.
  ApiClient(ListeningAt address, std::string token);
  ApiClient(const ApiClient&) = delete;
  ApiClient& operator=(const ApiClient&) = delete;
  ~ApiClient();

  // Nothing when the connection failed, or ended before the whole answer was there.
  std::optional<ApiAnswer> try_ask(const std::string& method, const std::string& path,
                                   const HeaderLines& headers = {},
                                   const std::optional<std::string>& body = {});
  // The same; throws where there is no answer.
  ApiAnswer ask(const std::string& method, const std::string& path, const HeaderLines& headers = {},
                const std::optional<std::string>& body = {});
  ApiAnswer get(const std::string& path, const HeaderLines& headers = {});
  // With Content-Type: application/json.
  ApiAnswer post(const std::string& path, const std::string& body, HeaderLines headers = {});
  // The same with If-Match: *.
  ApiAnswer command(const std::string& path, const std::string& body, HeaderLines headers = {});

 private:
  bool connected();
  bool send_all(const std::string& bytes);
  std::optional<ApiAnswer> read_answer(bool without_body);
  bool read_more();
  void close();

  ListeningAt address_;
  std::string token_;
  int socket_ = -1;
  std::string unread_;
};

}  // namespace reviewd
