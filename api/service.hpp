// What answers requests: finds the route, checks the token and its role, the media types and the parameters,
// and calls the handler. Loop thread only. The routes stand in api/routes.cpp, the handlers in one file per
// noun.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "api/application.hpp"
#include "api/call.hpp"
#include "api/event_stream.hpp"
#include "api/http_server.hpp"

namespace reviewd {

// The order of its checks is what a caller notices: 503 while the log is folded (but for /metrics), 401 by
// the token (405 before it where the path wants none), 404 and 405 by the path, 403 (or 404 where cases are
// to stay unknown) by the role, 406 and 415 by the media types, 400 by the parameters, and only then the
// handler. Route, token and role are checked again once the body is there.
class Service final : public HttpService {
 public:
  // Keeps a reference to the application, which outlives it.
  explicit Service(Application& application) : application_(application) {}

  std::optional<Response> before_body(const RequestHead& head) override;
  void handle(Request request, std::function<void(Response)> respond) override;
  Response problem(unsigned status, std::string_view code, std::string_view detail) override;
  std::string_view route_of(const RequestHead& head) override;

 private:
  // The route and the token of a request, or the refusal.
  struct Admitted {
    const Route* route = nullptr;
    const Token* token = nullptr;  // null on routes that need none
  };
  [[nodiscard]] std::expected<Admitted, Response> admit(const RequestHead& head);
  bool register_is_durable();
  std::function<void(Response)> held_until_durable(std::function<void(Response)> respond);
  std::optional<Response> refuse_head(const RequestHead& head);
  std::optional<Response> refuse_media(const RequestHead& head, const Route& route) const;
  void answer_without_token(const Route& route, const std::function<void(Response)>& respond);

  Application& application_;
  DocumentCache cache_;
  DueStretches stretches_;
  EventStreams streams_;
};

}  // namespace reviewd
