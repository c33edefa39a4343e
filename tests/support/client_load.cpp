#include "tests/support/client_load.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>
#include <stdexcept>

namespace reviewd {
namespace {

namespace json = boost::json;

MarkedCommand opening(const std::string& mark) {
  return {mark, "/v1/cases",
          R"({"board":"Anytown LSCB","case_label":")" + mark +
              R"(","brought_to_attention_on":"2010-01-31","referrer":{"name":"Name of )" + mark + "\"}}",
          true};
}

MarkedCommand telling(const std::string& mark, const std::string& case_path) {
  return {mark, case_path + "/record-notification",
          R"({"recipient":"ofsted","subject":"decision","sent_on":"2010-02-26","reference":")" + mark + "\"}",
          false};
}

HeaderLines headers_of(const MarkedCommand& command) {
  return {{"Idempotency-Key", command.mark}};
}

std::string text_of(const json::value& event, const char* member) {
  const json::object& data = event.at("data").as_object();
  const json::value* found = data.if_contains(member);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
}

// The mark of the command that made an event; empty for every other event.
std::string mark_of(const json::value& event) {
  const json::string& type = event.at("type").as_string();
  if (type == "case_opened") return text_of(event, "case_label");
  return type == "notification_recorded" ? text_of(event, "reference") : "";
}

}  // namespace

ClientLoad::ClientLoad(const ListeningAt& address, const std::string& token, const std::string& name,
                       std::size_t clients) {
  for (std::size_t number = 0; number < clients; ++number)
    clients_.emplace_back(
        [this, address, token, mine = name + "-" + std::to_string(number)] { work(address, token, mine); });
}

ClientLoad::~ClientLoad() {
  join();
}

void ClientLoad::work(const ListeningAt& address, const std::string& token, const std::string& name) {
  ApiClient client(address, token);
  bool going_on = true;
  for (std::size_t number = 0; going_on; ++number) {
    const std::string mark = name + "-" + std::to_string(number);
    std::string location;
    going_on = carry_out(client, opening(mark), location) &&
               carry_out(client, telling(mark + "-told", location), location);
  }
  const std::lock_guard lock(mutex_);
  ++ended_;
  changed_.notify_all();
}

bool ClientLoad::carry_out(ApiClient& client, const MarkedCommand& command, std::string& location) {
  HeaderLines headers = headers_of(command);
  headers.emplace_back("Content-Type", "application/json");
  if (!command.opens_a_case) headers.emplace_back("If-Match", "*");
  const auto answer = client.try_ask("POST", command.path, headers, command.body);
  const std::lock_guard lock(mutex_);
  if (!answer) {
    unanswered.push_back(command);
    return false;
  }
  if (answer->status != (command.opens_a_case ? 201 : 200)) {
    refusals.push_back(std::to_string(answer->status) + " " + answer->body);
    return false;
  }
  if (command.opens_a_case) location = answer->header("location");
  const std::string tag = answer->header("etag");
  acknowledged.push_back({command, tag.substr(1, tag.size() - 2)});
  changed_.notify_all();
  return true;
}

void ClientLoad::wait_for(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return acknowledged.size() >= count || ended_ == clients_.size(); });
}

void ClientLoad::join() {
  for (std::thread& client : clients_)
    if (client.joinable()) client.join();
}

void AcknowledgedLedger::add(const ClientLoad& load) {
  for (const AcknowledgedCommand& done : load.acknowledged) acknowledged_[done.command.mark] = done;
  unanswered_.insert(unanswered_.end(), load.unanswered.begin(), load.unanswered.end());
}

void AcknowledgedLedger::open_case(ApiClient& client, const std::string& mark) {
  unanswered_.push_back(opening(mark));
  settle(client);
}

void AcknowledgedLedger::settle(ApiClient& client) {
  for (const MarkedCommand& command : unanswered_) {
    const ApiAnswer answer = command.opens_a_case
                                 ? client.post(command.path, command.body, headers_of(command))
                                 : client.command(command.path, command.body, headers_of(command));
    INFO(command.mark << " " << answer.body);
    REQUIRE(answer.status == (command.opens_a_case ? 201 : 200));
    const std::string tag = answer.header("etag");
    acknowledged_[command.mark] = {command, tag.substr(1, tag.size() - 2)};
  }
  unanswered_.clear();
}

std::vector<std::string> AcknowledgedLedger::read_events(ApiClient& client) {
  std::vector<std::string> events;
  std::string after = "0";
  while (!after.empty()) {
    const ApiAnswer page = client.get("/v1/events?limit=1000&after=" + after);
    if (page.status != 200) throw std::runtime_error("the log is not served: " + page.body);
    const json::value whole = page.json();
    for (const json::value& event : whole.at("events").as_array()) events.push_back(json::serialize(event));
    after = page.at("/next") == "(nothing)" ? "" : page.at("/next");
  }
  return events;
}

// Nothing when all is as it was acknowledged.
std::string AcknowledgedLedger::first_difference(ApiClient& client) {
  std::vector<std::string> events = read_events(client);
  if (events.size() < seen_.size()) return "the log is shorter than it was";
  std::map<std::string, std::string> versions;  // by mark
  std::size_t position = 0;
  for (std::size_t at = 0; at < events.size(); ++at) {
    if (at < seen_.size() && events[at] != seen_[at]) return "altered: " + seen_[at] + " is " + events[at];
    const json::value event = json::parse(events[at]);
    const std::string here = std::string(event.at("position").as_string());
    if (here == std::to_string(position + 1)) ++position;
    if (here != std::to_string(position)) return "position " + here + " follows " + std::to_string(position);
    const std::string mark = mark_of(event);
    if (!mark.empty() && !versions.emplace(mark, here).second) return "twice in the log: " + mark;
  }
  for (const auto& [mark, done] : acknowledged_) {
    const auto found = versions.find(mark);
    if (found == versions.end()) return "acknowledged and not in the log: " + mark;
    if (found->second != done.version) return "at another position: " + mark;
  }
  seen_ = std::move(events);
  return "";
}

void AcknowledgedLedger::check(ApiClient& client) {
  REQUIRE(first_difference(client) == "");
}

bool AcknowledgedLedger::holds(ApiClient& client) {
  return first_difference(client).empty();
}

}  // namespace reviewd
