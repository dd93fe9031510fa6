// `^(terms)`: the keys of an item are evaluated once, when they are first compared.
#include "jsonata/evaluator.h"
#include "jsonata/merge_sort.h"
#include "text/utf8.h"

namespace sfn::jsonata {

using json::Value;

namespace {

[[noreturn]] void fail_at(const Node& node, std::string code, Value value, Value second = {}) {
  throw Failure(std::move(code), std::move(value), std::move(second)).at(node.position);
}

// -1, 0, 1; undefined comes last whatever the direction.
int compare(const SortNode& node, const Value& a, const Value& b, bool descending) {
  if (a.is_undefined()) return b.is_undefined() ? 0 : 1;
  if (b.is_undefined()) return -1;
  const auto sortable = [](const Value& v) { return v.is_string() || v.is_number(); };
  if (!sortable(a) || !sortable(b)) fail_at(node, "T2008", sortable(a) ? b : a);
  if (a.is_string() != b.is_string()) fail_at(node, "T2007", a, b);
  int order = 0;
  if (a.is_string()) {
    const auto compared = text::compare_utf16(a.as_string(), b.as_string());
    order = compared < 0 ? -1 : compared > 0 ? 1 : 0;
  } else {
    const double x = a.as_double(), y = b.as_double();
    order = x == y ? 0 : x < y ? -1 : 1;
  }
  return descending ? -order : order;
}

// Keys of all items, evaluated on demand.
template <class Evaluate>
class Keys {
 public:
  Keys(const SortNode& node, size_t items, Evaluate evaluate)
      : node_(node), evaluate_(std::move(evaluate)), keys_(items * node.terms.size()), known_(keys_.size()) {}

  bool swaps(size_t left, size_t right) {
    for (size_t term = 0; term < node_.terms.size(); ++term) {
      const Value& a = key(left, term);
      const int order = compare(node_, a, key(right, term), node_.terms[term].second);
      if (order != 0) return order > 0;
    }
    return false;
  }

 private:
  const Value& key(size_t item, size_t term) {
    const size_t at = item * node_.terms.size() + term;
    if (!known_[at]) {
      keys_[at] = evaluate_(*node_.terms[term].first, item);
      known_[at] = true;
    }
    return keys_[at];
  }
  const SortNode& node_;
  Evaluate evaluate_;
  std::vector<Value> keys_;
  std::vector<bool> known_;
};

template <class Evaluate>
std::vector<size_t> sorted_order(Evaluator& evaluator, const SortNode& node, size_t size, Evaluate evaluate) {
  std::vector<size_t> order(size);
  for (size_t i = 0; i < size; ++i) order[i] = i;
  Keys keys(node, size, std::move(evaluate));
  merge_sort(order, [&](size_t left, size_t right) {
    evaluator.charge(1);
    return keys.swaps(left, right);
  });
  return order;
}

}  // namespace

Value Evaluator::sort_key(Value key) {
  look_at(key);
  return key;
}

Value Evaluator::sort(const SortNode& node, const Value& items, Frame* frame) {
  if (items.size() < 2) return items;
  const auto order =
      sorted_order(*this, node, items.size(), [&](const Node& term, size_t item) { return sort_key(eval(term, items[item], frame)); });
  json::ArrayBuilder out(items.size());
  for (const size_t index : order) out.push(items[index]);
  return out.build();
}

void Evaluator::sort_tuples(const SortNode& node, TupleStream& stream, Frame* frame) {
  if (stream.tuples.size() < 2) return;
  const auto order = sorted_order(*this, node, stream.tuples.size(), [&](const Node& term, size_t item) {
    const FrameRef tuple = seen_from(stream.tuples[item], frame);
    return sort_key(eval(term, tuple->slots()[0], tuple.get()));
  });
  std::vector<FrameRef> sorted;
  sorted.reserve(order.size());
  for (const size_t index : order) sorted.push_back(stream.tuples[index]);
  stream.tuples = std::move(sorted);
}

}  // namespace sfn::jsonata
