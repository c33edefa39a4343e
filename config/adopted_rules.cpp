#include "config/adopted_rules.hpp"

#include "config/rule_files.hpp"

namespace reviewd {

std::expected<std::shared_ptr<const RuleBook>, std::string> book_of(
    const std::vector<AdoptedDocument>& adopted, Position until) {
  auto book = std::make_shared<RuleBook>();
  for (const AdoptedDocument& document : adopted) {
    if (document.adopted_at > until) continue;
    auto read = read_rule_document(document.kind, *document.text, document.id);
    if (!read)
      return std::unexpected("The adopted text of '" + document.id +
                             "' cannot be read: " + read.error().text());
    if (auto* edition = std::get_if<Edition>(&read->parsed))
      book->add(std::move(*edition));
    else
      book->add(std::move(std::get<Calendar>(read->parsed)));
  }
  return book;
}

}  // namespace reviewd
