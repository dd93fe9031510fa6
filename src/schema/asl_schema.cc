#include "schema/asl_schema.h"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "asl/fields.h"
#include "json/writer.h"

namespace sfn::schema {
namespace {

using asl::Container;
using asl::Content;
using asl::Field;
using json::Value;

constexpr std::string_view kDefinitionNames[asl::kContainers] = {
    "Machine",         "Branch",     "ItemProcessor", "Iterator",    "Pass",         "Task",         "Choice",     "Wait",
    "Succeed",         "Fail",       "Parallel",      "Map",         "ChoiceRule",   "NestedRule",   "Retrier",    "Catcher",
    "ProcessorConfig", "ItemReader", "ReaderConfig",  "ItemBatcher", "ResultWriter", "WriterConfig", "Credentials"};

std::string_view definition_name(Container container) {
  return kDefinitionNames[static_cast<size_t>(container)];
}

Value text(std::string_view value) {
  return Value::string(value);
}

Value object(std::initializer_list<std::pair<std::string_view, Value>> members) {
  json::ObjectBuilder out;
  for (const auto& [key, value] : members) out.set(key, value);
  return out.build();
}

Value strings(const std::vector<std::string_view>& list) {
  json::ArrayBuilder out;
  for (const std::string_view one : list) out.push(text(one));
  return out.build();
}

Value reference(std::string_view definition) {
  return object({{"$ref", text(fmt::format("#/definitions/{}", definition))}});
}

Value number(double value) {
  return value == std::floor(value) ? Value::integer(static_cast<int64_t>(value)) : Value::real(value);
}

/// JSON types of a field's value; empty: any.
std::vector<std::string_view> types_of(const Field& field) {
  std::vector<std::string_view> types;
  switch (field.content) {
    case Content::Json:
    case Content::Payload: return {};
    case Content::Boolean: types = {"boolean"}; break;
    case Content::Integer:
    case Content::Number: types = {"number"}; break;
    case Content::Strings:
    case Content::Objects: types = {"array"}; break;
    case Content::ObjectPayload:
    case Content::States:
    case Content::Object: types = {"object"}; break;
    case Content::Items: types = {"array", "object"}; break;
    default: types = {"string"};
  }
  if (field.computed && types.front() != "string") types.push_back("string");
  if (field.nullable) types.push_back("null");
  return types;
}

void add_content(json::ObjectBuilder& out, const Field& field) {
  const auto types = types_of(field);
  if (types.size() == 1) out.set("type", text(types.front()));
  if (types.size() > 1) out.set("type", strings(types));
  if (field.content == Content::Word) out.set("enum", strings(asl::words_of(field)));
  if (std::isfinite(field.min)) out.set("minimum", number(field.min));
  if (std::isfinite(field.max)) out.set("maximum", number(field.max));
  if (field.content == Content::Strings) out.set("items", object({{"type", text("string")}}));
  if (field.content == Content::Objects) out.set("items", reference(definition_name(field.inner)));
  if (field.not_empty) out.set("minItems", Value::integer(1));
  if (field.content == Content::States) {
    out.set("minProperties", Value::integer(1));
    out.set("additionalProperties", reference("State"));
  }
}

Value field_schema(const Field& field) {
  if (field.content == Content::Object) {  // editors show what stands beside a reference; validators pass it over
    Value out = reference(definition_name(field.inner));
    out.set("description", text(field.description));
    return out;
  }
  json::ObjectBuilder out;
  out.set("description", text(field.description));
  add_content(out, field);
  return out.build();
}

/// "not both" of the pairs that exclude each other; undefined if there are none.
Value exclusions_of(Container container) {
  json::ArrayBuilder out;
  for (const asl::Exclusion& exclusion : asl::exclusions()) {
    if ((exclusion.containers >> static_cast<unsigned>(container) & 1U) == 0) continue;
    Field list;
    list.words = exclusion.names;
    const auto names = asl::words_of(list);
    for (size_t i = 0; i < names.size(); ++i) {
      for (size_t j = i + 1; j < names.size(); ++j) out.push(object({{"not", object({{"required", strings({names[i], names[j]})}})}}));
    }
  }
  return out.size() == 0 ? Value() : out.build();
}

void add_fields(json::ObjectBuilder& out, Container container) {
  json::ObjectBuilder properties;
  std::vector<std::string_view> required;
  for (const uint8_t number_of_row : asl::fields_of(container)) {
    const Field& field = asl::fields()[number_of_row];
    properties.set(field.name, field_schema(field));
    if (field.required && field.languages == asl::Languages::Both) required.push_back(field.name);
  }
  out.set("type", text("object"));
  if (!required.empty()) out.set("required", strings(required));
  out.set("properties", properties.build());
  if (container != Container::Credentials) out.set("additionalProperties", Value::boolean(false));
  Value exclusions = exclusions_of(container);
  if (!exclusions.is_undefined()) out.set("allOf", std::move(exclusions));
}

Value definition(Container container) {
  json::ObjectBuilder out;
  out.set("title", text(definition_name(container)));
  add_fields(out, container);
  return out.build();
}

/// Dispatches on Type.
Value state_definition() {
  json::ArrayBuilder cases;
  for (auto i = static_cast<size_t>(Container::Pass); i <= static_cast<size_t>(Container::Map); ++i) {
    const std::string_view name = kDefinitionNames[i];
    const Value type_is = object({{"required", strings({"Type"})}, {"properties", object({{"Type", object({{"const", text(name)}})}})}});
    cases.push(object({{"if", type_is}, {"then", reference(name)}}));
  }
  return object({{"title", text("State")},
                 {"description", text("A state; its Type says which fields it has.")},
                 {"type", text("object")},
                 {"required", strings({"Type"})},
                 {"properties", object({{"Type", field_schema(*asl::find_field(Container::Pass, "Type"))}})},
                 {"allOf", cases.build()}});
}

}  // namespace

std::string asl_schema() {
  json::ObjectBuilder definitions;
  definitions.set("State", state_definition());
  for (size_t i = 1; i < asl::kContainers; ++i) definitions.set(kDefinitionNames[i], definition(static_cast<Container>(i)));
  json::ObjectBuilder out;
  out.set("$schema", text("http://json-schema.org/draft-07/schema#"));
  out.set("$id", text("urn:sfnctl:schema:asl"));
  out.set("title", text("Amazon States Language"));
  out.set(
      "description",
      text("The structure of an AWS Step Functions state machine. Generated from the table of fields; sfnctl validate checks much more."));
  add_fields(out, Container::Machine);
  out.set("definitions", definitions.build());
  json::WriteOptions options;
  options.indent = 2;
  return json::to_json(out.build(), options) + "\n";
}

}  // namespace sfn::schema
