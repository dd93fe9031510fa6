// From the tree as written to the tree that runs: paths become flat, predicates move to their steps, parents find the steps they mean, the
// last calls of lambdas are marked. Then every variable gets its addresses (bind_variables). Throws SyntaxFailure.
#pragma once

#include "jsonata/node.h"

namespace sfn::jsonata {

/// Makes program.nodes and program.root; program.source and profile are set.
void resolve(const Syntax& syntax, Program& program);

/// Gives scopes their slots and variables their addresses.
void bind_variables(Program& program);

/// Makes program.facts (all but newer_operators).
void find_facts(Program& program);

/// Finds the step that each `%` means. `slot` is moved from `node` to the left; a node that has no parent is S0217.
void seek_parent(Node& node, Ancestor& slot);
/// The `%` that the child could not resolve become the parent node's.
void push_ancestry(Node& parent, Node* child);
/// Resolves what the last step of the path seeks against the steps before it.
void resolve_ancestry(PathNode& path);

}  // namespace sfn::jsonata
