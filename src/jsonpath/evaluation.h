// One evaluation: what its parts share.
#pragma once

#include <cstdint>

#include "json/value.h"
#include "jsonpath/evaluate.h"
#include "jsonpath/predicate.h"

namespace sfn::jsonpath {

class Evaluation {
 public:
  explicit Evaluation(const json::Value& root) : root_(root) {}

  text::Result<json::Value, Missing> read(const Path& path, const json::Value& from);
  bool holds(const Predicate& predicate, const json::Value& element);
  /// Throws Unsupported if a function is anywhere in it: what functions give of which elements is not on record.
  static void refuse_functions(const Predicate& predicate);

 private:
  friend class Search;
  text::Result<json::Value, Missing> read_definite(const Path& path, const json::Value& from);
  text::Result<json::Value, Missing> follow(const Path& path, const json::Value& from, size_t count);
  /// The value of an operand; undefined where a path finds nothing.
  json::Value value_of(const Operand& operand, const json::Value& element);
  bool exists(const Reference& reference, const json::Value& element);
  bool compare(const Comparison& comparison, const json::Value& element);
  void count_visit(text::Span span);
  const json::Value& start_of(const Reference& reference, const json::Value& element) const {
    return reference.from_element ? element : root_;
  }

  const json::Value& root_;
  uint64_t visits_ = 0, regex_steps_ = 0;
};

/// What a NameUnion at the end of a path gives: one object of those members that are there.
json::Value merged(const NameUnion& step, const json::Value& object);
/// The element at an index that may count from the end; nullptr if there is none.
const json::Value* element_at(const json::Value& array, int64_t index);

}  // namespace sfn::jsonpath
