// Evaluating intrinsic calls. In: an Expression and an Environment that reads paths and owns chance. Out: the value, or AWS's cause of the
// States.Runtime failure.
#pragma once

#include <cstdint>
#include <string>

#include "intrinsic/call.h"
#include "json/value.h"
#include "jsonpath/evaluate.h"
#include "text/result.h"
#include "text/unknown_texts.h"

namespace sfn::intrinsic {

inline constexpr size_t kMaxRangeItems = 1'000;       ///< States.ArrayRange
inline constexpr size_t kMaxTextCharacters = 10'000;  ///< States.Hash, Base64Encode and Base64Decode
inline constexpr size_t kMaxResultBytes = 64 << 20;   ///< of one Format, Base64Encode or JsonToString

/// What an expression sees of the execution.
struct Environment {
  Environment() = default;
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  virtual ~Environment() = default;
  /// Texts that may be handed on, but not looked at; nullptr = all are known.
  virtual const text::UnknownTexts* unknown() const { return nullptr; }

  /// The value at a path, whatever its root.
  virtual text::Result<json::Value, jsonpath::Missing> read(const jsonpath::Path& path) = 0;
  /// The text that a missing `path` is said to be missing in: the input as it was written, or the context object for a `$$` path.
  virtual std::string shown_input(const jsonpath::Path& path) = 0;
  /// 64 random bits, for States.MathRandom without a seed.
  virtual uint64_t random() = 0;
  /// The answer of States.UUID.
  virtual std::string uuid() = 0;
};

/// A failed call: the error is always States.Runtime.
struct Failure {
  std::string cause;  ///< AWS's text without "An error occurred while executing the state …"
};

/// Throws jsonpath::Unsupported (spans count bytes of the expression's text) for what AWS answers in a way that is not known: functions
/// that do not exist, numbers beyond a double, States.Hash of objects and arrays, results above kMaxResultBytes. Throws
/// json::HeightExceeded.
text::Result<json::Value, Failure> evaluate(const Expression& expression, Environment& environment);

}  // namespace sfn::intrinsic
