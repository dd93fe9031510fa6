// --trace: the data after each step of a state's pipeline, each against the data that it was made from.
#pragma once

#include "report/trail.h"

namespace sfn::report {

/// Adds the lines of one step to visit.trace. `margin` is what they are indented by.
void add_trace(Visit& visit, sim::Stage stage, const sim::Datum& datum, const std::string& margin, const Style& style);

/// The arguments of a call, and how it will be answered.
void add_trace_line(Visit& visit, std::string_view what, std::string_view text, const std::string& margin, const Style& style);

}  // namespace sfn::report
