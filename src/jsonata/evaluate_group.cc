// Objects and arrays that an expression builds, and grouping.
#include "jsonata/evaluator.h"

namespace sfn::jsonata {

using json::Value;

namespace {

constexpr std::string_view kReservedKeys[] = {"_jsonata_lambda", "_jsonata_function"};

[[noreturn]] void fail_at(const Group& group, std::string code, Value value) {
  throw Failure(std::move(code), std::move(value)).at(group.position);
}

// The key, or false for "no member".
bool checked_key(const Group& group, const Value& key, Profile profile) {
  if (key.is_undefined()) return false;
  if (!key.is_string()) fail_at(group, "T1003", key);
  if (profile == Profile::Reference) {
    for (const std::string_view reserved : kReservedKeys) {
      if (key.as_string() == reserved) fail_at(group, "D1013", key);
    }
  }
  return true;
}

// What one key has collected.
struct Collected {
  json::Key key;
  size_t pair;
  Value items;
};

// Keys in the order they came, found by hash.
class Collection {
 public:
  Collected* find(const json::Key& key) {
    if (slots_.empty()) return nullptr;
    for (size_t at = key.hash() & mask();; at = (at + 1) & mask()) {
      if (slots_[at] == 0) return nullptr;
      Collected& found = entries_[slots_[at] - 1];
      if (found.key == key) return &found;
    }
  }
  void add(json::Key key, size_t pair, Value item) {
    entries_.push_back({std::move(key), pair, std::move(item)});
    if (entries_.size() * 2 > slots_.size()) return grow();
    place(entries_.size() - 1);
  }
  std::vector<Collected>& entries() { return entries_; }

 private:
  size_t mask() const { return slots_.size() - 1; }
  void place(size_t entry) {
    size_t at = entries_[entry].key.hash() & mask();
    while (slots_[at] != 0) at = (at + 1) & mask();
    slots_[at] = static_cast<uint32_t>(entry + 1);
  }
  void grow() {
    slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, 0);
    for (size_t i = 0; i < entries_.size(); ++i) place(i);
  }
  std::vector<Collected> entries_;
  std::vector<uint32_t> slots_;
};

}  // namespace

// One item: every pair gives its member at once.
Value Evaluator::plain_object(const Group& group, const Value& input, Frame* frame) {
  std::vector<json::Key> keys;
  keys.reserve(group.pairs.size());
  std::vector<size_t> pairs;
  for (size_t i = 0; i < group.pairs.size(); ++i) {
    const Value key = eval(*group.pairs[i].first, input, frame);
    if (!checked_key(group, key, profile())) continue;
    json::Key made(key.as_string());
    for (const json::Key& earlier : keys) {
      if (earlier == made) fail_at(group, "D1009", key);
    }
    keys.push_back(std::move(made));
    pairs.push_back(i);
  }
  json::ObjectBuilder out(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    Value value = eval(*group.pairs[pairs[i]].second, input, frame);
    if (!value.is_undefined()) out.set(std::move(keys[i]), std::move(value));
  }
  return out.build();
}

Value Evaluator::group(const Group& group, const Value& input, Frame* frame) {
  if (const Function* function = function_of(input); function != nullptr && function->kind == Function::Kind::TupleStream) {
    const auto& stream = static_cast<const TupleStream&>(*function);
    if (stream.tuples.empty()) return Value::empty_object();
    return group_tuples(group, stream, *stream.tuples.front()->scope, frame);
  }
  if (!input.is_array()) return plain_object(group, input, frame);
  if (input.size() == 0) return plain_object(group, Value(), frame);
  if (input.size() == 1) return plain_object(group, input[0], frame);
  Collection collection;
  for (const Value& item : input.items()) {
    for (size_t pair = 0; pair < group.pairs.size(); ++pair) {
      const Value key = eval(*group.pairs[pair].first, item, frame);
      if (!checked_key(group, key, profile())) continue;
      json::Key made(key.as_string());
      Collected* const found = collection.find(made);
      if (found == nullptr) {
        collection.add(std::move(made), pair, item);
        continue;
      }
      if (found->pair != pair) fail_at(group, "D1009", key);
      found->items = append(std::move(found->items), item);
    }
  }
  json::ObjectBuilder out(collection.entries().size());
  for (Collected& entry : collection.entries()) {
    Value value = eval(*group.pairs[entry.pair].second, entry.items, frame);
    if (!value.is_undefined()) out.set(std::move(entry.key), std::move(value));
  }
  return out.build();
}

// The tuples of one key become one: every name with all its values.
Value Evaluator::group_tuples(const Group& group, const TupleStream& stream, const Scope& scope, Frame* frame) {
  Collection collection;
  std::vector<FrameRef> merged;
  for (const FrameRef& tuple : stream.tuples) {
    const FrameRef seen = seen_from(tuple, frame);
    for (size_t pair = 0; pair < group.pairs.size(); ++pair) {
      const Value key = eval(*group.pairs[pair].first, seen->slots()[0], seen.get());
      if (!checked_key(group, key, profile())) continue;
      json::Key made(key.as_string());
      Collected* const found = collection.find(made);
      if (found == nullptr) {
        collection.add(std::move(made), pair, Value::integer(static_cast<int64_t>(merged.size())));
        merged.push_back(copy_tuple(seen));
        continue;
      }
      if (found->pair != pair) fail_at(group, "D1009", key);
      Frame& into = *merged[static_cast<size_t>(found->items.as_int())].get();
      for (uint32_t i = 0; i < scope.names.size(); ++i) {
        if (seen->bound()[i]) into.set(i, append(std::move(into.slots()[i]), seen->slots()[i]));
      }
    }
  }
  json::ObjectBuilder out;
  for (Collected& entry : collection.entries()) {
    const FrameRef& tuple = merged[static_cast<size_t>(entry.items.as_int())];
    Value value = eval(*group.pairs[entry.pair].second, tuple->slots()[0], tuple.get());
    if (!value.is_undefined()) out.set(std::move(entry.key), std::move(value));
  }
  return out.build();
}

// Values are spread one level, but for array constructors, which are members themselves.
Value Evaluator::array(const ArrayNode& node, const Value& input, Frame* frame) {
  if (node.items.size() == 1 && node.items[0]->kind != NodeKind::Array) {  // `[x]`: a range or a sequence needs no copy
    Value value = eval(*node.items[0], input, frame);
    if (value.is_array()) return std::move(value).with_marks(node.cons ? Value::kCons : uint8_t{0});
    if (!value.is_undefined()) return Value::array({value}).with_marks(node.cons ? Value::kCons : uint8_t{0});
    return Value::empty_array().with_marks(node.cons ? Value::kCons : uint8_t{0});
  }
  json::ArrayBuilder out(node.items.size());
  for (const Node* item : node.items) {
    Value value = eval(*item, input, frame);
    if (value.is_undefined()) continue;
    if (value.is_array() && item->kind != NodeKind::Array)
      out.append(value.items());
    else
      out.push(std::move(value));
    check_items(out.size());
  }
  charge(out.size() / 8);
  return out.build().with_marks(node.cons ? Value::kCons : uint8_t{0});
}

}  // namespace sfn::jsonata
