#include "jsonata/resolve.h"

#include "json/writer.h"
#include "jsonata/functions.h"

namespace sfn::jsonata {
namespace {

[[noreturn]] void fail(std::string code, const Syntax& at, std::string token = {}, std::string value = {}) {
  throw SyntaxFailure{std::move(code), std::move(token), std::move(value), at.begin, at.end, {}};
}

class Resolver {
 public:
  explicit Resolver(Program& program) : program_(program) {}

  Node* resolve(const Syntax& syntax) {
    Node* const node = dispatch(syntax);
    if (syntax.keep_array) node->keep_array = true;
    return node;
  }

 private:
  template <class T, class... A>
  T* make(const Syntax& from, A&&... arguments) {
    auto owned = std::make_unique<T>(std::forward<A>(arguments)...);
    T* const node = owned.get();
    node->position = from.end;
    node->begin = from.begin;
    node->first = from.first;
    program_.nodes.push_back(std::move(owned));
    return node;
  }

  Node* child(Node* parent, const Syntax* syntax) {
    Node* const node = resolve(*syntax);
    push_ancestry(*parent, node);
    return node;
  }

  Node* dispatch(const Syntax& syntax);
  Node* leaf(const Syntax& syntax);
  Node* name(const Syntax& syntax);
  Node* variable(const Syntax& syntax);
  Node* parent(const Syntax& syntax);
  Node* regex(const Syntax& syntax);
  Node* negate(const Syntax& syntax);
  Node* array(const Syntax& syntax);
  Node* object(const Syntax& syntax);
  Node* block(const Syntax& syntax);
  Node* binary(const Syntax& syntax);
  Node* path(const Syntax& syntax);
  Node* filter(const Syntax& syntax);
  Node* group(const Syntax& syntax);
  Node* sort(const Syntax& syntax);
  Node* bind(const Syntax& syntax);
  Node* focus(const Syntax& syntax);
  Node* index(const Syntax& syntax);
  Node* apply(const Syntax& syntax);
  Node* call(const Syntax& syntax);
  Node* lambda(const Syntax& syntax);
  Node* condition(const Syntax& syntax);
  Node* coalesce(const Syntax& syntax);
  Node* transform(const Syntax& syntax);
  Pairs pairs(const Syntax& syntax, Node* parent);
  PathNode* path_of(Node* first, const Syntax& at);
  void finish_path(PathNode& path, const Syntax& at);
  void name_step(Node*& step, const Syntax& at);

  Program& program_;
  int label_ = 0;
};

Node* Resolver::dispatch(const Syntax& syntax) {
  switch (syntax.form) {
    case Form::Negate: return negate(syntax);
    case Form::Array: return array(syntax);
    case Form::Object: return object(syntax);
    case Form::Block: return block(syntax);
    case Form::Transform: return transform(syntax);
    case Form::Lambda: return lambda(syntax);
    case Form::Binary: return binary(syntax);
    case Form::Path: return path(syntax);
    case Form::Filter: return filter(syntax);
    case Form::Group: return group(syntax);
    case Form::Sort: return sort(syntax);
    case Form::Bind: return bind(syntax);
    case Form::Focus: return focus(syntax);
    case Form::Index: return index(syntax);
    case Form::Apply: return apply(syntax);
    case Form::Call:
    case Form::Partial: return call(syntax);
    case Form::Condition:
    case Form::Default: return condition(syntax);
    case Form::Coalesce: return coalesce(syntax);
    default: return leaf(syntax);
  }
}

Node* Resolver::leaf(const Syntax& syntax) {
  switch (syntax.form) {
    case Form::Name:
    case Form::Keyword: return name(syntax);
    case Form::Variable: return variable(syntax);
    case Form::String: return make<LiteralNode>(syntax, json::Value::string(syntax.text));
    case Form::Number:
    case Form::Constant: return make<LiteralNode>(syntax, syntax.value);
    case Form::Regex: return regex(syntax);
    case Form::Wildcard: return make<Node>(syntax, NodeKind::Wildcard);
    case Form::Descendants: return make<Node>(syntax, NodeKind::Descendants);
    case Form::Parent: return parent(syntax);
    case Form::Placeholder: return make<Node>(syntax, NodeKind::Placeholder);
    default: fail("S0207", syntax, "\"(end)\"");
  }
}

Node* Resolver::name(const Syntax& syntax) {
  auto* const path = make<PathNode>(syntax);
  auto* const step = make<NameNode>(syntax, syntax.text);
  step->keep_array = path->keep_singleton = syntax.keep_array;
  path->steps.push_back(step);
  return path;
}

Node* Resolver::variable(const Syntax& syntax) {
  if (syntax.text.empty()) return make<Node>(syntax, NodeKind::Context);
  if (syntax.text == "$") return make<Node>(syntax, NodeKind::Root);
  return make<VariableNode>(syntax, syntax.text);
}

Node* Resolver::parent(const Syntax& syntax) {
  program_.ancestors.push_back({label_++, 1});
  return make<ParentNode>(syntax, &program_.ancestors.back());
}

Node* Resolver::regex(const Syntax& syntax) {
  auto* const node = make<RegexNode>(syntax, *syntax.regex);
  node->pattern = syntax.text;
  return node;
}

Node* Resolver::negate(const Syntax& syntax) {
  Node* const operand = resolve(*syntax.left);
  if (operand->kind == NodeKind::Literal) {
    json::Value& value = static_cast<LiteralNode*>(operand)->value;
    if (value.is_number() && !operand->extras) {
      value = value.is_int() && value.as_int() != 0 && value.as_int() != INT64_MIN ? json::Value::integer(-value.as_int())
                                                                                   : json::Value::real(-value.as_double());
      operand->first = syntax.first;
      return operand;
    }
  }
  auto* const node = make<NegateNode>(syntax);
  node->operand = operand;
  push_ancestry(*node, operand);
  return node;
}

Node* Resolver::array(const Syntax& syntax) {
  auto* const node = make<ArrayNode>(syntax);
  for (const Syntax* item : syntax.list) node->items.push_back(child(node, item));
  return node;
}

Pairs Resolver::pairs(const Syntax& syntax, Node* parent) {
  Pairs result;
  for (const auto& [key, value] : syntax.pairs) {
    Node* const k = parent != nullptr ? child(parent, key) : resolve(*key);
    result.emplace_back(k, parent != nullptr ? child(parent, value) : resolve(*value));
  }
  return result;
}

Node* Resolver::object(const Syntax& syntax) {
  auto* const node = make<ObjectNode>(syntax);
  node->content = {pairs(syntax, node), syntax.end};
  return node;
}

Node* Resolver::block(const Syntax& syntax) {
  auto* const node = make<BlockNode>(syntax);
  for (const Syntax* item : syntax.list) {
    Node* const part = child(node, item);
    node->expressions.push_back(part);
    if (part->cons || (part->kind == NodeKind::Path && static_cast<PathNode*>(part)->steps.front()->cons)) node->cons = true;
  }
  return node;
}

Node* Resolver::binary(const Syntax& syntax) {
  auto* const node = make<BinaryNode>(syntax, syntax.op);
  node->left = child(node, syntax.left);
  node->right = child(node, syntax.right);
  return node;
}

PathNode* Resolver::path_of(Node* first, const Syntax& at) {
  if (first->kind == NodeKind::Path) return static_cast<PathNode*>(first);
  auto* const path = make<PathNode>(at);
  path->position = first->position;
  path->begin = first->begin;
  path->steps.push_back(first);
  return path;
}

Node* Resolver::path(const Syntax& syntax) {
  Node* const left = resolve(*syntax.left);
  PathNode* const result = path_of(left, syntax);
  if (left->kind == NodeKind::Parent) result->more().seeking = {static_cast<ParentNode*>(left)->slot};
  Node* const rest = resolve(*syntax.right);
  if (rest->kind == NodeKind::Path) {
    auto& steps = static_cast<PathNode*>(rest)->steps;
    result->steps.insert(result->steps.end(), steps.begin(), steps.end());
  } else {
    if (rest->extras && !rest->extras->predicates.empty()) rest->extras->stages = std::exchange(rest->extras->predicates, {});
    result->steps.push_back(rest);
  }
  finish_path(*result, syntax);
  return result;
}

// A string that is a step is a name; other literals cannot be one.
void Resolver::name_step(Node*& step, const Syntax& at) {
  if (step->kind != NodeKind::Literal) return;
  const json::Value& value = static_cast<LiteralNode*>(step)->value;
  if (!value.is_string()) throw SyntaxFailure{"S0213", {}, shown_literal(value), step->begin, step->position, {}};
  auto* const name = make<NameNode>(at, value.as_string());
  name->position = step->position;
  name->begin = name->first = step->begin;
  name->keep_array = step->keep_array;
  name->tuple = step->tuple;
  name->extras = std::move(step->extras);
  step = name;
}

void Resolver::finish_path(PathNode& path, const Syntax& at) {
  for (Node*& step : path.steps) {
    name_step(step, at);
    if (step->keep_array) path.keep_singleton = true;
  }
  for (Node* const end : {path.steps.front(), path.steps.back()}) {
    if (end->kind == NodeKind::Array) end->cons = true;
  }
  resolve_ancestry(path);
}

Node* Resolver::filter(const Syntax& syntax) {
  Node* const result = resolve(*syntax.left);
  const bool is_path = result->kind == NodeKind::Path;
  Node* const step = is_path ? static_cast<PathNode*>(result)->steps.back() : result;
  if (step->extras && step->extras->group) fail("S0209", syntax);
  Node* const predicate = resolve(*syntax.right);
  if (predicate->extras && !predicate->extras->seeking.empty()) {  // a `%` alone looks for nothing here, also where it is @ or #
    for (Ancestor* slot : predicate->extras->seeking) {
      if (slot->level == 1)
        seek_parent(*step, *slot);
      else
        --slot->level;
    }
    push_ancestry(*step, predicate);
  }
  (is_path ? step->more().stages : step->more().predicates).push_back({predicate, {}, 0});
  return result;
}

Node* Resolver::group(const Syntax& syntax) {
  Node* const result = resolve(*syntax.left);
  if (result->extras && result->extras->group) fail("S0210", syntax);
  auto content = std::make_unique<Group>();
  content->pairs = pairs(syntax, nullptr);
  content->position = syntax.end;
  result->more().group = std::move(content);
  return result;
}

Node* Resolver::sort(const Syntax& syntax) {
  PathNode* const result = path_of(resolve(*syntax.left), syntax);
  auto* const step = make<SortNode>(syntax);
  for (size_t i = 0; i < syntax.list.size(); ++i) step->terms.emplace_back(child(step, syntax.list[i]), syntax.descending[i]);
  result->steps.push_back(step);
  resolve_ancestry(*result);
  return result;
}

Node* Resolver::bind(const Syntax& syntax) {
  auto* const node = make<BindNode>(syntax);
  node->name = syntax.left->text;
  node->value = child(node, syntax.right);
  return node;
}

Node* Resolver::focus(const Syntax& syntax) {
  Node* const result = resolve(*syntax.left);
  Node* const step = result->kind == NodeKind::Path ? static_cast<PathNode*>(result)->steps.back() : result;
  if (step->extras && (!step->extras->stages.empty() || !step->extras->predicates.empty())) fail("S0215", syntax);
  if (step->kind == NodeKind::Sort) fail("S0216", syntax);
  if (syntax.keep_array) step->keep_array = true;
  step->more().focus = syntax.right->text;
  step->more().has_focus = true;
  step->tuple = true;
  return result;
}

Node* Resolver::index(const Syntax& syntax) {
  Node* result = resolve(*syntax.left);
  Node* step = result;
  if (result->kind == NodeKind::Path) {
    step = static_cast<PathNode*>(result)->steps.back();
  } else {
    result = path_of(result, syntax);
    if (step->extras && !step->extras->predicates.empty()) step->extras->stages = std::exchange(step->extras->predicates, {});
  }
  Extras& more = step->more();
  if (more.stages.empty()) {
    more.index = syntax.right->text;
    more.has_index = true;
  } else {
    more.stages.push_back({nullptr, syntax.right->text, 0});
  }
  step->tuple = true;
  return result;
}

Node* Resolver::apply(const Syntax& syntax) {
  auto* const node = make<ApplyNode>(syntax);
  node->left = resolve(*syntax.left);
  node->right = resolve(*syntax.right);
  node->keep_array = node->left->keep_array || node->right->keep_array;
  if (node->right->kind == NodeKind::Call) static_cast<CallNode*>(node->right)->piped = true;
  return node;
}

// What messages call the callee: its name, or the one that its path starts with.
std::string callee_name(const Node& procedure) {
  const Node& first = procedure.kind == NodeKind::Path ? *as<PathNode>(procedure).steps.front() : procedure;
  if (first.kind == NodeKind::Variable) return as<VariableNode>(first).name;
  if (first.kind == NodeKind::Root) return &first == &procedure ? "" : "$";
  if (&first == &procedure || first.kind != NodeKind::Name) return {};
  return std::string(as<NameNode>(first).lookup.key().view());
}

Node* Resolver::call(const Syntax& syntax) {
  auto* const node = make<CallNode>(syntax, syntax.form == Form::Call ? NodeKind::Call : NodeKind::Partial);
  for (const Syntax* argument : syntax.list) node->arguments.push_back(child(node, argument));
  node->procedure = resolve(*syntax.left);
  node->name = callee_name(*node->procedure);
  return node;
}

// The call that a lambda ends with runs after the lambda is left.
void mark_tail_call(Node* node) {
  if (node == nullptr || (node->extras && (!node->extras->predicates.empty() || node->extras->group))) return;
  if (node->kind == NodeKind::Call) {  // with `[]` behind it as well, which is lost then
    static_cast<CallNode*>(node)->tail = true;
  } else if (node->kind == NodeKind::Condition) {
    mark_tail_call(static_cast<ConditionNode*>(node)->then);
    mark_tail_call(static_cast<ConditionNode*>(node)->otherwise);
  } else if (node->kind == NodeKind::Coalesce) {
    mark_tail_call(static_cast<CoalesceNode*>(node)->right);
  } else if (node->kind == NodeKind::Block) {
    auto& expressions = static_cast<BlockNode*>(node)->expressions;
    if (!expressions.empty()) mark_tail_call(expressions.back());
  }
}

Node* Resolver::lambda(const Syntax& syntax) {
  auto* const node = make<LambdaNode>(syntax);
  for (const Syntax* parameter : syntax.list) node->parameters.push_back(parameter->text);
  node->signature = syntax.signature;
  node->has_signature = syntax.has_signature;
  node->body = resolve(*syntax.right);
  mark_tail_call(node->body);
  return node;
}

Node* Resolver::condition(const Syntax& syntax) {
  auto* const node = make<ConditionNode>(syntax);
  node->condition = child(node, syntax.left);
  if (syntax.form == Form::Default) {
    program_.facts.newer_operators.push_back({{syntax.begin, syntax.end - syntax.begin}, syntax.text});
    node->otherwise = child(node, syntax.right);
    return node;
  }
  node->then = child(node, syntax.right);
  if (syntax.third != nullptr) node->otherwise = child(node, syntax.third);
  return node;
}

Node* Resolver::coalesce(const Syntax& syntax) {
  program_.facts.newer_operators.push_back({{syntax.begin, syntax.end - syntax.begin}, syntax.text});
  auto* const node = make<CoalesceNode>(syntax);
  node->left = child(node, syntax.left);
  node->right = child(node, syntax.right);
  return node;
}

Node* Resolver::transform(const Syntax& syntax) {
  auto* const node = make<TransformNode>(syntax);
  node->pattern = resolve(*syntax.left);
  node->update = resolve(*syntax.right);
  if (syntax.third != nullptr) node->remove = resolve(*syntax.third);
  return node;
}

}  // namespace

void resolve(const Syntax& syntax, Program& program) {
  program.root = Resolver(program).resolve(syntax);
  const Node& root = *program.root;
  if (root.kind == NodeKind::Parent || (root.extras && !root.extras->seeking.empty())) {
    throw SyntaxFailure{"S0217", {}, {}, root.begin, root.position, {}};
  }
}

}  // namespace sfn::jsonata
