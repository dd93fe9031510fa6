// The children of a node, in written order.
#pragma once

#include "jsonata/node.h"

namespace sfn::jsonata {

template <class F>
void each_extra(const Node& node, F&& visit) {
  if (!node.extras) return;
  for (const auto* stages : {&node.extras->predicates, &node.extras->stages}) {
    for (const Stage& stage : *stages) {
      if (stage.filter != nullptr) visit(*stage.filter);
    }
  }
  if (!node.extras->group) return;
  for (const auto& [key, value] : node.extras->group->pairs) visit(*key), visit(*value);
}

/// Children that belong to the node itself; its predicates, stages and group are each_extra's.
template <class F>
void each_child(const Node& node, F&& visit) {
  const auto all = [&](const std::vector<Node*>& nodes) {
    for (const Node* child : nodes) visit(*child);
  };
  const auto some = [&](std::initializer_list<const Node*> nodes) {
    for (const Node* child : nodes) {
      if (child != nullptr) visit(*child);
    }
  };
  switch (node.kind) {
    case NodeKind::Path: return all(as<PathNode>(node).steps);
    case NodeKind::Sort:
      for (const auto& [term, descending] : as<SortNode>(node).terms) visit(*term);
      return;
    case NodeKind::Negate: return some({as<NegateNode>(node).operand});
    case NodeKind::Binary: return some({as<BinaryNode>(node).left, as<BinaryNode>(node).right});
    case NodeKind::Array: return all(as<ArrayNode>(node).items);
    case NodeKind::Object:
      for (const auto& [key, value] : as<ObjectNode>(node).content.pairs) visit(*key), visit(*value);
      return;
    case NodeKind::Block: return all(as<BlockNode>(node).expressions);
    case NodeKind::Bind: return some({as<BindNode>(node).value});
    case NodeKind::Condition:
      return some({as<ConditionNode>(node).condition, as<ConditionNode>(node).then, as<ConditionNode>(node).otherwise});
    case NodeKind::Coalesce: return some({as<CoalesceNode>(node).left, as<CoalesceNode>(node).right});
    case NodeKind::Call:
    case NodeKind::Partial: some({as<CallNode>(node).procedure}); return all(as<CallNode>(node).arguments);
    case NodeKind::Lambda: return some({as<LambdaNode>(node).body});
    case NodeKind::Apply: return some({as<ApplyNode>(node).left, as<ApplyNode>(node).right});
    case NodeKind::Transform:
      return some({as<TransformNode>(node).pattern, as<TransformNode>(node).update, as<TransformNode>(node).remove});
    default: return;
  }
}

}  // namespace sfn::jsonata
