// Which variables have a value when a state is entered. In: the graph. Out: for each state the variables that are assigned on every way to
// it, and those that are on some way. A state's Assign counts on its Next and Default, a rule's or catcher's on its own edge only; branches
// and iterations start with what their container was entered with, children of a distributed Map with nothing.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "asl/flow.h"

namespace sfn::lint {

/// With more variables than these nothing is found out.
inline constexpr size_t kMaxTrackedVariables = 1024;
/// Rounds over a scope until nothing changes; after so many the answer "on every way" may be too generous.
inline constexpr size_t kMaxVariableRounds = 64;

class AssignedVariables {
 public:
  explicit AssignedVariables(const asl::Flow& flow);

  /// True also where it is not known: for unreachable states and when there are too many variables.
  bool always(asl::StateId state, std::string_view name) const;
  bool sometimes(asl::StateId state, std::string_view name) const;

 private:
  using Word = uint64_t;
  struct Sets {
    std::vector<Word> always, sometimes;
  };

  void number_names();
  void collect_edge_names();
  void start(const asl::Scope& scope, Sets& sets) const;
  bool enter(const asl::Scope& scope, asl::StateId state, Sets& sets);
  void settle(const asl::Scope& scope);
  uint32_t number(std::string_view name);
  bool is_set(const std::vector<Word>& matrix, asl::StateId state, std::string_view name) const;

  const asl::Flow& flow_;
  std::unordered_map<std::string_view, uint32_t> numbers_;
  std::vector<std::vector<uint32_t>> edge_names_;  // by edge: what it assigns
  size_t words_ = 0;                               // of one row
  std::vector<Word> always_, sometimes_;           // a row for each state; empty if too many
};

}  // namespace sfn::lint
