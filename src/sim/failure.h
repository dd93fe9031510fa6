// How an evaluation says that the simulated execution fails: the one exception of the simulator, caught in attempt.cc. Failures of tasks
// are data (Problem), never exceptions.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <string_view>

namespace sfn::sim {

namespace error {
inline constexpr std::string_view kRuntime = "States.Runtime";
inline constexpr std::string_view kTimeout = "States.Timeout";
inline constexpr std::string_view kTaskFailed = "States.TaskFailed";
inline constexpr std::string_view kDataLimitExceeded = "States.DataLimitExceeded";
inline constexpr std::string_view kQueryEvaluation = "States.QueryEvaluationError";
inline constexpr std::string_view kReferencePathConflict = "States.ReferencePathConflict";
inline constexpr std::string_view kItemReaderFailed = "States.ItemReaderFailed";
inline constexpr std::string_view kThreshold = "States.ExceedToleratedFailureThreshold";
}  // namespace error

/// What made a state fail, as retriers, catchers and events see it.
struct Problem {
  std::optional<std::string> error, cause;
  bool from_task = false;  ///< the service said so: States.TaskFailed matches
  bool heartbeat = false;  ///< a missed heartbeat: States.HeartbeatTimeout matches
  bool timed_out = false;  ///< shown to catchers with the cause ""

  std::string_view name() const { return error ? std::string_view(*error) : std::string_view(); }
};

class AslFailure : public std::exception {
 public:
  AslFailure(std::string_view error, std::string cause) : error_(error), cause_(std::move(cause)) {}
  /// A failed JSONata field, which the history records with its place. `at_cursor`: recorded behind the state's last event, not before the
  /// state.
  static AslFailure query(std::string cause, std::optional<std::string> location, bool at_cursor = false) {
    AslFailure failure(error::kQueryEvaluation, std::move(cause));
    failure.location_ = std::move(location);
    failure.query_ = true;
    failure.at_cursor_ = at_cursor;
    return failure;
  }
  /// Without "An error occurred while executing the state …" in front of the cause.
  AslFailure bare() && {
    prefixed_ = false;
    return std::move(*this);
  }

  const std::string& error() const { return error_; }
  const std::string& cause() const { return cause_; }
  const std::optional<std::string>& location() const { return location_; }
  bool is_query() const { return query_; }
  bool at_cursor() const { return at_cursor_; }
  bool prefixed() const { return prefixed_; }
  const char* what() const noexcept override { return cause_.c_str(); }

 private:
  std::string error_, cause_;
  std::optional<std::string> location_;
  bool query_ = false, at_cursor_ = false, prefixed_ = true;
};

inline AslFailure runtime_failure(std::string cause) {
  return {error::kRuntime, std::move(cause)};
}

/// A value that would be nested deeper than json::kMaxHeight: AWS's own limit is unknown, its failure would be one of the data.
AslFailure too_deep();

}  // namespace sfn::sim
