// Intrinsic function calls: `States.Format('{} of {}', $.n, States.ArrayLength($.all))`. In: the text of a `.$` field that starts with
// `States.`. Out: an immutable Expression for the evaluator (evaluate.h) and the linter, with the place of every part.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "intrinsic/functions.h"
#include "json/value.h"
#include "jsonpath/path.h"
#include "text/result.h"
#include "text/span.h"

namespace sfn::intrinsic {

inline constexpr size_t kMaxNesting = 10;                ///< calls inside each other, the outermost included
inline constexpr size_t kMaxExpressionLength = 100'000;  ///< bytes
inline constexpr size_t kMaxArguments = 10'000;          ///< of one call

struct Argument;

struct Call {
  std::string name;                    ///< as written, with "States."
  const Function* function = nullptr;  ///< nullptr: no such function (parse() leaves that to the linter)
  std::vector<Argument> arguments;
  text::Span name_span;
  text::Span span;  ///< from the name to the closing parenthesis
};

/// A literal, a path or a nested call. Spans count bytes of the expression's text.
struct Argument {
  std::variant<json::Value, jsonpath::Path, Call> value;
  text::Span span;
  std::string raw;  ///< literal texts: between the quotes as written, because States.Format tells `\{` from `{`

  const json::Value* literal() const { return std::get_if<json::Value>(&value); }
  const jsonpath::Path* path() const { return std::get_if<jsonpath::Path>(&value); }
  const Call* call() const { return std::get_if<Call>(&value); }
};

/// A call that was parsed. Immutable; a copy costs a count.
class Expression {
 public:
  const Call& call() const { return data_->call; }
  std::string_view text() const { return data_->text; }  ///< as it was written

 private:
  friend class CallParser;
  struct Data {
    std::string text;
    Call call;
  };
  explicit Expression(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

/// The text is meant as a call rather than as a path: it starts with `States.`.
bool looks_like_call(std::string_view text);

/// The grammar only: names, counts and types of arguments are not judged (evaluate() does it as AWS does, the linter ahead of it). The
/// error says where and what was expected. A number beyond the range of a double is read as infinity: AWS accepts it.
text::Result<Expression, text::SyntaxError> parse(std::string_view text);

}  // namespace sfn::intrinsic
