// The states of all cases in the order of opening, which can be held still at a moment without a step for
// each case. Changed on one thread only.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "domain/case_state.hpp"

namespace reviewd {

// One entry for each case, by its number in the order of opening. Numbers are never freed.
class CaseRoll {
 public:
  std::size_t size() const { return size_; }
  // `number`: less than size().
  const std::shared_ptr<const CaseState>& at(std::size_t number) const;

  // All of them: a step for each, so not for the loop.
  std::vector<std::shared_ptr<const CaseState>> states() const;

  void add(std::shared_ptr<const CaseState> state);
  // `number`: less than size(). What is held stays as it was.
  void replace(std::size_t number, std::shared_ptr<const CaseState> state);

  // The roll as it stands now, for any thread, whatever becomes of this one. Called on the thread that
  // changes this one. Costs a step for each thousand cases, and one copy of a thousand pointers at the next
  // change of any of them.
  CaseRoll held() const;

 private:
  using Chunk = std::vector<std::shared_ptr<const CaseState>>;

  Chunk& own(std::size_t chunk);

  std::vector<std::shared_ptr<Chunk>> chunks_;
  mutable std::vector<bool> lent_;  // whose chunk somebody else may be reading; such a one is not changed
  std::size_t size_ = 0;
};

}  // namespace reviewd
