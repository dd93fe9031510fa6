// What a Choice rule asks, in a few characters: the labels of edges and the lines of a run.
#pragma once

#include <string>

#include "asl/state.h"

namespace sfn::graph {

/// `$.total > 100`, `$.a is present and not ($.b == "x")`; for JSONata the expression itself, blanks run together. At most `limit` code
/// points, cut with `…`.
std::string condition_text(const asl::Condition& condition, size_t limit = 60);

/// Error names in a row: `Declined, States.Timeout`; cut with `…`.
std::string error_names_text(const std::vector<asl::ErrorName>& names, size_t limit = 60);

/// As many names as fit into `limit` code points (one at least), and how many more there are: `Lambda.ServiceException +3`.
std::string error_list(const std::vector<asl::ErrorName>& names, size_t limit);

/// A text of any length on one line: white space runs together, cut with `…`.
std::string short_text(std::string_view text, size_t limit);

}  // namespace sfn::graph
