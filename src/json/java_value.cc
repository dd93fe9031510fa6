#include "json/java_value.h"

#include <algorithm>
#include <bit>
#include <unordered_map>

#include "json/java_order.h"
#include "json/writer.h"

namespace sfn::json {
namespace {

void append_list(std::string& out, const Value& array) {
  out += '[';
  for (size_t i = 0; i < array.size(); ++i) {
    if (i > 0) out += ", ";
    append_java_string(out, array[i]);
  }
  out += ']';
}

void append_map(std::string& out, const Value& object) {
  out += '{';
  bool first = true;
  for (const Member& member : object.members()) {
    if (!first) out += ", ";
    first = false;
    out += member.key.view();
    out += '=';
    append_java_string(out, member.value);
  }
  out += '}';
}

// Java's arithmetic wraps around; unsigned numbers do so without undefined behaviour.
uint32_t hash_of_number(const Value& number) {
  if (!number.is_int()) {
    const double value = number.as_double();
    const auto bits = std::bit_cast<uint64_t>(value);
    return static_cast<uint32_t>(bits ^ (bits >> 32U));
  }
  const int64_t value = number.as_int();
  if (value >= INT32_MIN && value <= INT32_MAX) return static_cast<uint32_t>(value);
  const auto bits = static_cast<uint64_t>(value);
  return static_cast<uint32_t>(bits ^ (bits >> 32U));
}

uint32_t hash_of(const Value& value) {
  switch (value.type()) {
    case Type::Boolean: return value.is_true() ? 1231 : 1237;
    case Type::Number: return hash_of_number(value);
    case Type::String: return static_cast<uint32_t>(java_hash(value.as_string()));
    case Type::Array: {
      uint32_t hash = 1;
      for (const Value& item : value.items()) hash = 31 * hash + hash_of(item);
      return hash;
    }
    case Type::Object: {
      uint32_t hash = 0;
      for (const Member& member : value.members()) hash += static_cast<uint32_t>(java_hash(member.key.view())) ^ hash_of(member.value);
      return hash;
    }
    default: return 0;
  }
}

bool equal_lists(const Value& left, const Value& right) {
  const auto a = left.items();
  const auto b = right.items();
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), java_equals);
}

bool equal_maps(const Value& left, const Value& right) {
  if (left.size() != right.size()) return false;
  for (const Member& member : left.members()) {
    const Value* other = right.find(member.key);
    if (other == nullptr || !java_equals(member.value, *other)) return false;
  }
  return true;
}

/// HashMap's bucket: the upper half of the hash is mixed into the lower.
uint32_t bucket(int32_t hash, size_t table) {
  const auto bits = static_cast<uint32_t>(hash);
  return (bits ^ (bits >> 16U)) & static_cast<uint32_t>(table - 1);
}

}  // namespace

std::string java_to_string(const Value& value) {
  std::string out;
  append_java_string(out, value);
  return out;
}

void append_java_string(std::string& out, const Value& value) {
  if (value.is_string()) {
    out += value.as_string();
  } else if (value.is_array()) {
    append_list(out, value);
  } else if (value.is_object()) {
    append_map(out, value);
  } else {
    append_json(out, value);
  }
}

int32_t java_hash_code(const Value& value) {
  return static_cast<int32_t>(hash_of(value));
}

bool java_equals(const Value& left, const Value& right) {
  if (left.type() != right.type()) return false;
  if (left.is_number()) return left.is_int() == right.is_int() && left == right;
  if (left.is_array()) return equal_lists(left, right);
  if (left.is_object()) return equal_maps(left, right);
  return left == right;
}

std::vector<Value> java_set(std::span<const Value> values) {
  std::vector<Value> unique;
  std::vector<int32_t> hashes;
  std::unordered_multimap<int32_t, size_t> seen;
  for (const Value& value : values) {
    const int32_t hash = java_hash_code(value);
    const auto [first, last] = seen.equal_range(hash);
    if (std::any_of(first, last, [&](const auto& entry) { return java_equals(unique[entry.second], value); })) continue;
    seen.emplace(hash, unique.size());
    unique.push_back(value);
    hashes.push_back(hash);
  }
  size_t table = 16;
  while (unique.size() * 4 > table * 3) table *= 2;
  std::vector<size_t> order(unique.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return bucket(hashes[a], table) < bucket(hashes[b], table); });
  std::vector<Value> out;
  for (const size_t index : order) out.push_back(unique[index]);
  return out;
}

}  // namespace sfn::json
