// Calls: arguments, signatures, lambdas with their tail calls, partial application, composition, matchers.
#include <algorithm>
#include <array>

#include "jsonata/evaluator.h"
#include "text/utf8.h"

namespace sfn::jsonata {

using json::Value;

size_t arity_of(const Value& value) {
  const Function* const function = function_of(value);
  if (function == nullptr) return 0;
  switch (function->kind) {
    case Function::Kind::Lambda: return static_cast<const Lambda*>(function)->node.parameters.size();
    case Function::Kind::BuiltIn: return static_cast<const BuiltInFunction*>(function)->row.arity;
    case Function::Kind::Partial: return static_cast<const Partial*>(function)->open.size();
    case Function::Kind::Next: return 0;
    default: return 1;
  }
}

namespace {

constexpr BuiltInSignature kTransformer = built_in_signature("<(oa):o>");

// What is left of a sequence when it leaves a node.
Value collapsed(Value result) {
  if (!is_sequence(result) || result.size() > 1) return result;
  if (result.size() == 0) return {};
  return (result.marks() & Value::kKeepSingleton) != 0 ? result : result[0];
}

}  // namespace

const Value& Call::missing() {
  static const Value kUndefined;
  return kUndefined;
}

void Evaluator::evaluate_arguments(const CallNode& node, const Value& input, Frame* frame, Arguments& arguments) {
  for (const Node* argument : node.arguments) arguments.push_back(eval(*argument, input, frame));
}

// The built-in function that the callee names for certain: nothing in the expression or the host binds that name.
const BuiltIn* Evaluator::direct_built_in(const CallNode& node) {
  if (node.procedure->kind != NodeKind::Variable || node.procedure->extras) return nullptr;
  const auto& variable = as<VariableNode>(*node.procedure);
  if (!variable.addresses.empty() || variable.global == kNoGlobal) return nullptr;
  if (global_state_[variable.global] == 0) global(variable.global);
  if (depth_ >= max_depth_) too_deep();  // the callee would have been a level
  return global_state_[variable.global] == 2 ? global_names_[variable.global]->function : nullptr;
}

namespace {

// Of lambdas in the end, whose last call runs when they are left.
bool is_lambda(const Value& value) {
  const Function* function = function_of(value);
  while (function != nullptr && function->kind == Function::Kind::Partial)
    function = function_of(static_cast<const Partial*>(function)->target);
  return function != nullptr && (function->kind == Function::Kind::Lambda || function->kind == Function::Kind::Composed);
}

// Where a failing call is reported: functions report the outermost call of theirs. What fails in the tail call of a lambda is not inside
// that lambda any more.
void locate(Failure& failure, const CallNode& node, const Value& function) {
  if (failure.is_limit) return;
  if (!failure.has_token && !node.name.empty()) failure.named(node.name);
  const Function* const called = function_of(function);
  const bool own = called != nullptr && called->kind != Function::Kind::Matcher && called->kind != Function::Kind::Next;
  const bool left = std::exchange(failure.settled, false) && is_lambda(function);
  if (!left && (own || !failure.has_position)) failure.at(node.position);
}

}  // namespace

Value Evaluator::call(const CallNode& node, const Value& input, Frame* frame, const Value* applied) {
  Lease arguments(*this);
  if (applied != nullptr) arguments->push_back(*applied);
  if (const BuiltIn* row = direct_built_in(node)) {
    evaluate_arguments(node, input, frame, *arguments);
    try {
      return call_built_in(*row, *arguments, input, frame);
    } catch (Failure& failure) {
      locate(failure, node, global(as<VariableNode>(*node.procedure).global));
      throw;
    }
  }
  const Value function = eval(*node.procedure, input, frame);
  if (function.is_undefined() && names_variable(node, frame)) {
    throw Failure("T1005").at(node.position).named(node.name);
  }
  evaluate_arguments(node, input, frame, *arguments);
  try {
    return apply(function, *arguments, input, frame);
  } catch (Failure& failure) {
    locate(failure, node, function);
    throw;
  }
}

// Whether a callee is a path whose first word is that of a variable: most likely its `$` was forgotten.
bool Evaluator::names_variable(const CallNode& node, Frame* frame) {
  if (node.procedure->kind != NodeKind::Path || node.name.empty()) return false;
  const std::string_view name = node.name;
  const auto counts = [](const Value& value) { return value.is_object() || value.is_array() || is_function(value) || truth(value); };
  if (name == "$") return counts(root_);
  for (Frame* at = frame; at != nullptr; at = at->parent) {
    const size_t slot = at->scope->slot_of(name);
    if (slot != kNoSlot && at->bound()[slot]) return counts(at->slots()[slot]);
  }
  if (environment_.variables != nullptr && !environment_.variables->lookup(name).is_undefined()) return true;
  return find_built_in(name, profile()) != nullptr;
}

// Left to the caller of the lambda that this call is the last of. Its callee and arguments are evaluated as deep as that caller is.
Value Evaluator::tail_call(const CallNode& node, const Value& input, Frame* frame) {
  const uint32_t depth = std::exchange(depth_, tail_depth_);
  Arguments arguments;
  if (!spare_.empty()) arguments = std::move(spare_.back()), spare_.pop_back();
  Value function;
  try {
    function = eval(*node.procedure, input, frame);
    if (function.is_undefined() && names_variable(node, frame)) throw Failure("T1005").at(node.position).named(node.name);
    const uint32_t outer = tail_depth_;
    evaluate_arguments(node, input, frame, arguments);
    tail_depth_ = outer;
  } catch (Failure& failure) {
    failure.settled = failure.has_position;
    throw;
  }
  depth_ = depth;
  tail_ = {true, std::move(function), std::move(arguments), &node};
  return {};
}

Value Evaluator::apply(const Value& function, Arguments& arguments, const Value& context, Frame* frame) {
  const uint32_t outer = std::exchange(tail_depth_, depth_);
  struct Restore {
    uint32_t& depth;
    uint32_t value;
    ~Restore() { depth = value; }
  } restore{tail_depth_, outer};
  Value result = call_once(function, arguments, context, frame);
  while (tail_.wanted) {
    tail_.wanted = false;
    const Value next = std::move(tail_.function);
    Arguments passed = std::move(tail_.arguments);
    const CallNode& node = *tail_.node;
    try {
      result = call_once(next, passed, context, frame);
    } catch (Failure& failure) {
      const bool named = node.procedure->kind == NodeKind::Variable;
      if (named && !failure.has_token && !failure.is_limit) failure.named(node.name);
      const bool left = failure.settled && is_lambda(next);
      if (!failure.is_limit && !left) failure.at(node.procedure->position).settled = true;
      throw;
    }
    passed.clear();
    spare_.push_back(std::move(passed));
  }
  return result;
}

// Functions that take texts look at them, but these, which hand them on; two look at whatever they get.
void Evaluator::look_at_arguments(const BuiltIn& row, const Arguments& arguments) {
  constexpr std::array<std::string_view, 3> kHandOn{"join", "error", "assert"};
  if (std::find(kHandOn.begin(), kHandOn.end(), row.name) != kHandOn.end()) return;
  const bool several = !arguments.empty() && arguments[0].is_array() && arguments[0].size() > 1;
  const bool compares = row.name == "distinct" || (row.name == "sort" && (arguments.size() < 2 || arguments[1].is_undefined()));
  const bool all = several && compares;  // a comparator looks for itself
  for (size_t i = 0; i < std::min(arguments.size(), row.signature.count); ++i) {
    const uint16_t types = row.signature.parameters[i].types;
    if (all || ((types & kString) != 0 && (types & kArray) == 0)) look_at(arguments[i]);
  }
}

Value Evaluator::call_built_in(const BuiltIn& row, Arguments& arguments, const Value& context, Frame* frame) {
  validate(row.signature.view(), arguments, context);
  if (environment_.unknown != nullptr) look_at_arguments(row, arguments);
  Call call{*this, arguments, context, frame};
  return row.function(call);
}

Value Evaluator::call_once(const Value& value, Arguments& arguments, const Value& context, Frame* frame) {
  const Function* const function = function_of(value);
  if (function == nullptr) fail("T1006");
  const auto first = [&] { return arguments.empty() ? Value() : arguments[0]; };
  switch (function->kind) {
    case Function::Kind::Lambda: return call_lambda(*static_cast<const Lambda*>(function), arguments, context);
    case Function::Kind::BuiltIn: return call_built_in(static_cast<const BuiltInFunction*>(function)->row, arguments, context, frame);
    case Function::Kind::Partial: check_stack(); return call_partial(*static_cast<const Partial*>(function), arguments, context, frame);
    case Function::Kind::Composed: {
      check_stack();
      const auto& composed = *static_cast<const Composed*>(function);
      Arguments inner{first()};
      Arguments outer{collapsed(apply(composed.first, inner, Value::null(), frame))};
      return apply(composed.second, outer, context, frame);
    }
    case Function::Kind::Matcher: {
      const Value text = first();
      if (!text.is_string()) return {};
      return call_matcher(static_cast<const Matcher*>(function)->node, text, 0, false);
    }
    case Function::Kind::Next: {
      const auto& next = *static_cast<const Next*>(function);
      if (next.from >= next.text.as_string().size()) return {};
      return call_matcher(next.node, next.text, next.from, true);
    }
    case Function::Kind::Transformer:
      validate(kTransformer.view(), arguments, context);
      return transform(*static_cast<const Transformer*>(function), first());
    default: fail("T1006");
  }
}

Value Evaluator::call_lambda(const Lambda& lambda, Arguments& arguments, const Value& context) {
  const LambdaNode& node = lambda.node;
  if (node.has_signature) validate(node.signature, arguments, context);
  if (node.scope.names.empty()) return eval(*node.body, lambda.input, lambda.frame.get());
  const FrameRef frame = frames_.make(node.scope, lambda.frame.get());
  for (size_t i = 0; i < node.slots.size(); ++i) frame->set(node.slots[i], i < arguments.size() ? std::move(arguments[i]) : Value());
  return eval(*node.body, lambda.input, frame.get());
}

Value Evaluator::call_partial(const Partial& partial, Arguments& arguments, const Value& context, Frame* frame) {
  Arguments all = partial.fixed;
  for (size_t i = 0; i < partial.open.size(); ++i) all[partial.open[i]] = i < arguments.size() ? arguments[i] : Value();
  const Function* const target = function_of(partial.target);
  if (target->kind == Function::Kind::Lambda) {
    const auto& lambda = static_cast<const Lambda&>(*target);
    const FrameRef own = lambda.node.scope.names.empty() ? lambda.frame : frames_.make(lambda.node.scope, lambda.frame.get());
    for (size_t i = 0; i < lambda.node.slots.size(); ++i) own->set(lambda.node.slots[i], i < all.size() ? std::move(all[i]) : Value());
    return eval(*lambda.node.body, lambda.input, own.get());
  }
  return call_once(partial.target, all, context, frame);
}

bool Evaluator::search(const text::Regex& regex, const text::RegexSubject& subject, size_t from, text::RegexMatch& match) {
  charge(1 + (subject.text().size() - from) / 256);
  uint64_t steps = 0;
  const text::RegexOutcome outcome = regex.search(subject, from, match, &steps);
  charge(steps / 4);  // a step of the matcher takes less than one of ours
  if (outcome == text::RegexOutcome::LimitExceeded) out_of_steps();
  return outcome == text::RegexOutcome::Match;
}

bool Evaluator::search(const RegexNode& node, const text::RegexSubject& subject, size_t from, Match& match) {
  if (!search(node.regex, subject, from, match.groups)) return false;
  match.begin = match.groups.groups[0].begin;
  match.end = match.groups.groups[0].end;
  return true;
}

Value Evaluator::call_matcher(const RegexNode& node, const Value& text, size_t from, bool following) {
  Match match;
  look_at(text);
  if (!search(node, text::RegexSubject(text.as_string()), from, match)) return {};
  if (following && match.begin == match.end) {
    throw Failure("D1004", Value::string(node.pattern)).at(node.position);
  }
  return match_object(node, text, match);
}

Value Evaluator::match_object(const RegexNode& node, const Value& text, const Match& match) {
  const std::string_view all = text.as_string();
  const auto units = [&](size_t bytes) { return Value::integer(static_cast<int64_t>(text::count_utf16(all.substr(0, bytes)))); };
  json::ObjectBuilder out(5);
  out.set("match", Value::string(all.substr(match.begin, match.end - match.begin)));
  out.set("start", units(match.begin));
  out.set("end", units(match.end));
  json::ArrayBuilder groups;
  for (size_t i = 1; i < match.groups.groups.size(); ++i) {
    const auto& group = match.groups.groups[i];
    groups.push(group.matched ? Value::string(all.substr(group.begin, group.end - group.begin)) : Value::null());
  }
  out.set("groups", groups.build());
  out.set("next", Value::foreign(new Next(node, text, match.end)));
  return out.build();
}

Value Evaluator::partial(const CallNode& node, const Value& input, Frame* frame) {
  Arguments fixed;
  std::vector<size_t> open;
  for (size_t i = 0; i < node.arguments.size(); ++i) {
    const bool hole = node.arguments[i]->kind == NodeKind::Placeholder;
    if (hole) open.push_back(i);
    fixed.push_back(hole ? Value() : eval(*node.arguments[i], input, frame));
  }
  const Value target = eval(*node.procedure, input, frame);
  if (!is_function(target)) {
    const bool bare = target.is_undefined() && names_variable(node, frame);
    throw Failure(bare ? "T1007" : "T1008").at(node.position).named(node.name);
  }
  const Function* const function = function_of(target);
  const size_t declared = function->kind == Function::Kind::BuiltIn ? static_cast<const BuiltInFunction*>(function)->row.signature.count
                                                                    : std::max<size_t>(arity_of(target), fixed.size());
  if (declared > fixed.size()) fixed.resize(declared);
  return Value::foreign(new Partial(target, std::move(fixed), std::move(open)));
}

Value Evaluator::apply_operator(const ApplyNode& node, const Value& input, Frame* frame) {
  const Value left = eval(*node.left, input, frame);
  if (node.right->kind == NodeKind::Call && !as<CallNode>(*node.right).tail) {
    return call(as<CallNode>(*node.right), input, frame, &left);
  }
  const Value function = eval(*node.right, input, frame);
  if (!is_function(function)) {
    throw Failure("T2006", function).at(node.position);
  }
  if (is_function(left)) return Value::foreign(new Composed(left, function));
  Lease arguments(*this);
  arguments->push_back(left);
  try {
    return apply(function, *arguments, Value::null(), frame);
  } catch (Failure& failure) {
    if (failure.is_limit) throw;
    if (!failure.has_token && node.right->kind == NodeKind::Variable) failure.named(as<VariableNode>(*node.right).name);
    if (!failure.has_position) failure.at(node.position);
    failure.settled = false;
    throw;
  }
}

}  // namespace sfn::jsonata
