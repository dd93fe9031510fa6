#include "jsonata/evaluator.h"

#include "jsonata/parse_program.h"
#include "jsonata/walk.h"

namespace sfn::jsonata {
namespace {

using json::Value;

// Bytes of the native stack that an evaluation may fill; the usual stack has eight times as many.
constexpr size_t kStackBudget = size_t{5} << 20U;

char* stack_here() {
  return static_cast<char*>(__builtin_frame_address(0));
}

}  // namespace

/// One level of node evaluation.
class Level {
 public:
  explicit Level(Evaluator& evaluator) : evaluator_(evaluator), depth_(evaluator.depth_) {
    if (++evaluator.depth_ > evaluator.max_depth_ || stack_here() < evaluator.stack_limit_) overflow();
    evaluator.charge(1);
  }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;
  ~Level() { evaluator_.depth_ = depth_; }

 private:
  [[noreturn]] void overflow() {
    evaluator_.depth_ = depth_;
    evaluator_.too_deep();
  }
  Evaluator& evaluator_;
  uint32_t depth_;
};

Evaluator::Evaluator(const Program& program, Environment& environment)
    : program_(program),
      environment_(environment),
      steps_left_(environment.limits.max_steps),
      max_depth_(std::min(environment.limits.max_depth, kMaxDepth)),
      stack_limit_(stack_here() - kStackBudget) {
  if (environment.input != nullptr) root_ = *environment.input;
  input_ = root_;
  if (root_.is_array()) input_ = Value::array({root_}).with_marks(Value::kSequence | Value::kOuter);
  add_globals(program);
}

void Evaluator::add_globals(const Program& program) {
  for (const Global& global : program.globals) global_names_.push_back(&global);
  globals_.resize(global_names_.size());
  global_state_.resize(global_names_.size());
}

void Evaluator::out_of_steps() {
  steps_left_ = 0;
  if (limits().service_messages) fail_limit("", "Expression evaluation timeout: Check for infinite loop");
  fail_limit("U1001", "Expression evaluation took more steps than it may: check for infinite loop");
}

void Evaluator::out_of_memory() {
  if (limits().service_messages) {
    fail_limit("", "Expression evaluation memory limit exceeded: Check for excessive memory usage");
  }
  fail_limit("D2015", "The expression builds a value that is larger than it may be");
}

void Evaluator::charge_whole(const Value& value) {
  if (value.is_string()) return charge_text(value.as_string().size());
  if (!value.is_array() && !value.is_object()) return;
  charge(1 + value.size() / 4);
  for (size_t i = 0; i < value.size(); ++i) {
    const Value& part = value.is_array() ? value[i] : value.value_at(i);
    if (part.is_string() || part.is_array() || part.is_object()) charge_whole(part);
  }
}

std::string_view Evaluator::unknown_in(std::string_view text) {
  charge(environment_.unknown->cost(text.size()));
  return environment_.unknown->found_in(text);
}

void Evaluator::look_into(const Value& value) {
  if (value.is_string()) {
    const std::string_view part = unknown_in(value.as_string());
    if (!part.empty()) throw text::UnknownText(part);
    return;
  }
  if (!value.is_array() && !value.is_object()) return;
  charge(1 + value.size() / 4);
  for (size_t i = 0; i < value.size(); ++i) look_into(value.is_array() ? value[i] : value.value_at(i));
}

// The part because of which two values that differ could yet be equal; empty if something that is known differs.
std::string_view Evaluator::might_equal(const Value& left, const Value& right) {
  if (left.type() != right.type()) return {};
  if (left.is_string()) {
    const std::string_view part = unknown_in(left.as_string()), other = unknown_in(right.as_string());
    return environment_.unknown->may_equal(left.as_string(), right.as_string()) ? (part.empty() ? other : part) : std::string_view();
  }
  if ((!left.is_array() && !left.is_object()) || left.size() != right.size()) return {};
  std::string_view found;
  for (size_t i = 0; i < left.size(); ++i) {
    const Value* const other = left.is_array() ? &right[i] : right.find(left.key_at(i));
    const Value& mine = left.is_array() ? left[i] : left.value_at(i);
    if (other == nullptr) return {};
    if (mine == *other) continue;
    const std::string_view part = might_equal(mine, *other);
    if (part.empty()) return {};
    found = part;
  }
  return found;
}

bool Evaluator::holds(const Value& value) {
  if (value.is_array()) charge_whole(value);
  // Only a text that begins and ends with a placeholder could turn out to be empty.
  const bool open = environment_.unknown != nullptr && value.is_string() && value.as_string().ends_with('}');
  if (open) {
    charge(environment_.unknown->cost(value.as_string().size()));
    const auto stretch = environment_.unknown->stretch(value.as_string());
    if (!stretch.empty() && stretch.begin == 0 && stretch.end == value.as_string().size()) throw text::UnknownText(stretch.first);
  }
  return truth(value);
}

void Evaluator::check_stack() {
  if (stack_here() < stack_limit_) too_deep();
}

void Evaluator::too_deep() {
  if (limits().service_messages) {
    fail_limit("", "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive");
  }
  fail_limit("U1001", "Stack overflow: check for non-terminating recursive function, consider rewriting as tail-recursive");
}

Value Evaluator::run() {
  const FrameRef top = program_.top.names.empty() ? FrameRef() : frames_.make(program_.top, nullptr);
  Value result = eval(*program_.root, input_, top.get());
  if (const Function* function = function_of(result); function != nullptr && function->kind == Function::Kind::TupleStream) return {};
  return result;
}

Value Evaluator::eval(const Node& node, const Value& input, Frame* frame) {
  const Level level(*this);
  return finish(node, dispatch(node, input, frame), frame);
}

Value Evaluator::finish(const Node& node, Value result, Frame* frame) {
  if (node.extras) result = decorated(node, std::move(result), frame);
  if (!result.is_array()) return result;
  const uint8_t marks = result.marks();
  if ((marks & Value::kSequence) == 0) return result;
  if (result.size() == 0) return {};
  if (node.keep_array) return std::move(result).with_marks(static_cast<uint8_t>(marks | Value::kKeepSingleton));
  if (result.size() > 1 || (marks & Value::kKeepSingleton) != 0) return result;
  return result[0];
}

Value Evaluator::decorated(const Node& node, Value result, Frame* frame) {
  for (const Stage& stage : node.extras->predicates) {
    const Function* const function = function_of(result);
    if (function != nullptr && function->kind == Function::Kind::TupleStream) {
      filter_tuples(*stage.filter, *static_cast<TupleStream*>(result.as_foreign()), frame);
    } else {
      result = filter(*stage.filter, result, frame);
    }
  }
  if (node.extras->group && node.kind != NodeKind::Path) result = group(*node.extras->group, result, frame);
  return result;
}

Value Evaluator::dispatch(const Node& node, const Value& input, Frame* frame) {
  switch (node.kind) {
    case NodeKind::Literal: return as<LiteralNode>(node).value;
    case NodeKind::Name: return name(input, as<NameNode>(node).lookup.key());
    case NodeKind::Variable: return variable(as<VariableNode>(node), frame);
    case NodeKind::Context: return (input.marks() & Value::kOuter) != 0 ? input[0] : input;
    case NodeKind::Root: return root_;
    case NodeKind::Wildcard: return wildcard(input);
    case NodeKind::Descendants: return descendants(input);
    case NodeKind::Parent: return parent(as<ParentNode>(node), frame);
    case NodeKind::Path: return path(as<PathNode>(node), input, frame);
    case NodeKind::Negate: return negate(as<NegateNode>(node), input, frame);
    case NodeKind::Binary: return binary(as<BinaryNode>(node), input, frame);
    case NodeKind::Array: return array(as<ArrayNode>(node), input, frame);
    case NodeKind::Object: return group(as<ObjectNode>(node).content, input, frame);
    case NodeKind::Block: return block(as<BlockNode>(node), input, frame);
    case NodeKind::Bind: {
      const auto& bind = as<BindNode>(node);
      Value value = eval(*bind.value, input, frame);
      frame->out(bind.address.hops)->set(bind.address.slot, value);
      return value;
    }
    case NodeKind::Condition: return condition(as<ConditionNode>(node), input, frame);
    case NodeKind::Coalesce: {
      Value left = eval(*as<CoalesceNode>(node).left, input, frame);
      return left.is_undefined() ? eval(*as<CoalesceNode>(node).right, input, frame) : left;
    }
    case NodeKind::Call:
      return as<CallNode>(node).tail ? tail_call(as<CallNode>(node), input, frame) : call(as<CallNode>(node), input, frame, nullptr);
    case NodeKind::Partial: return partial(as<CallNode>(node), input, frame);
    case NodeKind::Lambda: return Value::foreign(new Lambda(as<LambdaNode>(node), FrameRef(frame), input));
    case NodeKind::Apply: return apply_operator(as<ApplyNode>(node), input, frame);
    case NodeKind::Regex: return Value::foreign(new Matcher(as<RegexNode>(node)));
    case NodeKind::Transform: return Value::foreign(new Transformer(as<TransformNode>(node), FrameRef(frame)));
    case NodeKind::Sort:
    case NodeKind::Placeholder: break;
  }
  return {};
}

Value Evaluator::block(const BlockNode& node, const Value& input, Frame* frame) {
  const FrameRef own = node.scope.names.empty() ? FrameRef(frame) : frames_.make(node.scope, frame);
  Value result;
  for (const Node* expression : node.expressions) result = eval(*expression, input, own.get());
  return result;
}

Value Evaluator::condition(const ConditionNode& node, const Value& input, Frame* frame) {
  Value condition = eval(*node.condition, input, frame);
  if (holds(condition)) return node.then != nullptr ? eval(*node.then, input, frame) : condition;
  return node.otherwise != nullptr ? eval(*node.otherwise, input, frame) : Value();
}

Value Evaluator::variable(const VariableNode& node, Frame* frame) {
  for (const Address& address : node.addresses) {
    Frame* const owner = frame->out(address.hops);
    if (owner->bound()[address.slot]) return owner->slots()[address.slot];
  }
  return node.global == kNoGlobal ? Value() : global(node.global);
}

Value Evaluator::parent(const ParentNode& node, Frame* frame) {
  for (const Address& address : node.addresses) {
    Frame* const owner = frame->out(address.hops);
    if (owner->bound()[address.slot]) return owner->slots()[address.slot];
  }
  return {};
}

// The host comes before the built-in functions: its variables may shadow them.
const Value& Evaluator::global(uint32_t index) {
  unsigned char& state = global_state_[index];
  if (state == 0) {
    if (environment_.variables != nullptr) globals_[index] = environment_.variables->lookup(global_names_[index]->name);
    state = globals_[index].is_undefined() && global_names_[index]->function != nullptr ? 2 : 1;
  }
  if (state == 2 && globals_[index].is_undefined()) globals_[index] = Value::foreign(new BuiltInFunction(*global_names_[index]->function));
  return globals_[index];
}

// Variables of the text that $eval runs are looked for, by name, in the scopes around the call.
void Evaluator::catch_up(const Program& program, uint32_t first, Frame* frame) {
  for (uint32_t i = 0; i < program.globals.size(); ++i) {
    for (Frame* at = frame; at != nullptr; at = at->parent) {
      const size_t slot = at->scope->slot_of(program.globals[i].name);
      if (slot == kNoSlot || !at->bound()[slot]) continue;
      globals_[first + i] = at->slots()[slot];
      global_state_[first + i] = 1;
      break;
    }
  }
}

Value Evaluator::evaluate_text(std::string_view source, const Value& input, Frame* frame) {
  std::shared_ptr<Program> program;
  try {
    program = parse_program(source, profile());
  } catch (const SyntaxFailure& failure) {
    fail("D3120", Value::string(message_of(failure)));
  }
  const auto first = static_cast<uint32_t>(global_names_.size());
  for (const auto& node : program->nodes) {
    if (node->kind != NodeKind::Variable) continue;
    uint32_t& index = static_cast<VariableNode&>(*node).global;
    if (index != kNoGlobal) index += first;
  }
  evaluated_.push_back(program);
  add_globals(*program);
  catch_up(*program, first, frame);
  const FrameRef top = program->top.names.empty() ? FrameRef() : frames_.make(program->top, nullptr);
  try {
    return eval(*program->root, input, top.get());
  } catch (Failure& failure) {
    if (failure.is_limit) throw;
    fail("D3121", Value::string(message_of(failure)));
  }
}

bool truth(const Value& value) {
  switch (value.type()) {
    case json::Type::Boolean: return value.as_boolean();
    case json::Type::Number: return value.is_int() ? value.as_int() != 0 : is_numeric(value) && value.as_double() != 0;
    case json::Type::String: return !value.as_string().empty();
    case json::Type::Object: return value.size() > 0;
    case json::Type::Array:
      for (const Value& item : value.items()) {
        if (truth(item)) return true;
      }
      return false;
    default: return false;
  }
}

bool is_numeric(const Value& value) {
  if (!value.is_number()) return false;
  if (value.is_int()) return true;
  const double number = value.as_double();
  if (std::isfinite(number)) return true;
  if (std::isnan(number)) return false;
  fail("D1001", value);
}

}  // namespace sfn::jsonata
