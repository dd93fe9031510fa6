// The words of a run's lines: failures, what rules read, what retriers and catchers made of an error. In: notices of the simulator. Out:
// text that a terminal can show.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "asl/state.h"
#include "sim/probe.h"

namespace sfn::report::formats {

/// `Lambda.Unknown "the cause, shortened"`, without the state that the service puts in front of many causes: the line names it.
std::string failure_text(std::string_view error, const std::optional<std::string>& cause);

/// `$.n is 3`, `$.items is an array of 4`, `$.x is not there`; `found` is null for the last.
std::string reading_text(std::string_view path, const json::Value* found);
/// Adds it to a list that ends with `…` when it has become long enough.
void add_reading(std::string& list, const std::string& reading);

/// `Retry[0] (Lambda.Unknown)`.
std::string retrier_text(size_t index, const asl::Retrier& retrier);
/// `, not in Retry[0] (States.Timeout)`: why a retrier does not retry.
std::string verdict_text(const sim::RetryNotice& notice, const asl::Retrier& retrier);
/// `, caught by Catch[0] (States.ALL) `, or why a catcher does not catch.
std::string verdict_text(const sim::CatchNotice& notice, const asl::Catcher& catcher);

}  // namespace sfn::report::formats
