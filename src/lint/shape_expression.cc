// What the expressions inside a state give, as shapes. Only definite JSONPaths are followed: an indefinite one gives an array, empty if
// nothing is there. Of JSONata only `$states.input.a.b` and its like is followed; of the rest the kind of result is known at most.
#include "asl/placeholder.h"
#include "jsonata/node.h"
#include "lint/state_flow.h"

namespace sfn::lint {
namespace {

Types types_of(intrinsic::Kind kind) {
  switch (kind) {
    case intrinsic::Kind::String: return kString;
    case intrinsic::Kind::Number: return kNumber;
    case intrinsic::Kind::Boolean: return kBoolean;
    case intrinsic::Kind::Array: return kArray;
    case intrinsic::Kind::Object: return kObject;
    case intrinsic::Kind::Any: break;
  }
  return kAnyType;
}

Types types_of(jsonata::ResultKind kind) {
  switch (kind) {
    case jsonata::ResultKind::Null: return kNull;
    case jsonata::ResultKind::Boolean: return kBoolean;
    case jsonata::ResultKind::Number: return kNumber;
    case jsonata::ResultKind::String: return kString;
    case jsonata::ResultKind::Array: return kArray;
    case jsonata::ResultKind::Object: return kObject;
    default: return kAnyType;
  }
}

bool is_map_item(const jsonpath::Path& path) {
  constexpr std::string_view kPrefix[] = {"Map", "Item", "Value"};
  if (path.root() != jsonpath::Root::Context || path.steps().size() < std::size(kPrefix)) return false;
  for (size_t i = 0; i < std::size(kPrefix); ++i) {
    const auto* name = std::get_if<jsonpath::Name>(&path.steps()[i].value);
    if (name == nullptr || name->name != kPrefix[i]) return false;
  }
  return true;
}

bool has_function(const jsonpath::Path& path) {
  for (const jsonpath::Step& step : path.steps()) {
    if (std::holds_alternative<jsonpath::Function>(step.value)) return true;
  }
  return false;
}

/// The steps of `$states.a.b.c` behind `$states`; nothing for any other expression.
std::vector<const jsonata::NameNode*> states_path(const jsonata::Expression& expression) {
  using jsonata::NodeKind;
  std::vector<const jsonata::NameNode*> names;
  const jsonata::Node* root = expression.program().root;
  while (root != nullptr && root->kind == NodeKind::Block && !root->extras &&
         jsonata::as<jsonata::BlockNode>(*root).expressions.size() == 1) {
    root = jsonata::as<jsonata::BlockNode>(*root).expressions.front();
  }
  if (root == nullptr || root->kind != NodeKind::Path || root->extras || root->keep_array) return names;
  const auto& steps = jsonata::as<jsonata::PathNode>(*root).steps;
  if (steps.empty() || steps[0]->kind != NodeKind::Variable || steps[0]->extras) return names;
  if (jsonata::as<jsonata::VariableNode>(*steps[0]).name != "states") return names;
  for (size_t i = 1; i < steps.size(); ++i) {
    if (steps[i]->kind != NodeKind::Name || steps[i]->extras || steps[i]->keep_array) return {};
    names.push_back(&jsonata::as<jsonata::NameNode>(*steps[i]));
  }
  return names;
}

const Shape* member_of_states(std::string_view name, const Surroundings& around) {
  if (name == "input") return around.input;
  if (name == "result") return around.result;
  return name == "errorOutput" ? around.error : nullptr;
}

}  // namespace

Fault* StateFlow::fault(Fault::Kind kind, const Reading& reading, std::string_view path) {
  if (faults_ == nullptr) return nullptr;
  Fault& fault = faults_->emplace_back();
  fault.kind = kind;
  fault.state = state_.id;
  fault.expression = reading.expression;
  fault.field = reading.field;
  fault.begin = reading.offset;
  fault.end = reading.offset + path.size();
  fault.step_begin = fault.begin, fault.step_end = fault.end;
  fault.path = path;
  return &fault;
}

const Shape* StateFlow::evaluate(const asl::Template& content, const Surroundings& around, std::string_view field) {
  if (const auto* constant = std::get_if<asl::Template::Constant>(&content.content)) {
    return shapes_.constant(constant->value, origin(Origin::Kind::Template, content.node));
  }
  if (const auto* dynamic = std::get_if<asl::Template::Dynamic>(&content.content)) {
    const Shape* value = evaluate(dynamic->expression, around, field);
    if (value == nullptr) fails_ = true;
    return value != nullptr ? value : shapes_.top();
  }
  if (const auto* object = std::get_if<asl::Template::Object>(&content.content)) return evaluate_object(*object, around, content, field);
  std::vector<const Shape*> elements;
  for (const asl::Template& item : std::get<asl::Template::Array>(content.content).items) elements.push_back(evaluate(item, around, field));
  return shapes_.tuple(std::move(elements), origin(Origin::Kind::Template, content.node));
}

const Shape* StateFlow::evaluate_object(const asl::Template::Object& object, const Surroundings& around, const asl::Template& content,
                                        std::string_view field) {
  std::vector<ShapeMember> members;
  bool open = false;
  for (const asl::TemplateField& one : object.fields) {
    open = open || asl::has_placeholder(one.written);
    members.push_back({one.key.view(), evaluate(one.value, around, field), true});
  }
  return shapes_.object(std::move(members), open, origin(Origin::Kind::Template, content.node));
}

const Shape* StateFlow::evaluate(const asl::Expression& expression, const Surroundings& around, std::string_view field) {
  const Reading reading{&expression, field, expression.begin};
  if (const auto* path = expression.path()) return read(*path, around, reading);
  if (const auto* intrinsic = expression.intrinsic()) return call(intrinsic->call(), around, reading);
  if (const auto* jsonata_expression = expression.jsonata()) return jsonata(*jsonata_expression, around, reading);
  return shapes_.top();
}

const Shape* StateFlow::read(const jsonpath::Path& path, const Surroundings& around, const Reading& reading) {
  if (has_function(path)) return shapes_.top();
  if (!path.is_definite()) return path.root() == jsonpath::Root::Input ? shapes_.array_of(shapes_.top(), {}) : shapes_.top();
  if (path.root() == jsonpath::Root::Input && around.root != nullptr) return follow(path, 0, around.root, reading);
  if (around.item != nullptr && is_map_item(path)) return follow(path, 3, around.item, reading);
  return shapes_.top();
}

const Shape* StateFlow::follow(const jsonpath::Path& path, size_t first, const Shape* from, const Reading& reading) {
  for (size_t i = first; i < path.steps().size(); ++i) {
    const jsonpath::Step& step = path.steps()[i];
    const auto* name = std::get_if<jsonpath::Name>(&step.value);
    const auto* index = std::get_if<jsonpath::Index>(&step.value);
    if ((name == nullptr && index == nullptr) || (name != nullptr && asl::has_placeholder(name->name))) return shapes_.top();
    const Shape* next = (name != nullptr ? shapes_.member(from, name->name) : shapes_.element(from, index->index)).shape;
    if (next == nullptr) {
      if (Fault* missing = fault(Fault::Kind::Missing, reading, path.text())) {
        missing->step_begin = reading.offset + step.span.begin, missing->step_end = reading.offset + step.span.end;
        missing->found = from;
        if (name != nullptr) missing->name = name->name;
      }
      return nullptr;
    }
    from = next;
  }
  return from;
}

const Shape* StateFlow::argument(const intrinsic::Call& call, size_t index, const Surroundings& around, const Reading& reading) {
  const intrinsic::Argument& argument = call.arguments[index];
  const Reading inner{reading.expression, reading.field, reading.offset + argument.span.begin};
  if (const auto* literal = argument.literal()) return shapes_.constant(*literal, origin(Origin::Kind::Template, reading.expression->node));
  const Shape* value = nullptr;
  std::string_view text;
  if (const auto* path = argument.path()) {
    value = read(*path, around, inner);
    text = path->text();
  } else {
    value = this->call(*argument.call(), around, reading);
    text = argument.call()->name;
  }
  if (value == nullptr) {
    fails_ = true;
  } else if (call.function != nullptr) {
    expect(value, types_of(call.function->parameter(index)), inner, text, call.function->name);
  }
  return value;
}

const Shape* StateFlow::call(const intrinsic::Call& call, const Surroundings& around, const Reading& reading) {
  std::vector<const Shape*> arguments;
  bool complete = true;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    arguments.push_back(argument(call, i, around, reading));
    complete = complete && arguments.back() != nullptr;
  }
  if (call.function == nullptr || !complete) return shapes_.top();
  const Origin from = origin(Origin::Kind::Template, reading.expression->node);
  if (call.function->id == intrinsic::FunctionId::Array) return shapes_.tuple(std::move(arguments), from);
  if (call.function->id == intrinsic::FunctionId::JsonMerge && arguments.size() > 1) return merged(arguments[0], arguments[1], from);
  const Types types = types_of(call.function->result);
  return types == kAnyType ? shapes_.top() : shapes_.of_types(types, from);
}

/// States.JsonMerge: the members of both, those of the second win.
const Shape* StateFlow::merged(const Shape* left, const Shape* right, Origin origin) {
  const bool closed = left->types == kObject && right->types == kObject && !left->open && !right->open;
  if (!closed) return shapes_.of_types(kObject, origin);
  const Shape* out = left;
  for (const std::string_view name : shapes_.names(right)) {
    const Found found = shapes_.member(right, name);
    const Found old = shapes_.member(out, name);
    out = shapes_.with_member(out, name, found.certain || old.shape == nullptr ? found.shape : shapes_.join(found.shape, old.shape));
  }
  return out;
}

const Shape* StateFlow::jsonata(const jsonata::Expression& expression, const Surroundings& around, const Reading& reading) {
  const auto names = states_path(expression);
  if (names.empty()) {
    const Types types = types_of(expression.result_kind());
    return types == kAnyType ? shapes_.top() : shapes_.of_types(types, origin(Origin::Kind::Template, reading.expression->node));
  }
  const Shape* from = member_of_states(names[0]->lookup.key().view(), around);
  if (from == nullptr) return shapes_.top();
  for (size_t i = 1; i < names.size(); ++i) {
    if ((from->types & kArray) != 0) return shapes_.top();  // JSONata looks into the elements
    const std::string_view name = names[i]->lookup.key().view();
    const Shape* next = shapes_.member(from, name).shape;
    if (next == nullptr) {
      if (Fault* missing = fault(Fault::Kind::Missing, reading, reading.expression->source())) {
        missing->step_begin = reading.offset + names[i]->begin, missing->step_end = reading.offset + names[i]->position;
        missing->found = from, missing->name = name;
      }
      return nullptr;
    }
    from = next;
  }
  return from;
}

void StateFlow::computed(const std::optional<asl::Computed>& field, const Surroundings& around, Types wanted) {
  if (!field || field->expression() == nullptr) return;
  const asl::Expression& expression = *field->expression();
  const Shape* value = evaluate(expression, around, field->field);
  if (value == nullptr) {
    fails_ = true;
  } else if (expression.path() != nullptr) {
    expect(value, wanted, {&expression, field->field, 0}, expression.text, field->field);
  } else {
    expect_data(expression, value, (wanted & kNumber) != 0 ? kNumber : wanted, field->field);
  }
}

/// A plain `$states.input.a.b`; of other expressions jsonata-of-wrong-type tells the kind. An array may be what JSONata makes of its only
/// element, so of arrays nothing is said.
void StateFlow::expect_data(const asl::Expression& expression, const Shape* value, Types wanted, std::string_view reader) {
  const jsonata::Expression* jsonata = expression.jsonata();
  if (jsonata == nullptr || value == nullptr || jsonata->result_kind() != jsonata::ResultKind::Unknown) return;
  if ((value->types & kArray) == 0) expect(value, wanted, {&expression, reader, expression.begin}, expression.source(), reader);
}

void StateFlow::expect(const Shape* value, Types wanted, const Reading& reading, std::string_view path, std::string_view reader) {
  if ((value->types & wanted) != 0) return;
  fails_ = true;
  if (Fault* wrong = fault(Fault::Kind::WrongType, reading, path)) wrong->found = value, wrong->wanted = wanted, wrong->reader = reader;
}

}  // namespace sfn::lint
