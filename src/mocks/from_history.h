// From an execution in production to a test. In: the JSON of `aws stepfunctions get-execution-history`. Out: the input, mocks that answer
// every call as it was answered then, and a case that expects the path and the output seen.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "asl/program.h"
#include "diag/finding.h"
#include "json/document.h"
#include "json/value.h"

namespace sfn::mocks {

struct HistoryOptions {
  const asl::Program* program = nullptr;  ///< the definition, if it is at hand: tells which states can time out
  bool durations = true;                  ///< calls take as long as they did
  std::string case_name = "as seen in production";
  json::Value context;  ///< of the execution, as context_of_execution gives it; undefined: only what the history tells
};

/// What the context object says of an execution with that ARN: {"Execution": {"Id", "Name"}, "StateMachine": {"Id", "Name"}}. A history
/// does not hold it. Nothing if it is no ARN of an execution.
std::optional<json::Value> context_of_execution(std::string_view arn);

struct FromHistory {
  json::Value input;               ///< of the execution
  json::Value mocks;               ///< a native mock file
  json::Value test_case;           ///< a case of a suite: name, input, expect
  std::vector<std::string> notes;  ///< what the history does not tell
};

/// The document is {"events": […]} or the array itself, in the order of ids. What is no history is reported.
FromHistory from_history(const json::Document& document, const HistoryOptions& options, diag::Findings& findings);

}  // namespace sfn::mocks
