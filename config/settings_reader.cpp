#include <array>
#include <limits>

#include "config/bounded_toml.hpp"
#include "config/settings.hpp"
#include "config/table_reader.hpp"
#include "config/text_file.hpp"
#include "domain/delivery_target.hpp"

namespace reviewd {
namespace {

constexpr std::int64_t most_bytes = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t most_reserve = 1'073'741'824;
constexpr std::size_t longest_name = 253;  // of a host, by DNS
constexpr std::array levels{LogLevel::debug, LogLevel::info, LogLevel::warning, LogLevel::error};
constexpr std::array request_logs{RequestLog::none, RequestLog::refused, RequestLog::all};

bool host_name(std::string_view name) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789.-";
  return !name.empty() && name.size() <= longest_name &&
         name.find_first_not_of(letters) == std::string_view::npos;
}

bool is_public_address(const std::string& text) {
  const auto target = read_target(text, true);
  return target && target->path == "/" && !text.ends_with('/');
}

void read_listen(TableReader reader, ListenSettings& listen) {
  if (reader.has("address")) listen.address = reader.text("address");
  if (const auto address = parse_configured_address(listen.address); !address)
    reader.refuse("address", address.error());
  if (reader.has("names")) listen.names = reader.texts("names");
  for (const std::string& name : listen.names)
    if (!host_name(name)) reader.refuse("names", "must hold host names in lower case, without a port");
  if (reader.has("public_address")) listen.public_address = reader.text("public_address", Presence::optional);
  if (!listen.public_address.empty() && !is_public_address(listen.public_address))
    reader.refuse("public_address", "must be as in https://reviewd.example.gov.uk, without a path");
  reader.refuse_unknown_keys();
}

void read_storage(TableReader reader, StorageSettings& storage) {
  if (reader.has("directory")) storage.directory = reader.text("directory");
  if (reader.has("free_space_floor"))
    storage.free_space_floor = reader.number("free_space_floor", 0, most_bytes);
  if (reader.has("revocation_floor"))
    storage.revocation_floor = reader.number("revocation_floor", 0, most_bytes);
  if (reader.has("reserve")) storage.reserve = reader.number("reserve", 0, most_reserve);
  if (storage.revocation_floor > storage.free_space_floor)
    reader.refuse("revocation_floor", "must not be above free_space_floor");
  reader.refuse_unknown_keys();
}

void read_limits(TableReader reader, Limits& limits) {
  for (const Limit& limit : limit_table())
    if (reader.has(limit.key)) limits.*limit.value = reader.number(limit.key, limit.least, limit.most);
  if (limits.page_size > limits.page_size_most)
    reader.refuse("page_size", "must not be above page_size_most");
  reader.refuse_unknown_keys();
}

void read_rules(TableReader reader, RulesSettings& rules) {
  if (reader.has("directory")) rules.directory = reader.text("directory");
  reader.refuse_unknown_keys();
}

void read_log(TableReader reader, LogSettings& log) {
  if (reader.has("level")) log.level = reader.word<LogLevel>("level", levels);
  if (reader.has("requests")) log.requests = reader.word<RequestLog>("requests", request_logs);
  reader.refuse_unknown_keys();
}

// Where an installation puts the rules; nothing where this program is none of an installation, which lies in
// <prefix>/bin.
std::filesystem::path installed_rules() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error || program.parent_path().filename() != "bin") return {};
  const std::filesystem::path rules = "/etc/reviewd";
  return std::filesystem::is_directory(rules / "editions", error) ? rules : std::filesystem::path{};
}

}  // namespace

std::expected<Settings, ConfigFault> read_settings(std::string_view text, std::string_view file_name) {
  const auto table = parse_bounded(text, file_name);
  if (!table) return std::unexpected(table.error());
  FaultKeeper faults{file_name};
  TableReader reader{*table, "", faults};
  Settings settings;
  if (reader.has("listen")) read_listen(reader.table("listen"), settings.listen);
  if (reader.has("storage")) read_storage(reader.table("storage"), settings.storage);
  if (reader.has("rules")) read_rules(reader.table("rules"), settings.rules);
  if (reader.has("mail")) read_mail(reader.table("mail"), settings.mail);
  if (reader.has("limits")) read_limits(reader.table("limits"), settings.limits);
  if (reader.has("log")) read_log(reader.table("log"), settings.log);
  reader.refuse_unknown_keys();
  if (const auto& fault = faults.first()) return std::unexpected(*fault);
  return settings;
}

std::expected<Settings, ConfigFault> load_settings(const std::filesystem::path& file) {
  const auto text = read_text_file(file);
  if (!text) return std::unexpected(text.error());
  auto settings = read_settings(*text, file.string());
  if (!settings) return settings;
  const auto beside_the_file = [&](std::string& named) {
    if (const std::filesystem::path path{named}; path.is_relative())
      named = (file.parent_path() / path).lexically_normal().string();
  };
  beside_the_file(settings->rules.directory);
  for (std::string* named : {&settings->mail.ca_file, &settings->mail.credentials_file})
    if (!named->empty()) beside_the_file(*named);
  return settings;
}

Settings built_in_settings() {
  Settings settings;
  const auto installed = installed_rules();
  settings.rules.directory = installed.empty() ? REVIEWD_SOURCE_RULES : installed.string();
  return settings;
}

}  // namespace reviewd
