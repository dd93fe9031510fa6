// Reading by a path. In: a Path and the value that its root stands for. Out: the value, or the step that found nothing.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

#include "json/value.h"
#include "jsonpath/path.h"
#include "text/result.h"

namespace sfn::jsonpath {

/// Values that one evaluation may look at: `..` inside `..` would else be quadratic in the size of the data.
inline constexpr uint64_t kMaxVisits = 20'000'000;

/// A definite path that leads nowhere (an indefinite one gives an empty array instead). Cheap to make: the words are formed on demand.
struct Missing {
  enum class Kind : uint8_t {
    NoResults,        ///< the last step finds nothing, or an index is out of range
    MissingProperty,  ///< a name before the last step is absent
    NotAnObject,      ///< a name meets a value that has no members
    NotAnArray        ///< an index meets a value that has no elements
  };
  Path path;
  Kind kind = Kind::NoResults;
  size_t step = 0;         ///< index into path.steps() of the step that failed
  json::Value found = {};  ///< NotAnObject, NotAnArray: the value that was met

  /// Jayway's words, as AWS shows them behind "Invalid path '…' : ": `No results for path: $['x']`, `Missing property in path $['no']`.
  std::string reason() const;
};

/// What sfnctl cannot evaluate the way AWS does. `what()` says "… is not supported"; the position is that of the step.
struct Unsupported : std::runtime_error {
  Unsupported(const std::string& name, text::Span where) : std::runtime_error(name + " is not supported"), span(where) {}
  text::Span span;  ///< bytes of the path's text
};

/// `root` is what `$`, `$$` or `$name` denotes, chosen by the caller; `$` inside a filter denotes the same. A definite path gives the value
/// itself (shared, nothing is copied), an indefinite one an array of what matches in document order. Functions such as `.length()` are
/// never found. Filters look at object elements only. Throws Unsupported, also when kMaxVisits is passed.
text::Result<json::Value, Missing> evaluate(const Path& path, const json::Value& root);

}  // namespace sfn::jsonpath
