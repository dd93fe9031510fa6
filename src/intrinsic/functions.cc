#include "intrinsic/functions.h"

#include <algorithm>

namespace sfn::intrinsic {
namespace {

constexpr Function kFunctions[] = {
#define SFN_INTRINSIC(name, least, most, first, second, third, result) \
  {FunctionId::name, "States." #name, least, most, {first, second, third}, result},
#include "intrinsic/functions.def"
#undef SFN_INTRINSIC
};

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::String: return "string";
    case Kind::Number: return "number";
    case Kind::Boolean: return "boolean";
    case Kind::Array: return "array";
    case Kind::Object: return "object";
    default: return "any value";
  }
}

bool accepts(Kind kind, const json::Value& value) {
  switch (kind) {
    case Kind::String: return value.is_string();
    case Kind::Number: return value.is_number();
    case Kind::Boolean: return value.is_boolean();
    case Kind::Array: return value.is_array();
    case Kind::Object: return value.is_object();
    default: return true;
  }
}

std::span<const Function> functions() {
  return kFunctions;
}

const Function* find_function(std::string_view name) {
  const auto found = std::find_if(std::begin(kFunctions), std::end(kFunctions), [&](const Function& f) { return f.name == name; });
  return found == std::end(kFunctions) ? nullptr : found;
}

const Function& function(FunctionId id) {
  return kFunctions[static_cast<size_t>(id)];
}

}  // namespace sfn::intrinsic
