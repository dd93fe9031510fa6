// Conditions of a Choice over shapes: can it be true, can it be false? Neither: it ends the execution. And and Or stop as early as the
// service does, so a path behind a test for its presence is not read where it is missing.
#include "asl/operator.h"
#include "lint/state_flow.h"

namespace sfn::lint {
namespace {

Types types_of(const asl::OperatorInfo& info) {
  switch (info.operand) {
    case asl::OperandKind::Numeric: return kNumber;
    case asl::OperandKind::Boolean: return kBoolean;
    default: return kString;
  }
}

Types tested_types(asl::Operator op) {
  switch (op) {
    case asl::Operator::IsNull: return kNull;
    case asl::Operator::IsNumeric: return kNumber;
    case asl::Operator::IsBoolean: return kBoolean;
    default: return kString;
  }
}

}  // namespace

StateFlow::Truth StateFlow::judge(const asl::Condition& condition, const Shape* root) {
  switch (condition.kind) {
    case asl::Condition::Kind::Comparison: return compare(condition, root);
    case asl::Condition::Kind::And: return judge_all(condition, root, true);
    case asl::Condition::Kind::Or: return judge_all(condition, root, false);
    case asl::Condition::Kind::Not:
      if (!condition.operands.empty()) {
        const Truth truth = judge(condition.operands.front(), root);
        return {truth.no, truth.yes};
      }
      break;
    case asl::Condition::Kind::Jsonata:
      if (condition.condition && condition.condition->expression() != nullptr) {
        const asl::Expression& expression = *condition.condition->expression();
        const Shape* value = evaluate(expression, around(root), "Condition");
        if (value == nullptr) return {};
        expect_data(expression, value, kBoolean, "Condition");
      }
      break;
    case asl::Condition::Kind::Invalid: break;
  }
  return {true, true};
}

/// And: false as soon as one is false. Or: the same with true and false exchanged.
StateFlow::Truth StateFlow::judge_all(const asl::Condition& condition, const Shape* root, bool conjunction) {
  bool decided = false;
  for (const asl::Condition& operand : condition.operands) {
    const Truth truth = judge(operand, root);
    decided = decided || (conjunction ? truth.no : truth.yes);
    if (!(conjunction ? truth.yes : truth.no)) return conjunction ? Truth{false, decided} : Truth{decided, false};
  }
  return conjunction ? Truth{true, decided} : Truth{decided, true};
}

StateFlow::Truth StateFlow::compare(const asl::Condition& condition, const Shape* root) {
  const asl::OperatorInfo& operation = asl::info(condition.op);
  const jsonpath::Path* path = condition.variable.path();
  if (path == nullptr || !path->is_definite()) return {true, true};
  if (condition.op == asl::Operator::IsPresent) return test_presence(condition, root);
  const Shape* value = evaluate(condition.variable, around(root), "Variable");
  const Shape* operand = shapes_.top();
  if (condition.operand_path) operand = evaluate(*condition.operand_path, around(root), condition.op_name);
  if (value == nullptr || operand == nullptr) return {};
  if (operation.operand == asl::OperandKind::Is) return test_type(condition, value);
  const Types wanted = types_of(operation);
  const bool possible = can_be(condition.variable, value, wanted, condition) &&
                        (!condition.operand_path || can_be(*condition.operand_path, operand, wanted, condition));
  return {possible, true};
}

bool StateFlow::can_be(const asl::Expression& expression, const Shape* value, Types wanted, const asl::Condition& condition) {
  if ((value->types & wanted) != 0) return true;
  if (Fault* never = fault(Fault::Kind::NeverTrue, {&expression, "Choices", 0}, expression.text)) {
    never->found = value, never->wanted = wanted, never->reader = condition.op_name;
  }
  return false;
}

StateFlow::Truth StateFlow::test_presence(const asl::Condition& condition, const Shape* root) {
  const jsonpath::Path& path = *condition.variable.path();
  if (path.root() != jsonpath::Root::Input) return {true, true};
  std::vector<Fault>* const faults = faults_;
  faults_ = nullptr;
  const Shape* value = read(path, around(root), {&condition.variable, "Variable", 0});
  faults_ = faults;
  const bool absent = value == nullptr;
  return condition.operand.is_true() ? Truth{!absent, true} : Truth{true, !absent};
}

StateFlow::Truth StateFlow::test_type(const asl::Condition& condition, const Shape* value) {
  const Types tested = tested_types(condition.op);
  const bool yes = (value->types & tested) != 0;
  const bool no = (value->types & ~tested) != 0 || condition.op == asl::Operator::IsTimestamp;
  return condition.operand.is_true() ? Truth{yes, no} : Truth{no, yes};
}

}  // namespace sfn::lint
