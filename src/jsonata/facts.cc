// What can be told about an expression without running it: one walk over the tree that runs, in written order.
#include <algorithm>
#include <set>

#include "jsonata/certain_failures.h"
#include "jsonata/functions.h"
#include "jsonata/kinds.h"
#include "jsonata/resolve.h"
#include "jsonata/walk.h"

namespace sfn::jsonata {
namespace {

Place place_of(const Node& node) {
  return {node.begin, node.position - node.begin};
}

NameFact fact(const Node& node, std::string name) {
  return {place_of(node), std::move(name)};
}

std::string name_of_step(const Node& node) {
  return std::string(as<NameNode>(node).lookup.key().view());
}

class Finder {
 public:
  explicit Finder(Program& program) : program_(program), facts_(program.facts) {}

  // `top`: the context item is the one that the whole expression is given.
  void visit(const Node& node, bool top) {
    look(node, top);
    each_extra(node, [&](const Node& child) { visit(child, false); });
    if (node.kind == NodeKind::Path) return path(as<PathNode>(node), top);
    const bool inner = top && node.kind != NodeKind::Transform && node.kind != NodeKind::Sort;
    each_child(node, [&](const Node& child) { visit(child, inner); });
  }

  void finish() {
    auto& references = facts_.top_level_references;
    std::stable_sort(references.begin(), references.end(), [](const NameFact& a, const NameFact& b) { return a.offset < b.offset; });
    std::vector<NameFact> distinct;
    for (NameFact& reference : references) {
      const auto same = [&](const NameFact& other) { return other.name == reference.name; };
      if (std::none_of(distinct.begin(), distinct.end(), same)) distinct.push_back(std::move(reference));
    }
    references = std::move(distinct);
    const auto by_offset = [](const auto& a, const auto& b) { return a.offset < b.offset; };
    std::stable_sort(facts_.calls.begin(), facts_.calls.end(), by_offset);
    std::stable_sort(facts_.states_members.begin(), facts_.states_members.end(), by_offset);
    std::stable_sort(facts_.free_variables.begin(), facts_.free_variables.end(), by_offset);
    find_certain_overflow(*program_.root, facts_.failures);
    std::stable_sort(facts_.failures.begin(), facts_.failures.end(), by_offset);
    facts_.result_kind = kind_of(*program_.root, program_);
  }

 private:
  void look(const Node& node, bool top) {
    find_certain_failures(node, program_, facts_.failures);
    switch (node.kind) {
      case NodeKind::Context: return reference(node, "$", top);
      case NodeKind::Root: return reference(node, "$$", top);
      case NodeKind::Wildcard: return reference(node, "*", top);
      case NodeKind::Descendants: return reference(node, "**", top);
      case NodeKind::Name: return reference(node, name_of_step(node), top);
      case NodeKind::Variable: return variable(as<VariableNode>(node));
      case NodeKind::Bind: return shadow(node, as<BindNode>(node).name);
      case NodeKind::Lambda:
        for (const std::string& parameter : as<LambdaNode>(node).parameters) shadow(node, parameter);
        return;
      case NodeKind::Call:
      case NodeKind::Partial: return call(as<CallNode>(node), nullptr);
      case NodeKind::Apply: return apply(as<ApplyNode>(node));
      default: return;
    }
  }

  void reference(const Node& node, std::string name, bool top) {
    if (top) facts_.top_level_references.push_back(fact(node, std::move(name)));
  }

  void variable(const VariableNode& node) {
    if (!node.addresses.empty()) return;
    const Global& global = program_.globals[node.global];
    if (global.function == nullptr) facts_.free_variables.push_back(fact(node, node.name));
    if (global.function != nullptr && node.name == "eval") facts_.uses_eval = true;
  }

  void shadow(const Node& node, const std::string& name) {
    if (find_built_in(name, program_.profile) != nullptr) facts_.shadowed_built_ins.push_back(fact(node, name));
  }

  void path(const PathNode& node, bool top) {
    states(node);
    for (size_t i = 0; i < node.steps.size(); ++i) visit(*node.steps[i], top && i == 0);
  }

  void states(const PathNode& node) {
    const auto& steps = node.steps;
    if (steps.size() < 2 || steps[0]->kind != NodeKind::Variable || steps[1]->kind != NodeKind::Name) return;
    const auto& variable = as<VariableNode>(*steps[0]);
    if (variable.name != "states" || !variable.addresses.empty() || variable.extras) return;
    StatesFact found{place_of(*steps[1]), name_of_step(*steps[1]), {}, {}};
    if (found.member == "context" && steps.size() > 2 && steps[2]->kind == NodeKind::Name) {
      found.further = name_of_step(*steps[2]);
      found.further_place = place_of(*steps[2]);
    }
    facts_.states_members.push_back(std::move(found));
  }

  void call(const CallNode& node, const Node* applied) {
    if (applied == nullptr && applied_.count(&node) > 0) return;
    const bool bare = node.procedure->kind == NodeKind::Path && as<PathNode>(*node.procedure).steps.size() == 1;
    if (node.name.empty() || (!bare && node.procedure->kind != NodeKind::Variable)) return;
    CallFact found;
    static_cast<Place&>(found) = place_of(*node.procedure);
    found.name = node.name;
    found.variable = !bare;
    found.built_in = built_in_callee(*node.procedure, program_) != nullptr;
    found.bound = !bare && !as<VariableNode>(*node.procedure).addresses.empty();
    if (applied != nullptr) found.arguments.push_back(kind_of(*applied, program_));
    for (const Node* argument : node.arguments) found.arguments.push_back(kind_of(*argument, program_));
    facts_.calls.push_back(std::move(found));
  }

  void apply(const ApplyNode& node) {
    if (node.right->kind == NodeKind::Call) {
      call(as<CallNode>(*node.right), node.left);
      applied_.insert(node.right);
      return;
    }
    if (node.right->kind != NodeKind::Variable || kind_of(*node.left, program_) == ResultKind::Function) return;
    const auto& variable = as<VariableNode>(*node.right);
    CallFact found;
    static_cast<Place&>(found) = place_of(variable);
    found.name = variable.name;
    found.built_in = built_in_callee(variable, program_) != nullptr;
    found.bound = !variable.addresses.empty();
    found.arguments.push_back(kind_of(*node.left, program_));
    facts_.calls.push_back(std::move(found));
  }

  Program& program_;
  Facts& facts_;
  std::set<const Node*> applied_;
};

}  // namespace

void find_facts(Program& program) {
  Finder finder(program);
  finder.visit(*program.root, true);
  finder.finish();
}

}  // namespace sfn::jsonata
