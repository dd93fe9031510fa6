#include <fmt/format.h>

#include <set>

#include "asl/operator.h"
#include "json/writer.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

using asl::Condition;
using asl::Operator;

/// What a rule tests and the opposite of it, as comparable text; empty if it is no plain test.
struct Test {
  std::string self, opposite;
};

Operator opposite_of(Operator op) {
  switch (op) {
    case Operator::NumericLessThan: return Operator::NumericGreaterThanEquals;
    case Operator::NumericGreaterThanEquals: return Operator::NumericLessThan;
    case Operator::NumericGreaterThan: return Operator::NumericLessThanEquals;
    case Operator::NumericLessThanEquals: return Operator::NumericGreaterThan;
    default: return op;
  }
}

std::string described(const Condition& condition, Operator op, const json::Value& operand) {
  return fmt::format("{} {} {}", condition.variable.text, asl::info(op).name, json::to_json(operand));
}

Test comparison(const Condition& condition) {
  const json::Value& operand = condition.operand;
  if (operand.is_undefined()) return {};
  const std::string self = described(condition, condition.op, operand);
  if (operand.is_boolean()) return {self, described(condition, condition.op, json::Value::boolean(!operand.as_boolean()))};
  const Operator opposite = opposite_of(condition.op);
  return {self, opposite == condition.op ? std::string() : described(condition, opposite, operand)};
}

Test test_of(const Condition& condition) {
  if (condition.kind == Condition::Kind::Comparison) return comparison(condition);
  if (condition.kind != Condition::Kind::Not || condition.operands.size() != 1) return {};
  const Test inner = test_of(condition.operands[0]);
  return {inner.opposite.empty() ? "not " + inner.self : inner.opposite, inner.self};
}

bool always_matches(const Condition& condition) {
  if (!condition.condition) return false;
  if (const json::Value* literal = condition.condition->literal()) return literal->is_true();
  return condition.condition->expression()->source() == "true";
}

bool cover_everything(const asl::Choice& choice) {
  std::set<std::string> seen;
  for (const asl::ChoiceRule& rule : choice.choices) {
    if (always_matches(rule.condition)) return true;
    const Test test = test_of(rule.condition);
    if (!test.opposite.empty() && seen.count(test.opposite) != 0) return true;
    if (!test.self.empty()) seen.insert(test.self);
    if (test.opposite.empty() && seen.count("not " + test.self) != 0) return true;
  }
  return false;
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* choice = state.as<asl::Choice>();
    if (choice == nullptr || choice->choices.empty() || program.document->find(state.node, "Default") != json::kNoNode) continue;
    if (cover_everything(*choice)) continue;
    report
        .at_key(program.document->find(state.node, "Choices"),
                fmt::format("no Default, and the rules of \"{}\" may all fail to match", state.name))
        .help = "add a Default; without one the execution fails with States.Runtime, which cannot be caught";
  }
}

}  // namespace

extern const Rule choice_without_default{
    .name = "choice-without-default",
    .severity = diag::Severity::Warning,
    .summary = "a Choice that may match nothing",
    .explanation =
        R"~(Without Default an execution in which no rule matches fails with States.Runtime, which no catcher catches. Rules that cover both
values of a test (IsPresent true and false, less than 5 and at least 5) need no Default.)~",
    .bad = R"~({
  "StartAt": "Size?",
  "States": {
    "Size?": { "Type": "Choice", "Choices": [{ "Variable": "$.size", "NumericGreaterThan": 10, "Next": "Done" }] },
    "Done": { "Type": "Succeed" }
  }
})~",
    .good = R"~({
  "StartAt": "Size?",
  "States": {
    "Size?": { "Type": "Choice", "Choices": [{ "Variable": "$.size", "NumericGreaterThan": 10, "Next": "Done" }], "Default": "Small" },
    "Small": { "Type": "Pass", "End": true },
    "Done": { "Type": "Succeed" }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry
