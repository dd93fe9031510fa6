#include "json/rapidjson.h"  // before RapidJSON and valijson: see there

#include <rapidjson/document.h>

#include <valijson/adapters/rapidjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>

#include "json/number.h"
#include "json/reader.h"
#include "schema/patterns.h"
#include "schema/validate.h"

namespace sfn::schema {
namespace {

using Allocator = rapidjson::Document::AllocatorType;
using Text = rapidjson::SizeType;

rapidjson::Value string_of(std::string_view text, Allocator& allocator) {
  return rapidjson::Value(text.data(), static_cast<Text>(text.size()), allocator);
}

rapidjson::Value number_of(std::string_view literal) {
  int64_t integer = 0;
  const auto [end, error] = std::from_chars(literal.data(), literal.data() + literal.size(), integer);
  if (error == std::errc() && end == literal.data() + literal.size()) return rapidjson::Value(integer);
  return rapidjson::Value(json::to_double(literal).value_or(0));
}

/// The readers limit the height, so this recursion is bounded.
rapidjson::Value converted(const json::Document& document, json::NodeId node, Allocator& allocator) {
  switch (document.kind(node)) {
    case json::NodeKind::Null: return rapidjson::Value();
    case json::NodeKind::False: return rapidjson::Value(false);
    case json::NodeKind::True: return rapidjson::Value(true);
    case json::NodeKind::Number: return number_of(document.text(node));
    case json::NodeKind::String: return string_of(document.text(node), allocator);
    case json::NodeKind::Array: {
      rapidjson::Value out(rapidjson::kArrayType);
      for (const json::NodeId child : document.children(node)) out.PushBack(converted(document, child, allocator), allocator);
      return out;
    }
    case json::NodeKind::Object: break;
  }
  rapidjson::Value out(rapidjson::kObjectType);
  for (const json::NodeId child : document.children(node)) {
    out.AddMember(string_of(document.key(child), allocator), converted(document, child, allocator), allocator);
  }
  return out;
}

rapidjson::Value converted(const json::Value& value, Allocator& allocator) {
  if (value.is_boolean()) return rapidjson::Value(value.as_boolean());
  if (value.is_int()) return rapidjson::Value(value.as_int());
  if (value.is_number()) return rapidjson::Value(value.as_double());
  if (value.is_string()) return string_of(value.as_string(), allocator);
  if (value.is_array()) {
    rapidjson::Value out(rapidjson::kArrayType);
    for (size_t i = 0; i < value.size(); ++i) out.PushBack(converted(value[i], allocator), allocator);
    return out;
  }
  if (!value.is_object()) return rapidjson::Value();
  rapidjson::Value out(rapidjson::kObjectType);
  for (const json::Member member : value.members()) {
    out.AddMember(string_of(member.key.view(), allocator), converted(member.value, allocator), allocator);
  }
  return out;
}

/// valijson's context is "<root>", "[States]", "[0]" …
json::NodeId node_of(const json::Document& document, json::NodeId root, const std::vector<std::string>& context) {
  json::NodeId node = root;
  for (size_t i = 1; i < context.size(); ++i) {
    const std::string_view step = std::string_view(context[i]).substr(1, context[i].size() - 2);
    json::NodeId next = document.find(node, step);
    if (document.is_array(node)) {
      size_t index = 0;
      std::from_chars(step.data(), step.data() + step.size(), index);
      next = document.first_child(node);
      for (; next != json::kNoNode && index > 0; --index) next = document.sibling(next);
    }
    if (next == json::kNoNode) break;  // a key that is missing: its object
    node = next;
  }
  return node;
}

/// Errors that only say that an inner one exists.
bool is_wrapper(const std::string& description) {
  for (const std::string_view start :
       {"Failed to validate against", "Failed to validate item", "Failed to validate property", "Value failed to validate"}) {
    if (description.rfind(start, 0) == 0) return true;
  }
  return false;
}

std::string worded(std::string description) {
  if (description.find("enum values") != std::string::npos) return "the value is none of those that the schema allows";
  if (!description.empty() && description.back() == '.') description.pop_back();
  if (!description.empty()) description[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(description[0])));
  return description;
}

std::vector<Violation> leaves(valijson::ValidationResults& results, const json::Document& document, json::NodeId root) {
  std::vector<Violation> out, wrappers;
  std::set<std::pair<json::NodeId, std::string>> seen;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    const json::NodeId node = node_of(document, root, error.context);
    auto& list = is_wrapper(error.description) ? wrappers : out;
    if (seen.emplace(node, error.description).second) list.push_back({node, worded(error.description)});
  }
  for (const Violation& wrapper : wrappers) {  // a schema that is `false` says nothing itself
    const bool explained = std::any_of(out.begin(), out.end(), [&](const Violation& one) {
      return one.node >= wrapper.node && one.node < document.node(wrapper.node).next;
    });
    if (!explained) out.push_back({wrapper.node, "the schema refuses this value"});
  }
  return out;
}

std::shared_ptr<const valijson::Schema> compile(const json::Value& schema) {
  rapidjson::Document holder;
  const rapidjson::Value value = converted(schema, holder.GetAllocator());
  auto compiled = std::make_shared<valijson::Schema>();
  try {
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(valijson::adapters::RapidJsonAdapter(value), *compiled);
  } catch (const std::runtime_error& error) {
    throw SchemaError(std::string("the schema is not valid: ") + error.what());
  }
  return compiled;
}

}  // namespace

struct Schema::Content {
  json::Value value;
  std::shared_ptr<const valijson::Schema> compiled;  ///< null: depends on the document
};

Schema::Schema(std::string_view text) {
  auto parsed = json::parse_json(text);
  if (!parsed) throw SchemaError("the schema is not JSON: " + parsed.error().message);
  check_keywords(*parsed);
  const bool depends = needs_resolving(*parsed);
  content_ = std::make_shared<Content>(Content{*parsed, depends ? nullptr : compile(*parsed)});
}

std::vector<Violation> Schema::validate(const json::Document& document, json::NodeId root) const {
  const auto compiled = content_->compiled ? content_->compiled : compile(resolve_patterns(content_->value, document, root));
  rapidjson::Document holder;
  const rapidjson::Value target = converted(document, root, holder.GetAllocator());
  valijson::ValidationResults results;
  const bool valid = valijson::Validator().validate(*compiled, valijson::adapters::RapidJsonAdapter(target), &results);
  std::vector<Violation> violations = leaves(results, document, root);
  if (!valid && violations.empty()) violations.push_back({root, "the schema refuses a name or value here"});  // propertyNames says nothing
  return violations;
}

}  // namespace sfn::schema
