// What the functions do once their arguments are there. The evaluator has checked their number and kinds against the table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "intrinsic/evaluate.h"
#include "json/value.h"
#include "text/result.h"

namespace sfn::intrinsic {

/// Why a function does not answer: what AWS writes behind the expression. Empty: "Invalid arguments in States.…".
struct Problem {
  std::string words;
};

using Outcome = text::Result<json::Value, Problem>;
using Values = std::span<const json::Value>;

/// What a function has besides its arguments' values.
struct Situation {
  const Call& call;
  Environment& environment;
};

Outcome run(FunctionId id, Values values, const Situation& situation);

// arrays.cc
Outcome array_partition(Values values);
Outcome array_contains(Values values);
Outcome array_range(Values values);
Outcome array_get_item(Values values);
Outcome array_unique(Values values);
Outcome array_of(Values values);
// numbers.cc
Outcome math_add(Values values);
Outcome math_random(Values values, Environment& environment);
// texts.cc
Outcome format(Values values, const Situation& situation);
Outcome string_split(Values values);
Outcome string_to_json(Values values);
Outcome json_merge(Values values);
// digests.cc
Outcome hash(Values values, const Situation& situation);
Outcome base64_encode(Values values);
Outcome base64_decode(Values values);

/// A number without its fraction, as Java's intValue of everything that fits; nothing beyond 32 bits.
std::optional<int64_t> truncated(const json::Value& number);
/// java.util.Random(seed).nextInt(bound), bound > 0.
int32_t java_next_int(int64_t seed, int32_t bound);
[[noreturn]] void unsupported(std::string message, text::Span span);

}  // namespace sfn::intrinsic
