#include "asl/object_reader.h"

#include "asl/build_template.h"
#include "asl/parse_expression.h"
#include "json/number.h"

namespace sfn::asl {

std::string_view ObjectReader::text(std::string_view field) const {
  const json::NodeId child = find(field);
  return document_.is_string(child) ? document_.text(child) : std::string_view();
}

bool ObjectReader::is_true(std::string_view field) const {
  const json::NodeId child = find(field);
  return child != json::kNoNode && document_.kind(child) == json::NodeKind::True;
}

std::optional<double> ObjectReader::number(std::string_view field) const {
  const json::NodeId child = find(field);
  return document_.is_number(child) ? json::to_double(document_.text(child)) : std::nullopt;
}

Transition ObjectReader::transition(std::string_view field) const {
  const json::NodeId child = find(field);
  if (!document_.is_string(child)) return {};
  return {child, document_.text(child), kNone};
}

std::vector<ErrorName> ObjectReader::error_names(std::string_view field) const {
  std::vector<ErrorName> names;
  const json::NodeId list = find(field);
  if (!document_.is_array(list)) return names;
  for (const json::NodeId child : document_.children(list)) {
    if (document_.is_string(child)) names.push_back({child, document_.text(child)});
  }
  return names;
}

PathField ObjectReader::path_field(std::string_view field) const {
  const json::NodeId child = find(field);
  if (is_jsonata() || child == json::kNoNode) return {};
  if (document_.is_null(child)) return {PathField::State::Null, {}};
  if (!document_.is_string(child)) return {};
  return {PathField::State::Present, parse_path(document_, child)};
}

std::optional<Expression> ObjectReader::path(std::string_view field) const {
  const json::NodeId child = find(field);
  if (is_jsonata() || !document_.is_string(child)) return std::nullopt;
  return parse_path(document_, child);
}

std::optional<Template> ObjectReader::payload(std::string_view field) const {
  const json::NodeId child = find(field);
  if (child == json::kNoNode) return std::nullopt;
  return build_template(document_, child, language_);
}

std::optional<Template> ObjectReader::jsonpath_payload(std::string_view field) const {
  return is_jsonata() ? std::nullopt : payload(field);
}

std::optional<Template> ObjectReader::jsonata_payload(std::string_view field) const {
  return is_jsonata() ? payload(field) : std::nullopt;
}

std::optional<Computed> ObjectReader::computed(std::string_view field, std::string_view path_field, bool calls) const {
  const json::NodeId child = find(field);
  if (child != json::kNoNode) {
    if (is_jsonata() && document_.is_string(child)) {
      Expression expression = parse_jsonata_string(document_, child);
      if (!expression.is_literal()) return Computed{child, field, std::move(expression)};
    }
    return Computed{child, field, document_.value(child)};
  }
  const json::NodeId by_path = path_field.empty() ? json::kNoNode : find(path_field);
  if (is_jsonata() || !document_.is_string(by_path)) return std::nullopt;
  return Computed{by_path, path_field, calls ? parse_path_or_call(document_, by_path) : parse_path(document_, by_path)};
}

}  // namespace sfn::asl
