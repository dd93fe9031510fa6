// Functions as values. json carries them as Foreign and knows nothing more.
#pragma once

#include <optional>
#include <vector>

#include "jsonata/frame.h"
#include "jsonata/functions.h"
#include "jsonata/node.h"

namespace sfn::jsonata {

/// A Foreign of the evaluator. TupleStream is none that an expression can see.
struct Function : json::Foreign {
  enum class Kind : unsigned char { Lambda, BuiltIn, Partial, Composed, Matcher, Next, Transformer, TupleStream };
  explicit Function(Kind k) : kind(k) {}
  const Kind kind;
};

struct Lambda : Function {
  Lambda(const LambdaNode& n, FrameRef e, json::Value i) : Function(Kind::Lambda), node(n), frame(std::move(e)), input(std::move(i)) {}
  const LambdaNode& node;
  FrameRef frame;
  json::Value input;  ///< the context item where it was written
};

struct BuiltInFunction : Function {
  explicit BuiltInFunction(const BuiltIn& b) : Function(Kind::BuiltIn), row(b) {}
  const BuiltIn& row;
};

/// `$f(?, 2)`: undefined in `open` places, which the arguments fill in order.
struct Partial : Function {
  Partial(json::Value t, Arguments f, std::vector<size_t> o)
      : Function(Kind::Partial), target(std::move(t)), fixed(std::move(f)), open(std::move(o)) {}
  json::Value target;
  Arguments fixed;
  std::vector<size_t> open;
};

/// `$f ~> $g`.
struct Composed : Function {
  Composed(json::Value f, json::Value s) : Function(Kind::Composed), first(std::move(f)), second(std::move(s)) {}
  json::Value first, second;
};

struct Matcher : Function {
  explicit Matcher(const RegexNode& n) : Function(Kind::Matcher), node(n) {}
  const RegexNode& node;
};

/// The `next` of a match.
struct Next : Function {
  Next(const RegexNode& n, json::Value t, size_t f) : Function(Kind::Next), node(n), text(std::move(t)), from(f) {}
  const RegexNode& node;
  json::Value text;
  size_t from;  ///< bytes
};

struct Transformer : Function {
  Transformer(const TransformNode& n, FrameRef e) : Function(Kind::Transformer), node(n), frame(std::move(e)) {}
  const TransformNode& node;
  FrameRef frame;
};

/// Binding tuples: a frame each, slot 0 the item.
struct TupleStream : Function {
  TupleStream() : Function(Kind::TupleStream) {}
  std::vector<FrameRef> tuples;
};

inline const Function* function_of(const json::Value& value) {
  return value.is_foreign() ? static_cast<const Function*>(value.as_foreign()) : nullptr;
}
inline bool is_function(const json::Value& value) {
  const Function* const function = function_of(value);
  return function != nullptr && function->kind != Function::Kind::TupleStream;
}

/// How many arguments higher-order functions pass at most.
size_t arity_of(const json::Value& function);

}  // namespace sfn::jsonata
