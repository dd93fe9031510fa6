// Every intrinsic call and every path in expressions, the nested ones too.
#pragma once

#include "asl/program.h"

namespace sfn::lint {

/// Calls `visit(call)` for a call and those among its arguments.
template <class Visit>
void for_each_nested_call(const intrinsic::Call& call, Visit&& visit) {
  visit(call);
  for (const intrinsic::Argument& argument : call.arguments) {
    if (const intrinsic::Call* inner = argument.call()) for_each_nested_call(*inner, visit);
  }
}

/// Calls `visit(expression, call)` for every call of the program.
template <class Visit>
void for_each_call(const asl::Program& program, Visit&& visit) {
  for (const asl::ExpressionUse& use : program.expressions) {
    const intrinsic::Expression* intrinsic = use.expression->intrinsic();
    if (intrinsic == nullptr) continue;
    for_each_nested_call(intrinsic->call(), [&](const intrinsic::Call& call) { visit(*use.expression, call); });
  }
}

/// Calls `visit(path, offset)` for the path that an expression is, or those in its call; `offset` counts bytes of the string.
template <class Visit>
void for_each_path(const asl::Expression& expression, Visit&& visit) {
  if (const jsonpath::Path* path = expression.path()) visit(*path, size_t{expression.begin});
  const intrinsic::Expression* intrinsic = expression.intrinsic();
  if (intrinsic == nullptr) return;
  for_each_nested_call(intrinsic->call(), [&](const intrinsic::Call& call) {
    for (const intrinsic::Argument& argument : call.arguments) {
      if (const jsonpath::Path* path = argument.path()) visit(*path, size_t{expression.begin} + argument.span.begin);
    }
  });
}

}  // namespace sfn::lint
