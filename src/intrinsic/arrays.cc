#include <algorithm>

#include "intrinsic/library.h"
#include "json/java_value.h"

namespace sfn::intrinsic {

Outcome array_of(Values values) {
  json::ArrayBuilder items(values.size());
  items.append(values);
  return items.build();
}

Outcome array_partition(Values values) {
  const auto size = truncated(values[1]);
  if (!size || *size < 1) return Problem{};
  json::ArrayBuilder chunks;
  Values rest = values[0].items();
  while (!rest.empty()) {
    const size_t count = std::min(static_cast<size_t>(*size), rest.size());
    chunks.push(*array_of(rest.first(count)));
    rest = rest.subspan(count);
  }
  return chunks.build();
}

Outcome array_contains(Values values) {
  const Values items = values[0].items();
  return json::Value::boolean(
      std::any_of(items.begin(), items.end(), [&](const json::Value& item) { return json::java_equals(item, values[1]); }));
}

Outcome array_range(Values values) {
  const auto first = truncated(values[0]);
  const auto last = truncated(values[1]);
  const auto step = truncated(values[2]);
  if (!first || !last || !step || *step == 0) return Problem{};
  const int64_t distance = *last - *first;
  const bool wrong_way = (distance < 0) != (*step < 0) && distance != 0;
  const int64_t count = wrong_way ? 0 : distance / *step + 1;
  if (count > static_cast<int64_t>(kMaxRangeItems)) return Problem{};
  json::ArrayBuilder items(static_cast<size_t>(count));
  for (int64_t i = 0; i < count; ++i) items.push(json::Value::integer(*first + i * *step));
  return items.build();
}

// An empty array answers every index with null.
Outcome array_get_item(Values values) {
  const Values items = values[0].items();
  const auto index = truncated(values[1]);
  if (items.empty()) return json::Value::null();
  if (!index || *index < 0 || static_cast<size_t>(*index) >= items.size()) return Problem{};
  return items[static_cast<size_t>(*index)];
}

Outcome array_unique(Values values) {
  return array_of(json::java_set(values[0].items()));
}

}  // namespace sfn::intrinsic
