// Result<T, E>: a value or the reason why there is none. What the parsers of the small languages return.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace sfn::text {

template <class T, class E>
class Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor): reads as `return value;`
  Result(E error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() { return *std::get_if<0>(&state_); }
  const T& operator*() const { return *std::get_if<0>(&state_); }
  T* operator->() { return std::get_if<0>(&state_); }
  const T* operator->() const { return std::get_if<0>(&state_); }
  const E& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, E> state_;
};

/// Why a text in one of the small languages (JSONPath, intrinsics, JSONata) does not parse. Offsets are bytes of the text that was parsed.
struct SyntaxError {
  std::string code;     ///< JSONata's code (S0201 …); empty for the others
  std::string message;  ///< lower case, no full stop, says what was expected
  size_t offset = 0;
  size_t length = 0;
  std::string token;  ///< the offending piece of text, if the language reports one
};

}  // namespace sfn::text
