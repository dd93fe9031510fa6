// Values as Java's maps, lists and boxed numbers see them: toString, hashCode, equals, and the order of a HashSet.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "json/value.h"

namespace sfn::json {

/// toString: `{Id=1, Tags=[a, b]}`; texts without quotes, numbers as they were read, `null`.
std::string java_to_string(const Value& value);
void append_java_string(std::string& out, const Value& value);

/// hashCode of LinkedHashMap, ArrayList, String, Integer or Long, Double, Boolean; 0 for null.
int32_t java_hash_code(const Value& value);

/// equals: as operator==, but an integer never equals a number with a fraction or an exponent.
bool java_equals(const Value& left, const Value& right);

/// The values without repetitions in the order in which a java.util.HashSet lists them.
std::vector<Value> java_set(std::span<const Value> values);

}  // namespace sfn::json
