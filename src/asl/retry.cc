#include "asl/retry.h"

#include <algorithm>
#include <array>

namespace sfn::asl {
namespace {

constexpr std::array<std::string_view, 16> kReserved{"States.ALL",
                                                     "States.HeartbeatTimeout",
                                                     "States.Timeout",
                                                     "States.TaskFailed",
                                                     "States.Permissions",
                                                     "States.ResultPathMatchFailure",
                                                     "States.ParameterPathFailure",
                                                     "States.QueryEvaluationError",
                                                     "States.BranchFailed",
                                                     "States.NoChoiceMatched",
                                                     "States.IntrinsicFailure",
                                                     "States.ExceedToleratedFailureThreshold",
                                                     "States.ItemReaderFailed",
                                                     "States.ResultWriterFailed",
                                                     "States.DataLimitExceeded",
                                                     "States.Runtime"};

}  // namespace

std::span<const std::string_view> reserved_error_names() {
  return kReserved;
}

bool matches(std::string_view error_equals, const Failure& failure) {
  if (failure.name == "States.Runtime") return false;  // recorded: not even when it is named
  if (error_equals == failure.name || error_equals == "States.ALL") return true;
  if (error_equals == "States.TaskFailed") return failure.from_task && failure.name != "States.Timeout";
  return error_equals == "States.HeartbeatTimeout" && failure.heartbeat && failure.name == "States.Timeout";
}

bool matches(const std::vector<ErrorName>& error_equals, const Failure& failure) {
  return std::any_of(error_equals.begin(), error_equals.end(), [&](const ErrorName& name) { return matches(name.name, failure); });
}

}  // namespace sfn::asl
