// What the data can look like on its way through a definition. In: the graph. Out: for each state the shape of its input, and the faults:
// paths and types that cannot work whenever the state is entered, or whenever it is entered by one of its edges.
//
// It is a forward may-analysis: an edge carries a shape that covers every value that can travel along it, states transform shapes as the
// service transforms values (InputPath, Parameters, Result, ResultSelector, ResultPath, OutputPath; Arguments, Output), merges join them,
// loops run until nothing changes. Whatever is not known is "any value", and about any value nothing is ever said: the machine's input,
// results of functions, items of readers, variables, the context object.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "asl/flow.h"
#include "lint/shape.h"

namespace sfn::lint {

/// A state is looked at again while its input grows. After half so many times what goes on changing becomes unknown, then all of it.
inline constexpr uint32_t kMaxDataFlowVisits = 8;
/// Ways into a state whose inputs are looked at one by one; more are looked at together.
inline constexpr size_t kMaxDataFlowEntries = 32;

struct Fault {
  enum class Kind : uint8_t {
    Missing,     ///< a step of a path meets nothing
    WrongType,   ///< what a path gives is never of a type that its reader takes
    Unwritable,  ///< a step of ResultPath meets a value that it cannot be written into
    NeverTrue    ///< a comparison of a Choice is false because of the type
  };
  Kind kind = Kind::Missing;
  asl::StateId state = asl::kNone;
  const asl::Expression* expression = nullptr;  ///< where it is written
  std::string_view field;                       ///< "Parameters", "InputPath", "Variable"
  size_t begin = 0, end = 0;                    ///< bytes of the expression's text: the path
  std::string_view path;                        ///< its text
  size_t step_begin = 0, step_end = 0;          ///< bytes of the expression's text: the step that fails
  std::string_view name;                        ///< of that step, if it is a name
  const Shape* found = nullptr;                 ///< the value that the step is applied to (Missing, Unwritable), or that was read
  Types wanted = kAnyType;                      ///< WrongType, NeverTrue: what would do
  std::string_view reader;                      ///< WrongType, NeverTrue: "ItemsPath", "States.MathAdd", "NumericEquals"
  const asl::Edge* edge = nullptr;              ///< only when the state is entered by this edge; nullptr: always
};

class DataFlow {
 public:
  explicit DataFlow(const asl::Flow& flow);
  DataFlow(const DataFlow&) = delete;
  DataFlow& operator=(const DataFlow&) = delete;
  ~DataFlow();

  /// nullptr if no execution gets there.
  const Shape* input(asl::StateId state) const;
  const std::vector<Fault>& faults() const;
  Shapes& shapes() const;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace sfn::lint
