// The pipeline of a state as the service runs it (recorded): InputPath, Parameters, the work, Assign, ResultSelector, ResultPath into the
// raw input, OutputPath; JSONata: Arguments, the work, Output. A caught error skips all behind the work but the catcher's own fields.
#include "lint/state_flow.h"

#include "asl/placeholder.h"

namespace sfn::lint {

Surroundings StateFlow::around(const Shape* root) const {
  Surroundings around;
  around.root = root;
  around.input = raw_;
  return around;
}

const Shape* StateFlow::inner_input() {
  effective_ = is_jsonata() ? raw_ : select(state_.input_path, raw_, "InputPath");
  payload_ = effective_;
  if (effective_ == nullptr) {
    fails_ = true;
  } else {
    enter();
  }
  return fails_ ? nullptr : payload_;
}

void StateFlow::enter() {
  const Surroundings here = around(effective_);
  if (const auto* pass = state_.as<asl::Pass>()) {
    payload_ = pass->result ? shapes_.constant(*pass->result, origin(Origin::Kind::Literal, state_.node)) : payload(state_.parameters);
  } else if (const auto* task = state_.as<asl::Task>()) {
    payload_ = payload(is_jsonata() ? state_.arguments : state_.parameters);
    computed(task->timeout_seconds, here, kNumber | kString);
    computed(task->heartbeat_seconds, here, kNumber | kString);
    if (task->credentials) evaluate(*task->credentials, here, "Credentials");
  } else if (const auto* wait = state_.as<asl::Wait>()) {
    computed(wait->seconds, here, kNumber | kString);
    computed(wait->timestamp, here, kString);
  } else if (const auto* fail = state_.as<asl::Fail>()) {
    computed(fail->error, around(raw_), kString);
    computed(fail->cause, around(raw_), kString);
  } else if (const auto* map = state_.as<asl::Map>()) {
    payload_ = processor_input(*map);
  } else if (state_.as<asl::Parallel>() != nullptr) {
    payload_ = payload(is_jsonata() ? state_.arguments : state_.parameters);
  }
}

const Shape* StateFlow::payload(const std::optional<asl::Template>& parameters) {
  if (!parameters) return effective_;
  return evaluate(*parameters, around(effective_), is_jsonata() ? "Arguments" : "Parameters");
}

const Shape* StateFlow::processor_input(const asl::Map& map) {
  const Surroundings here = around(effective_);
  computed(map.max_concurrency, here, kNumber | kString);
  computed(map.tolerated_failure_count, here, kNumber | kString);
  computed(map.tolerated_failure_percentage, here, kNumber | kString);
  const Shape* item = item_of(map);
  if (map.item_selector && item != nullptr) {
    Surroundings each = here;
    each.item = item;
    item = evaluate(*map.item_selector, each, "ItemSelector");
  }
  return map.item_batcher && item != nullptr ? batched(*map.item_batcher, item) : item;
}

/// Objects are iterated over by some kinds of Map only; where it is not certain, nothing is said.
const Shape* StateFlow::item_of(const asl::Map& map) {
  if (map.item_reader) {
    if (map.item_reader->parameters) evaluate(*map.item_reader->parameters, around(effective_), "ItemReader");
    computed(map.item_reader->max_items, around(effective_), kNumber | kString);
    return shapes_.top();
  }
  const Types wanted = map.distributed || is_jsonata() ? Types(kArray | kObject) : kArray;
  const Shape* items = effective_;
  if (map.items_path) {
    items = evaluate(*map.items_path, around(effective_), "ItemsPath");
    if (items != nullptr) expect(items, wanted, {&*map.items_path, "ItemsPath", 0}, map.items_path->text, "ItemsPath");
  } else if (map.items) {
    items = evaluate(*map.items, around(effective_), "Items");
    const auto* whole = std::get_if<asl::Template::Dynamic>(&map.items->content);
    if (whole != nullptr) expect_data(whole->expression, items, wanted, "Items");
  } else if ((items->types & wanted) == 0) {
    expect(items, wanted, {nullptr, "ItemsPath", 0}, "$", "the Map");
  }
  if (items == nullptr || (items->types & wanted) == 0) return fails_ = true, nullptr;
  return (items->types & kObject) != 0 && wanted != kArray ? shapes_.top() : shapes_.any_element(items);
}

const Shape* StateFlow::batched(const asl::ItemBatcher& batcher, const Shape* item) {
  const Origin from = origin(Origin::Kind::Batch, batcher.node);
  std::vector<ShapeMember> members{{"Items", shapes_.array_of(item, from), true}};
  if (batcher.batch_input) members.push_back({"BatchInput", evaluate(*batcher.batch_input, around(effective_), "ItemBatcher"), true});
  computed(batcher.max_items_per_batch, around(effective_), kNumber | kString);
  computed(batcher.max_input_bytes_per_batch, around(effective_), kNumber | kString);
  return shapes_.object(std::move(members), false, from);
}

Outputs StateFlow::outputs(std::span<const Shape* const> inner) {
  inner_input();
  Outputs out;
  if (const auto* choice = state_.as<asl::Choice>()) {
    if (!fails_) choose(*choice, out);
    return out;
  }
  if (!fails_ && state_.type != asl::StateType::Fail && state_.type != asl::StateType::Invalid) {
    const Shape* value = result(inner);
    const Shape* done = value != nullptr ? finished(value) : nullptr;
    if (!fails_) out.normal = done;
  }
  if (state_.type == asl::StateType::Invalid) out.normal = shapes_.top();
  for (const asl::Catcher& catcher : state_.catchers) out.catchers.push_back(caught(catcher));
  return out;
}

const Shape* StateFlow::result(std::span<const Shape* const> inner) {
  if (const auto* task = state_.as<asl::Task>()) return result_shape(shapes_, state_, *task);
  if (const auto* map = state_.as<asl::Map>()) return map_result(*map, inner.empty() ? shapes_.top() : inner.front());
  if (state_.as<asl::Parallel>() != nullptr) {
    for (const Shape* branch : inner) {
      if (branch == nullptr) return nullptr;
    }
    return shapes_.tuple({inner.begin(), inner.end()}, origin(Origin::Kind::Branches, state_.node));
  }
  return payload_;
}

const Shape* StateFlow::map_result(const asl::Map& map, const Shape* output) {
  if (map.result_writer && map.result_writer->resource) {
    const Origin from = origin(Origin::Kind::MapRun, map.result_writer->node);
    const Shape* text = shapes_.of_types(kString, from);
    const Shape* details = shapes_.object({{"Bucket", text, true}, {"Key", text, true}}, false, from);
    return shapes_.object({{"MapRunArn", text, true}, {"ResultWriterDetails", details, true}}, false, from);
  }
  const Origin from = origin(Origin::Kind::Iterations, state_.node);
  const bool plain = !map.distributed && !map.result_writer && output != nullptr;
  return shapes_.array_of(plain ? output : shapes_.top(), from);
}

/// What the state passes on, given what its work gave.
const Shape* StateFlow::finished(const Shape* result) {
  const bool works = state_.as<asl::Task>() != nullptr || state_.as<asl::Map>() != nullptr || state_.as<asl::Parallel>() != nullptr;
  Surroundings after = around(result);
  if (works) after.result = result;
  assign(state_.assign, after);
  if (is_jsonata()) {
    if (state_.output) return evaluate(*state_.output, after, "Output");
    return works ? result : raw_;
  }
  if (!works && state_.as<asl::Pass>() == nullptr) return select(state_.output_path, effective_, "OutputPath");
  if (works && state_.result_selector) result = evaluate(*state_.result_selector, after, "ResultSelector");
  const Shape* combined = write(state_.result_path, result);
  if (combined == nullptr) return fails_ = true, nullptr;
  return select(state_.output_path, combined, "OutputPath");
}

const Shape* StateFlow::caught(const asl::Catcher& catcher) {
  const Origin from = origin(Origin::Kind::Error, catcher.node);
  const Shape* text = shapes_.of_types(kString | kNull, from);
  const Shape* error = shapes_.object({{"Error", text, true}, {"Cause", text, true}}, false, from);
  Surroundings after = around(error);
  after.error = error;
  assign(catcher.assign, after);
  if (!is_jsonata()) return write(catcher.result_path, error);
  return catcher.output ? evaluate(*catcher.output, after, "Output") : error;
}

void StateFlow::assign(const std::optional<asl::Template>& content, Surroundings around) {
  if (content) evaluate(*content, around, "Assign");
}

/// Rules in order: the first that is true decides; one that can be neither true nor false ends the execution.
void StateFlow::choose(const asl::Choice& choice, Outputs& out) {
  bool reached = true;
  const Shape* passed = is_jsonata() ? raw_ : select(state_.output_path, effective_, "OutputPath");
  for (const asl::ChoiceRule& rule : choice.choices) {
    const Truth truth = reached ? judge(rule.condition, effective_) : Truth{};
    const Shape* value = nullptr;
    if (truth.yes) {
      assign(rule.assign, around(effective_));
      value = rule.output ? evaluate(*rule.output, around(effective_), "Output") : passed;
    }
    out.rules.push_back(value);
    reached = reached && truth.no;
  }
  if (!reached || !choice.default_next) return;
  assign(state_.assign, around(effective_));
  out.normal = state_.output ? evaluate(*state_.output, around(effective_), "Output") : passed;
}

const Shape* StateFlow::select(const asl::PathField& field, const Shape* from, std::string_view name) {
  if (field.is_null()) return shapes_.object({}, false, origin(Origin::Kind::NullPath, state_.node));
  return field.is_present() ? evaluate(field.expression, around(from), name) : from;
}

const Shape* StateFlow::write(const asl::PathField& field, const Shape* value) {
  if (field.is_null()) return raw_;
  if (!field.is_present()) return value;
  return field.expression.path() == nullptr ? shapes_.top() : written(raw_, field.expression, 0, value);
}

const Shape* StateFlow::written(const Shape* into, const asl::Expression& expression, size_t step, const Shape* value) {
  const jsonpath::Path& path = *expression.path();
  if (step == path.steps().size()) return value;
  const auto* name = std::get_if<jsonpath::Name>(&path.steps()[step].value);
  const Types wanted = name != nullptr ? kObject : kArray;
  if ((into->types & wanted) == 0) {
    if (Fault* found = fault(Fault::Kind::Unwritable, {&expression, "ResultPath", 0}, path.text())) {
      found->found = into, found->wanted = wanted;
      found->step_begin = path.steps()[step].span.begin, found->step_end = path.steps()[step].span.end;
    }
    return nullptr;
  }
  if (name == nullptr || asl::has_placeholder(name->name)) return shapes_.of_types(wanted, into->origin);
  const Found old = shapes_.member(into, name->name);
  const Shape* child = value;
  if (step + 1 < path.steps().size()) {
    const Shape* fresh = shapes_.object({}, false, origin(Origin::Kind::Template, state_.node));
    const Shape* base = old.shape == nullptr ? fresh : old.certain ? old.shape : shapes_.join(old.shape, fresh);
    child = written(base, expression, step + 1, value);
  }
  return child == nullptr ? nullptr : shapes_.with_member(into, name->name, child);
}

}  // namespace sfn::lint
