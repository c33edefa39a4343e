#include "tests/daemon/import_fixture.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "daemon/export.hpp"
#include "daemon/log_reader.hpp"
#include "storage/commit_codec.hpp"

namespace reviewd {

ImportFixture::ImportFixture(std::string_view now) : now_(*Instant::parse(now)) {
  reopen();
}

void ImportFixture::at(std::string_view instant) {
  now_ = *Instant::parse(instant);
}

void ImportFixture::reopen() {
  const auto opened = try_to_reopen({});
  INFO((opened ? "" : opened.error()));
  REQUIRE(opened.has_value());
}

std::expected<void, std::string> ImportFixture::try_to_reopen(std::function<bool(Position)> go_on) {
  store_.reset();
  Settings settings;
  settings.storage.directory = (directory_ / "data").string();
  settings.rules.directory = REVIEWD_SOURCE_DIR "/config";
  OpenOptions options;
  options.now = [this] { return now_; };
  options.go_on = std::move(go_on);
  auto opened = Store::open(settings, options);
  if (!opened) return std::unexpected(opened.error());
  store_ = std::move(*opened);
  return {};
}

ImportReport ImportFixture::import(const std::string& text, bool dry_run) {
  return import(text, ImportOptions{dry_run, directory_ / "reviews.csv"});
}

ImportReport ImportFixture::import_mapped(const std::string& text, const std::string& mapping) {
  const auto read = read_import_mapping(mapping, "mapping.toml");
  INFO((read ? "" : read.error().text()));
  REQUIRE(read.has_value());
  return import(text, ImportOptions{false, directory_ / "reviews.csv", *read});
}

std::string ImportFixture::exported() {
  std::ostringstream out;
  export_reviews(*store_, out);
  return out.str();
}

ImportReport ImportFixture::import(const std::string& text, const ImportOptions& options) {
  write_file(directory_ / "reviews.csv", text);
  std::ostringstream out;
  std::ostringstream err;
  auto report = import_reviews(*store_, options, now_, out, err);
  output_ = out.str();
  messages_ = err.str();
  INFO((report ? "" : report.error()));
  REQUIRE(report.has_value());
  return std::move(*report);
}

std::string ImportFixture::refused(const std::string& text) {
  write_file(directory_ / "reviews.csv", text);
  std::ostringstream ignored;
  const auto report = import_reviews(*store_, {false, directory_ / "reviews.csv"}, now_, ignored, ignored);
  REQUIRE_FALSE(report.has_value());
  return report.error();
}

const CaseState& ImportFixture::of_row(const std::string& row_id) {
  const auto case_id = store_->engine().case_of_row(row_id);
  INFO(row_id);
  REQUIRE(case_id.has_value());
  return *store_->engine().find(*case_id);
}

std::size_t ImportFixture::events(std::string_view type) {
  const auto commits = read_commits(store_->log(), Position{1}, store_->engine().head());
  REQUIRE(commits.has_value());
  std::size_t count = 0;
  for (const Commit& commit : *commits)
    for (const Event& event : commit.events) count += type_of(event.body) == type ? 1 : 0;
  return count;
}

std::string ImportFixture::personal(const CaseState& state, EventId event, const std::string& pointer) {
  std::vector<PersonalShown> places{{event, pointer, event, pointer, {}}};
  REQUIRE(
      open_personal(store_->log(), store_->keys(), store_->log_id(), state.id.text(), places).has_value());
  return places.front().value.value_or("");
}

std::string sample_text() {
  return file_bytes(REVIEWD_SOURCE_DIR "/config/samples/real_reviews.csv");
}

std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(text.find(from, at + 1) == std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace reviewd
