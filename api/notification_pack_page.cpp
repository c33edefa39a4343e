// The notification pack as a page: plain tables in the order of the form, with room to write where something
// is missing.
#include "api/html_text.hpp"
#include "api/notification_pack_document.hpp"
#include "domain/acts.hpp"
#include "domain/vocabulary.hpp"

namespace reviewd {
namespace {

constexpr std::string_view style = R"(
@page { size: A4; margin: 15mm; }
body { font: 11pt/1.35 Arial, Helvetica, sans-serif; color: #000; background: #fff;
  max-width: 179mm; margin: 0 auto; padding: 0 0.5mm; }
h1 { font-size: 16pt; margin: 0 0 2mm; }
h2 { font-size: 12pt; margin: 5mm 0 1mm; break-after: avoid; }
p { margin: 1mm 0; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { border: 0.3mm solid #000; padding: 1mm 2mm; text-align: left; vertical-align: top; }
th, td { overflow-wrap: anywhere; }
th { width: 38%; font-weight: normal; }
td { white-space: pre-wrap; }
tr { break-inside: avoid; }
.missing { font-style: italic; height: 8mm; }
.note { font-size: 9pt; }
)";

class Page {
 public:
  explicit Page(const PackReading& reading) : reading_(reading) {}

  std::string whole() {
    const NotificationForm& form = *reading_.pack.form;
    text_ = "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
            html_escaped(form.title) + "</title>\n<style>" + std::string{style} +
            "</style>\n</head>\n<body>\n";
    heading(form);
    missing();
    for (const PackSection& section : reading_.pack.sections) add(section);
    stray();
    acknowledgements();
    origin(form);
    return text_ + "</body>\n</html>\n";
  }

 private:
  void element(std::string_view tag, std::string_view content) {
    text_.append("<").append(tag).append(">").append(html_escaped(content));
    text_.append("</").append(tag).append(">\n");
  }

  void heading(const NotificationForm& form) {
    const DeadlineTerms& terms = reading_.deadline.terms;
    element("h1", form.title);
    element("p", reading_.state.opened().board + ", " + reading_.state.opened().case_label);
    element("p", terms.clause + ".");
    element("p", standing(terms));
    element("p", form.send_to);
  }

  std::string standing(const DeadlineTerms& terms) const {
    if (reading_.deadline.met_on)
      return "The duty was met on " + written_day(reading_.deadline.met_on->text()) + ".";
    if (terms.due_on) return "Due on " + written_day(terms.due_on->text()) + ".";
    return "No day is stated by which it is due.";
  }

  void missing() {
    std::string items;
    for (const PackSection& section : reading_.pack.sections)
      for (const PackField& field : section.fields)
        if (field.state == PackFieldState::missing)
          items +=
              "<li>" +
              html_escaped(section.child ? *section.child + ": " + field.field->label : field.field->label) +
              "</li>\n";
    if (items.empty()) return element("p", "Nothing is missing.");
    element("h2", "Still missing");
    text_ += "<ul>\n" + items + "</ul>\n";
  }

  void add(const PackSection& section) {
    const std::string child = section.child ? ": " + *section.child : "";
    element("h2", section.section->id + " " + section.section->title + child);
    text_ += "<table>\n";
    for (const PackField& field : section.fields)
      if (field.state != PackFieldState::left_out) row(field);
    text_ += "</table>\n";
  }

  void row(const PackField& field) {
    text_ += "<tr><th scope=\"row\">" + html_escaped(field.field->label) + note_of(field) + "</th>";
    cell(field.state == PackFieldState::missing, said(field));
    text_ += "</tr>\n";
  }

  void cell(bool missing, std::string_view content) {
    text_ += missing ? "<td class=\"missing\">" : "<td>";
    text_.append(html_escaped(content)).append("</td>");
  }

  static std::string note_of(const PackField& field) {
    return field.field->note.empty()
               ? ""
               : "<br><span class=\"note\">" + html_escaped(field.field->note) + "</span>";
  }

  std::string said(const PackField& field) const {
    if (field.state == PackFieldState::missing) return "";
    if (is_withheld(reading_, field)) return "(not shown to this reader)";
    const auto value = value_of(reading_, field);
    if (!value) return "(cannot be opened)";
    return field.state == PackFieldState::known && is_day(field.field->source) ? written_day(*value) : *value;
  }

  void stray() {
    if (reading_.pack.stray.empty()) return;
    element("h2", "Drafted for another form");
    text_ += "<table>\n";
    for (const StrayDraft& draft : reading_.pack.stray) {
      const auto value = reading_.values.find({draft.sealed.event, draft.sealed.pointer});
      const bool there = value != reading_.values.end() && value->second;
      text_ += "<tr><th scope=\"row\">" +
               html_escaped(draft.child ? *draft.child + ": " + draft.field : draft.field) + "</th>";
      cell(false, there ? std::string_view{*value->second} : "(not shown to this reader)");
      text_ += "</tr>\n";
    }
    text_ += "</table>\n";
  }

  void acknowledgements() {
    for (const EventId event : reading_.pack.acknowledgements) {
      const auto& body = std::get<AcknowledgementRecorded>(reading_.state.fact(event)->body);
      element("p", "Acknowledged on " + written_day(body.acknowledged_on.text()) + " by " + body.by +
                       ", reference " + body.reference + ".");
    }
  }

  void origin(const NotificationForm& form) {
    const std::string note = form.note.empty() ? "" : " " + form.note;
    text_ += "<p class=\"note\">" +
             html_escaped("Drawn from the case as recorded up to position " + reading_.known_at.text() +
                          ". Form " + form.id + ", revision " + std::to_string(form.revision) + ", " +
                          std::string{word_of(form.verification)} + ": " + form.source + "." + note) +
             "</p>\n";
  }

  const PackReading& reading_;
  std::string text_;
};

}  // namespace

std::string notification_pack_page(const PackReading& reading) {
  return Page(reading).whole();
}

std::string_view notification_pack_style() {
  return style;
}

}  // namespace reviewd
