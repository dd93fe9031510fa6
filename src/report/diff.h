// The difference of two definitions as text and JSON; graph/ draws it.
#pragma once

#include <string>

#include "graph/diff.h"

namespace sfn::report {

/// A paragraph for each state that is new (+), gone (-) or changed (~). One line if nothing changed.
std::string diff_text(const graph::Diff& diff, bool color);

/// `{"version": 1, "changes": [{"change": "changed", "state": "Charge", …}]}`
std::string diff_json(const graph::Diff& diff);

}  // namespace sfn::report
