// What is known of a JSON value without running anything: which types it can have, which members it certainly or possibly has. A shape
// stands for a set of values; the more is unknown, the larger the set. Rules report only what no value of the set allows.
//   top           any value
//   open object   these members, and perhaps others
//   closed object these members and no others; arrays with known elements; scalars
// A null Shape pointer means "no value at all": the place is not reached.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "asl/program.h"
#include "json/value.h"

namespace sfn::lint {

/// Members, elements and nesting that are kept; what goes beyond becomes unknown. They bound the work of every operation.
inline constexpr size_t kMaxShapeMembers = 64;
inline constexpr size_t kMaxShapeElements = 16;
inline constexpr uint32_t kMaxShapeWeight = 512;  ///< shapes in a shape
inline constexpr size_t kMaxShapeDepth = 12;

/// A set of JSON types.
using Types = uint8_t;
inline constexpr Types kNull = 1, kBoolean = 2, kNumber = 4, kString = 8, kArray = 16, kObject = 32;
inline constexpr Types kAnyType = kNull | kBoolean | kNumber | kString | kArray | kObject;
/// "a string", "a number or null"; "any value" for all.
std::string describe(Types types);

/// Which part of the definition made the value, so that a finding can point at it.
struct Origin {
  enum class Kind : uint8_t {
    None,
    Literal,       ///< Pass Result, a constant of a template
    Template,      ///< Parameters, ResultSelector, ItemSelector, Output …
    Error,         ///< the error output of a catcher
    Integration,   ///< the result of an optimised integration
    LambdaInvoke,  ///< the envelope of lambda:invoke
    JsonText,      ///< a string that holds JSON
    Branches,      ///< the array of a Parallel
    Iterations,    ///< the array of a Map
    MapRun,        ///< the result of a Map with a ResultWriter
    Batch,         ///< the input of a child execution with ItemBatcher
    NullPath       ///< InputPath or OutputPath null
  };
  Kind kind = Kind::None;
  asl::StateId state = asl::kNone;
  json::NodeId node = json::kNoNode;  ///< what to point at

  bool operator==(const Origin&) const = default;
};

struct Shape;

struct ShapeMember {
  std::string_view name;
  const Shape* shape = nullptr;
  bool certain = true;  ///< every object of the set has it
};

/// Immutable, owned by Shapes.
struct Shape {
  Types types = kAnyType;
  bool open = true;                    ///< objects may have other members
  bool counted = false;                ///< arrays have exactly `elements`
  std::vector<ShapeMember> members;    ///< of objects, sorted by name
  std::vector<const Shape*> elements;  ///< of arrays, if `counted`
  const Shape* element = nullptr;      ///< of arrays, if not `counted`: what each is; nullptr: anything
  json::Value constant;                ///< unless undefined, this very value; members and elements are not filled in
  Origin origin;
  uint32_t weight = 1;

  bool is_top() const { return types == kAnyType && open && members.empty() && !counted && element == nullptr; }
  bool is_constant() const { return !constant.is_undefined(); }
};

/// A member of the objects of a shape.
struct Found {
  const Shape* shape = nullptr;  ///< nullptr: no value of the set has it
  bool certain = false;          ///< every value of the set has it
};

/// Makes shapes and keeps them alive.
class Shapes {
 public:
  Shapes();
  Shapes(const Shapes&) = delete;
  Shapes& operator=(const Shapes&) = delete;

  const Shape* top() const { return &top_; }
  const Shape* of_types(Types types, Origin origin = {});
  const Shape* constant(json::Value value, Origin origin);
  const Shape* object(std::vector<ShapeMember> members, bool open, Origin origin);  ///< members in any order, names distinct
  const Shape* array_of(const Shape* element, Origin origin);                       ///< element nullptr: no element can exist
  const Shape* tuple(std::vector<const Shape*> elements, Origin origin);

  /// Every value of both. Null pointers are neutral.
  const Shape* join(const Shape* left, const Shape* right);
  /// For loops that go on growing: what differs from before becomes unknown, member by member.
  const Shape* widen(const Shape* before, const Shape* after);
  Found member(const Shape* shape, std::string_view name);
  Found element(const Shape* shape, int64_t index);
  /// Any element of the arrays of the set; nullptr if they are certainly empty.
  const Shape* any_element(const Shape* shape);
  /// The objects of the set with the member set; nullptr if there are no objects in it.
  const Shape* with_member(const Shape* shape, std::string_view name, const Shape* value);
  /// The names that a closed object can have; none for others.
  std::vector<std::string_view> names(const Shape* shape);

  static bool equal(const Shape* left, const Shape* right);

 private:
  const Shape* add(Shape shape);
  const Shape* expand(const Shape* shape);
  const Shape* join_at(const Shape* left, const Shape* right, size_t depth);
  void join_objects(Shape& out, const Shape& left, const Shape& right, size_t depth);
  void join_arrays(Shape& out, const Shape& left, const Shape& right, size_t depth);

  std::deque<Shape> shapes_;
  Shape top_;
};

}  // namespace sfn::lint
