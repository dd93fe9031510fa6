#include "json/shape.h"

#include <algorithm>
#include <array>

namespace sfn::json {
namespace {

constexpr size_t kCacheSlots = 1024;
constexpr size_t kChainLimit = 32;  // wider objects grow in place; chains of wide shapes would cost their width each
thread_local constinit std::array<Shape*, kCacheSlots> shape_cache{};
thread_local constinit Shape* empty_shape = nullptr;

size_t slot_of(const std::vector<Key>& keys) {
  uint64_t hash = keys.size();
  for (const Key& key : keys) hash = (hash ^ key.hash()) * 0x9E3779B97F4A7C15ULL;
  return (hash >> 40) % kCacheSlots;
}

}  // namespace

Shape* Shape::empty() {
  if (empty_shape == nullptr) empty_shape = new Shape;
  empty_shape->retain();
  return empty_shape;
}

Shape* Shape::with_keys(const std::vector<Key>& keys) {
  if (keys.empty()) return empty();
  Shape*& slot = shape_cache[slot_of(keys)];
  if (slot == nullptr || !slot->same_keys(keys)) {
    if (slot != nullptr) slot->release();
    slot = new Shape;
    slot->keys_ = keys;
  }
  slot->retain();
  return slot;
}

Shape* Shape::extended(Shape* shape, const Key& key) {
  if (shape->child_ != nullptr && shape->child_->keys_.back() == key) {
    Shape* child = shape->child_;
    child->retain();
    shape->release();
    return child;
  }
  if (shape->refs_ == 1 && shape->child_ == nullptr) {
    shape->keys_.push_back(key);
    if (!shape->index_.empty()) shape->add_to_index(shape->keys_.size() - 1);
    return shape;
  }
  auto* longer = new Shape;
  longer->keys_.reserve(shape->size() + 1 + shape->size() / 2);
  longer->keys_ = shape->keys_;
  longer->keys_.push_back(key);
  if (shape->size() < kChainLimit) {
    if (shape->child_ != nullptr) shape->child_->release();
    longer->retain();
    shape->child_ = longer;
  }
  shape->release();
  return longer;
}

Shape* Shape::without(const Shape* shape, size_t index) {
  std::vector<Key> keys;
  keys.reserve(shape->size());
  for (size_t i = 0; i < shape->size(); ++i) {
    if (i != index) keys.push_back(shape->keys_[i]);
  }
  return with_keys(keys);
}

void Shape::release() noexcept {
  Shape* shape = this;
  while (shape != nullptr && --shape->refs_ == 0) {  // a chain of children goes by loop, not by recursion
    Shape* child = shape->child_;
    delete shape;
    shape = child;
  }
}

bool Shape::same_keys(const std::vector<Key>& keys) const noexcept {
  return keys_.size() == keys.size() && std::equal(keys_.begin(), keys_.end(), keys.begin());
}

void Shape::build_index() const {
  size_t slots = 32;
  while (slots < keys_.size() * 2) slots *= 2;
  index_.assign(slots, 0);
  for (size_t i = 0; i < keys_.size(); ++i) add_to_index(i);
}

void Shape::add_to_index(size_t position) const {
  if ((position + 1) * 2 > index_.size()) return build_index();
  const size_t mask = index_.size() - 1;
  size_t slot = keys_[position].hash() & mask;
  while (index_[slot] != 0) slot = (slot + 1) & mask;
  index_[slot] = static_cast<uint32_t>(position + 1);
}

template <class Matches>
size_t Shape::probe(uint32_t hash, Matches&& matches) const {
  if (index_.empty()) build_index();
  const size_t mask = index_.size() - 1;
  for (size_t slot = hash & mask; index_[slot] != 0; slot = (slot + 1) & mask) {
    const size_t position = index_[slot] - 1;
    if (keys_[position].hash() == hash && matches(keys_[position])) return position;
  }
  return kAbsent;
}

size_t Shape::find(const Key& key) const noexcept {
  if (keys_.size() > kIndexed) return probe(key.hash(), [&](const Key& k) { return k == key; });
  for (size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i] == key) return i;
  }
  return kAbsent;
}

size_t Shape::find(std::string_view key) const noexcept {
  if (keys_.size() > kIndexed) return probe(static_cast<uint32_t>(hash_bytes(key)) | 1U, [&](const Key& k) { return k.view() == key; });
  for (size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i].view() == key) return i;
  }
  return kAbsent;
}

void Shape::release_cache() noexcept {
  for (Shape*& slot : shape_cache) {
    if (slot != nullptr) slot->release();
    slot = nullptr;
  }
  if (empty_shape != nullptr) empty_shape->release();
  empty_shape = nullptr;
}

}  // namespace sfn::json
