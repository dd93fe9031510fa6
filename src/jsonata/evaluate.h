// Running expressions. In: an Expression and an Environment (input, variables, clock, random numbers, limits). Out: a Value, the undefined
// one for "nothing", or an EvaluationError.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

#include "json/value.h"
#include "jsonata/expression.h"
#include "text/unknown_texts.h"

namespace sfn::jsonata {

/// What failed, in the terms of the language. `code` is empty where Step Functions reports none (its limits).
struct Error {
  std::string code;  ///< T2001 …
  std::string message;
  size_t position = 0;  ///< UTF-16 units, as the reference reports it: behind the operator, or the call's bracket
  bool has_position = false;
  std::string token;  ///< operator or function name, if one is known
  json::Value value;  ///< the offending value, if one is reported
};

/// Thrown by evaluate(); callers make an ASL failure, a finding or an exit code of it.
class EvaluationError : public std::exception {
 public:
  explicit EvaluationError(Error error) : error_(std::move(error)) {}
  const Error& error() const { return error_; }
  Error& error() { return error_; }
  const char* what() const noexcept override { return error_.message.c_str(); }

 private:
  Error error_;
};

/// Variables of the host: asked once a name and evaluation, and only when the expression reads it. Undefined = there is no such variable.
class Variables {
 public:
  virtual ~Variables() = default;
  virtual json::Value lookup(std::string_view name) const = 0;  ///< name without `$`: "states", "total", …
};

/// Bounds of evaluations that are not the service's (`eval`, mock and suite files): about five seconds and a gigabyte.
inline constexpr uint64_t kMaxPlainSteps = 100'000'000;
inline constexpr uint64_t kMaxPlainArray = 20'000'000;
inline constexpr uint64_t kMaxPlainString = 268'435'456;

/// What an evaluation may use. The bounds of Step Functions are one second, 100 levels and an unknown amount of memory, of which three
/// thresholds were measured; time is counted in steps here, so that the same input always gives the same answer.
struct Limits {
  uint32_t max_depth = 100;           ///< nested node evaluations
  uint64_t max_steps = 10'000'000;    ///< node evaluations and items of built-in loops
  uint64_t max_range = 873'782;       ///< items of `[a..b]`
  uint64_t max_range_call = 360'145;  ///< items of `$range`
  uint64_t max_array = 4'000'000;     ///< items of an array built by a function
  uint64_t max_string = 4'194'304;    ///< bytes of a string built by an operator or a function
  bool service_messages = true;       ///< a broken limit has Step Functions' text and no code; otherwise U1001 (D2014 for ranges)

  static Limits step_functions() { return {}; }
  static Limits reference() { return {500, kMaxPlainSteps, 10'000'000, 10'000'000, kMaxPlainArray, kMaxPlainString, false}; }
};

struct Environment {
  const json::Value* input = nullptr;  ///< the context item `$` and root `$$`; nullptr = nothing
  const Variables* variables = nullptr;
  int64_t now_millis = 0;                       ///< what $now() and $millis() give, milliseconds since 1970
  uint64_t random_state = 1;                    ///< seeds $random, $uuid and $shuffle; moved on by them
  const text::UnknownTexts* unknown = nullptr;  ///< texts that may be handed on, but not looked at; nullptr = all are known
  Limits limits;
};

/// Depth of node evaluations that an evaluation never goes beyond, whatever its limits say: keeps the native stack (8 MB) whole.
inline constexpr uint32_t kMaxDepth = 2000;

/// The value of the expression; the undefined value for "nothing". Functions in the result are json::Foreign. Throws EvaluationError, and
/// text::UnknownText where a comparison, a function, a condition or a name needs a text that is not known.
json::Value evaluate(const Expression& expression, Environment& environment);

/// "array", "object", "string", "number", "boolean", "null", "function"; "undefined" for nothing.
std::string_view type_name(const json::Value& value);

/// Whether a function is somewhere in the value.
bool contains_function(const json::Value& value);

/// A result as Step Functions writes it: integral numbers as integers where they fit 64 bits, non-finite ones as the strings "Infinity",
/// "-Infinity", "NaN", no marks. Functions stay. What needs no change is shared.
json::Value to_output(const json::Value& value);

}  // namespace sfn::jsonata
