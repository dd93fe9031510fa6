// Lengths and points of virtual time for people.
#pragma once

#include <string>

#include "sim/oracle.h"

namespace sfn::report {

/// `250 ms`, `2.5 s`, `1 min 30 s`, `2 h 5 min`, `3 d 4 h`: two units at most, exact below a minute.
std::string duration_text(sim::Duration duration);

/// Time since the start, in a column: `00:01:30.250`, with days in front where there are any.
std::string clock_text(sim::Duration since_start);

}  // namespace sfn::report
