// Retriers and catchers, and how an error name matches.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "asl/payload.h"

namespace sfn::asl {

using StateId = uint32_t;
using ScopeId = uint32_t;
inline constexpr uint32_t kNone = UINT32_MAX;

/// The name of a state that another place points to.
struct Transition {
  json::NodeId node = json::kNoNode;  ///< the string with the name
  std::string_view name;
  StateId target = kNone;  ///< the state of that name in the same scope; kNone if there is none
};

struct ErrorName {
  json::NodeId node = json::kNoNode;
  std::string_view name;
};

/// Defaults are the service's: 1 s, 3 attempts, factor 2, no limit, no jitter.
struct Retrier {
  json::NodeId node = json::kNoNode;
  std::vector<ErrorName> error_equals;
  double interval_seconds = 1;
  double backoff_rate = 2;
  int64_t max_attempts = 3;
  std::optional<double> max_delay_seconds;
  bool full_jitter = false;
  json::NodeId unfilled = json::kNoNode;  ///< a placeholder that is the value of one of these fields: it is not known
};

struct Catcher {
  json::NodeId node = json::kNoNode;
  std::vector<ErrorName> error_equals;
  Transition next;
  PathField result_path;           ///< JSONPath
  std::optional<Template> output;  ///< JSONata
  std::optional<Template> assign;
};

/// The names that the service reserves (States.ALL, States.Timeout …).
std::span<const std::string_view> reserved_error_names();

/// Whether a name in ErrorEquals matches an error that occurred (execution-semantics §7.1): equal; States.ALL all but States.Runtime;
/// States.TaskFailed any but States.Timeout, States.Runtime (if `task`: only task failures); a heartbeat's States.Timeout also answers to
/// States.HeartbeatTimeout.
struct Failure {
  std::string_view name;
  bool from_task = false;
  bool heartbeat = false;
};
bool matches(std::string_view error_equals, const Failure& failure);
bool matches(const std::vector<ErrorName>& error_equals, const Failure& failure);

}  // namespace sfn::asl
