#include "domain/case_roll.hpp"

#include <utility>

#include "domain/assert.hpp"

namespace reviewd {
namespace {

constexpr std::size_t chunk_size = 1024;

}  // namespace

const std::shared_ptr<const CaseState>& CaseRoll::at(std::size_t number) const {
  REVIEWD_ASSERT(number < size_);
  return (*chunks_[number / chunk_size])[number % chunk_size];
}

CaseRoll::Chunk& CaseRoll::own(std::size_t chunk) {
  if (lent_[chunk]) {
    chunks_[chunk] = std::make_shared<Chunk>(*chunks_[chunk]);
    lent_[chunk] = false;
  }
  return *chunks_[chunk];
}

void CaseRoll::add(std::shared_ptr<const CaseState> state) {
  if (size_ % chunk_size == 0) {
    chunks_.push_back(std::make_shared<Chunk>());
    lent_.push_back(false);
  }
  own(size_ / chunk_size).push_back(std::move(state));
  ++size_;
}

void CaseRoll::replace(std::size_t number, std::shared_ptr<const CaseState> state) {
  REVIEWD_ASSERT(number < size_);
  own(number / chunk_size)[number % chunk_size] = std::move(state);
}

std::vector<std::shared_ptr<const CaseState>> CaseRoll::states() const {
  std::vector<std::shared_ptr<const CaseState>> all;
  all.reserve(size_);
  for (const auto& chunk : chunks_) all.insert(all.end(), chunk->begin(), chunk->end());
  return all;
}

CaseRoll CaseRoll::held() const {
  lent_.assign(chunks_.size(), true);
  return *this;
}

}  // namespace reviewd
