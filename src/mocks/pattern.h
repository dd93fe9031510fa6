// What a value should look like. In: JSON as a person wrote it in a mock's `when` or a suite's `expect`. Out: whether a value fits, and
// every place where it does not. Objects fit as a subset, arrays element by element, scalars by value; objects with one `$name` member from
// the table below are matchers; a string in `{% %}` is a JSONata predicate over the value.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "json/value.h"
#include "jsonata/evaluate.h"
#include "mocks/checker.h"
#include "text/regex.h"

namespace sfn::mocks {

struct PatternMember;

struct Pattern {
  enum class Kind : uint8_t {
    Literal,    ///< a scalar: equal by value
    Object,     ///< all of `members` fit; others may be there
    Array,      ///< as many elements, each fits
    Exact,      ///< {"$exact": …}: equal, no more and no less
    Any,        ///< {"$any": true}: there, whatever it is
    Absent,     ///< {"$absent": true}: not there
    Type,       ///< {"$type": "string"} or a list of types; "integer" as well
    Regex,      ///< {"$regex": "^a"}: a string in which the pattern is found
    Length,     ///< {"$len": 3} or {"$len": {"min": 1, "max": 5}}: elements, members, or code points
    Unordered,  ///< {"$unordered": […]}: an array whose elements fit in some order
    Near,       ///< {"$near": 3.14} (within 1e-9 of it, relatively), {"$near": [3.14, 0.01]} (within 0.01)
    Predicate   ///< "{% $ > 3 %}": gives true
  };
  Kind kind = Kind::Literal;
  json::NodeId node = json::kNoNode;             ///< in the document that it was written in
  json::Value value;                             ///< Literal, Exact
  std::vector<PatternMember> members;            ///< Object
  std::vector<Pattern> items;                    ///< Array, Unordered
  std::vector<std::string> types;                ///< Type
  std::optional<text::Regex> regex;              ///< Regex
  std::optional<jsonata::Expression> predicate;  ///< Predicate
  std::string source;                            ///< Regex, Predicate: as written
  double low = 0, high = 0;                      ///< Length, Near: the bounds, both included
};

struct PatternMember {
  std::string key;
  Pattern pattern;
};

/// The pattern at `node`; faults are reported under `rule`, and a part that is faulty then fits everything. Predicates see the variables
/// `names` besides `$`.
Pattern read_pattern(const Checker& checker, json::NodeId node, Rule rule, std::span<const std::string_view> names = {});

/// One place where a value does not fit.
struct Misfit {
  std::string pointer;                ///< RFC 6901, from the value that was matched
  std::string expected;               ///< JSON text, or words: "no value", "a string"
  std::string actual;                 ///< JSON text; empty if nothing is there
  bool absent = false;                ///< nothing is there
  json::NodeId node = json::kNoNode;  ///< of the pattern
};

/// Misfits that are collected at most; the list then ends with one that says so.
inline constexpr size_t kMaxMisfits = 100;
/// Parts of patterns that one matching looks at: $unordered patterns inside each other multiply.
inline constexpr size_t kMaxComparisons = 10'000'000;
/// Elements of an $unordered pattern: its matching takes the third power of them in the worst case.
inline constexpr size_t kMaxUnordered = 1000;

/// A predicate that says neither yes nor no.
struct BrokenPredicate {
  const Pattern& predicate;
  std::string why;  ///< "failed: …", "gave a number, not true or false"
};

class Matcher {
 public:
  Matcher() = default;
  /// For a mock's `when`. Predicates see the call; one that says neither yes nor no is a fault of the mock file (passing it over would
  /// answer with another mock): BrokenPredicate is thrown. Elsewhere it is a misfit.
  explicit Matcher(const jsonata::Environment& call) : call_(&call) {}

  /// Throws sim::LimitReached beyond kMaxComparisons; so does misfits().
  bool fits(const Pattern& pattern, const json::Value& value);
  /// Every misfit, in the order of the pattern; empty if it fits.
  std::vector<Misfit> misfits(const Pattern& pattern, const json::Value& value);

 private:
  bool match(const Pattern& pattern, const json::Value& value);
  bool match_object(const Pattern& pattern, const json::Value& value);
  bool match_array(const Pattern& pattern, const json::Value& value);
  bool match_exact(const json::Value& expected, const json::Value& value, json::NodeId node);
  bool match_unordered(const Pattern& pattern, const json::Value& value);
  bool match_predicate(const Pattern& pattern, const json::Value& value);
  bool match_length(const Pattern& pattern, const json::Value& value);
  bool fail(json::NodeId node, std::string expected, const json::Value& actual);
  bool differs(json::NodeId node, const json::Value& expected, const json::Value& actual);
  bool enough() const { return out_ == nullptr || out_->size() >= kMaxMisfits; }

  bool holds(const Pattern& pattern, const json::Value& value);

  const jsonata::Environment* call_ = nullptr;
  size_t comparisons_ = 0;
  std::vector<Misfit>* out_ = nullptr;  // nullptr: only whether it fits
  std::string pointer_;
};

}  // namespace sfn::mocks
