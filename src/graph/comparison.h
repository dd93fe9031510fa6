// Which state of one definition is which of another one, and what is different about them. Internal to graph.
#pragma once

#include <vector>

#include "graph/diff.h"

namespace sfn::graph {

struct Compared {
  std::vector<asl::StateId> twins;  ///< states of the old program by those of the new one; kNone: new
  Diff diff;
};

Compared compare_programs(const asl::Program& before, const asl::Program& after);

}  // namespace sfn::graph
