#include "mocks/checker.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "json/number.h"
#include "text/suggest.h"

namespace sfn::mocks {

diag::Finding& Checker::report_at(Rule rule, json::NodeId node, text::Span span, std::string message) const {
  diag::Finding finding;
  finding.rule = info(rule).name;
  finding.severity = info(rule).severity;
  finding.message = std::move(message);
  finding.span = span;
  finding.pointer = document_.pointer(node);
  finding.location = document_.location(node);
  findings_.add(std::move(finding));
  return findings_.list().back();
}

diag::Finding& Checker::report(Rule rule, json::NodeId node, std::string message) const {
  return report_at(rule, node, document_.span(node), std::move(message));
}

diag::Finding& Checker::report_name(Rule rule, json::NodeId node, std::string message) const {
  return report_at(rule, node, document_.name_span(node), std::move(message));
}

void Checker::suggest(diag::Finding& finding, std::string_view word, std::span<const std::string_view> candidates) {
  const auto near = text::nearest(word, candidates);
  if (!near) return;
  finding.suggestion = *near;
  finding.label = fmt::format("did you mean \"{}\"?", *near);
}

std::string_view Checker::kind_name(json::NodeId node) const {
  switch (document_.kind(node)) {
    case json::NodeKind::Null: return "null";
    case json::NodeKind::False: return "false";
    case json::NodeKind::True: return "true";
    case json::NodeKind::Number: return "a number";
    case json::NodeKind::String: return "a string";
    case json::NodeKind::Array: return "an array";
    case json::NodeKind::Object: return "an object";
  }
  return "something else";
}

bool Checker::object(json::NodeId node, std::string_view what) const {
  if (document_.is_object(node)) return true;
  report(rules_.shape, node, fmt::format("{} is an object, not {}", what, kind_name(node)));
  return false;
}

bool Checker::array(json::NodeId node, std::string_view what) const {
  if (document_.is_array(node)) return true;
  report(rules_.shape, node, fmt::format("{} is an array, not {}", what, kind_name(node)));
  return false;
}

void Checker::no_duplicates(json::NodeId object) const {
  for (const json::NodeId member : document_.children(object)) {
    if (!document_.node(member).duplicate) continue;
    report_name(Rule::DuplicateKey, member, fmt::format("\"{}\" is written twice; only the last one counts", document_.key(member)));
  }
}

void Checker::keys(json::NodeId object, std::span<const std::string_view> known, std::string_view what) const {
  no_duplicates(object);
  for (const json::NodeId member : document_.children(object)) {
    const std::string_view key = document_.key(member);
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    diag::Finding& finding = report_name(rules_.unknown_key, member, fmt::format("{} has no member \"{}\"", what, key));
    suggest(finding, key, known);
    if (finding.suggestion.empty()) finding.help = fmt::format("known members: {}", fmt::join(known, ", "));
  }
}

json::NodeId Checker::typed(json::NodeId object, std::string_view key, bool fits, std::string_view wanted) const {
  const json::NodeId node = document_.find(object, key);
  if (fits) return node;
  report(rules_.shape, node, fmt::format("\"{}\" is {}, not {}", key, wanted, kind_name(node)));
  return json::kNoNode;
}

std::optional<std::string_view> Checker::string(json::NodeId object, std::string_view key) const {
  const json::NodeId node = document_.find(object, key);
  if (node == json::kNoNode || typed(object, key, document_.is_string(node), "a string") == json::kNoNode) return std::nullopt;
  return document_.text(node);
}

std::optional<bool> Checker::boolean(json::NodeId object, std::string_view key) const {
  const json::NodeId node = document_.find(object, key);
  if (node == json::kNoNode || typed(object, key, document_.is_boolean(node), "true or false") == json::kNoNode) return std::nullopt;
  return document_.kind(node) == json::NodeKind::True;
}

std::optional<double> Checker::number(json::NodeId object, std::string_view key) const {
  const json::NodeId node = document_.find(object, key);
  if (node == json::kNoNode || typed(object, key, document_.is_number(node), "a number") == json::kNoNode) return std::nullopt;
  return json::to_double(document_.text(node));
}

std::optional<std::string_view> Checker::string_at(json::NodeId node, std::string_view what) const {
  if (document_.is_string(node)) return document_.text(node);
  report(rules_.shape, node, fmt::format("{} is a string, not {}", what, kind_name(node)));
  return std::nullopt;
}

std::optional<uint32_t> Checker::whole(json::NodeId node, std::string_view what, uint32_t least, uint32_t most) const {
  if (!document_.is_number(node)) {
    report(rules_.shape, node, fmt::format("{} is a number, not {}", what, kind_name(node)));
    return std::nullopt;
  }
  const double value = json::to_double(document_.text(node)).value_or(-1);
  if (value >= least && value <= most && value == std::floor(value)) return static_cast<uint32_t>(value);
  report(Rule::Value, node, fmt::format("{} is a whole number of at least {}, not {}", what, least, document_.text(node)));
  return std::nullopt;
}

}  // namespace sfn::mocks
