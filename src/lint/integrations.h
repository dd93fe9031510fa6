// The optimised service integrations: which actions they have and how a task may wait for them. Others than these are told apart as "not in
// the table", never as wrong.
#pragma once

#include <string_view>
#include <vector>

#include "asl/state.h"

namespace sfn::lint {

struct Integration {
  std::string_view service, action;
  bool sync = false, sync2 = false, callback = false;  ///< .sync, .sync:2, .waitForTaskToken
  std::string_view required = {};                      ///< parameters that must be there, separated by blanks; `A|B`: one of them
  std::string_view others = {};                        ///< the further ones, separated by blanks
};

bool is_known_service(std::string_view service);
/// The parameters that the action takes; where the list is not known, those that it requires.
std::vector<std::string_view> known_parameters(const Integration& integration);
/// nullptr if there is no such action (or the service is not known).
const Integration* find_integration(std::string_view service, std::string_view action);
std::vector<std::string_view> actions_of(std::string_view service);
std::vector<std::string_view> known_services();
bool supports(const Integration& integration, asl::Resource::Pattern pattern);

}  // namespace sfn::lint
