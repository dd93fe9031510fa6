// Paths with `@`, `#` or `%`: what flows is a stream of tuples, frames with the names bound so far; slot 0 is the item.
#include "jsonata/evaluator.h"

namespace sfn::jsonata {

using json::Value;

namespace {

const TupleStream* stream_of(const Value& value) {
  const Function* const function = function_of(value);
  return function != nullptr && function->kind == Function::Kind::TupleStream ? static_cast<const TupleStream*>(function) : nullptr;
}

}  // namespace

FrameRef Evaluator::tuple_frame(const Scope& scope, Frame* parent, const Value& item) {
  charge(1);
  FrameRef tuple = frames_.make(scope, parent);
  tuple->set(0, item);
  return tuple;
}

FrameRef Evaluator::copy_tuple(const FrameRef& tuple) {
  charge(1);
  FrameRef copy = frames_.make(*tuple->scope, tuple->parent);
  for (uint32_t i = 0; i < tuple->size; ++i) {
    copy->slots()[i] = tuple->slots()[i];
    copy->bound()[i] = tuple->bound()[i];
  }
  return copy;
}

// The tuple with another frame around it: that of a predicate which stands further out.
FrameRef Evaluator::seen_from(const FrameRef& tuple, Frame* parent) {
  if (tuple->parent == parent) return tuple;
  charge(1);
  FrameRef copy = frames_.make(*tuple->scope, parent);
  for (uint32_t i = 0; i < tuple->size; ++i) {
    copy->slots()[i] = tuple->slots()[i];
    copy->bound()[i] = tuple->bound()[i];
  }
  return copy;
}

// One result of a step for one tuple makes one new tuple; the tuples of an inner stream hand over their names.
void Evaluator::tuple_results(const Node& step, const FrameRef& tuple, const Value& result, TupleStream& out) {
  if (const TupleStream* inner = stream_of(result)) {
    for (const FrameRef& from : inner->tuples) {
      FrameRef next = copy_tuple(tuple);
      for (uint32_t i = 0; i < from->size; ++i) {
        const size_t slot = next->scope->slot_of(from->scope->names[i]);
        if (from->bound()[i] && slot != kNoSlot) next->set(static_cast<uint32_t>(slot), from->slots()[i]);
      }
      out.tuples.push_back(std::move(next));
    }
    return;
  }
  const std::span<const Value> items = result.is_array() ? result.items() : std::span<const Value>(&result, 1);
  for (size_t i = 0; i < items.size(); ++i) {
    FrameRef next = copy_tuple(tuple);
    if (step.extras && step.extras->has_focus)
      next->set(step.extras->focus_slot, items[i]);
    else
      next->set(0, items[i]);
    if (step.extras && step.extras->has_index) next->set(step.extras->index_slot, Value::integer(static_cast<int64_t>(i)));
    if (step.extras && step.extras->ancestor != nullptr) next->set(step.extras->ancestor_slot, tuple->slots()[0]);
    out.tuples.push_back(std::move(next));
  }
}

void Evaluator::filter_tuples(const Node& predicate, TupleStream& stream, Frame* frame) {
  std::vector<FrameRef> kept;
  const size_t size = stream.tuples.size();
  for (size_t i = 0; i < size; ++i) {
    const FrameRef tuple = seen_from(stream.tuples[i], frame);
    const bool literal = predicate.kind == NodeKind::Literal;
    const Value verdict = literal ? as<LiteralNode>(predicate).value : eval(predicate, tuple->slots()[0], tuple.get());
    size_t times = 1;
    if (!keeps(verdict, i, size, times)) continue;
    while (times-- > 0) kept.push_back(stream.tuples[i]);
  }
  stream.tuples = std::move(kept);
}

void Evaluator::tuple_stages(const Node& step, TupleStream& stream, Frame* frame) {
  if (!step.extras) return;
  for (const Stage& stage : step.extras->stages) {
    if (stage.filter != nullptr) {
      filter_tuples(*stage.filter, stream, frame);
      continue;
    }
    for (size_t i = 0; i < stream.tuples.size(); ++i) {
      stream.tuples[i] = copy_tuple(stream.tuples[i]);
      stream.tuples[i]->set(stage.slot, Value::integer(static_cast<int64_t>(i)));
    }
  }
}

void Evaluator::tuple_step(const Node& step, TupleStream& stream, Frame* frame) {
  TupleStream out;
  for (const FrameRef& tuple : stream.tuples) {
    const Value result = eval(step, tuple->slots()[0], tuple.get());
    if (!result.is_undefined()) tuple_results(step, tuple, result, out);
    check_items(out.tuples.size());
  }
  stream.tuples = std::move(out.tuples);
  tuple_stages(step, stream, frame);
}

// The steps before the first that makes tuples flow as usual. Gives the index of that one, or the number of steps if nothing flows any
// more.
size_t Evaluator::before_tuples(const PathNode& node, Flow& flow, Frame* frame) {
  size_t at = 0;
  for (; !node.steps[at]->tuple; ++at) {
    if (at == 0 && node.steps[at]->cons)
      first_cons(*node.steps[at], flow, frame);
    else
      step(*node.steps[at], flow, false, frame);
    if (flow.empty) return node.steps.size();
  }
  return at;
}

// Makes the first tuples of what flows. A sort that is the first tuple step sorts the items before.
size_t Evaluator::start_tuples(const PathNode& node, size_t at, Flow& flow, TupleStream& stream, Frame* frame) {
  const Node& first = *node.steps[at];
  const bool sorts = first.kind == NodeKind::Sort;
  if (sorts && flow.many) flow.set_many(sort(static_cast<const SortNode&>(first), flow.value, frame));
  const std::span<const Value> items = flow.many ? flow.value.items() : std::span<const Value>(&flow.value, 1);
  for (size_t i = 0; i < items.size(); ++i) {
    FrameRef tuple = tuple_frame(*node.tuples, frame, items[i]);
    if (sorts && first.extras->has_index) tuple->set(first.extras->index_slot, Value::integer(static_cast<int64_t>(i)));
    stream.tuples.push_back(std::move(tuple));
  }
  if (!sorts) return at;
  tuple_stages(first, stream, frame);
  return at + 1;
}

Value Evaluator::tuple_path(const PathNode& node, const Value& input, Frame* frame) {
  Flow flow;
  const NodeKind first = node.steps.front()->kind;
  const bool variable = first == NodeKind::Variable || first == NodeKind::Context || first == NodeKind::Root;
  if (input.is_array() && !variable)
    flow.set_many(input);
  else
    flow.set_one(input);
  auto* const stream = new TupleStream;
  Value owner = Value::foreign(stream);
  size_t at = before_tuples(node, flow, frame);
  if (at == node.steps.size()) {  // no tuple was made
    if (!node.extras || !node.extras->group) return path_result(node, flow);
    return group(*node.extras->group, Value(), tuple_frame(*node.tuples, frame, Value()).get());
  }
  at = start_tuples(node, at, flow, *stream, frame);
  for (; at < node.steps.size(); ++at) {
    const Node& next = *node.steps[at];
    if (next.kind != NodeKind::Sort) {
      tuple_step(next, *stream, frame);
      continue;
    }
    sort_tuples(static_cast<const SortNode&>(next), *stream, frame);
    tuple_stages(next, *stream, frame);
  }
  if (node.extras && node.extras->group) return group_tuples(*node.extras->group, *stream, *node.tuples, frame);
  return node.tuple ? owner : tuple_items(node, *stream);
}

Value Evaluator::tuple_items(const PathNode& node, const TupleStream& stream) {
  json::ArrayBuilder out(stream.tuples.size());
  for (const FrameRef& tuple : stream.tuples) {
    if (!tuple->slots()[0].is_undefined()) out.push(tuple->slots()[0]);
  }
  const auto marks = static_cast<uint8_t>(Value::kSequence | (node.keep_singleton ? Value::kKeepSingleton : 0));
  return out.build().with_marks(marks);
}

}  // namespace sfn::jsonata
