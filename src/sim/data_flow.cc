#include "sim/data_flow.h"

#include <fmt/format.h>

#include "asl/placeholder.h"
#include "json/writer.h"
#include "jsonpath/assign.h"
#include "sim/simulator.h"

namespace sfn::sim {
namespace {

/// `$` alone: the value with its text, whatever is behind it.
bool is_whole_input(const jsonpath::Path& path) {
  return path.root() == jsonpath::Root::Input && path.steps().empty();
}

[[noreturn]] void unsupported(const asl::Expression& expression, const std::string& what) {
  throw Unsupported(what, expression.node);
}

/// The first one. `$${Name}`, the variable of that name, has no other name than that.
std::string_view placeholder_in(std::string_view text) {
  const auto found = asl::find_placeholder(text);
  return found ? text.substr(found->begin, found->size()) : std::string_view("a placeholder");
}

std::string no_value(std::string_view expression, std::string_view placeholder) {
  return fmt::format("\"{}\" cannot be evaluated: {} has no value (--substitute gives it one)", expression, placeholder);
}

/// An expression that a placeholder stands in, or whose text does not parse: then the definition was not validated.
[[noreturn]] void not_an_expression(const asl::Expression& expression) {
  if (expression.unfilled || (expression.error() && expression.error()->code == asl::kPlaceholderCode))
    unsupported(expression, no_value(expression.text, placeholder_in(expression.text)));
  throw NotRunnable(
      fmt::format("\"{}\" cannot be evaluated{}", expression.text, expression.error() ? ": " + expression.error()->message : std::string()),
      expression.node);
}

json::Value compute_path(const jsonpath::Path& path, const asl::Expression& expression, Scope& scope, std::string_view written) {
  try {
    auto found = scope.read(path);
    if (found) return std::move(*found);
  } catch (const jsonpath::Unsupported& problem) {
    unsupported(expression, problem.what());
  }
  throw runtime_failure(fmt::format("The JSONPath '{}' specified for the field '{}' could not be found in the input '{}'", expression.text,
                                    written, scope.shown_input(path)));
}

json::Value compute_call(const intrinsic::Expression& call, const asl::Expression& expression, Scope& scope) {
  try {
    auto result = intrinsic::evaluate(call, scope);
    if (result) return std::move(*result);
    throw runtime_failure(result.error().cause);
  } catch (const text::UnknownText& unknown) {
    unsupported(expression, no_value(expression.text, unknown.what()));
  } catch (const jsonpath::Unsupported& problem) {
    unsupported(expression, problem.what());
  }
}

/// Walks a template.
class Filler {
 public:
  explicit Filler(Scope& scope) : scope_(&scope) {}

  json::Value fill(const asl::Template& content, const Location& at, std::string_view written) {
    if (const auto* constant = std::get_if<asl::Template::Constant>(&content.content)) return constant->value;
    if (const auto* dynamic = std::get_if<asl::Template::Dynamic>(&content.content)) {
      return dynamic->expression.jsonata() ? query(dynamic->expression, *scope_, at) : compute(dynamic->expression, *scope_, written);
    }
    if (const auto* object = std::get_if<asl::Template::Object>(&content.content)) return fill_object(*object, at);
    return fill_array(std::get<asl::Template::Array>(content.content), at);
  }

 private:
  json::Value fill_object(const asl::Template::Object& object, const Location& at) {
    json::ObjectBuilder builder(object.fields.size());
    for (const asl::TemplateField& field : object.fields)
      builder.set(field.key, fill(field.value, Location{&at, field.key.view(), 0}, field.written));
    return builder.build();
  }

  json::Value fill_array(const asl::Template::Array& array, const Location& at) {
    json::ArrayBuilder builder(array.items.size());
    for (size_t i = 0; i < array.items.size(); ++i) builder.push(fill(array.items[i], Location{&at, {}, i}, {}));
    return builder.build();
  }

  Scope* scope_;
};

/// Counts the bytes of a value's JSON text up to a limit.
class ByteCounter {
 public:
  explicit ByteCounter(size_t limit) : limit_(limit) {}

  size_t bytes() const { return bytes_; }
  bool exceeded() const { return bytes_ > limit_; }
  void count(const json::Value& value) {
    if (exceeded()) return;
    switch (value.type()) {
      case json::Type::String: count(value.as_string()); break;
      case json::Type::Array: count_array(value); break;
      case json::Type::Object: count_object(value); break;
      case json::Type::Number: count_number(value); break;
      case json::Type::Boolean: bytes_ += value.is_true() ? 4 : 5; break;
      default: bytes_ += 4; break;
    }
  }

 private:
  void count(std::string_view text) {
    bytes_ += text.size() + 2;
    if (exceeded()) return;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte == '"' || byte == '\\' || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\b' || byte == '\f')
        bytes_ += 1;
      else if (byte < 0x20)
        bytes_ += 5;
    }
  }
  void count_array(const json::Value& value) {
    bytes_ += value.size() == 0 ? 2 : value.size() + 1;
    for (const json::Value& item : value.items()) {
      if (exceeded()) return;
      count(item);
    }
  }
  void count_object(const json::Value& value) {
    bytes_ += value.size() == 0 ? 2 : 2 * value.size() + 1;
    for (size_t i = 0; i < value.size() && !exceeded(); ++i) {
      count(value.key_at(i).view());
      count(value.value_at(i));
    }
  }
  void count_number(const json::Value& value) {
    if (!value.is_int()) {
      bytes_ += json::to_json(value).size();
      return;
    }
    uint64_t rest = value.as_int() < 0 ? 0 - static_cast<uint64_t>(value.as_int()) : static_cast<uint64_t>(value.as_int());
    bytes_ += value.as_int() < 0 ? 2 : 1;
    for (; rest >= 10; rest /= 10) ++bytes_;
  }

  size_t limit_;
  size_t bytes_ = 0;
};

}  // namespace

std::string Location::text() const {
  std::string text = up == nullptr ? std::string() : up->text();
  if (up == nullptr) return std::string(key);
  if (key.data() == nullptr) return text + fmt::format("[{}]", index);
  return text + "/" + std::string(key);
}

const jsonpath::Path& path_of(const asl::Expression& expression) {
  if (expression.path() == nullptr || expression.unfilled) not_an_expression(expression);
  return *expression.path();
}

void refuse_unfilled(std::string_view name, std::string_view text, json::NodeId node) {
  if (asl::has_placeholder(text))
    throw Unsupported(fmt::format("{} is \"{}\", which has no value (--substitute gives it one)", name, text), node);
}

void refuse_unknown(const asl::Computed& field, const Scope& scope, const json::Value& value) {
  const text::UnknownTexts* const unknown = scope.unknown();
  if (unknown == nullptr || !value.is_string() || unknown->found_in(value.as_string()).empty()) return;
  throw Unsupported(fmt::format("{} is \"{}\", which has no value (--substitute gives it one)", field.field, value.as_string()),
                    field.node);
}

void refuse_unfilled_member(const json::Document& document, json::NodeId object, std::string_view name) {
  const json::NodeId field = document.find(object, name);
  if (field != json::kNoNode && document.is_string(field)) refuse_unfilled(name, document.text(field), field);
}

void refuse_unfilled_words(const json::Document& document, json::NodeId object, std::string_view field,
                           std::initializer_list<std::string_view> names) {
  refuse_unfilled_member(document, object, field);
  const json::NodeId inner = document.find(object, field);
  if (inner == json::kNoNode) return;
  for (const std::string_view name : names) refuse_unfilled_member(document, inner, name);
}

void refuse_unfilled_languages(const asl::Program& program) {
  refuse_unfilled_member(*program.document, program.root, "QueryLanguage");
  for (const asl::State& state : program.states) refuse_unfilled_member(*program.document, state.node, "QueryLanguage");
}

json::Value read_path(const jsonpath::Path& path, Scope& scope) {
  auto found = scope.read(path);
  if (found) return std::move(*found);
  throw runtime_failure(fmt::format("Invalid path '{}' : {}", path.text(), found.error().reason()));
}

Datum apply_path(const asl::PathField& field, const Datum& value, Scope& scope) {
  if (field.is_null()) return {json::Value::empty_object(), nullptr};
  if (!field.is_present()) return value;
  const jsonpath::Path* path = &path_of(field.expression);
  if (is_whole_input(*path)) return value;
  try {
    return {read_path(*path, scope), nullptr};
  } catch (const jsonpath::Unsupported& problem) {
    unsupported(field.expression, problem.what());
  }
}

json::Value compute(const asl::Expression& expression, Scope& scope, std::string_view written) {
  if (expression.unfilled) not_an_expression(expression);
  if (const jsonpath::Path* path = expression.path()) return compute_path(*path, expression, scope, written);
  if (const intrinsic::Expression* call = expression.intrinsic()) return compute_call(*call, expression, scope);
  not_an_expression(expression);
}

json::Value query(const asl::Expression& expression, Scope& scope, const Location& location) {
  const jsonata::Expression* parsed = expression.jsonata();
  if (parsed == nullptr) not_an_expression(expression);
  const auto failed = [&](std::string_view what) {
    std::string where = location.text();
    std::string cause = fmt::format("The JSONata expression '{}' specified for the field '{}' {}", expression.source(), where, what);
    return AslFailure::query(std::move(cause), std::move(where));
  };
  json::Value value;
  try {
    value = scope.evaluate(*parsed);
  } catch (const text::UnknownText& unknown) {
    unsupported(expression, no_value(expression.text, unknown.what()));
  } catch (const jsonata::EvaluationError& problem) {
    const jsonata::Error& e = problem.error();
    throw failed("threw an error during evaluation" + (e.code.empty() ? ": " + e.message : ". " + e.code + ": " + e.message));
  }
  if (value.is_undefined()) throw failed("returned nothing (undefined).");
  if (jsonata::contains_function(value)) throw failed("returned an unsupported result type.");
  return value;
}

AslFailure unexpected_type(const asl::Expression& expression, const Location& location, std::string_view expected,
                           const json::Value& value) {
  std::string where = location.text();
  std::string cause = fmt::format(
      "The JSONata expression '{}' specified for the field '{}' returned an unexpected result type. Expected '{}', but was '{}' for value: "
      "{}",
      expression.source(), where, expected, json::name_of(value.type()), json::to_json(value));
  return AslFailure::query(std::move(cause), std::move(where));
}

json::Value fill(const asl::Template& content, Scope& scope, std::string_view field) {
  const auto* constant = std::get_if<asl::Template::Constant>(&content.content);
  if (constant != nullptr && constant->value.is_string() && asl::is_placeholder(constant->value.as_string()) && !field.ends_with("Output"))
    refuse_unfilled(field, constant->value.as_string(), content.node);
  return Filler(scope).fill(content, Location{nullptr, field, 0}, field);
}

AslFailure path_conflict(const jsonpath::Path& path, size_t step, std::string_view input) {
  std::string name;
  if (step < path.steps().size()) {
    const auto& value = path.steps()[step].value;
    if (const auto* member = std::get_if<jsonpath::Name>(&value)) name = member->name;
    if (const auto* index = std::get_if<jsonpath::Index>(&value)) name = std::to_string(index->index);
  }
  return AslFailure(error::kReferencePathConflict, fmt::format("Unable to apply step \"{}\" to input {}", name, input)).bare();
}

Datum apply_result_path(const asl::PathField& field, Datum input, Datum result) {
  if (field.is_null()) return input;
  if (!field.is_present()) return result;
  const jsonpath::Path* path = &path_of(field.expression);
  if (!path->is_reference_path()) not_an_expression(field.expression);
  if (is_whole_input(*path)) return result;
  input.text = nullptr;
  if (jsonpath::assign(input.value, *path, std::move(result.value))) return input;
  throw path_conflict(*path, jsonpath::conflicting_step(input.value, *path), text_of(input));
}

bool exceeds(const json::Value& value, size_t limit) {
  if (!value.is_string() && !value.is_array() && !value.is_object()) return false;
  ByteCounter counter(limit);
  counter.count(value);
  return counter.exceeded();
}

size_t bytes_of(const json::Value& value) {
  ByteCounter counter(SIZE_MAX);
  counter.count(value);
  return counter.bytes();
}

}  // namespace sfn::sim
