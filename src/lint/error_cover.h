// Which errors a name in ErrorEquals can stand for, and which names take them all from another.
#pragma once

#include <string_view>
#include <vector>

#include "asl/state.h"

namespace sfn::lint {

/// Whether every error that `name` matches in `state` is matched by `earlier` too (execution semantics: TaskFailed matches any task failure
/// but timeouts; a missed heartbeat is a States.Timeout).
bool covers(std::string_view earlier, std::string_view name, const asl::State& state);

/// Why an error of that name cannot come out of the state; empty if it may.
std::string_view why_impossible(std::string_view name, const asl::State& state);

}  // namespace sfn::lint
