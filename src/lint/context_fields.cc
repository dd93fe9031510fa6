#include "lint/context_fields.h"

#include <algorithm>
#include <array>

namespace sfn::lint {
namespace {

struct ContextField {
  std::string_view parent, name;
};

constexpr std::array kFields{
    ContextField{"", "Execution"},
    ContextField{"", "State"},
    ContextField{"", "StateMachine"},
    ContextField{"", "Task"},
    ContextField{"", "Map"},
    ContextField{"Execution", "Id"},
    ContextField{"Execution", "Input"},
    ContextField{"Execution", "Name"},
    ContextField{"Execution", "RoleArn"},
    ContextField{"Execution", "StartTime"},
    ContextField{"Execution", "RedriveCount"},
    ContextField{"Execution", "RedriveTime"},
    ContextField{"State", "EnteredTime"},
    ContextField{"State", "Name"},
    ContextField{"State", "RetryCount"},
    ContextField{"StateMachine", "Id"},
    ContextField{"StateMachine", "Name"},
    ContextField{"Task", "Token"},
    ContextField{"Map", "Item"},
};

}  // namespace

std::vector<std::string_view> members_of(std::string_view parent) {
  std::vector<std::string_view> names;
  for (const ContextField& row : kFields) {
    if (row.parent == parent) names.push_back(row.name);
  }
  return names;
}

bool has_members(std::string_view parent) {
  return std::any_of(kFields.begin(), kFields.end(), [&](const ContextField& row) { return row.parent == parent; });
}

bool is_member(std::string_view parent, std::string_view name) {
  return std::any_of(kFields.begin(), kFields.end(), [&](const ContextField& row) { return row.parent == parent && row.name == name; });
}

}  // namespace sfn::lint
