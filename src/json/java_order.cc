#include "json/java_order.h"

#include <algorithm>
#include <numeric>

#include "text/utf8.h"

namespace sfn::json {

int32_t java_hash(std::string_view utf8) {
  uint32_t hash = 0;
  for (const char16_t unit : text::to_utf16(utf8)) hash = hash * 31 + unit;
  return static_cast<int32_t>(hash);
}

std::vector<size_t> java_order(const std::vector<std::string_view>& keys, size_t initial_capacity) {
  size_t slots = initial_capacity;
  while (keys.size() * 4 > slots * 3) slots *= 2;
  std::vector<uint32_t> bucket;
  bucket.reserve(keys.size());
  for (const std::string_view key : keys) {
    const auto hash = static_cast<uint32_t>(java_hash(key));
    bucket.push_back((hash ^ (hash >> 16)) & static_cast<uint32_t>(slots - 1));
  }
  std::vector<size_t> order(keys.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return bucket[a] < bucket[b]; });
  return order;
}

}  // namespace sfn::json
