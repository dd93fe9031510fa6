// `|pattern|update, delete|`: matches are places in a copy. Values are immutable here, so a match is found in the copy by its identity, and
// what is changed is put back along the way to it; later matches read their place again, and so see earlier changes.
#include <algorithm>
#include <unordered_map>

#include "jsonata/evaluator.h"
#include "jsonata/to_text.h"

namespace sfn::jsonata {

using json::Value;

namespace {

// Every container of its own, also where the original shares one.
Value deep_copy(const Value& value) {
  if (value.is_array()) {
    json::ArrayBuilder out(value.size());
    for (const Value& item : value.items()) out.push(deep_copy(item));
    return out.build();
  }
  if (!value.is_object()) return value.is_foreign() ? Value::string("") : value;
  json::ObjectBuilder out(value.size());
  for (const auto& [key, member] : value.members()) out.set(key, deep_copy(member));
  return out.build();
}

// The copy, and where its objects are.
class Copy {
 public:
  explicit Copy(Value root) : root_(std::move(root)) { visit(root_, kNone, {}); }

  const Value& root() const { return root_; }

  /// The place of an object of the copy; kNone if it is not one.
  size_t place_of(const Value& match) const {
    const auto found = places_by_identity_.find(match.identity());
    return match.is_object() && found != places_by_identity_.end() ? found->second : kNone;
  }

  /// What is at the place now; nullptr if a change took it out of the copy.
  const Value* at(size_t place) const {
    const Value* value = &root_;
    for (const json::Step& step : path_to(place)) {
      if (step.index >= 0) {
        if (!value->is_array()) return nullptr;
        value = &(*value)[static_cast<size_t>(step.index)];
      } else if ((value = value->find(step.key)) == nullptr) {
        return nullptr;
      }
    }
    return detached(place) ? nullptr : value;
  }

  void put(size_t place, Value value) {
    const auto path = path_to(place);
    if (path.empty())
      root_ = std::move(value);
    else
      json::set_at(root_, path, std::move(value));
  }

  /// The member's value is another one now: the places below it are not in the copy any more.
  /// Gives the number of places that were looked at.
  size_t replaced(size_t place, std::string_view key) {
    size_t count = 0;
    for (size_t i = place + 1; i < places_.size() && places_[i].end <= places_[place].end; i = places_[i].end, ++count) {
      if (places_[i].step.index < 0 && places_[i].step.key == key) places_[i].detached = true;
    }
    return count;
  }

  static constexpr size_t kNone = SIZE_MAX;

 private:
  struct Place {
    size_t parent;
    json::Step step;
    size_t end = 0;  // places below it are those up to here
    bool detached = false;
  };

  void visit(const Value& value, size_t parent, json::Step step) {
    if (!value.is_array() && !value.is_object()) return;
    const size_t self = places_.size();
    places_.push_back({parent, step});
    places_by_identity_.emplace(value.identity(), self);
    for (size_t i = 0; i < value.size(); ++i) {
      if (value.is_array())
        visit(value[i], self, {{}, static_cast<int64_t>(i)});
      else
        visit(value.value_at(i), self, {keys_.emplace_back(value.key_at(i)).view(), -1});
    }
    places_[self].end = places_.size();
  }

  std::vector<json::Step> path_to(size_t place) const {
    std::vector<json::Step> path;
    for (; places_[place].parent != kNone; place = places_[place].parent) path.push_back(places_[place].step);
    std::reverse(path.begin(), path.end());
    return path;
  }

  bool detached(size_t place) const {
    for (; place != kNone; place = places_[place].parent) {
      if (places_[place].detached) return true;
    }
    return false;
  }

  Value root_;
  std::vector<Place> places_;
  std::deque<json::Key> keys_;
  std::unordered_map<const void*, size_t> places_by_identity_;
};

[[noreturn]] void fail_at(const Node& node, std::string code, Value value) {
  throw Failure(std::move(code), std::move(value)).at(node.position);
}

std::vector<std::string> deletions(const Node& node, const Value& keys) {
  std::vector<std::string> result;
  const std::span<const Value> items = keys.is_array() ? keys.items() : std::span<const Value>(&keys, 1);
  for (const Value& key : items) {
    if (!key.is_string()) fail_at(node, "T2012", keys);
    result.emplace_back(key.as_string());
  }
  return result;
}

}  // namespace

// The function that makes the copy may have been replaced.
Value Evaluator::clone_for(const TransformNode& node, const Value& argument, Frame* frame) {
  Value clone;
  bool found = false;
  for (Frame* at = frame; at != nullptr && !found; at = at->parent) {
    const size_t slot = at->scope->slot_of("clone");
    found = slot != kNoSlot && at->bound()[slot];
    if (found) clone = at->slots()[slot];
  }
  if (!found && environment_.variables != nullptr) clone = environment_.variables->lookup("clone");
  if (!found && clone.is_undefined()) return copy_through_text(argument);
  if (!is_function(clone)) fail_at(node, "T2013", {});
  Arguments arguments{argument};
  return deep_copy(apply(clone, arguments, Value::null(), frame));
}

Value Evaluator::transform(const Transformer& function, const Value& argument) {
  if (argument.is_undefined()) return {};
  const TransformNode& node = function.node;
  Frame* const frame = function.frame.get();
  charge_whole(argument);
  Copy copy(clone_for(node, argument, frame));
  const Value matches = eval(*node.pattern, copy.root(), frame);
  const std::span<const Value> items = matches.is_array() ? matches.items() : std::span<const Value>(&matches, 1);
  for (const Value& match : items) {
    if (match.is_undefined()) continue;
    const size_t place = copy.place_of(match);
    const Value* const now = place == Copy::kNone ? nullptr : copy.at(place);
    Value changed = now != nullptr ? *now : match;
    const Value update = eval(*node.update, changed, frame);
    if (!update.is_undefined() && !update.is_object()) fail_at(*node.update, "T2011", update);
    std::vector<std::string> removed;
    charge((changed.size() + update.size()) / 4);
    if (!update.is_undefined() && changed.is_object()) {
      for (const auto& [key, value] : update.members()) changed.set(key, value);
    }
    if (node.remove != nullptr) {
      const Value keys = eval(*node.remove, changed, frame);
      if (!keys.is_undefined()) removed = deletions(*node.remove, keys);
    }
    if (!changed.is_object() || now == nullptr) continue;
    for (const std::string& key : removed) changed.erase(key), charge(changed.size() / 8 + copy.replaced(place, key));
    if (update.is_object()) {
      for (const auto& [key, value] : update.members()) charge(copy.replaced(place, key.view()));
    }
    copy.put(place, std::move(changed));
  }
  return copy.root();
}

}  // namespace sfn::jsonata
