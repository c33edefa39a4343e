#include "api/event_stream.hpp"

#include <algorithm>

#include "api/access.hpp"
#include "api/event_document.hpp"
#include "api/problem.hpp"
#include "storage/commit_codec.hpp"

namespace reviewd {
namespace {

// One piece looks at so many commits, and ends after so many bytes.
constexpr std::size_t commits_each_piece = 500;
constexpr std::size_t piece_bytes = 256 * 1024;

// After which event a reader goes on; without an index after all of the commit.
struct Place {
  Position position;
  std::optional<std::uint32_t> index;
  std::optional<Identifier> log_id = std::nullopt;  // of the log that the reader read

  static std::optional<Place> parse(std::string_view text) {
    Place place;
    if (text.size() > Identifier::length && text[Identifier::length] == '.') {
      place.log_id = Identifier::parse(text.substr(0, Identifier::length));
      if (!place.log_id) return std::nullopt;
      text.remove_prefix(Identifier::length + 1);
    }
    if (text == "0") return place;
    const auto event = EventId::parse(text);
    const auto position = event ? event->position : Position::parse(text);
    if (!position) return std::nullopt;
    place.position = *position;
    if (event) place.index = event->index;
    return place;
  }
  bool passed(EventId event) const {
    if (event.position != position) return event.position < position;
    return !index || event.index <= *index;
  }
};

// Events of one piece, and how far they were looked at.
struct Piece {
  std::string text;
  Position last;
};

// Commits as a reader may see them.
struct Read {
  std::vector<Commit> commits;
  std::vector<bool> shown;
  std::vector<Identifier> log_ids;  // under which each was recorded
};

std::string line_of(const Identifier& log_id, const std::string& place) {
  return "id: " + std::string{log_id.text()} + "." + place + "\n";
}

Piece piece_of(const Read& read, const std::optional<std::string>& type, const Place& from) {
  Piece piece;
  for (std::size_t at = 0; at < read.commits.size() && piece.text.size() < piece_bytes; ++at) {
    const Commit& commit = read.commits[at];
    piece.last = commit.position;
    if (!read.shown[at]) continue;
    for (std::uint32_t index = 0; index < commit.events.size(); ++index) {
      const EventId id{commit.position, index};
      if (from.passed(id) || (type && type_of(commit.events[index].body) != *type)) continue;
      piece.text += line_of(read.log_ids[at], id.text()) + "data: " + event_document(commit, index) + "\n\n";
    }
  }
  return piece;
}

}  // namespace

class EventStream final : public ResponseStream, public std::enable_shared_from_this<EventStream> {
 public:
  EventStream(Calling call, EventFilter filter, Place from)
      : call_(std::move(call)), filter_(std::move(filter)), from_(from) {
    ++call_->streams.open_;
  }
  ~EventStream() override { leave(); }

  void next(std::function<void(std::string)> give) override {
    give_ = std::move(give);
    go_on();
  }

  std::string heartbeat() override { return place_line() + ": nothing new\n\n"; }

  std::string last_words(StreamEnd why) override {
    return why == StreamEnd::too_slow ? ended("too_slow") : ended("stopping");
  }

  void gone() override {
    give_ = nullptr;
    leave();
  }

  // Reads what follows, or waits for it.
  void go_on() {
    if (!give_) return;
    if (!still_allowed()) return end_with("token_revoked");
    const Position durable = call_->engine().durable();
    const Position first = from_.index ? from_.position : from_.position.next();
    if (durable < first) return call_->streams.wait(call_->application, durable, weak_from_this());
    call_->application.read_range(
        first, commits_each_piece,
        [self = shared_from_this()](const Application::Commits& commits) { self->took(commits); });
  }

 private:
  // A right that was taken away meanwhile ends the stream at once.
  bool still_allowed() const {
    const Token* token = call_->engine().register_state().token_by_id(call_->token.token_id);
    return token != nullptr && !token->revoked;
  }

  void took(const Application::Commits& commits) {
    if (!give_) return;
    if (!commits) return end_with("log_unreadable");
    Read read{*commits, {}, {}};
    for (const Commit& commit : *commits) {
      read.shown.push_back(is_shown(call_, commit, filter_));
      read.log_ids.push_back(call_->engine().register_state().log_id_at(commit.position));
    }
    work_out(
        call_,
        [read = std::move(read), type = filter_.type, from = from_] { return piece_of(read, type, from); },
        [self = shared_from_this()](Piece piece) { self->gave(std::move(piece)); });
  }

  void gave(Piece piece) {
    if (!give_) return;
    from_ = {piece.last, std::nullopt};
    if (piece.text.empty()) return go_on();
    std::exchange(give_, nullptr)(piece.text);
  }

  // An id without data moves the place of the reader and is no event to it.
  std::string place_line() const {
    return line_of(call_->engine().register_state().log_id_at(from_.position), from_.position.text());
  }

  std::string ended(std::string_view reason) const {
    return place_line() + "event: ended\ndata: {\"reason\":\"" + std::string{reason} + "\",\"position\":\"" +
           from_.position.text() + "\"}\n\n";
  }

  // What it ends with, and then the end.
  void end_with(std::string_view reason) {
    if (said_why_) return std::exchange(give_, nullptr)("");
    said_why_ = true;
    std::exchange(give_, nullptr)(ended(reason));
  }

  void leave() {
    if (!std::exchange(left_, true)) --call_->streams.open_;
  }

  Calling call_;
  EventFilter filter_;
  Place from_;
  std::function<void(std::string)> give_;
  bool said_why_ = false;
  bool left_ = false;
};

void EventStreams::wait(Application& application, Position after, const std::weak_ptr<EventStream>& stream) {
  waiting_.push_back(stream);
  if (std::exchange(asked_, true)) return;
  application.when_durable(after.next(), [this] { wake(); });
}

void EventStreams::wake() {
  asked_ = false;
  for (const auto& waiting : std::exchange(waiting_, {}))
    if (const auto stream = waiting.lock()) stream->go_on();
}

bool is_shown(const Calling& call, const Commit& commit, const EventFilter& filter) {
  if (filter.case_id && commit.subject.case_id != filter.case_id) return false;
  if (!commit.subject.case_id) return sees_register(call->token);
  const auto state = call->engine().find(*commit.subject.case_id);
  return state && sees_case(call->token, *state);
}

namespace {

// What the reader saw and this log has not: it was read before a restore, beyond what the copy held. Said
// only where the reader says which log it read.
std::optional<Response> not_of_this_log(const Calling& call, const Place& place) {
  const RegisterState& state = call->engine().register_state();
  if (!place.log_id || *place.log_id == state.log_id_at(place.position)) return std::nullopt;
  const auto first_other = std::ranges::find_if(
      state.restored, [&](const auto& restored) { return restored.first <= place.position; });
  const std::string shared = first_other == state.restored.end()
                                 ? ""
                                 : " It goes on after=" + Position{first_other->first.number() - 1}.text() +
                                       ", up to where both are the same.";
  return problem(400, "not_of_this_log", "This log has no event of that name: it was restored." + shared);
}

}  // namespace

void respond_with_stream(const Calling& call, std::optional<Position> after, const EventFilter& filter) {
  Place from{after.value_or(Position{}), std::nullopt};
  if (const auto last = call->request.head.fields.first("last-event-id")) {
    const auto place = Place::parse(*last);
    if (!place) return call->respond(bad_parameter("Last-Event-ID", "the id of an event of this stream"));
    from = *place;
  }
  if (auto bad = not_of_this_log(call, from)) return call->respond(std::move(*bad));
  if (call->engine().durable() < from.position)
    return call->respond(problem(400, "beyond_the_log", "The log does not reach that position."));
  if (call->streams.open() >= call->application.event_streams_max())
    return call->respond(problem(503, "too_many_streams", "Too many readers of the event stream."));
  Response response{200,
                    {{"Content-Type", "text/event-stream; charset=utf-8"},
                     {"Cache-Control", "no-store"},
                     {"X-Accel-Buffering", "no"}},
                    nullptr};
  if (!call->head()) response.stream = std::make_shared<EventStream>(call, filter, from);
  call->respond(std::move(response));
}

}  // namespace reviewd
