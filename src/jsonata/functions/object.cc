// Objects, and what asks for the kind of a value.
#include "jsonata/evaluator.h"
#include "jsonata/functions/declarations.h"
#include "jsonata/to_text.h"

namespace sfn::jsonata::functions {

using json::Value;

namespace {

void collect_keys(const Value& value, json::ObjectBuilder& keys) {
  if (value.is_array()) {
    for (const Value& item : value.items()) collect_keys(item, keys);
  } else if (value.is_object()) {
    for (const auto& [key, member] : value.members()) keys.set(key, Value::null());
  }
}

}  // namespace

Value keys(Call& call) {
  call.evaluator.charge_items(call[0]);
  json::ObjectBuilder union_of_keys;
  collect_keys(call[0], union_of_keys);
  const Value all = union_of_keys.build();
  call.evaluator.charge(all.size());
  json::ArrayBuilder out(all.size());
  for (const auto& [key, member] : all.members()) out.push(Value::string(key.view()));
  return as_sequence(out.build());
}

Value lookup(Call& call) {
  if (call[1].is_undefined()) return call[0].is_array() ? as_sequence(Value::empty_array()) : Value();
  return call.evaluator.name(call[0], json::Key(call[1].as_string()));
}

Value merge(Call& call) {
  if (call[0].is_undefined()) return {};
  if (call[0].size() == 1) return call[0][0];
  json::ObjectBuilder out;
  for (const Value& object : call[0].items()) {
    call.evaluator.charge(1 + object.size());
    for (const auto& [key, member] : object.members()) out.set(key, member);
  }
  return out.build();
}

Value exists(Call& call) {
  return Value::boolean(!call[0].is_undefined());
}

Value type(Call& call) {
  return call[0].is_undefined() ? Value() : Value::string(type_name(call[0]));
}

Value boolean(Call& call) {
  return call[0].is_undefined() ? Value() : Value::boolean(call.evaluator.holds(call[0]));
}

Value negation(Call& call) {
  return call[0].is_undefined() ? Value() : Value::boolean(!call.evaluator.holds(call[0]));
}

Value clone(Call& call) {
  if (call[0].is_undefined()) return {};
  const bool outer = (call[0].marks() & Value::kOuter) != 0;
  return copy_through_text(outer ? call[0][0] : call[0]);
}

Value error(Call& call) {
  const bool said = !call[0].is_undefined() && !call[0].as_string().empty();
  fail_with_detail("D3137", said ? std::string(call[0].as_string()) : "$error() function evaluated");
}

Value assertion(Call& call) {
  if (call[0].is_true()) return {};
  const bool said = !call[1].is_undefined() && !call[1].as_string().empty();
  fail_with_detail("D3141", said ? std::string(call[1].as_string()) : "$assert() statement failed");
}

Value eval(Call& call) {
  if (call[0].is_undefined()) return {};
  Value input = call[1].is_undefined() ? call.context : call[1];
  if (!call[1].is_undefined() && input.is_array() && !is_sequence(input)) {
    input = Value::array({input}).with_marks(Value::kSequence | Value::kOuter);
  }
  return call.evaluator.evaluate_text(call[0].as_string(), input, call.frame);
}

}  // namespace sfn::jsonata::functions
