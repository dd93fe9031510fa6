// Who assigns which variable, and who reads it.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "asl/program.h"

namespace sfn::lint {

struct Assignment {
  std::string_view name;
  json::NodeId node = json::kNoNode;  ///< the member of Assign
  asl::StateId state = asl::kNone;
  asl::ScopeId scope = asl::kNone;
};

/// All Assign members of states, Choice rules and catchers, in the order of the text.
std::vector<Assignment> assignments(const asl::Program& program);

struct VariableUse {
  std::string_view name;
  const asl::Expression* expression = nullptr;
  asl::StateId state = asl::kNone;
  size_t begin = 0, end = 0;  ///< bytes of the string
};

/// Every variable that an expression reads: `$name…` paths, and JSONata's free variables but `$states` and called functions.
std::vector<VariableUse> variable_uses(const asl::Program& program);

/// A letter or _, then letters, digits and _. Letters beyond ASCII are taken as they come: to refuse what AWS accepts would be worse.
bool is_identifier(std::string_view name);

/// Whether an expression exists that could not be read, so that nobody knows which variables it uses.
bool has_unread_expressions(const asl::Program& program);

}  // namespace sfn::lint
