// Which parts of their data the states of a machine read. In: a Program. Out: paths with hints, by state, apart for the state's input,
// the result of its own work, and what the context object holds of the execution's input and of a Map's item.
#pragma once

#include <string>
#include <vector>

#include "asl/program.h"
#include "mocks/skeleton.h"

namespace sfn::mocks {

struct Read {
  enum class Source : uint8_t {
    Input,           ///< of the state
    Result,          ///< of the task, raw: ResultSelector, $states.result
    ExecutionInput,  ///< $$.Execution.Input
    MapItem          ///< $$.Map.Item.Value, of the state itself if it is a Map, else of the innermost Map around it
  };
  asl::StateId state = asl::kNone;
  Source source = Source::Input;
  KeyPath path;
  Hint hint = Hint::Anything;
  json::Value example;  ///< a literal that it is compared with; undefined if there is none
};

std::vector<Read> reads_of(const asl::Program& program);

/// The steps of a path, as far as they are names and indices, whatever its root.
KeyPath names_of(const jsonpath::Path& path);

/// The steps of a definite path of the input, as far as they are names and indices; nothing for other roots.
std::optional<KeyPath> key_path(const jsonpath::Path& path);

}  // namespace sfn::mocks
