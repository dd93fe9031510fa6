// `%`: which step's input is meant is found here, before anything runs.
#include "jsonata/resolve.h"

namespace sfn::jsonata {

void seek_parent(Node& node, Ancestor& slot) {
  switch (node.kind) {
    case NodeKind::Name:
    case NodeKind::Wildcard:
      if (--slot.level > 0) return;
      if (node.more().ancestor != nullptr) slot.label = node.more().ancestor->label;
      node.more().ancestor = &slot;
      node.tuple = true;
      return;
    case NodeKind::Parent: ++slot.level; return;
    case NodeKind::Block: {
      auto& expressions = static_cast<BlockNode&>(node).expressions;
      if (expressions.empty()) return;
      node.tuple = true;
      return seek_parent(*expressions.back(), slot);
    }
    case NodeKind::Path: {
      auto& steps = static_cast<PathNode&>(node).steps;
      node.tuple = true;
      size_t index = steps.size();
      do seek_parent(*steps[--index], slot);
      while (slot.level > 0 && index > 0);
      return;
    }
    default: throw SyntaxFailure{"S0217", {}, {}, node.begin, node.position, {}};
  }
}

void push_ancestry(Node& parent, Node* child) {
  const bool is_parent = child->kind == NodeKind::Parent;
  if (!is_parent && (!child->extras || child->extras->seeking.empty())) return;
  std::vector<Ancestor*> slots;
  if (child->extras) slots = child->extras->seeking;
  if (is_parent) slots.push_back(static_cast<ParentNode*>(child)->slot);
  auto& seeking = parent.more().seeking;
  seeking.insert(seeking.end(), slots.begin(), slots.end());
}

void resolve_ancestry(PathNode& path) {
  Node& last = *path.steps.back();
  std::vector<Ancestor*> slots;
  if (last.extras) slots = last.extras->seeking;
  if (last.kind == NodeKind::Parent) slots.push_back(static_cast<ParentNode&>(last).slot);
  const auto has_focus = [](const Node& step) { return step.extras && step.extras->has_focus; };
  for (Ancestor* slot : slots) {
    size_t index = path.steps.size() - 1;
    while (slot->level > 0) {
      if (index == 0) {
        path.more().seeking.push_back(slot);
        break;
      }
      Node* step = path.steps[--index];
      while (index > 0 && has_focus(*step) && has_focus(*path.steps[index - 1])) step = path.steps[--index];
      seek_parent(*step, *slot);
    }
  }
}

}  // namespace sfn::jsonata
