#include "jsonpath/search.h"

#include <fmt/format.h>

#include <algorithm>

namespace sfn::jsonpath {

// As deep as the path has steps plus, for deep scans, the height of the value: both are limited.
void Search::walk(size_t step, const json::Value& here) {
  const bool found = step == path_.steps().size();
  const Step& next = path_.steps()[found ? step - 1 : step];
  evaluation_.count_visit(next.span);
  if (found) return hits_.push(here);
  std::visit([&](const auto& value) { apply(step, value, here); }, next.value);
}

void Search::apply(size_t step, const Name& name, const json::Value& here) {
  if (const json::Value* value = here.find(name.name)) walk(step + 1, *value);
}

void Search::apply(size_t step, const Index& index, const json::Value& here) {
  if (const json::Value* value = element_at(here, index.index)) walk(step + 1, *value);
}

// Jayway's slices: a bound below zero counts from the end, except that both bounds given are walked as they are written.
void Search::apply(size_t step, const Slice& slice, const json::Value& here) {
  if (!here.is_array()) return;
  const auto size = static_cast<int64_t>(here.size());
  int64_t from = slice.from.value_or(0);
  int64_t to = slice.to.value_or(size);
  if (from < 0 && !slice.to) from = std::max<int64_t>(0, size + from);
  if (to < 0 && !slice.from) to = size + to;
  from = std::max(from, -size);
  for (int64_t i = from; i < std::min(to, size); ++i) {
    if (const json::Value* value = element_at(here, i)) walk(step + 1, *value);
  }
}

void Search::apply(size_t step, const Wildcard&, const json::Value& here) {
  if (here.is_array()) {
    for (const json::Value& item : here.items()) walk(step + 1, item);
  } else if (here.is_object()) {
    for (const json::Member& member : here.members()) walk(step + 1, member.value);
  }
}

void Search::apply(size_t step, const NameUnion& names, const json::Value& here) {
  if (!here.is_object()) return;
  if (step + 1 == path_.steps().size()) return hits_.push(merged(names, here));
  for (const std::string& name : names.names) {
    if (const json::Value* value = here.find(name)) walk(step + 1, *value);
  }
}

void Search::apply(size_t step, const IndexUnion& indices, const json::Value& here) {
  for (const int64_t index : indices.indices) {
    if (const json::Value* value = element_at(here, index)) walk(step + 1, *value);
  }
}

void Search::apply(size_t step, const DeepScan&, const json::Value& here) {
  scan(step + 1, here);
}

/// The step behind `..` on the value itself, then on everything below it. A union must find all its names there.
void Search::scan(size_t next, const json::Value& here) {
  evaluation_.count_visit(path_.steps()[next].span);
  if (!here.is_array() && !here.is_object()) return;
  const auto* names = std::get_if<NameUnion>(&path_.steps()[next].value);
  const auto absent = [&](const std::string& name) { return here.find(name) == nullptr; };
  // A filter takes the elements of an array below; on the array itself it would take them twice.
  const bool twice = here.is_array() && std::holds_alternative<Filter>(path_.steps()[next].value);
  const bool incomplete = names != nullptr && std::any_of(names->names.begin(), names->names.end(), absent);
  if (!twice && !incomplete) walk(next, here);
  if (here.is_array()) {
    for (const json::Value& item : here.items()) scan(next, item);
  } else {
    for (const json::Member& member : here.members()) scan(next, member.value);
  }
}

void Search::apply(size_t step, const Script& script, const json::Value&) {
  throw Unsupported(fmt::format("the script [({})] in a path", script.code), path_.steps()[step].span);
}

// Only objects are tested: the elements of an array, or the object that the filter stands behind.
void Search::apply(size_t step, const Filter& filter, const json::Value& here) {
  if (here.is_object() || here.is_array()) Evaluation::refuse_functions(*filter.predicate);
  if (here.is_object() && evaluation_.holds(*filter.predicate, here)) walk(step + 1, here);
  if (!here.is_array()) return;
  for (const json::Value& item : here.items()) {
    evaluation_.count_visit(path_.steps()[step].span);
    if (item.is_object() && evaluation_.holds(*filter.predicate, item)) walk(step + 1, item);
  }
}

}  // namespace sfn::jsonpath
