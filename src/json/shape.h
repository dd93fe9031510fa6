// Shape: an ordered list of keys, shared by all objects that have it. Objects made alike (rows, envelopes, templates) cost their values
// only, and a lookup that remembers the last shape costs one comparison. Private to json.
#pragma once

#include <memory>
#include <vector>

#include "json/block.h"

namespace sfn::json {

class Shape {
 public:
  static constexpr size_t kAbsent = SIZE_MAX;

  static Shape* empty();  ///< a new reference
  /// The shape with exactly these keys, shared with earlier objects of this thread where possible. A new reference.
  static Shape* with_keys(const std::vector<Key>& keys);
  /// `shape` with one more key; consumes the reference. Grows in place if nobody else has it.
  static Shape* extended(Shape* shape, const Key& key);
  /// `shape` without one key; does not consume. A new reference.
  static Shape* without(const Shape* shape, size_t index);

  void retain() noexcept { ++refs_; }
  void release() noexcept;

  size_t size() const noexcept { return keys_.size(); }
  const Key& key(size_t index) const noexcept { return keys_[index]; }
  size_t find(const Key& key) const noexcept;
  size_t find(std::string_view key) const noexcept;

  static void release_cache() noexcept;

 private:
  static constexpr size_t kIndexed = 8;  // up to so many keys a scan is as fast as the index

  void build_index() const;
  void add_to_index(size_t position) const;
  bool same_keys(const std::vector<Key>& keys) const noexcept;
  template <class Matches>
  size_t probe(uint32_t hash, Matches&& matches) const;

  uint32_t refs_ = 1;
  std::vector<Key> keys_;
  mutable std::vector<uint32_t> index_;  // open addressing, position + 1; made at the first lookup
  Shape* child_ = nullptr;               // the shape with one more key that was asked for last
};

}  // namespace sfn::json
