#include "lint/shape.h"

#include <algorithm>
#include <array>
#include <utility>

#include "asl/placeholder.h"

namespace sfn::lint {
namespace {

/// A text that a deployment tool fills in may become anything, and a key of that kind any key.
bool is_filled_in(const json::Value& value) {
  return value.is_string() && asl::is_placeholder(value.as_string());
}

bool has_filled_in_key(const json::Value& object) {
  for (size_t i = 0; i < object.size(); ++i) {
    if (asl::has_placeholder(object.key_at(i).view())) return true;
  }
  return false;
}

Types types_of(const json::Value& value) {
  switch (value.type()) {
    case json::Type::Null: return kNull;
    case json::Type::Boolean: return kBoolean;
    case json::Type::Number: return kNumber;
    case json::Type::String: return kString;
    case json::Type::Array: return kArray;
    case json::Type::Object: return kObject;
    default: return kAnyType;
  }
}

bool by_name(const ShapeMember& left, const ShapeMember& right) {
  return left.name < right.name;
}

/// Unknown beyond its types: what is left of a shape that grew too large.
Shape widened(const Shape& shape) {
  Shape out;
  out.types = shape.types;
  out.origin = shape.origin;
  return out;
}

bool equal_lists(const Shape& left, const Shape& right) {
  const auto members = [](const ShapeMember& a, const ShapeMember& b) {
    return a.name == b.name && a.certain == b.certain && Shapes::equal(a.shape, b.shape);
  };
  return std::equal(left.members.begin(), left.members.end(), right.members.begin(), right.members.end(), members) &&
         std::equal(left.elements.begin(), left.elements.end(), right.elements.begin(), right.elements.end(), Shapes::equal);
}

}  // namespace

std::string describe(Types types) {
  constexpr std::array<std::pair<Types, std::string_view>, 6> kNames{{{kString, "a string"},
                                                                      {kNumber, "a number"},
                                                                      {kBoolean, "a boolean"},
                                                                      {kArray, "an array"},
                                                                      {kObject, "an object"},
                                                                      {kNull, "null"}}};
  if (types == kAnyType) return "any value";
  std::string text;
  for (const auto& [type, name] : kNames) {
    if ((types & type) == 0) continue;
    if (!text.empty()) text += " or ";
    text += name;
  }
  return text;
}

Shapes::Shapes() = default;

const Shape* Shapes::add(Shape shape) {
  shape.weight = 1;
  for (const ShapeMember& member : shape.members) shape.weight += member.shape->weight;
  for (const Shape* element : shape.elements) shape.weight += element->weight;
  if (shape.element != nullptr) shape.weight += shape.element->weight;
  if (shape.weight > kMaxShapeWeight || shape.members.size() > kMaxShapeMembers) shape = widened(shape);
  shapes_.push_back(std::move(shape));
  return &shapes_.back();
}

const Shape* Shapes::of_types(Types types, Origin origin) {
  Shape shape;
  shape.types = types;
  shape.origin = origin;
  return add(std::move(shape));
}

const Shape* Shapes::constant(json::Value value, Origin origin) {
  if (is_filled_in(value)) return top();
  Shape shape;
  shape.types = types_of(value);
  shape.open = false;
  shape.constant = std::move(value);
  shape.origin = origin;
  return add(std::move(shape));
}

const Shape* Shapes::object(std::vector<ShapeMember> members, bool open, Origin origin) {
  Shape shape;
  shape.types = kObject;
  shape.open = open;
  shape.members = std::move(members);
  std::sort(shape.members.begin(), shape.members.end(), by_name);
  shape.origin = origin;
  return add(std::move(shape));
}

const Shape* Shapes::array_of(const Shape* element, Origin origin) {
  if (element == nullptr) return tuple({}, origin);
  Shape shape;
  shape.types = kArray;
  shape.element = element;
  shape.origin = origin;
  return add(std::move(shape));
}

const Shape* Shapes::tuple(std::vector<const Shape*> elements, Origin origin) {
  if (elements.size() > kMaxShapeElements) return of_types(kArray, origin);
  Shape shape;
  shape.types = kArray;
  shape.counted = true;
  shape.elements = std::move(elements);
  shape.origin = origin;
  return add(std::move(shape));
}

/// A constant container with its first level spelt out; any other shape as it is.
const Shape* Shapes::expand(const Shape* shape) {
  const json::Value& value = shape->constant;
  if (value.is_object() && value.size() <= kMaxShapeMembers) {
    std::vector<ShapeMember> members;
    for (const auto& [key, child] : value.members()) members.push_back({key.view(), constant(child, shape->origin), true});
    return object(std::move(members), has_filled_in_key(value), shape->origin);
  }
  if (value.is_array() && value.size() <= kMaxShapeElements) {
    std::vector<const Shape*> elements;
    for (const json::Value& child : value.items()) elements.push_back(constant(child, shape->origin));
    return tuple(std::move(elements), shape->origin);
  }
  return value.is_object() || value.is_array() ? of_types(shape->types, shape->origin) : shape;
}

const Shape* Shapes::join(const Shape* left, const Shape* right) {
  return join_at(left, right, 0);
}

const Shape* Shapes::join_at(const Shape* left, const Shape* right, size_t depth) {
  if (left == nullptr || left == right) return right;
  if (right == nullptr || equal(left, right)) return left;
  if (left->is_top() || right->is_top() || depth > kMaxShapeDepth) return top();
  if (left->is_constant()) left = expand(left);
  if (right->is_constant()) right = expand(right);
  Shape out;
  out.types = left->types | right->types;
  out.origin = left->origin.kind == Origin::Kind::None ? right->origin : left->origin;
  join_objects(out, *left, *right, depth);
  join_arrays(out, *left, *right, depth);
  return add(std::move(out));
}

const Shape* Shapes::widen(const Shape* before, const Shape* after) {
  if (before == nullptr || after->types != kObject || after->is_constant()) return after;
  std::vector<ShapeMember> members = after->members;
  for (ShapeMember& one : members) {
    const Shape* old = this->member(before, one.name).shape;
    if (old == nullptr || !equal(old, one.shape)) one.shape = top();
  }
  return object(std::move(members), after->open, after->origin);
}

void Shapes::join_objects(Shape& out, const Shape& left, const Shape& right, size_t depth) {
  const bool in_left = (left.types & kObject) != 0, in_right = (right.types & kObject) != 0;
  if (!in_left || !in_right) {
    const Shape& one = in_left ? left : right;
    out.open = (out.types & kObject) != 0 && one.open;
    out.members = one.members;
    return;
  }
  out.open = left.open || right.open;
  auto a = left.members.begin(), b = right.members.begin();
  while (a != left.members.end() || b != right.members.end()) {
    if (b == right.members.end() || (a != left.members.end() && a->name < b->name)) {
      if (!right.open) out.members.push_back({a->name, a->shape, false});
      ++a;
    } else if (a == left.members.end() || b->name < a->name) {
      if (!left.open) out.members.push_back({b->name, b->shape, false});
      ++b;
    } else {
      out.members.push_back({a->name, join_at(a->shape, b->shape, depth + 1), a->certain && b->certain});
      ++a, ++b;
    }
  }
}

void Shapes::join_arrays(Shape& out, const Shape& left, const Shape& right, size_t depth) {
  const bool in_left = (left.types & kArray) != 0, in_right = (right.types & kArray) != 0;
  if (!in_left && !in_right) return;
  if (!in_left || !in_right) {
    const Shape& one = in_left ? left : right;
    out.counted = one.counted, out.elements = one.elements, out.element = one.element;
    return;
  }
  if (left.counted && right.counted && left.elements.size() == right.elements.size()) {
    out.counted = true;
    for (size_t i = 0; i < left.elements.size(); ++i) out.elements.push_back(join_at(left.elements[i], right.elements[i], depth + 1));
    return;
  }
  const Shape* element = join_at(any_element(&left), any_element(&right), depth + 1);
  out.element = element != nullptr && element->is_top() ? nullptr : element;
}

Found Shapes::member(const Shape* shape, std::string_view name) {
  if ((shape->types & kObject) == 0) return {};
  if (shape->is_constant()) {
    const json::Value* value = shape->constant.find(name);
    if (value != nullptr) return {constant(*value, shape->origin), true};
    return has_filled_in_key(shape->constant) ? Found{top(), false} : Found{};
  }
  const auto found = std::lower_bound(shape->members.begin(), shape->members.end(), ShapeMember{name}, by_name);
  if (found != shape->members.end() && found->name == name) return {found->shape, found->certain && shape->types == kObject};
  return shape->open ? Found{top(), false} : Found{};
}

Found Shapes::element(const Shape* shape, int64_t index) {
  if ((shape->types & kArray) == 0) return {};
  if (index < 0) return {top(), false};
  const auto at = static_cast<size_t>(index);
  if (shape->is_constant()) {
    return at < shape->constant.size() ? Found{constant(shape->constant[at], shape->origin), true} : Found{};
  }
  if (shape->counted) return at < shape->elements.size() ? Found{shape->elements[at], shape->types == kArray} : Found{};
  return {shape->element != nullptr ? shape->element : top(), false};
}

const Shape* Shapes::any_element(const Shape* shape) {
  if (shape->is_constant()) shape = expand(shape);
  if (!shape->counted) return shape->element != nullptr ? shape->element : top();
  const Shape* all = nullptr;
  for (const Shape* one : shape->elements) all = join(all, one);
  return all;
}

const Shape* Shapes::with_member(const Shape* shape, std::string_view name, const Shape* value) {
  if ((shape->types & kObject) == 0) return nullptr;
  if (shape->is_constant()) shape = expand(shape);
  std::vector<ShapeMember> members = shape->members;
  const auto found = std::lower_bound(members.begin(), members.end(), ShapeMember{name}, by_name);
  if (found != members.end() && found->name == name) {
    *found = {name, value, true};
  } else {
    members.insert(found, {name, value, true});
  }
  return object(std::move(members), shape->open, shape->origin);
}

std::vector<std::string_view> Shapes::names(const Shape* shape) {
  std::vector<std::string_view> names;
  if (shape->is_constant()) shape = expand(shape);
  if (shape->open) return names;
  for (const ShapeMember& member : shape->members) names.push_back(member.name);
  return names;
}

bool Shapes::equal(const Shape* left, const Shape* right) {
  if (left == right) return true;
  if (left == nullptr || right == nullptr) return false;
  if (left->types != right->types || left->open != right->open || left->counted != right->counted) return false;
  if (left->is_constant() || right->is_constant()) {
    return left->is_constant() && right->is_constant() && left->origin == right->origin && left->constant == right->constant;
  }
  if (left->weight != right->weight || (left->element == nullptr) != (right->element == nullptr)) return false;
  return equal_lists(*left, *right) && equal(left->element, right->element);
}

}  // namespace sfn::lint
