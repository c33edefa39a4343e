#include <algorithm>

#include "domain/register.hpp"

namespace reviewd {

const Feed* RegisterState::feed(const Digest& hash) const {
  const auto found = feed_by_hash.find(hash);
  if (found == feed_by_hash.end() || feeds[found->second].revoked) return nullptr;
  return &feeds[found->second];
}

const Feed* RegisterState::feed_by_id(const Identifier& feed_id) const {
  const auto found = std::ranges::find(feeds, feed_id, &Feed::feed_id);
  return found == feeds.end() || found->revoked ? nullptr : &*found;
}

Result<FeedAdded> decide_feed(const RegisterState& state, const AddFeed& command) {
  const auto same_caller = [&](const Feed& feed) {
    return !feed.revoked && feed.token_id == command.token_id;
  };
  if (std::ranges::count_if(state.feeds, same_caller) >= feeds_of_a_token_max)
    return not_allowed("too_many_feeds", "The caller has " + std::to_string(feeds_of_a_token_max) +
                                             " feeds; one must be revoked before another is made.");
  return FeedAdded{command.feed_id, command.token_id, command.hash, command.board_id, command.kind};
}

Result<FeedRevoked> decide_feed(const RegisterState& state, const RevokeFeed& command) {
  if (state.feed_by_id(command.feed_id) == nullptr)
    return not_found("no_such_feed", "There is no such feed.");
  return FeedRevoked{command.feed_id};
}

}  // namespace reviewd
