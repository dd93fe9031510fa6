// What changed between two definitions, in terms of the language: states, transitions, fields; not lines. In: two programs. Out: a list of
// changes in the order of the new definition (what is gone stands where it was), and a graph of both laid over each other.
#pragma once

#include <string>
#include <vector>

#include "asl/program.h"
#include "graph/graph.h"

namespace sfn::graph {

struct FieldChange {
  Mark mark = Mark::Changed;
  std::string pointer;        ///< from the state: "/Parameters/total.$"
  json::Value before, after;  ///< undefined where there is none
};

struct TransitionChange {
  Mark mark = Mark::Changed;  ///< Added or Removed
  std::string from, to;       ///< names of states
  std::string field;          ///< where it is written: "Next", "Choices[1]", "Default", "Catch[0]"
  std::string label;          ///< the condition, or the errors
};

/// A state that is new, gone, called otherwise or changed; or the machine itself.
struct StateChange {
  Mark mark = Mark::Changed;
  std::string scope;     ///< containers around it: "Process all / branch 2"; empty at the top
  std::string name;      ///< empty: the machine itself, or the inside of a container (StartAt …)
  std::string old_name;  ///< if it was renamed; fields and transitions may have changed besides
  asl::StateType type = asl::StateType::Invalid;
  std::vector<FieldChange> fields;
  std::vector<TransitionChange> transitions;

  bool is_renamed() const { return !old_name.empty(); }
};

struct Diff {
  std::vector<StateChange> changes;
  bool empty() const { return changes.empty(); }
};

/// Fields that two definitions write differently but that mean the same (order of members, white space) are no difference.
Diff diff(const asl::Program& before, const asl::Program& after);

/// Both definitions in one picture: what was added, removed and changed is marked.
Graph diff_graph(const asl::Program& before, const asl::Program& after);

}  // namespace sfn::graph
