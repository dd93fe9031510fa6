#include "teststate/result_shapes.h"

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <span>

#include "text/utf8.h"

namespace sfn::teststate {
namespace {

using json::Value;

enum class Kind : uint8_t { Any, Structure, List, Map, Boolean, Number, String, Enum };
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();  // no comparison with it holds

/// Structure: members [first, first + count); Enum: values; List, Map: `first` is the shape of the elements.
struct Shape {
  Kind kind;
  uint16_t first, count;
  double min, max;  ///< of a Number; a String's length
};
/// A name inside its table: three thousand pointers to names would be relocated at each start of the program.
class Name {
  static constexpr size_t kLongest = 55;

 public:
  template <size_t kSize>
  constexpr Name(const char (&name)[kSize]) : length_(kSize - 1) {  // NOLINT(google-explicit-constructor): rows are texts
    static_assert(kSize - 1 <= kLongest);
    for (size_t i = 0; i < kSize - 1; ++i) text_[i] = name[i];
  }
  constexpr operator std::string_view() const { return {text_, length_}; }  // NOLINT(google-explicit-constructor)

 private:
  char text_[kLongest] = {};
  uint8_t length_;
};
struct Operation {
  Name service, action;
  uint16_t shape;
};
struct Member {
  Name name;
  uint16_t shape;
  bool required;
};

constexpr Operation kOperations[] = {
#define OPERATION(service, action, shape) {service, action, shape},
#include "teststate/result_shapes.def"
};
constexpr Shape kShapes[] = {
#define SHAPE(kind, first, count, min, max) {Kind::kind, first, count, static_cast<double>(min), static_cast<double>(max)},
#include "teststate/result_shapes.def"
};
constexpr Member kMembers[] = {
#define MEMBER(name, shape, required) {name, shape, required},
#include "teststate/result_shapes.def"
};
constexpr Name kValues[] = {
#define VALUE(text) text,
#include "teststate/result_shapes.def"
};

using Fault = std::optional<std::string>;

Fault fault(std::string_view field, std::string_view what) {
  return fmt::format("Field '{}' {}", field, what);
}

class Checker {
 public:
  explicit Checker(bool required) : required_(required) {}

  Fault check(uint16_t number, const Value& value, std::string_view field) const {
    const Shape& shape = kShapes[number];
    switch (shape.kind) {
      case Kind::Any: return std::nullopt;
      case Kind::Structure: return value.is_object() ? members(shape, value) : fault(field, "must be an object");
      case Kind::List: return value.is_array() ? elements(shape, value, field) : fault(field, "must be an array");
      case Kind::Map: return value.is_object() ? values(shape, value, field) : fault(field, "must be an object");
      case Kind::Boolean: return value.is_boolean() ? std::nullopt : fault(field, "must be a boolean");
      case Kind::Number: return value.is_number() ? bounds(shape, value.as_double(), field) : fault(field, "must be a number");
      case Kind::String: return value.is_string() ? length(shape, value, field) : fault(field, "must be a string");
      case Kind::Enum: return value.is_string() ? listed(shape, value, field) : fault(field, "must be a string");
    }
    return std::nullopt;
  }

 private:
  Fault members(const Shape& shape, const Value& value) const {
    const std::span<const Member> all = std::span(kMembers).subspan(shape.first, shape.count);
    for (const Member& member : all) {
      if (required_ && member.required && value.find(member.name) == nullptr)
        return fmt::format("Required field '{}' is missing", std::string_view(member.name));
    }
    for (const Member& member : all) {
      const Value* present = value.find(member.name);
      if (present == nullptr || present->is_null()) continue;
      if (Fault found = check(member.shape, *present, member.name)) return found;
    }
    return std::nullopt;
  }

  Fault elements(const Shape& shape, const Value& array, std::string_view field) const {
    for (const Value& element : array.items()) {
      if (element.is_null()) continue;
      if (Fault found = check(shape.first, element, field)) return found;
    }
    return std::nullopt;
  }

  Fault values(const Shape& shape, const Value& object, std::string_view field) const {
    for (const json::Member& member : object.members()) {
      if (member.value.is_null()) continue;
      if (Fault found = check(shape.first, member.value, field)) return found;
    }
    return std::nullopt;
  }

  static Fault bounds(const Shape& shape, double number, std::string_view field) {
    if (number < shape.min) return fault(field, "is less than the minimum value");
    if (number > shape.max) return fault(field, "exceeds the maximum value");
    return std::nullopt;
  }

  static Fault length(const Shape& shape, const Value& value, std::string_view field) {
    if (static_cast<double>(text::count_code_points(value.as_string())) < shape.min)
      return fault(field, "is smaller than the minimum length");
    return std::nullopt;
  }

  static Fault listed(const Shape& shape, const Value& value, std::string_view field) {
    for (const std::string_view known : std::span(kValues).subspan(shape.first, shape.count)) {
      if (known == value.as_string()) return std::nullopt;
    }
    return fault(field, "is not an expected value");
  }

  bool required_;
};

/// The name in the tables of a service that goes by several.
std::string_view table_name(std::string_view service) {
  if (service == "states") return "sfn";
  if (service == "eventbridge") return "events";
  return service;
}

}  // namespace

ShapeCheck check_result(std::string_view service, std::string_view action, const Value& result, bool required) {
  for (const Operation& operation : kOperations) {
    if (operation.service != table_name(service) || operation.action != action) continue;
    // How a result that is no object at all is refused was never seen: nothing is said of it.
    return {true, result.is_object() ? Checker(required).check(operation.shape, result, "") : Fault()};
  }
  return {};
}

}  // namespace sfn::teststate
