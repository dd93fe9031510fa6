// The iteration order of java.util.HashMap, which AWS's payload templates, States.JsonMerge, CSV rows and header maps come out in.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace sfn::json {

/// String.hashCode of Java, over UTF-16 units.
int32_t java_hash(std::string_view utf8);

/// Indices of `keys` in the order a HashMap lists them: ascending bucket of `hash ^ hash >>> 16`, within a bucket in order of insertion.
/// The table starts at `initial_capacity` (a power of two) and doubles while more than 3/4 full.
std::vector<size_t> java_order(const std::vector<std::string_view>& keys, size_t initial_capacity = 16);

}  // namespace sfn::json
