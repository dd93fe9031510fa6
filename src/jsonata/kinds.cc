#include "jsonata/kinds.h"

#include "jsonata/functions.h"

namespace sfn::jsonata {
namespace {

ResultKind literal_kind(const json::Value& value) {
  switch (value.type()) {
    case json::Type::Null: return ResultKind::Null;
    case json::Type::Boolean: return ResultKind::Boolean;
    case json::Type::Number: return ResultKind::Number;
    case json::Type::String: return ResultKind::String;
    default: return ResultKind::Unknown;
  }
}

ResultKind binary_kind(Operator op) {
  if (op <= Operator::Modulo) return ResultKind::Number;
  if (op == Operator::Concatenate) return ResultKind::String;
  return op == Operator::Range ? ResultKind::Unknown : ResultKind::Boolean;
}

// The type behind the colon of a signature. Arrays may collapse to their one element, so `a` says nothing; nor does $clone's `o`.
ResultKind returned_kind(const BuiltIn& function) {
  const std::string_view text = function.signature_text;
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon + 2 != text.size() - 1 || function.name == "clone") return ResultKind::Unknown;
  switch (text[colon + 1]) {
    case 'b': return ResultKind::Boolean;
    case 'n': return ResultKind::Number;
    case 's': return ResultKind::String;
    case 'o': return ResultKind::Object;
    default: return ResultKind::Unknown;
  }
}

ResultKind common(ResultKind a, ResultKind b) {
  return a == b ? a : ResultKind::Unknown;
}

}  // namespace

const BuiltIn* built_in_callee(const Node& procedure, const Program& program) {
  if (procedure.kind != NodeKind::Variable || procedure.extras) return nullptr;
  const auto& variable = as<VariableNode>(procedure);
  return variable.addresses.empty() && variable.global != kNoGlobal ? program.globals[variable.global].function : nullptr;
}

ResultKind kind_of(const Node& node, const Program& program) {
  if (node.extras && node.extras->group) return ResultKind::Object;
  if (node.extras && !node.extras->predicates.empty()) return ResultKind::Unknown;
  switch (node.kind) {
    case NodeKind::Literal: return literal_kind(as<LiteralNode>(node).value);
    case NodeKind::Negate: return ResultKind::Number;
    case NodeKind::Binary: return binary_kind(as<BinaryNode>(node).op);
    case NodeKind::Array: return ResultKind::Array;
    case NodeKind::Object: return ResultKind::Object;
    case NodeKind::Lambda:
    case NodeKind::Regex:
    case NodeKind::Transform:
    case NodeKind::Partial: return ResultKind::Function;
    case NodeKind::Bind: return kind_of(*as<BindNode>(node).value, program);
    case NodeKind::Block: {
      const auto& expressions = as<BlockNode>(node).expressions;
      return expressions.empty() ? ResultKind::Unknown : kind_of(*expressions.back(), program);
    }
    case NodeKind::Condition: {
      const auto& condition = as<ConditionNode>(node);
      const ResultKind then = kind_of(condition.then != nullptr ? *condition.then : *condition.condition, program);
      return condition.otherwise == nullptr ? then : common(then, kind_of(*condition.otherwise, program));
    }
    case NodeKind::Coalesce: return common(kind_of(*as<CoalesceNode>(node).left, program), kind_of(*as<CoalesceNode>(node).right, program));
    case NodeKind::Apply: {
      const Node& right = *as<ApplyNode>(node).right;
      if (right.kind == NodeKind::Call) return kind_of(right, program);
      const BuiltIn* const function = built_in_callee(right, program);
      return function != nullptr && kind_of(*as<ApplyNode>(node).left, program) != ResultKind::Function ? returned_kind(*function)
                                                                                                        : ResultKind::Unknown;
    }
    case NodeKind::Call: {
      const BuiltIn* const function = built_in_callee(*as<CallNode>(node).procedure, program);
      return function != nullptr ? returned_kind(*function) : ResultKind::Unknown;
    }
    default: return ResultKind::Unknown;
  }
}

std::string_view name_of(ResultKind kind) {
  constexpr std::string_view kNames[] = {"unknown", "null", "boolean", "number", "string", "array", "object", "function"};
  return kNames[static_cast<size_t>(kind)];
}

}  // namespace sfn::jsonata
