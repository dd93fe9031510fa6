// How the evaluator fails inside: the outermost call turns a Failure into the EvaluationError of evaluate.h.
#pragma once

#include <string>

#include "jsonata/evaluate.h"
#include "jsonata/syntax.h"

namespace sfn::jsonata {

struct Failure {
  explicit Failure(std::string c, json::Value v = {}, json::Value w = {}) : code(std::move(c)), value(std::move(v)), second(std::move(w)) {}

  std::string code;
  json::Value value, second;  ///< {{value}}, {{value2}} of the message
  size_t index = 0;           ///< {{index}}: of an argument, from 1
  std::string detail;         ///< {{type}} or {{message}}
  std::string_view words;     ///< with places to fill, instead of the text of the code; lives for ever
  std::string token;          ///< operator or function
  bool has_token = false;
  size_t position = 0;  ///< bytes
  bool has_position = false;
  bool settled = false;   ///< the position is that of a tail call: the call around it does not replace it
  bool is_limit = false;  ///< of depth, steps or memory: nothing in the expression is to blame

  Failure& at(size_t bytes) {
    position = bytes;
    has_position = true;
    return *this;
  }
  Failure& named(std::string_view text) {
    token = text;
    has_token = true;
    return *this;
  }
  Failure& argument(size_t number) {
    index = number;
    return *this;
  }
};

[[noreturn]] void fail(std::string code, json::Value value = {}, json::Value second = {});
[[noreturn]] void fail_with_detail(std::string code, std::string detail, json::Value value = {});
/// A failure of a code whose text does not fit.
[[noreturn]] void fail_with_text(std::string code, std::string_view text, json::Value value);
[[noreturn]] void fail_limit(std::string code, std::string message);

/// The message of a code; `{{…}}` are filled from the failure.
std::string message_of(const Failure& failure);
/// The same for what the parser and the resolver throw.
std::string message_of(const SyntaxFailure& failure);

}  // namespace sfn::jsonata
