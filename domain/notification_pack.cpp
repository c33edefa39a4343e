#include "domain/notification_pack.hpp"

#include <algorithm>
#include <ranges>

#include "domain/acts/notice_words.hpp"
#include "domain/event_schemas.hpp"

namespace reviewd {
namespace {

// What the case holds for a field: a text, or places where personal values stand.
struct Held {
  std::optional<std::string> text;
  std::vector<FactPlace> sealed;
};

Held text(std::string value) {
  return {std::move(value), {}};
}

template <class Value>
Held text_of(const std::optional<Value>& value) {
  if (!value) return {};
  if constexpr (std::same_as<Value, std::string>)
    return text(*value);
  else if constexpr (Worded<Value>)
    return text(std::string{word_of(*value)});
  else
    return text(value->text());
}

Held place(const std::optional<Personal>& value, EventId event, std::string pointer) {
  if (!value) return {};
  return {std::nullopt, {{event, std::move(pointer)}}};
}

Held yes_or_no(bool value) {
  return text(value ? "yes" : "no");
}

// As one would write it in an address: the meaning without what explains it.
std::string recipient_words(const std::string& recipient) {
  const auto found = std::ranges::find(notice_recipients, recipient, &NoticeWord::word);
  if (found == notice_recipients.end()) return recipient;
  const std::string_view words = found->meaning.substr(0, found->meaning.find_first_of(",;:(."));
  return std::string{words.substr(0, words.find_last_not_of(' ') + 1)};
}

class Filling {
 public:
  Filling(const CaseState& state, const Deadline& deadline) : state_(state), deadline_(deadline) {}

  Held held(FormSource source, std::optional<std::size_t> child) const {
    if (is_of_a_child(source)) return child ? of_child(source, *child) : Held{};
    if (source >= FormSource::recommendation) return of_course(source);
    if (source >= FormSource::local_authority) return of_incident(source);
    return of_duty(source);
  }

 private:
  template <class Body>
  const Body* newest_of() const {
    const Fact* fact = newest<Body>(state_.facts);
    return fact == nullptr ? nullptr : &std::get<Body>(fact->body);
  }

  Held of_duty(FormSource source) const {
    const DeadlineTerms& terms = deadline_.terms;
    switch (source) {
      case FormSource::recipient:
        return terms.addressee ? text(recipient_words(terms.addressee->recipient)) : Held{};
      case FormSource::clause:
        return text(terms.clause);
      case FormSource::board:
        return text(state_.opened().board);
      case FormSource::case_label:
        return text(state_.opened().case_label);
      case FormSource::internal_ref:
        return text_of(state_.opened().internal_ref);
      case FormSource::linked_cases:
        return linked_cases();
      default:
        return {};
    }
  }

  Held linked_cases() const {
    std::string ids;
    for (const Fact& fact : state_.facts)
      if (const auto* link = std::get_if<CaseLinked>(&fact.body))
        ids.append(ids.empty() ? "" : ", ").append(link->to.text());
    return ids.empty() ? Held{} : text(ids);
  }

  Held of_incident(FormSource source) const {
    const CaseOpened& opened = state_.opened();
    const EventId event = state_.facts.front()->event;
    const auto& incident = opened.incident;
    const auto& referrer = opened.referrer;
    const auto* aware = newest_of<AwarenessRecorded>();
    switch (source) {
      case FormSource::local_authority:
        return aware == nullptr ? Held{} : text(aware->local_authority);
      case FormSource::aware_on:
        return aware == nullptr ? Held{} : text(aware->aware_on.text());
      case FormSource::brought_to_attention_on:
        return text_of(opened.brought_to_attention_on);
      case FormSource::referrer_name:
        return referrer ? place(referrer->name, event, "/referrer/name") : Held{};
      case FormSource::referrer_role:
        return referrer ? text_of(referrer->role) : Held{};
      case FormSource::referrer_agency:
        return referrer ? text_of(referrer->agency) : Held{};
      case FormSource::incident_on:
        return incident ? text_of(incident->occurred_on) : Held{};
      case FormSource::incident_nature:
        return incident ? text_of(incident->nature) : Held{};
      case FormSource::incident_description:
        return incident ? place(incident->description, event, "/incident/description") : Held{};
      default:
        return {};
    }
  }

  Held of_course(FormSource source) const {
    const Fact* decision = standing_decision(state_.facts);
    const auto* decided = decision == nullptr ? nullptr : &std::get<DecisionRecorded>(decision->body);
    const auto* recommended = newest_of<RecommendationRecorded>();
    const auto* completed = newest_of<ReviewCompleted>();
    const auto* revised = newest_of<TimetableRevised>();
    switch (source) {
      case FormSource::recommendation:
        return recommended == nullptr ? Held{} : text(std::string{word_of(recommended->recommendation)});
      case FormSource::decision:
        return decided == nullptr ? Held{} : text(std::string{word_of(decided->decision)});
      case FormSource::decided_on:
        return decided == nullptr ? Held{} : text(decided->decided_on.text());
      case FormSource::decided_by:
        return decided == nullptr ? Held{} : text(decided->decided_by);
      case FormSource::decision_reasons:
        return decided == nullptr ? Held{} : place(decided->reasons, decision->event, "/reasons");
      case FormSource::review_possible:
        return yes_or_no(decided == nullptr);
      case FormSource::review_confirmed:
        return yes_or_no(decided != nullptr && decided->decision == Course::conduct);
      case FormSource::reviewers:
        return reviewers();
      case FormSource::revised_due_on:
        return revised == nullptr ? Held{} : text(revised->revised_due_on.text());
      case FormSource::completed_on:
        return completed == nullptr ? Held{} : text(completed->completed_on.text());
      case FormSource::notified_on:
        return text_of(deadline_.met_on);
      default:
        return {};
    }
  }

  // The names of those who lead the review or write its report; personal as all names are.
  Held reviewers() const {
    Held names;
    for (const Fact& fact : state_.facts) {
      const auto* appointed = std::get_if<PersonAppointed>(&fact.body);
      const bool reviews = appointed != nullptr && (appointed->role == PersonRole::lead_reviewer ||
                                                    appointed->role == PersonRole::overview_author);
      if (reviews && appointed->name) names.sealed.push_back({fact.event, "/name"});
    }
    return names;
  }

  Held of_child(FormSource source, std::size_t index) const {
    const Child& child = state_.opened().children[index];
    const std::string pointer = "/children/" + std::to_string(index);
    const EventId event = state_.facts.front()->event;
    switch (source) {
      case FormSource::child_label:
        return text(child.label);
      case FormSource::child_name:
        return place(child.name, event, pointer + "/name");
      case FormSource::child_date_of_birth:
        return place(child.date_of_birth, event, pointer + "/date_of_birth");
      case FormSource::child_address:
        return place(child.address, event, pointer + "/address");
      default:
        return {};
    }
  }

  const CaseState& state_;
  const Deadline& deadline_;
};

// What was drafted for one field; the newest entry stands, and one without a value takes back.
struct Draft {
  std::string field;
  std::optional<std::string> child;
  std::optional<FactPlace> sealed;
  bool used = false;
};

std::vector<Draft> drafts_of(const CaseState& state, const std::string& deadline_id) {
  std::vector<Draft> drafts;
  for (const Fact& fact : state.facts) {
    const auto* drafted = std::get_if<NotificationDrafted>(&fact.body);
    if (drafted == nullptr || drafted->deadline != deadline_id) continue;
    for (std::size_t at = 0; at < drafted->entries.size(); ++at) {
      const DraftedField& entry = drafted->entries[at];
      std::erase_if(drafts, [&](const Draft& draft) {
        return draft.field == entry.field && draft.child == entry.child;
      });
      if (entry.value)
        drafts.push_back(
            {entry.field, entry.child, FactPlace{fact.event, "/entries/" + std::to_string(at) + "/value"}});
    }
  }
  return drafts;
}

class Filler {
 public:
  Filler(const CaseState& state, const Deadline& deadline)
      : state_(state),
        filling_(state, deadline),
        drafts_(drafts_of(state, deadline.terms->deadline_id)),
        answers_(answers_of(state.facts)) {}

  void add(const FormSection& section, NotificationPack& pack) {
    const std::size_t children = section.each_child ? state_.opened().children.size() : 0;
    if (children == 0) pack.sections.push_back(filled(section, std::nullopt));
    for (std::size_t child = 0; child < children; ++child) pack.sections.push_back(filled(section, child));
  }

  std::vector<StrayDraft> stray() const {
    std::vector<StrayDraft> left;
    for (const Draft& draft : drafts_)
      if (!draft.used) left.push_back({draft.field, draft.child, *draft.sealed});
    return left;
  }

 private:
  PackSection filled(const FormSection& section, std::optional<std::size_t> child) {
    PackSection made{&section, std::nullopt, {}};
    if (child) made.child = state_.opened().children[*child].label;
    for (const FormField& field : section.fields) made.fields.push_back(filled(field, child, made.child));
    return made;
  }

  PackField filled(const FormField& field, std::optional<std::size_t> child,
                   const std::optional<std::string>& label) {
    PackField made;
    made.field = &field;
    if (drafted(made, label)) return made;
    if (field.when) {
      tick(made);
    } else {
      Held held = filling_.held(field.source, child);
      made.text = std::move(held.text);
      made.sealed = std::move(held.sealed);
      const bool there = made.text || !made.sealed.empty();
      made.state = there ? PackFieldState::known : PackFieldState::missing;
    }
    if (made.state == PackFieldState::missing && !field.needed) made.state = PackFieldState::left_out;
    return made;
  }

  bool drafted(PackField& made, const std::optional<std::string>& label) {
    const auto draft = std::ranges::find_if(drafts_, [&](const Draft& candidate) {
      return candidate.field == made.field->id && candidate.child == label;
    });
    if (draft == drafts_.end()) return false;
    draft->used = true;
    made.state = PackFieldState::drafted;
    made.sealed = {*draft->sealed};
    made.drafted_in = draft->sealed->event;
    return true;
  }

  void tick(PackField& made) const {
    const Answer answer = holds(*made.field->when, answers_);
    if (answer == Answer::unknown) {
      made.missing_facts = missing_for(*made.field->when, answers_);
      return;
    }
    made.text = std::string{name_of(answer)};
    made.state = PackFieldState::known;
  }

  const CaseState& state_;
  const Filling filling_;
  std::vector<Draft> drafts_;
  const FactSet answers_;
};

}  // namespace

NotificationPack notification_pack(const CaseState& state, const Deadline& deadline,
                                   const NotificationForm& form) {
  NotificationPack pack;
  pack.form = &form;
  Filler filler{state, deadline};
  for (const FormSection& section : form.sections) filler.add(section, pack);
  pack.stray = filler.stray();
  for (const Fact& fact : state.facts)
    if (const auto* acknowledged = std::get_if<AcknowledgementRecorded>(&fact.body);
        acknowledged != nullptr && acknowledged->deadline == deadline.terms->deadline_id)
      pack.acknowledgements.push_back(fact.event);
  return pack;
}

bool is_day(FormSource source) {
  switch (source) {
    case FormSource::aware_on:
    case FormSource::brought_to_attention_on:
    case FormSource::incident_on:
    case FormSource::decided_on:
    case FormSource::revised_due_on:
    case FormSource::completed_on:
    case FormSource::notified_on:
    case FormSource::child_date_of_birth:
      return true;
    default:
      return false;
  }
}

}  // namespace reviewd
