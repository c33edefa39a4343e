// Reads the forms of notifications (config/forms/*.toml): one document, or the directory. For the start of
// the daemon and for `config check`; the directory blocks. Any thread.
#pragma once

#include <expected>
#include <filesystem>
#include <string_view>

#include "config/config_fault.hpp"
#include "domain/notification_form.hpp"

namespace reviewd {

// A fault for an unknown key, a source, fact or verification mark that is not known, a field that is there
// twice, a child's field in a section that is not asked of each child.
[[nodiscard]] std::expected<NotificationForm, ConfigFault> read_notification_form(std::string_view text,
                                                                                  std::string_view file);

// Every form of `forms` in the directory of the rules, by id. A fault as above, when the directory is
// missing, when an id is there twice, or when not exactly one of them is the letter for everybody else.
[[nodiscard]] std::expected<NotificationForms, ConfigFault> load_notification_forms(
    const std::filesystem::path& rules);

}  // namespace reviewd
