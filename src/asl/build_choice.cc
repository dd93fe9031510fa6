#include "asl/build_states.h"
#include "asl/operator.h"
#include "asl/parse_expression.h"

namespace sfn::asl {
namespace {

Condition build_condition(const ObjectReader& rule);

void read_operands(Condition& condition, const ObjectReader& rule, json::NodeId list) {
  const json::Document& document = rule.document();
  if (document.is_object(list)) return condition.operands.push_back(build_condition(rule.at(list)));
  if (!document.is_array(list)) return;
  for (const json::NodeId child : document.children(list)) condition.operands.push_back(build_condition(rule.at(child)));
}

void read_comparison(Condition& condition, const ObjectReader& rule, const OperatorInfo& op, json::NodeId operand) {
  const json::Document& document = rule.document();
  condition.kind = Condition::Kind::Comparison;
  condition.op = op.op;
  condition.op_name = document.key(operand);
  condition.operand_node = operand;
  if (!op.path) {
    condition.operand = document.value(operand);
  } else if (document.is_string(operand)) {
    condition.operand_path = parse_path(document, operand);
  }
  if (auto variable = rule.path("Variable")) condition.variable = std::move(*variable);
}

/// The first field that says what the rule is; a second one is lint's affair.
Condition build_condition(const ObjectReader& rule) {
  Condition condition;
  condition.node = rule.node();
  const json::Document& document = rule.document();
  if (!document.is_object(rule.node())) return condition;
  for (const json::NodeId child : document.children(rule.node())) {
    const std::string_view key = document.key(child);
    if (key == "And" || key == "Or" || key == "Not") {
      condition.kind = key == "And" ? Condition::Kind::And : key == "Or" ? Condition::Kind::Or : Condition::Kind::Not;
      read_operands(condition, rule, child);
      return condition;
    }
    if (const OperatorInfo* op = find_operator(key)) {
      read_comparison(condition, rule, *op, child);
      return condition;
    }
  }
  if (auto variable = rule.path("Variable")) condition.variable = std::move(*variable);
  return condition;
}

Condition build_jsonata_condition(const ObjectReader& rule) {
  Condition condition;
  condition.node = rule.find("Condition");
  condition.condition = rule.computed("Condition", {});
  condition.kind = condition.condition ? Condition::Kind::Jsonata : Condition::Kind::Invalid;
  if (condition.node == json::kNoNode) condition.node = rule.node();
  return condition;
}

ChoiceRule build_rule(const ObjectReader& rule) {
  ChoiceRule out;
  out.node = rule.node();
  out.condition = rule.is_jsonata() ? build_jsonata_condition(rule) : build_condition(rule);
  out.next = rule.transition("Next");
  out.assign = rule.payload("Assign");
  out.output = rule.jsonata_payload("Output");
  return out;
}

}  // namespace

Choice build_choice(const ObjectReader& state) {
  Choice choice;
  const json::NodeId rules = state.find("Choices");
  if (state.document().is_array(rules)) {
    for (const json::NodeId child : state.document().children(rules)) {
      if (state.document().is_object(child)) choice.choices.push_back(build_rule(state.at(child)));
    }
  }
  if (Transition next = state.transition("Default"); next.node != json::kNoNode) choice.default_next = next;
  return choice;
}

}  // namespace sfn::asl
