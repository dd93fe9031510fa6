// Arrays.
#include <cmath>
#include <unordered_set>

#include "jsonata/evaluator.h"
#include "jsonata/functions/declarations.h"
#include "jsonata/functions/random.h"
#include "jsonata/merge_sort.h"
#include "text/utf8.h"

namespace sfn::jsonata::functions {

using json::ArrayBuilder;
using json::Value;

namespace {

bool all_numbers(const Value& array) {
  for (const Value& item : array.items()) {
    if (!is_numeric(item)) return false;
  }
  return true;
}

bool all_strings(const Value& array) {
  for (const Value& item : array.items()) {
    if (!item.is_string()) return false;
  }
  return true;
}

Value from_vector(std::vector<Value>& items) {
  ArrayBuilder out(items.size());
  for (Value& item : items) out.push(std::move(item));
  return out.build();
}

template <class Swap>
Value sorted(Call& call, Swap swap) {
  std::vector<Value> items(call[0].items().begin(), call[0].items().end());
  merge_sort(items, [&](const Value& left, const Value& right) {
    call.evaluator.charge(1);
    return swap(left, right);
  });
  return from_vector(items);
}

// What a comparator gives is judged as the reference's language does, not by $boolean: every array and object is true.
bool says_swap(const Value& verdict) {
  if (verdict.is_array() || verdict.is_object() || verdict.is_foreign()) return true;
  return verdict.is_number() ? verdict.as_double() != 0 && !std::isnan(verdict.as_double()) : truth(verdict);
}

struct Equal {
  bool operator()(const Value* a, const Value* b) const { return *a == *b; }
};
struct Hash {
  size_t operator()(const Value* value) const { return value->hash(); }
};

void spread_into(const Value& value, ArrayBuilder& out) {
  if (value.is_array()) {
    for (const Value& item : value.items()) spread_into(item, out);
    return;
  }
  if (!value.is_object()) return out.push(value);
  for (const auto& [key, member] : value.members()) {
    json::ObjectBuilder one(1);
    one.set(key, member);
    out.push(one.build());
  }
}

}  // namespace

Value append(Call& call) {
  Value left = std::move(call.arguments[0]);
  return call.evaluator.append(std::move(left), call[1]);
}

Value reverse(Call& call) {
  if (call[0].is_undefined() || call[0].size() <= 1) return call[0];
  call.evaluator.charge_items(call[0]);
  const auto items = call[0].items();
  ArrayBuilder out(items.size());
  for (size_t i = items.size(); i-- > 0;) out.push(items[i]);
  return out.build();
}

Value shuffle(Call& call) {
  if (call[0].is_undefined() || call[0].size() <= 1) return call[0];
  call.evaluator.charge(call[0].size());
  std::vector<Value> items(call[0].items().begin(), call[0].items().end());
  for (size_t i = items.size() - 1; i > 0; --i) std::swap(items[i], items[next_random(call.evaluator.environment()) % (i + 1)]);
  return from_vector(items);
}

Value sort(Call& call) {
  if (call[0].is_undefined() || call[0].size() <= 1) return call[0];
  if (!call[1].is_undefined()) {
    Evaluator::Lease arguments(call.evaluator);
    return sorted(call, [&](const Value& left, const Value& right) {
      arguments->clear();
      arguments->push_back(left);
      arguments->push_back(right);
      return says_swap(call.evaluator.apply(call[1], *arguments, Value::null(), call.frame));
    });
  }
  if (all_numbers(call[0])) return sorted(call, [](const Value& a, const Value& b) { return a.as_double() > b.as_double(); });
  if (!all_strings(call[0])) throw Failure("D3070").argument(1);
  return sorted(call, [&](const Value& a, const Value& b) {
    call.evaluator.charge_text(a.as_string().size());
    return text::compare_utf16(a.as_string(), b.as_string()) > 0;
  });
}

Value distinct(Call& call) {
  if (!call[0].is_array() || call[0].size() <= 1) return call[0];
  std::unordered_set<const Value*, Hash, Equal> seen;
  ArrayBuilder out;
  for (const Value& item : call[0].items()) {
    call.evaluator.charge(1);
    call.evaluator.charge_whole(item);
    if (seen.insert(&item).second) out.push(item);
  }
  return is_sequence(call[0]) ? as_sequence(out.build()) : out.build();
}

Value zip(Call& call) {
  size_t length = SIZE_MAX;
  for (const Value& array : call.arguments) length = std::min(length, array.size());
  ArrayBuilder out;
  if (length != SIZE_MAX) call.evaluator.charge(length * call.arguments.size());
  for (size_t i = 0; i < length && length != SIZE_MAX; ++i) {
    ArrayBuilder tuple(call.arguments.size());
    for (const Value& array : call.arguments) tuple.push(array[i]);
    out.push(tuple.build());
  }
  return out.build();
}

Value spread(Call& call) {
  if (!call[0].is_array() && !call[0].is_object()) return call[0];
  ArrayBuilder out;
  spread_into(call[0], out);
  call.evaluator.charge(2 * out.size());
  return call[0].is_object() || call[0].size() == 0 ? as_sequence(out.build()) : out.build();
}

}  // namespace sfn::jsonata::functions
