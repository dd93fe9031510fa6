#include "schema/patterns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "schema/validate.h"
#include "text/regex.h"
#include "text/timestamp.h"

namespace sfn::schema {
namespace {

using json::Value;

/// How the value of a keyword is made of schemas.
enum class Shape : uint8_t { Plain, Schema, SchemaOrList, List, Map, Dependencies };

struct Keyword {
  std::string_view name;
  Shape shape = Shape::Plain;
};

constexpr std::array kKeywords{
    Keyword{"$schema"},
    Keyword{"$id"},
    Keyword{"$ref"},
    Keyword{"$comment"},
    Keyword{"title"},
    Keyword{"description"},
    Keyword{"default"},
    Keyword{"examples"},
    Keyword{"readOnly"},
    Keyword{"writeOnly"},
    Keyword{"type"},
    Keyword{"enum"},
    Keyword{"const"},
    Keyword{"multipleOf"},
    Keyword{"maximum"},
    Keyword{"exclusiveMaximum"},
    Keyword{"minimum"},
    Keyword{"exclusiveMinimum"},
    Keyword{"maxLength"},
    Keyword{"minLength"},
    Keyword{"pattern"},
    Keyword{"maxItems"},
    Keyword{"minItems"},
    Keyword{"uniqueItems"},
    Keyword{"maxProperties"},
    Keyword{"minProperties"},
    Keyword{"required"},
    Keyword{"format"},
    Keyword{"items", Shape::SchemaOrList},
    Keyword{"additionalItems", Shape::Schema},
    Keyword{"contains", Shape::Schema},
    Keyword{"properties", Shape::Map},
    Keyword{"patternProperties", Shape::Map},
    Keyword{"additionalProperties", Shape::Schema},
    Keyword{"dependencies", Shape::Dependencies},
    Keyword{"propertyNames", Shape::Schema},
    Keyword{"if", Shape::Schema},
    Keyword{"then", Shape::Schema},
    Keyword{"else", Shape::Schema},
    Keyword{"allOf", Shape::List},
    Keyword{"anyOf", Shape::List},
    Keyword{"oneOf", Shape::List},
    Keyword{"not", Shape::Schema},
    Keyword{"definitions", Shape::Map},
};

const Keyword* find_keyword(std::string_view name) {
  const auto found = std::find_if(kKeywords.begin(), kKeywords.end(), [&](const Keyword& one) { return one.name == name; });
  return found == kKeywords.end() ? nullptr : &*found;
}

/// Calls `visit(subschema, pointer)` for the schemas that a keyword's value is made of.
template <class Visit>
void for_each_part(Shape shape, const Value& value, const std::string& pointer, Visit&& visit) {
  if (shape == Shape::Schema || (shape == Shape::SchemaOrList && !value.is_array())) return visit(value, pointer);
  if (value.is_array() && (shape == Shape::List || shape == Shape::SchemaOrList)) {
    for (size_t i = 0; i < value.size(); ++i) visit(value[i], fmt::format("{}/{}", pointer, i));
  } else if (value.is_object() && (shape == Shape::Map || shape == Shape::Dependencies)) {
    for (const json::Member member : value.members()) {
      if (!member.value.is_array()) visit(member.value, fmt::format("{}/{}", pointer, member.key.view()));
    }
  }
}

text::Regex compiled(std::string_view pattern, const std::string& pointer) {
  auto regex = text::Regex::compile(pattern);
  if (!regex) throw SchemaError(fmt::format("{}: the pattern does not compile: {}", pointer, regex.error().message));
  return std::move(*regex);
}

void check_value(std::string_view keyword, const Value& value, const std::string& pointer) {
  if (keyword == "$ref" && value.is_string() && value.as_string().substr(0, 1) != "#") {
    throw Unsupported("a reference to another file is not followed", pointer);
  }
  if (keyword == "format" && value.is_string() && value.as_string() != "date-time") {
    throw Unsupported(fmt::format("the format \"{}\" is not checked", value.as_string()), pointer);
  }
  if ((keyword == "exclusiveMaximum" || keyword == "exclusiveMinimum") && value.is_boolean()) {
    throw Unsupported(fmt::format("{} is a number since draft 6", keyword), pointer);
  }
  if (keyword == "pattern" && value.is_string()) compiled(value.as_string(), pointer);
  if (keyword == "patternProperties" && value.is_object()) {
    for (const json::Member member : value.members()) compiled(member.key.view(), pointer);
  }
}

class Resolver {
 public:
  Resolver(const json::Document& document, json::NodeId root) {
    for (json::NodeId node = root; node < document.node(root).next; ++node) {
      if (node != root && !document.key(node).empty()) keys_.insert(document.key(node)), texts_.insert(document.key(node));
      if (document.is_string(node)) texts_.insert(document.text(node));
    }
  }

  Value resolve(const Value& schema) {
    if (!schema.is_object()) return schema;
    json::ObjectBuilder out;
    json::ArrayBuilder all;
    for (const json::Member member : schema.members()) {
      const std::string_view name = member.key.view();
      const Keyword* keyword = find_keyword(name);
      if (name == "pattern" && member.value.is_string()) {
        all.push(matching(compiled(member.value.as_string(), {})));
      } else if (name == "format") {
        all.push(timestamps());
      } else if (name == "allOf" && member.value.is_array()) {
        for (size_t i = 0; i < member.value.size(); ++i) all.push(resolve(member.value[i]));
      } else if (name != "patternProperties" && name != "properties") {
        out.set(member.key, keyword == nullptr ? member.value : resolve_parts(keyword->shape, member.value));
      }
    }
    add_properties(schema, out, all);
    if (all.size() != 0) out.set("allOf", all.build());
    return out.build();
  }

 private:
  Value resolve_parts(Shape shape, const Value& value) {
    if (shape == Shape::Plain) return value;
    if (shape == Shape::Schema || (shape == Shape::SchemaOrList && !value.is_array())) return resolve(value);
    if (value.is_array()) {
      json::ArrayBuilder out;
      for (size_t i = 0; i < value.size(); ++i) out.push(resolve(value[i]));
      return out.build();
    }
    if (!value.is_object()) return value;
    json::ObjectBuilder out;
    for (const json::Member member : value.members()) out.set(member.key, member.value.is_array() ? member.value : resolve(member.value));
    return out.build();
  }

  /// patternProperties count as properties for additionalProperties, and a key may be in several.
  void add_properties(const Value& schema, json::ObjectBuilder& out, json::ArrayBuilder& all) {
    const Value &named = schema.get("properties"), &patterns = schema.get("patternProperties");
    if (named.is_undefined() && patterns.is_undefined()) return;
    json::ObjectBuilder properties;
    if (named.is_object()) {
      for (const json::Member member : named.members()) properties.set(member.key, resolve(member.value));
    }
    if (patterns.is_object()) {
      for (const json::Member member : patterns.members()) {
        const text::Regex regex = compiled(member.key.view(), {});
        json::ObjectBuilder matched;
        for (const std::string_view key : keys_) {
          if (!regex.found_in(key)) continue;
          matched.set(key, resolve(member.value));
          if (!properties.contains(key)) properties.set(key, Value::empty_object());
        }
        json::ObjectBuilder part;
        part.set("properties", matched.build());
        all.push(part.build());
      }
    }
    out.set("properties", properties.build());
  }

  template <class Accepts>
  Value only_texts(Accepts&& accepts) {
    json::ArrayBuilder texts;
    for (const std::string_view text : texts_) {
      if (accepts(text)) texts.push(Value::string(text));
    }
    if (texts.size() == 0) texts.push(Value::null());  // an empty enum is not allowed
    json::ObjectBuilder type, list, out;
    type.set("type", Value::string("string"));
    list.set("enum", texts.build());
    out.set("if", type.build());
    out.set("then", list.build());
    return out.build();
  }

  Value matching(const text::Regex& regex) {
    return only_texts([&](std::string_view text) { return regex.found_in(text); });
  }
  Value timestamps() {
    return only_texts([](std::string_view text) { return text::parse_timestamp(text, text::TimestampForm::Rfc3339).has_value(); });
  }

  std::set<std::string_view> keys_, texts_;  // views of the document
};

}  // namespace

void check_keywords(const Value& schema, const std::string& pointer) {
  if (schema.is_boolean()) return;
  if (!schema.is_object()) throw SchemaError(fmt::format("{}: a schema is an object or a boolean", pointer.empty() ? "/" : pointer));
  for (const json::Member member : schema.members()) {
    const std::string where = fmt::format("{}/{}", pointer, member.key.view());
    const Keyword* keyword = find_keyword(member.key.view());
    if (keyword == nullptr) throw Unsupported(fmt::format("the keyword \"{}\" is not checked", member.key.view()), where);
    check_value(keyword->name, member.value, where);
    for_each_part(keyword->shape, member.value, where, [](const Value& part, const std::string& at) { check_keywords(part, at); });
  }
}

bool needs_resolving(const Value& schema) {
  if (!schema.is_object()) return false;
  for (const json::Member member : schema.members()) {
    const std::string_view name = member.key.view();
    if (name == "pattern" || name == "patternProperties" || name == "format") return true;
    bool inside = false;
    const Keyword* keyword = find_keyword(name);
    if (keyword == nullptr) continue;
    for_each_part(keyword->shape, member.value, {},
                  [&](const Value& part, const std::string&) { inside = inside || needs_resolving(part); });
    if (inside) return true;
  }
  return false;
}

Value resolve_patterns(const Value& schema, const json::Document& document, json::NodeId root) {
  return Resolver(document, root).resolve(schema);
}

}  // namespace sfn::schema
