#include "jsonpath/evaluate.h"

#include <fmt/format.h>

#include <algorithm>

#include "json/java_value.h"
#include "jsonpath/evaluation.h"
#include "jsonpath/search.h"

namespace sfn::jsonpath {
namespace {

/// The class that a Java program on Jackson holds such a value in.
std::string_view java_class(const json::Value& value) {
  switch (value.type()) {
    case json::Type::Boolean: return "java.lang.Boolean";
    case json::Type::String: return "java.lang.String";
    case json::Type::Array: return "java.util.ArrayList";
    case json::Type::Object: return "java.util.LinkedHashMap";
    case json::Type::Number: break;
    default: return "null";
  }
  if (!value.is_int()) return "java.lang.Double";
  return value.as_int() >= INT32_MIN && value.as_int() <= INT32_MAX ? "java.lang.Integer" : "java.lang.Long";
}

bool is_last(const Path& path, size_t step) {
  return step + 1 == path.steps().size();
}

/// A step of a definite path: where it leads, or why it leads nowhere.
struct DefiniteStep {
  const json::Value& here;
  bool last;
  Missing::Kind problem = Missing::Kind::NoResults;

  const json::Value* operator()(const Name& step) {
    if (!here.is_object())
      problem = Missing::Kind::NotAnObject;
    else if (!last)
      problem = Missing::Kind::MissingProperty;
    return here.find(step.name);
  }
  const json::Value* operator()(const Index& step) {
    if (!here.is_array()) problem = Missing::Kind::NotAnArray;
    return element_at(here, step.index);
  }
  template <class Other>
  const json::Value* operator()(const Other&) {
    return nullptr;  // functions are never found
  }
};

}  // namespace

std::string Missing::reason() const {
  switch (kind) {
    case Kind::NoResults: return fmt::format("No results for path: {}", path.normalised());
    case Kind::MissingProperty: return fmt::format("Missing property in path {}", path.normalised(step + 1));
    case Kind::NotAnObject: break;
    case Kind::NotAnArray:
      if (found.is_null()) return fmt::format("The path {} is null", path.normalised(step));
      return fmt::format("Filter: {} can only be applied to arrays. Current context is: {}",
                         path.normalised(step + 1).substr(path.normalised(step).size()), json::java_to_string(found));
  }
  return fmt::format(
      "Expected to find an object with property {} in path {} but found '{}'. This is not a json object according to the JsonProvider: "
      "'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.",
      path.normalised(step + 1).substr(path.normalised(step).size()), path.normalised(step), java_class(found));
}

const json::Value* element_at(const json::Value& array, int64_t index) {
  if (!array.is_array()) return nullptr;
  const auto size = static_cast<int64_t>(array.size());
  const int64_t at = index < 0 ? size + index : index;
  return at < 0 || at >= size ? nullptr : &array[static_cast<size_t>(at)];
}

json::Value merged(const NameUnion& step, const json::Value& object) {
  json::ObjectBuilder members;
  for (const std::string& name : step.names) {
    if (const json::Value* value = object.find(name)) members.set(name, *value);
  }
  return members.build();
}

text::Result<json::Value, Missing> Evaluation::follow(const Path& path, const json::Value& from, size_t count) {
  const json::Value* here = &from;
  for (size_t i = 0; i < count; ++i) {
    DefiniteStep step{*here, is_last(path, i)};
    const json::Value* next = std::visit(step, path.steps()[i].value);
    if (next == nullptr) return Missing{path, step.problem, i, *here};
    here = next;
  }
  return *here;
}

text::Result<json::Value, Missing> Evaluation::read_definite(const Path& path, const json::Value& from) {
  const size_t count = path.steps().size();
  const NameUnion* names = count == 0 ? nullptr : std::get_if<NameUnion>(&path.steps().back().value);
  if (names == nullptr) return follow(path, from, count);
  auto parent = follow(path, from, count - 1);
  if (!parent) return parent;
  if (!parent->is_object()) return Missing{path, Missing::Kind::NotAnObject, count - 1, *parent};
  return merged(*names, *parent);
}

text::Result<json::Value, Missing> Evaluation::read(const Path& path, const json::Value& from) {
  if (path.is_definite()) return read_definite(path, from);
  const auto is_function = [](const Step& step) { return std::holds_alternative<Function>(step.value); };
  const auto function = std::find_if(path.steps().begin(), path.steps().end(), is_function);
  if (function != path.steps().end()) {
    return Missing{path, Missing::Kind::NoResults, static_cast<size_t>(function - path.steps().begin()), {}};
  }
  Search search(*this, path);
  search.run(from);
  return search.hits();
}

void Evaluation::count_visit(text::Span span) {
  if (++visits_ > kMaxVisits) throw Unsupported(fmt::format("a path that looks at more than {} values", kMaxVisits), span);
}

text::Result<json::Value, Missing> evaluate(const Path& path, const json::Value& root) {
  return Evaluation(root).read(path, root);
}

}  // namespace sfn::jsonpath
