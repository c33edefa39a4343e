#include "daemon/metrics.hpp"

#include <unistd.h>

#include <array>
#include <fstream>

#include "daemon/version.hpp"
#include "domain/incidents.hpp"

namespace reviewd {
namespace {

class Text {
 public:
  void figure(std::string_view name, std::string_view type, std::string_view help, const std::string& value,
              std::string_view labels = "") {
    if (help_ != name) {
      help_ = name;
      text_.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
      text_.append(name).append(" ").append(type).append("\n");
    }
    text_.append(name).append(labels).append(" ").append(value).append("\n");
  }
  void counter(std::string_view name, std::string_view help, std::uint64_t value,
               std::string_view labels = "") {
    figure(name, "counter", help, std::to_string(value), labels);
  }
  void gauge(std::string_view name, std::string_view help, std::uint64_t value,
             std::string_view labels = "") {
    figure(name, "gauge", help, std::to_string(value), labels);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::string help_;
};

std::uint64_t resident_bytes() {
  std::ifstream stream("/proc/self/statm");
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  stream >> total >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

void add_http(const HttpCounters& http, Text& text) {
  text.gauge("reviewd_http_connections_open", "Connections open now.", http.connections_open);
  text.counter("reviewd_http_connections_accepted_total", "Connections accepted.", http.connections_accepted);
  text.counter("reviewd_http_connections_refused_total", "Connections over a limit.",
               http.connections_refused);
  text.counter("reviewd_http_accept_failures_total", "Accepts that failed.", http.accept_failures);
  for (std::size_t digit = 1; digit < http.answers.size(); ++digit)
    text.counter("reviewd_http_answers_total", "Answers by the first digit of their status.",
                 http.answers[digit], "{class=\"" + std::to_string(digit) + "xx\"}");
  text.counter("reviewd_http_refusals_total", "Requests refused by the server itself.", http.refusals);
  const auto timeout = [&](const char* phase, std::uint64_t value) {
    text.counter("reviewd_http_timeouts_total", "Deadlines of connections that passed.", value,
                 std::string{"{phase=\""} + phase + "\"}");
  };
  timeout("header", http.header_timeouts);
  timeout("body", http.body_timeouts);
  timeout("idle", http.idle_timeouts);
  timeout("write", http.write_timeouts);
  text.gauge("reviewd_event_streams_open", "Readers of the event stream.", http.streams_open);
  text.counter("reviewd_event_streams_dropped_total", "Readers that were dropped because they were too slow.",
               http.streams_dropped);
  text.counter("reviewd_http_read_bytes_total", "Bytes read.", http.bytes_read);
  text.counter("reviewd_http_written_bytes_total", "Bytes written.", http.bytes_written);
}

std::string label_of(const Webhook& webhook) {
  return "webhook=\"" + std::string{webhook.id().text()} + "\"";
}

// Each figure for all webhooks before the next one, as the format wants it.
void add_webhooks(const Engine& engine, Text& text) {
  std::vector<const Webhook*> webhooks;
  for (const Webhook& webhook : engine.register_state().webhooks)
    if (!webhook.removed) webhooks.push_back(&webhook);
  for (const Webhook* webhook : webhooks)
    for (const auto& [state, name] : Words<DeliveryState>::values)
      text.gauge("reviewd_webhook_deliveries", "Deliveries of a webhook by how they stand.",
                 engine.deliveries().of(webhook->id())->count(state),
                 "{" + label_of(*webhook) + ",state=\"" + std::string{name} + "\"}");
  for (const Webhook* webhook : webhooks)
    text.gauge("reviewd_webhook_active",
               "Whether a webhook sends: it is confirmed, and neither paused nor disabled.",
               webhook->status() == WebhookStatus::active ? 1 : 0, "{" + label_of(*webhook) + "}");
  for (const Webhook* webhook : webhooks)
    text.gauge("reviewd_webhook_unreachable", "Whether a webhook failed so often that only probes are made.",
               webhook->unreachable ? 1 : 0, "{" + label_of(*webhook) + "}");
}

void add_incidents(const Engine& engine, Instant now, Text& text) {
  std::array<std::uint64_t, Words<IncidentKind>::values.size()> counts{};
  for (const OpenIncident& incident : open_incidents(engine.register_state(), engine.deliveries(), now))
    ++counts[static_cast<std::size_t>(incident.kind)];
  for (const auto& [kind, name] : Words<IncidentKind>::values)
    text.gauge("reviewd_incidents_open", "What does not go on without a person.",
               counts[static_cast<std::size_t>(kind)], "{kind=\"" + std::string{name} + "\"}");
}

void add_deliveries(const DaemonFigures& figures, Text& text) {
  text.counter("reviewd_delivery_attempts_total", "Attempts to deliver an event.", figures.delivery_attempts);
  text.counter("reviewd_delivery_results_total", "Attempts by what they came to.", figures.delivered,
               "{outcome=\"delivered\"}");
  text.counter("reviewd_delivery_results_total", "Attempts by what they came to.", figures.deliveries_failed,
               "{outcome=\"failed\"}");
}

void add_engine(const Engine& engine, const DaemonFigures& figures, Text& text) {
  text.figure("reviewd_clock_behind_seconds", "gauge", "How far the clock is behind the newest commit.",
              std::to_string(figures.clock_behind_seconds));
  text.gauge("reviewd_disk_free_bytes", "Free bytes beside the log.", figures.free_bytes);
  text.gauge("reviewd_log_position", "Newest position of the log.", engine.head().number());
  text.gauge("reviewd_log_durable_position", "Newest position that is on the medium.",
             engine.durable().number());
  text.gauge("reviewd_cases", "Cases.", engine.cases_in_order().size());
  text.counter("reviewd_mail_sent_total", "Mails that the relay took.", figures.mail_sent);
  text.counter("reviewd_mail_failed_attempts_total", "Attempts to send a mail that failed.",
               figures.mail_failed_attempts);
  text.gauge("reviewd_deadlines_open", "Deadlines that nothing met yet.", engine.due_list().entries().size());
}

}  // namespace

std::string metrics_text(const DaemonFigures& figures, const HttpCounters& http, const Engine* engine) {
  Text text;
  text.figure("reviewd_build_info", "gauge", "The version of the program.", "1",
              "{version=\"" + std::string{program_version} + "\"}");
  text.gauge("reviewd_ready", "Whether the daemon is ready.", figures.ready ? 1 : 0);
  text.counter("reviewd_commands_total", "Commands taken.", figures.commands);
  text.counter("reviewd_commits_total", "Commits written.", figures.commits);
  text.counter("reviewd_timer_turns_total", "Turns in which due deadlines were worked off.",
               figures.timer_turns);
  text.gauge("reviewd_fold_position", "How far the log was folded at the start.", figures.folded_position);
  text.figure("reviewd_fold_seconds", "gauge", "How long the log was folded at the start.",
              std::to_string(figures.fold_seconds));
  text.gauge("reviewd_clock_jumped", "Whether the clock jumped forward and waits to be accepted.",
             figures.clock_jumped ? 1 : 0);
  text.figure("process_start_time_seconds", "gauge", "When the process started, in seconds since 1970.",
              std::to_string(figures.started_seconds_since_1970));
  text.gauge("process_resident_memory_bytes", "Resident memory.", resident_bytes());
  add_http(http, text);
  add_deliveries(figures, text);
  if (engine == nullptr) return text.take();
  add_engine(*engine, figures, text);
  add_webhooks(*engine, text);
  add_incidents(*engine, figures.now, text);
  return text.take();
}

}  // namespace reviewd
