// Paths, names, wildcards and predicates. A path keeps what flows from step to step as one item, or as an array of items; arrays are only
// copied where they change.
#include <cmath>

#include "jsonata/evaluator.h"

namespace sfn::jsonata {

using json::ArrayBuilder;
using json::Value;

namespace {

bool is_variable(const Node& node) {
  return node.kind == NodeKind::Variable || node.kind == NodeKind::Context || node.kind == NodeKind::Root;
}

// Collects the results of one step over many items. The result of a last step that is one plain array stays that array.
class StepResults {
 public:
  explicit StepResults(bool last) : last_(last) {}

  void add(Value&& result) {
    if (result.is_undefined()) return;
    if (++count_ == 1 && last_ && result.is_array() && !is_sequence(result)) {
      held_ = std::move(result);
      return;
    }
    release();
    put(std::move(result));
  }
  Value take() {
    if (!held_.is_undefined()) return std::move(held_);
    return as_sequence(out_.build());
  }
  size_t size() const { return out_.size(); }

 private:
  void release() {
    if (!held_.is_undefined()) put(std::exchange(held_, Value()));
  }
  void put(Value&& result) {
    if (result.is_array() && (result.marks() & Value::kCons) == 0)
      out_.append(result.items());
    else
      out_.push(std::move(result));
  }
  ArrayBuilder out_;
  Value held_;
  size_t count_ = 0;
  bool last_;
};

}  // namespace

Value Evaluator::name(const Value& input, const json::Key& key) {
  if (input.is_object()) {
    const Value* const found = input.find(key);
    if (found != nullptr) return *found;
    look_at_key(key.view());
    return {};
  }
  if (!input.is_array()) return {};
  ArrayBuilder out;
  for (const Value& item : input.items()) {
    charge(1);
    const Value found = name(item, key);
    if (found.is_array())
      out.append(found.items());
    else if (!found.is_undefined())
      out.push(found);
  }
  return as_sequence(out.build());
}

// Names through objects only: the common case. Anything else (arrays on the way) is left to the general way.
Value Evaluator::plain_path(const PathNode& node, const Value& input, bool& done) {
  const Value* at = &input;
  for (const Node* step : node.steps) {
    if (!at->is_object()) {
      done = !at->is_array();
      return {};
    }
    at = as<NameNode>(*step).lookup.in(*at);
    if (at == nullptr) {
      look_at_key(as<NameNode>(*step).lookup.key().view());
      done = true;
      return {};
    }
  }
  done = true;
  return *at;
}

Value Evaluator::path(const PathNode& node, const Value& input, Frame* frame) {
  if (node.tuples) return tuple_path(node, input, frame);
  const bool grouped = node.extras && node.extras->group;
  if (node.plain && !node.keep_singleton && !grouped && depth_ < max_depth_) {
    bool done = false;
    Value result = plain_path(node, input, done);
    if (done) return result;
  }
  Flow flow;
  if (input.is_array() && !is_variable(*node.steps.front()))
    flow.set_many(input);
  else
    flow.set_one(input);
  for (size_t i = 0; i < node.steps.size() && (i == 0 || !flow.empty); ++i) {
    if (i == 0 && node.steps[i]->cons)
      first_cons(*node.steps[i], flow, frame);
    else
      step(*node.steps[i], flow, i + 1 == node.steps.size(), frame);
  }
  const Value result = path_result(node, flow);
  if (!grouped) return result;
  const bool something = !flow.empty || (result.is_array() && result.size() > 0);  // `[]` may wrap an empty array
  return group(*node.extras->group, something ? result : Value(), frame);
}

Value Evaluator::path_result(const PathNode& node, const Flow& flow) {
  Value result = flow.value;
  if (!node.keep_singleton || result.is_undefined()) return result;
  if (!flow.many || ((result.marks() & Value::kCons) != 0 && !is_sequence(result))) result = as_sequence(Value::array({result}));
  const auto marks = static_cast<uint8_t>(result.marks() | Value::kKeepSingleton);
  return std::move(result).with_marks(marks);
}

// An array constructor that starts a path is evaluated once, on the whole input.
void Evaluator::first_cons(const Node& node, Flow& flow, Frame* frame) {
  Value input = flow.value;
  if (!flow.many && !input.is_undefined()) input = as_sequence(Value::array({input}));
  Value result = eval(node, input, frame);
  if (result.is_array()) {
    flow.set_many(std::move(result));
  } else if (result.is_undefined()) {
    flow.set_none();
  } else {
    flow.set_one(std::move(result));
  }
}

Value Evaluator::step_result(const Node& node, const Value& item, Frame* frame) {
  Value result = eval(node, item, frame);
  if (node.extras) {
    for (const Stage& stage : node.extras->stages) result = filter(*stage.filter, result, frame);
  }
  return result;
}

void Evaluator::step(const Node& node, Flow& flow, bool last, Frame* frame) {
  if (node.kind == NodeKind::Sort) {
    if (!flow.many && flow.value.is_undefined()) return flow.set_none();
    Value items = flow.many ? std::move(flow.value) : as_sequence(Value::array({flow.value}));
    Value sorted = sort(static_cast<const SortNode&>(node), items, frame);
    if (node.extras) {
      for (const Stage& stage : node.extras->stages) sorted = filter(*stage.filter, sorted, frame);
    }
    return flow.set_many(std::move(sorted));
  }
  if (flow.many) {
    StepResults results(last);
    for (const Value& item : flow.value.items()) {
      results.add(step_result(node, item, frame));
      check_items(results.size());
    }
    check_items(results.size());
    return flow.set_many(results.take());
  }
  Value result = step_result(node, flow.value, frame);
  if (result.is_undefined()) return flow.set_none();
  if (!result.is_array()) return flow.set_one(std::move(result));
  if (last && !is_sequence(result)) return flow.set_many(std::move(result));
  if ((result.marks() & Value::kCons) != 0) return flow.set_one(std::move(result));
  flow.set_many(as_sequence(std::move(result)));
}

Value Evaluator::pick(const Value& value, double index) {
  const bool many = value.is_array();
  const size_t size = many ? value.size() : 1;
  double at = std::floor(index);
  if (at < 0) at += static_cast<double>(size);
  if (!(at >= 0 && at < static_cast<double>(size))) return as_sequence(Value::empty_array());
  const Value& item = many ? value[static_cast<size_t>(at)] : value;
  return item.is_array() ? item : as_sequence(Value::array({item}));
}

// Whether the verdict of a predicate keeps the item, and how often: numbers are indices.
bool Evaluator::keeps(const Value& verdict, size_t index, size_t size, size_t& times) {
  times = 1;
  const auto is_me = [&](const Value& number) {
    double at = std::floor(number.as_double());
    if (at < 0) at += static_cast<double>(size);
    return at == static_cast<double>(index);
  };
  if (verdict.is_boolean()) return verdict.is_true();
  if (is_numeric(verdict)) return is_me(verdict);
  if (!verdict.is_array()) return holds(verdict);
  charge_items(verdict);
  for (const Value& item : verdict.items()) {
    if (!is_numeric(item)) return holds(verdict);
  }
  times = 0;
  for (const Value& item : verdict.items()) times += is_me(item) ? 1 : 0;
  return times > 0;
}

Value Evaluator::filter(const Node& predicate, const Value& value, Frame* frame) {
  if (predicate.kind == NodeKind::Literal && as<LiteralNode>(predicate).value.is_number() && !predicate.extras) {
    if (value.is_undefined()) return as_sequence(Value::empty_array());  // further predicates have nothing to look at
    return pick(value, as<LiteralNode>(predicate).value.as_double());
  }
  const std::span<const Value> items = value.is_array() ? value.items() : std::span<const Value>(&value, 1);
  ArrayBuilder out;
  for (size_t i = 0; i < items.size(); ++i) {
    const Value verdict = eval(predicate, items[i], frame);
    size_t times = 1;
    if (!keeps(verdict, i, items.size(), times) || items[i].is_undefined()) continue;
    while (times-- > 0) out.push(items[i]);
  }
  return as_sequence(out.build());
}

Value Evaluator::append(Value left, const Value& right) {
  if (left.is_undefined()) return right;
  if (right.is_undefined()) return left;
  const size_t size = (left.is_array() ? left.size() : 1) + (right.is_array() ? right.size() : 1);
  check_items(size);
  charge(size / 32);
  if (!left.is_array()) left = Value::array({left});
  ArrayBuilder out(std::move(left).with_marks(0));
  if (right.is_array())
    out.append(right.items());
  else
    out.push(right);
  return out.build();
}

namespace {

void flatten(const Value& value, ArrayBuilder& out) {
  if (!value.is_array()) return out.push(value);
  for (const Value& item : value.items()) flatten(item, out);
}

void descend(const Value& value, ArrayBuilder& out) {
  if (value.is_array()) {
    for (const Value& item : value.items()) descend(item, out);
    return;
  }
  out.push(value);
  if (!value.is_object()) return;
  for (const auto& [key, member] : value.members()) descend(member, out);
}

}  // namespace

// Once an array has been appended the result is no sequence any more: `{"a": [1]}.*` is [1], `{"a": 1}.*` is 1.
Value Evaluator::wildcard(const Value& input) {
  const Value& seen = (input.marks() & Value::kOuter) != 0 && input.size() > 0 ? input[0] : input;
  ArrayBuilder out;
  bool plain = false;
  const auto add = [&](const Value& member) {
    plain = plain || member.is_array();
    flatten(member, out);
  };
  if (seen.is_array()) {
    for (const Value& item : seen.items()) add(item);
  } else if (seen.is_object()) {
    for (const auto& [key, member] : seen.members()) add(member);
  }
  charge(out.size());
  return plain ? out.build() : as_sequence(out.build());
}

// One descendant is that value, no sequence: `**[]` of a string is the string.
Value Evaluator::descendants(const Value& input) {
  if (input.is_undefined()) return {};
  ArrayBuilder out;
  descend(input, out);
  charge(out.size());
  check_items(out.size());
  const Value found = out.build();
  return found.size() == 1 ? found[0] : as_sequence(found);
}

}  // namespace sfn::jsonata
