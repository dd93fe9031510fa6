#include "lint/structure_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "asl/parse_expression.h"
#include "asl/placeholder.h"
#include "json/number.h"
#include "lint/registry.h"
#include "text/timestamp.h"

namespace sfn::lint {

using asl::Content;
using asl::Field;

std::string_view kind_of(const json::Document& document, json::NodeId node) {
  switch (document.kind(node)) {
    case json::NodeKind::Null: return "null";
    case json::NodeKind::False:
    case json::NodeKind::True: return "a boolean";
    case json::NodeKind::Number: return "a number";
    case json::NodeKind::String: return "a string";
    case json::NodeKind::Array: return "an array";
    case json::NodeKind::Object: return "an object";
  }
  return "a value";
}

/// Nothing can be said: null where it is allowed, an expression, or a placeholder that may become anything.
bool ValueCheck::stays_open(json::NodeId node, const Field& field, asl::QueryLanguage language) const {
  if (document_.is_null(node)) return field.nullable;
  if (!document_.is_string(node)) return false;
  const std::string_view text = document_.text(node);
  if (field.computed && language == asl::QueryLanguage::Jsonata) {
    const auto delimiters = asl::delimiters(text);
    if (delimiters == asl::Delimiters::Both || delimiters == asl::Delimiters::One) return true;  // one: unbalanced-delimiters
    if (asl::is_placeholder(text)) return true;
  }
  return field.content <= Content::Timestamp && asl::has_placeholder(text);
}

ValueCheck::Verdict ValueCheck::check(json::NodeId node, const Field& field, asl::QueryLanguage language) {
  language_ = language;
  if (stays_open(node, field, language)) return Verdict::Done;
  switch (field.content) {
    case Content::Json: return Verdict::Done;
    case Content::Payload: return Verdict::Done;
    case Content::Text:
    case Content::StateName:
    case Content::Path:
    case Content::ReferencePath:
    case Content::PathOrCall: need(document_.is_string(node), node, field, "a string"); return Verdict::Done;
    case Content::Boolean: need(document_.is_boolean(node), node, field, "true or false"); return Verdict::Done;
    case Content::Word: word(node, field); return Verdict::Done;
    case Content::Integer:
    case Content::Number: number(node, field); return Verdict::Done;
    case Content::Timestamp: timestamp(node, field); return Verdict::Done;
    case Content::Strings: strings(node, field); return Verdict::Done;
    case Content::ObjectPayload: need(document_.is_object(node), node, field, "an object"); return Verdict::Done;
    case Content::Items:
      need(document_.is_array(node) || document_.is_object(node), node, field, "an array or an expression");
      return Verdict::Done;
    case Content::States:
    case Content::Object:
    case Content::Objects: return container(node, field);
  }
  return Verdict::Done;
}

ValueCheck::Verdict ValueCheck::container(json::NodeId node, const Field& field) {
  const bool array = field.content == Content::Objects;
  if (array ? !document_.is_array(node) : !document_.is_object(node)) {
    mistyped(node, field, array ? "an array" : "an object");
    return Verdict::Done;
  }
  const bool needs_some = field.not_empty || field.content == Content::States;
  if (needs_some && document_.node(node).count == 0) {
    empty(node, field);
    return Verdict::Done;
  }
  if (array) return Verdict::Objects;
  return field.content == Content::States ? Verdict::States : Verdict::Object;
}

bool ValueCheck::check_object(json::NodeId element, const Field& field) {
  if (document_.is_object(element)) return true;
  report_.set_rule(registry::mistyped_field);
  report_.reject(element);
  report_.at(element, fmt::format("elements of \"{}\" are objects, this is {}", field.name, kind_of(document_, element)));
  return false;
}

void ValueCheck::need(bool right, json::NodeId node, const Field& field, std::string_view expected) {
  if (!right) mistyped(node, field, expected);
}

/// `"5"`, `"true"`: mostly the value of a placeholder that stood in quotes.
std::string ValueCheck::help_without_quotes(std::string_view text, const Field& field) {
  const bool number = (field.content == Content::Integer || field.content == Content::Number) && json::is_json_number(text) &&
                      (field.content == Content::Number || text.find_first_of(".eE") == std::string_view::npos);
  const bool boolean = field.content == Content::Boolean && (text == "true" || text == "false");
  if (!number && !boolean) return {};
  return fmt::format("without quotes it is a {}: {}", number ? "number" : "boolean", text);
}

/// A text where something else belongs is mostly meant to be computed; something else where a text belongs lacks its quotes.
std::string ValueCheck::help_for_text(json::NodeId node, const Field& field) const {
  const bool plain = document_.is_number(node) || document_.is_boolean(node);
  if (plain && field.content == Content::Text) {
    return fmt::format("in quotes it is a text: \"{}\"", document_.source().text(document_.span(node)));
  }
  if (!document_.is_string(node)) return {};
  if (std::string help = help_without_quotes(document_.text(node), field); !help.empty()) return help;
  if (!field.computed) return {};
  if (language_ == asl::QueryLanguage::Jsonata) return "an expression stands in {% %}";
  const std::string path_field = fmt::format("{}Path", field.name);
  const bool exists = std::any_of(asl::fields().begin(), asl::fields().end(), [&](const Field& one) { return one.name == path_field; });
  const bool path = document_.text(node).substr(0, 1) == "$";
  return path && exists ? fmt::format("to read it from the data, use {}", path_field) : std::string();
}

void ValueCheck::mistyped(json::NodeId node, const Field& field, std::string_view expected) {
  report_.set_rule(registry::mistyped_field);
  report_.reject(node);
  report_.at(node, fmt::format("\"{}\" must be {}, not {}", field.name, expected, kind_of(document_, node))).help =
      help_for_text(node, field);
}

void ValueCheck::empty(json::NodeId node, const Field& field) {
  report_.set_rule(registry::empty_field);
  report_.reject(node);
  report_.at(node, fmt::format("\"{}\" must not be empty", field.name)).aws_message = "Value cannot be empty";
}

void ValueCheck::number(json::NodeId node, const Field& field) {
  const bool integer = field.content == Content::Integer;
  const std::string_view expected = integer ? "an integer" : "a number";
  if (!document_.is_number(node)) return mistyped(node, field, expected);
  const double value = json::to_double(document_.text(node)).value_or(0);
  if (integer && value != std::floor(value)) {
    report_.set_rule(registry::mistyped_field);
    report_.reject(node);
    report_.at(node, fmt::format("\"{}\" must be an integer, not {}", field.name, document_.text(node)));
  } else if (value < field.min || value > field.max) {
    const bool low = value < field.min;
    const std::string limit = fmt::format("{}", low ? field.min : field.max);
    report_.set_rule(registry::value_out_of_range);
    report_.reject(node);
    report_.at(node, fmt::format("\"{}\" must be {} {}", field.name, low ? "at least" : "at most", limit)).aws_message =
        fmt::format("{} value is {}{}", low ? "Minimum" : "Maximum", limit, integer ? "" : ".0");
  }
}

void ValueCheck::word(json::NodeId node, const Field& field) {
  const auto words = asl::words_of(field);
  const bool known = document_.is_string(node) && std::find(words.begin(), words.end(), document_.text(node)) != words.end();
  if (known) return;
  report_.set_rule(registry::unknown_value);
  report_.reject(node);
  const std::string list = fmt::format("{}", fmt::join(words, ", "));
  const std::string found = document_.is_string(node) ? fmt::format("\"{}\"", document_.text(node)) : std::string(kind_of(document_, node));
  auto& finding = report_.at(node, words.size() == 1 ? fmt::format("\"{}\" can only be \"{}\", not {}", field.name, list, found)
                                                     : fmt::format("\"{}\" must be one of {}; found {}", field.name, list, found));
  finding.aws_message = fmt::format("The field '{}' should have one of these values: [{}]", field.name, list);
  if (document_.is_string(node)) Report::suggest(finding, document_.text(node), words);
}

void ValueCheck::timestamp(json::NodeId node, const Field& field) {
  if (!document_.is_string(node)) return mistyped(node, field, "a string with a timestamp");
  if (text::parse_timestamp(document_.text(node), text::TimestampForm::Rfc3339)) return;
  report_.set_rule(registry::invalid_timestamp);
  report_.reject(node);
  auto& finding = report_.at(node, fmt::format("\"{}\" is no RFC 3339 timestamp such as 2026-01-31T12:00:00Z", document_.text(node)));
  finding.aws_message = "String does not match RFC3339 timestamp";
}

void ValueCheck::strings(json::NodeId node, const Field& field) {
  if (!document_.is_array(node)) return mistyped(node, field, "an array of strings");
  if (field.not_empty && document_.node(node).count == 0) return empty(node, field);
  for (const json::NodeId child : document_.children(node)) {
    if (document_.is_string(child)) continue;
    report_.set_rule(registry::mistyped_field);
    report_.at(child, fmt::format("\"{}\" lists strings, not {}", field.name, kind_of(document_, child)));
  }
}

}  // namespace sfn::lint
