// What a case expects of its run. In: the `expect` member, and what the Recorder saw. Out: the differences.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mocks/pattern.h"
#include "sim/history.h"
#include "suite/recorder.h"
#include "suite/result.h"

namespace sfn::suite {

struct NamedNode {
  std::string name;
  json::NodeId node = json::kNoNode;
};

struct StatePattern {
  std::string state;
  mocks::Pattern pattern;
};

struct CallExpectation {
  NamedNode state;
  std::optional<mocks::Pattern> count;
  std::vector<mocks::Pattern> arguments;  ///< of the first calls, in order; there may be more
};

struct StateExpectation {
  NamedNode state;
  std::optional<mocks::Pattern> count;          ///< how often it was entered
  std::optional<mocks::Pattern> input, output;  ///< of its last visit
};

struct DurationExpectation {
  json::NodeId node = json::kNoNode;
  sim::Duration min = 0, max = INT64_MAX;
};

/// Absent members expect nothing, but for the status: SUCCEEDED unless `status`, `error` or `cause` says otherwise.
struct Expectation {
  json::NodeId node = json::kNoNode;
  std::string status = "SUCCEEDED";  ///< empty: any
  json::NodeId status_node = json::kNoNode;
  std::optional<mocks::Pattern> output, error, cause, variables;
  std::optional<std::vector<std::string>> path;  ///< states of the machine itself, in the order of entering
  json::NodeId path_node = json::kNoNode;
  std::vector<NamedNode> visited, not_visited;  ///< anywhere, inside Maps and Parallels as well
  std::vector<CallExpectation> calls;
  std::vector<StatePattern> retries;            ///< how often a state was retried
  std::vector<StatePattern> caught;             ///< the name of an error that one of its catchers took
  std::optional<DurationExpectation> duration;  ///< virtual
  std::vector<StateExpectation> states;
};

/// Reads `node`, kNoNode for a case without. Names of states are checked against `program`.
Expectation read_expectation(const mocks::Checker& checker, json::NodeId node, const asl::Program& program);

/// Adds what does not hold to `out` (differences, path diff).
void compare(const Expectation& expectation, const sim::ExecutionResult& result, const Recorder& seen, const json::Document& document,
             CaseResult& out);

/// The shortest way from `expected` to `actual`; beyond kMaxPathDiff² comparisons only their common beginning and end are told apart.
inline constexpr size_t kMaxPathDiff = 2000;
std::vector<PathLine> path_diff(const std::vector<std::string>& expected, const std::vector<std::string>& actual);

}  // namespace sfn::suite
