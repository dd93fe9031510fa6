// The flat lists of a Program, and the conditions of a Choice rule one after the other.
#pragma once

#include "asl/program.h"

namespace sfn::asl {

/// Fills expressions, templates and transitions of a program whose states are complete.
void list_parts(Program& program);

/// Calls `visit(const Condition&)` for the condition and everything nested in it, outer ones first.
template <class Visit>
void for_each_condition(const Condition& condition, Visit&& visit) {
  visit(condition);
  for (const Condition& operand : condition.operands) for_each_condition(operand, visit);
}

/// Calls `visit(const Template&)` for each node of a template, outer ones first.
template <class Visit>
void for_each_template(const Template& node, Visit&& visit) {
  visit(node);
  if (const auto* object = std::get_if<Template::Object>(&node.content)) {
    for (const TemplateField& field : object->fields) for_each_template(field.value, visit);
  } else if (const auto* array = std::get_if<Template::Array>(&node.content)) {
    for (const Template& item : array->items) for_each_template(item, visit);
  }
}

}  // namespace sfn::asl
