// The table of the intrinsic functions: what the parser, the evaluator and the linter know about each.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "json/value.h"

namespace sfn::intrinsic {

enum class FunctionId : uint8_t {
#define SFN_INTRINSIC(name, ...) name,
#include "intrinsic/functions.def"
#undef SFN_INTRINSIC
};

/// What a parameter takes and a function returns.
enum class Kind : uint8_t { Any, String, Number, Boolean, Array, Object };

std::string_view name_of(Kind kind);  ///< "any value", "string", "number" …
bool accepts(Kind kind, const json::Value& value);

inline constexpr uint8_t kUnlimited = 255;

struct Function {
  FunctionId id;
  std::string_view name;  ///< with "States."
  uint8_t min_arguments;
  uint8_t max_arguments;  ///< kUnlimited: any number
  std::array<Kind, 3> parameters;
  Kind result;

  /// The kind of the argument at `index`; those behind the third are Any.
  Kind parameter(size_t index) const { return index < parameters.size() ? parameters[index] : Kind::Any; }
};

/// All 18, in the order of FunctionId.
std::span<const Function> functions();
/// By the full name, `States.Format`; case matters. nullptr if there is none.
const Function* find_function(std::string_view name);
const Function& function(FunctionId id);

}  // namespace sfn::intrinsic
