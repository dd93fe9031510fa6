// Each subtree without anything computed in it is one Constant, made once: a static node answers "nothing" and its parent, if it is
// dynamic, takes the value; so every value is built at most once however deep it lies.
#include "asl/build_template.h"

#include <algorithm>

#include "asl/parse_expression.h"
#include "json/java_order.h"

namespace sfn::asl {
namespace {

class TemplateBuilder {
 public:
  TemplateBuilder(const json::Document& document, QueryLanguage language) : document_(document), language_(language) {}

  Template build(json::NodeId node) {
    if (auto dynamic = dynamic_at(node)) return std::move(*dynamic);
    return constant(node);
  }

 private:
  Template constant(json::NodeId node) { return {node, Template::Constant{document_.value(node)}}; }

  /// Nothing if no part of it is computed.
  std::optional<Template> dynamic_at(json::NodeId node) {
    switch (document_.kind(node)) {
      case json::NodeKind::String: return string(node);
      case json::NodeKind::Array: return array(node);
      case json::NodeKind::Object: return object(node);
      default: return std::nullopt;
    }
  }

  std::optional<Template> string(json::NodeId node) {
    if (language_ == QueryLanguage::JsonPath) return std::nullopt;
    Expression expression = parse_jsonata_string(document_, node);
    if (expression.is_literal()) return std::nullopt;
    return Template{node, Template::Dynamic{std::move(expression)}};
  }

  std::optional<Template> array(json::NodeId node) {
    std::vector<std::optional<Template>> items;
    bool computed = false;
    for (const json::NodeId child : document_.children(node)) {
      items.push_back(dynamic_at(child));
      computed = computed || items.back().has_value();
    }
    if (!computed) return std::nullopt;
    Template::Array out;
    size_t index = 0;
    for (const json::NodeId child : document_.children(node)) {
      auto& item = items[index++];
      out.items.push_back(item ? std::move(*item) : constant(child));
    }
    return Template{node, std::move(out)};
  }

  struct Part {
    json::NodeId node;
    bool suffixed;  ///< the key ends in ".$" and means something
    std::optional<Template> value;
  };

  Part part(json::NodeId child) {
    const std::string_view key = document_.key(child);
    const bool suffixed = language_ == QueryLanguage::JsonPath && key.size() > 2 && key.substr(key.size() - 2) == ".$";
    if (suffixed && document_.is_string(child)) {
      return {child, true, Template{child, Template::Dynamic{parse_path_or_call(document_, child)}}};
    }
    return {child, suffixed, dynamic_at(child)};
  }

  std::optional<Template> object(json::NodeId node) {
    std::vector<Part> parts;
    bool computed = false, suffixed = false;
    for (const json::NodeId child : document_.children(node)) {
      if (document_.node(child).duplicate) drop(parts, document_.key(child));  // the last one counts
      parts.push_back(part(child));
      computed = computed || parts.back().value.has_value();
      suffixed = suffixed || parts.back().suffixed;
    }
    if (!computed) return std::nullopt;
    return Template{node, Template::Object{suffixed ? in_service_order(parts) : as_written(parts)}};
  }

  void drop(std::vector<Part>& parts, std::string_view key) {
    const auto same = [&](const Part& part) { return document_.key(part.node) == key; };
    parts.erase(std::remove_if(parts.begin(), parts.end(), same), parts.end());
  }

  TemplateField field(Part& part) {
    const std::string_view written = document_.key(part.node);
    const std::string_view name = part.suffixed ? written.substr(0, written.size() - 2) : written;
    return {part.node, json::Key(name), written, part.value ? std::move(*part.value) : constant(part.node)};
  }

  std::vector<TemplateField> as_written(std::vector<Part>& parts) {
    std::vector<TemplateField> fields;
    for (Part& one : parts) fields.push_back(field(one));
    return fields;
  }

  std::vector<TemplateField> in_service_order(std::vector<Part>& parts) {
    std::vector<TemplateField> fields, computed;
    for (Part& one : parts) (one.suffixed ? computed : fields).push_back(field(one));
    std::vector<std::string_view> names;
    for (const TemplateField& one : computed) names.push_back(one.key.view());
    for (const size_t index : json::java_order(names)) fields.push_back(std::move(computed[index]));
    return fields;
  }

  const json::Document& document_;
  QueryLanguage language_;
};

}  // namespace

Template build_template(const json::Document& document, json::NodeId node, QueryLanguage language) {
  return TemplateBuilder(document, language).build(node);
}

}  // namespace sfn::asl
