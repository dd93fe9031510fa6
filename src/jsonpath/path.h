// JSONPath as Step Functions reads it: Jayway's dialect behind `$` (the input), `$$` (the context object) or `$name` (a variable).
// In: the text of a path. Out: an immutable Path for the evaluator (evaluate.h), the writer (assign.h) and the linter.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "text/result.h"
#include "text/span.h"

namespace sfn::jsonpath {

inline constexpr size_t kMaxPathLength = 100'000;  ///< bytes of one path
inline constexpr size_t kMaxSteps = 1'000;         ///< steps of one path
inline constexpr size_t kMaxFilterDepth = 50;      ///< parentheses, negations and paths inside each other in a filter

/// What the first character(s) of a path stand for.
enum class Root : uint8_t { Input, Context, Variable };

struct Predicate;  // predicate.h

/// `.name`, `['name']`
struct Name {
  std::string name;
};
/// `[3]`; negative ones count from the end
struct Index {
  int64_t index = 0;
};
/// `[from:to]`, either may be absent
struct Slice {
  std::optional<int64_t> from, to;
};
/// `[*]`, `.*`
struct Wildcard {};
/// `['a','b']`: as the last step one object of these members, before other steps each of them
struct NameUnion {
  std::vector<std::string> names;
};
/// `[0,2]`
struct IndexUnion {
  std::vector<int64_t> indices;
};
/// `..`: the next step applies to the value and everything below it
struct DeepScan {};
/// `[?(…)]`
struct Filter {
  std::shared_ptr<const Predicate> predicate;
};
/// `[(@.length-1)]`: JSONPath of other makes; other validators let it pass, so it is read, but it cannot be evaluated
struct Script {
  std::string code;
};
/// `.length()` and the like, which Step Functions accepts but never finds
struct Function {
  std::string name;
};

struct Step {
  std::variant<Name, Index, Slice, Wildcard, NameUnion, IndexUnion, DeepScan, Filter, Script, Function> value;
  text::Span span;  ///< bytes of the path's text (for a path in a filter: of the whole path around it)
};

/// A path that was parsed. Immutable; a copy costs a count.
class Path {
 public:
  Root root() const;
  /// The variable's name, without `$`; empty for the other roots.
  std::string_view variable() const;
  const std::vector<Step>& steps() const;
  /// Names at most one value: a hit is the value itself, not an array of hits.
  bool is_definite() const;
  /// Only `.name`, `['name']` and `[index >= 0]`: what can be written to, whatever the root.
  bool is_reference_path() const;
  /// As it was written, blanks included.
  std::string_view text() const;
  /// In brackets, as Jayway's messages have it: `$['a'][0]`. A context path starts with one `$`; a filter is `[?]`.
  std::string normalised() const;
  /// The same of the first `count` steps.
  std::string normalised(size_t count) const;

 private:
  friend class PathParser;
  struct Data;
  explicit Path(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

/// Everything that Jayway, or AWS in front of it, can read; also what deployed definitions hold that only some versions read. The error
/// says where and what was expected.
text::Result<Path, text::SyntaxError> parse(std::string_view text);

}  // namespace sfn::jsonpath
