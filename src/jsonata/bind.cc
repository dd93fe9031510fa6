// Scopes and addresses. A scope is a block, a lambda or the binding tuples of a path; `:=` binds in the innermost one. A variable may be
// read before it is bound, and then the outer one is seen: so a variable has the addresses of all scopes that bind its name.
#include <algorithm>

#include "jsonata/functions.h"
#include "jsonata/resolve.h"
#include "jsonata/walk.h"

namespace sfn::jsonata {

size_t Scope::slot_of(std::string_view name) const {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? kNoSlot : static_cast<size_t>(found - names.begin());
}

namespace {

uint32_t add(Scope& scope, const std::string& name) {
  const size_t slot = scope.slot_of(name);
  if (slot != kNoSlot) return static_cast<uint32_t>(slot);
  scope.names.push_back(name);
  return static_cast<uint32_t>(scope.names.size() - 1);
}

std::string label_name(const Ancestor& ancestor) {
  return "%" + std::to_string(ancestor.label);
}

bool has_tuples(const PathNode& path) {
  return std::any_of(path.steps.begin(), path.steps.end(), [](const Node* step) { return step->tuple; });
}

// The names that a step's or block's result carries on, if it carries any.
const Scope* carried(const Node& node) {
  if (!node.tuple) return nullptr;
  if (node.kind == NodeKind::Path) return as<PathNode>(node).tuples.get();
  if (node.kind != NodeKind::Block || as<BlockNode>(node).expressions.empty()) return nullptr;
  return carried(*as<BlockNode>(node).expressions.back());
}

// Adds what `:=` binds in this scope: everything below that is not in an inner scope.
void collect(const Node& node, Scope& scope) {
  each_extra(node, [&](const Node& child) { collect(child, scope); });
  if (node.kind == NodeKind::Block || node.kind == NodeKind::Lambda) return;
  if (node.kind == NodeKind::Bind) add(scope, as<BindNode>(node).name);
  if (node.kind != NodeKind::Path) return each_child(node, [&](const Node& child) { collect(child, scope); });
  for (const Node* step : as<PathNode>(node).steps) {
    if (step->tuple) return;  // the rest is evaluated with the tuples' names
    collect(*step, scope);
  }
}

class Binder {
 public:
  explicit Binder(Program& program) : program_(program) {}

  void bind(Node& node, Scope* scope) {
    visit(node, scope);
    if (node.kind == NodeKind::Path && static_cast<PathNode&>(node).tuples) return;  // its group saw the tuples
    extras(node, scope);
  }

 private:
  void visit(Node& node, Scope* scope);
  void extras(Node& node, Scope* scope);
  void path(PathNode& path, Scope* scope);
  void tuple_names(PathNode& path, size_t first);
  void lambda(LambdaNode& lambda, Scope* scope);
  std::vector<Address> addresses(std::string_view name, const Scope* scope, bool& certain) const;
  uint32_t global(const std::string& name);

  Program& program_;
};

std::vector<Address> Binder::addresses(std::string_view name, const Scope* scope, bool& certain) const {
  std::vector<Address> result;
  uint32_t hops = 0;
  for (; scope != nullptr && !certain; scope = scope->parent) {
    if (scope->names.empty()) continue;
    const size_t slot = scope->slot_of(name);
    if (slot != kNoSlot) result.push_back({hops, static_cast<uint32_t>(slot)});
    certain = slot != kNoSlot && slot < scope->parameters;
    ++hops;
  }
  return result;
}

uint32_t Binder::global(const std::string& name) {
  auto& globals = program_.globals;
  const auto found = std::find_if(globals.begin(), globals.end(), [&](const Global& g) { return g.name == name; });
  if (found != globals.end()) return static_cast<uint32_t>(found - globals.begin());
  globals.push_back({name, find_built_in(name, program_.profile)});
  return static_cast<uint32_t>(globals.size() - 1);
}

void Binder::visit(Node& node, Scope* scope) {
  bool certain = false;
  switch (node.kind) {
    case NodeKind::Variable: {
      auto& variable = static_cast<VariableNode&>(node);
      variable.addresses = addresses(variable.name, scope, certain);
      variable.global = certain ? kNoGlobal : global(variable.name);
      return;
    }
    case NodeKind::Parent: {
      auto& parent = static_cast<ParentNode&>(node);
      parent.addresses = addresses(label_name(*parent.slot), scope, certain);
      return;
    }
    case NodeKind::Bind: {
      auto& binding = static_cast<BindNode&>(node);
      binding.address = addresses(binding.name, scope, certain).front();
      return bind(*binding.value, scope);
    }
    case NodeKind::Block: {
      auto& block = static_cast<BlockNode&>(node);
      block.scope.parent = scope;
      for (const Node* child : block.expressions) collect(*child, block.scope);
      for (Node* child : block.expressions) bind(*child, &block.scope);
      return;
    }
    case NodeKind::Lambda: return lambda(static_cast<LambdaNode&>(node), scope);
    case NodeKind::Path: return path(static_cast<PathNode&>(node), scope);
    default: each_child(node, [&](const Node& child) { bind(const_cast<Node&>(child), scope); });
  }
}

// Predicates and the group of a result that carries tuples see the tuples' names.
void Binder::extras(Node& node, Scope* scope) {
  const Scope* const names = carried(node);
  Scope inner;
  if (names != nullptr) inner.parent = scope, inner.names = names->names;
  Scope* const seen = names != nullptr ? &inner : scope;
  each_extra(node, [&](const Node& child) { bind(const_cast<Node&>(child), seen); });
}

void Binder::lambda(LambdaNode& lambda, Scope* scope) {
  lambda.scope.parent = scope;
  for (const std::string& parameter : lambda.parameters) lambda.slots.push_back(add(lambda.scope, parameter));
  lambda.scope.parameters = lambda.scope.names.size();
  collect(*lambda.body, lambda.scope);
  bind(*lambda.body, &lambda.scope);
}

void Binder::tuple_names(PathNode& path, size_t first) {
  Scope& scope = *path.tuples;
  add(scope, "@");
  for (size_t i = first; i < path.steps.size(); ++i) {
    Node& step = *path.steps[i];
    collect(step, scope);
    if (!step.extras) continue;
    Extras& more = *step.extras;
    if (more.has_focus) more.focus_slot = add(scope, more.focus);
    if (more.has_index) more.index_slot = add(scope, more.index);
    if (more.ancestor != nullptr) more.ancestor_slot = add(scope, label_name(*more.ancestor));
    for (Stage& stage : more.stages) {
      if (stage.filter == nullptr) stage.slot = add(scope, stage.index);
    }
  }
}

void Binder::path(PathNode& path, Scope* scope) {
  size_t first = 0;
  while (first < path.steps.size() && !path.steps[first]->tuple) bind(*path.steps[first++], scope);
  if (!has_tuples(path)) return;
  path.tuples = std::make_unique<Scope>();
  path.tuples->parent = scope;
  tuple_names(path, first);
  for (size_t i = first; i < path.steps.size(); ++i) {
    Node& step = *path.steps[i];
    visit(step, step.kind == NodeKind::Sort && i == first ? scope : path.tuples.get());
    if (const Scope* inner = carried(step)) {
      for (const std::string& name : inner->names) add(*path.tuples, name);
    }
    each_extra(step, [&](const Node& child) { bind(const_cast<Node&>(child), path.tuples.get()); });
  }
  each_extra(path, [&](const Node& child) { bind(const_cast<Node&>(child), path.tuples.get()); });
}

bool is_plain_name(const Node& step) {
  return step.kind == NodeKind::Name && !step.extras && !step.tuple;
}

void mark_paths(Program& program) {
  for (const auto& node : program.nodes) {
    if (node->kind != NodeKind::Path) continue;
    auto& path = static_cast<PathNode&>(*node);
    path.plain = !path.tuples && std::all_of(path.steps.begin(), path.steps.end(), [](const Node* s) { return is_plain_name(*s); });
  }
}

}  // namespace

void bind_variables(Program& program) {
  collect(*program.root, program.top);
  Binder(program).bind(*program.root, &program.top);
  mark_paths(program);
}

}  // namespace sfn::jsonata
