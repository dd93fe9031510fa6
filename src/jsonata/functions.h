// The built-in functions: one table (functions.def), one C++ function each. In: checked arguments. Out: a value, or a Failure.
#pragma once

#include <span>
#include <string_view>

#include "jsonata/evaluate.h"
#include "jsonata/signature.h"

namespace sfn::jsonata {

class Evaluator;
struct Frame;

/// One call of a built-in function. Arguments are as the signature wants them; those that were left out may be missing at the end.
struct Call {
  Evaluator& evaluator;
  Arguments& arguments;
  const json::Value& context;
  Frame* frame;

  /// Undefined if absent.
  const json::Value& operator[](size_t index) const { return index < arguments.size() ? arguments[index] : missing(); }

 private:
  static const json::Value& missing();
};

enum class Availability : unsigned char { Everywhere, ReferenceOnly, StepFunctionsOnly };

struct BuiltIn {
  std::string_view name;
  std::string_view signature_text;
  BuiltInSignature signature;
  unsigned char arity;  ///< what higher-order functions see
  Availability availability;
  json::Value (*function)(Call&);
};

/// nullptr if the profile has no such function.
const BuiltIn* find_built_in(std::string_view name, Profile profile);
std::span<const BuiltIn> all_built_ins();

}  // namespace sfn::jsonata
