#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>

#include "asl/parse_expression.h"
#include "json/number.h"
#include "mocks/pattern.h"
#include "mocks/variables.h"

namespace sfn::mocks {
namespace {

constexpr std::array<std::string_view, 8> kMatchers{"$exact", "$any", "$absent", "$type", "$regex", "$len", "$unordered", "$near"};
constexpr std::array<std::string_view, 7> kTypes{"null", "boolean", "number", "integer", "string", "array", "object"};

constexpr double kRelativeTolerance = 1e-9;

class PatternReader {
 public:
  PatternReader(const Checker& checker, Rule rule, std::span<const std::string_view> names)
      : checker_(checker), document_(checker.document()), rule_(rule), names_(names) {}

  Pattern read(json::NodeId node) const {
    Pattern out;
    out.node = node;
    if (document_.is_object(node)) {
      read_object(out, node);
    } else if (document_.is_array(node)) {
      out.kind = Pattern::Kind::Array;
      read_items(out, node);
    } else if (document_.is_string(node)) {
      read_string(out, node);
    } else {
      out.value = document_.value(node);
    }
    return out;
  }

 private:
  void read_items(Pattern& out, json::NodeId array) const {
    for (const json::NodeId item : document_.children(array)) out.items.push_back(read(item));
  }

  void read_object(Pattern& out, json::NodeId node) const {
    const json::NodeId first = document_.first_child(node);
    if (document_.node(node).count == 1 && document_.key(first).substr(0, 1) == "$") return read_matcher(out, first);
    out.kind = Pattern::Kind::Object;
    checker_.no_duplicates(node);
    for (const json::NodeId member : document_.children(node)) {
      if (document_.node(member).duplicate) continue;
      out.members.push_back({std::string(document_.key(member)), read(document_.find(node, document_.key(member)))});
    }
  }

  void read_string(Pattern& out, json::NodeId node) const {
    const asl::Expression expression = asl::parse_jsonata_string(document_, node);
    if (expression.is_literal()) {
      out.value = json::Value::string(document_.text(node));
      return;
    }
    out.source = std::string(expression.text);
    if (const auto* error = expression.error()) return fault(out, node, error->message);
    out.kind = Pattern::Kind::Predicate;
    out.predicate = *expression.jsonata();
    check_variables(checker_, node, expression, names_, rule_);
  }

  void fault(Pattern& out, json::NodeId node, std::string message) const {
    checker_.report(rule_, node, std::move(message));
    out.kind = Pattern::Kind::Any;
  }

  void read_matcher(Pattern& out, json::NodeId operand) const {
    const std::string_view name = document_.key(operand);
    if (name == "$exact") {
      out.kind = Pattern::Kind::Exact, out.value = document_.value(operand);
    } else if (name == "$any" || name == "$absent") {
      out.kind = name == "$any" ? Pattern::Kind::Any : Pattern::Kind::Absent;
      if (document_.kind(operand) != json::NodeKind::True) fault(out, operand, fmt::format("\"{}\" takes true and nothing else", name));
    } else if (name == "$type") {
      read_types(out, operand);
    } else if (name == "$regex") {
      read_regex(out, operand);
    } else if (name == "$len") {
      read_length(out, operand);
    } else if (name == "$near") {
      read_near(out, operand);
    } else if (name == "$unordered") {
      read_unordered(out, operand);
    } else {
      read_unknown(out, operand);
    }
  }

  /// `{"$foo": 1}` may be data of somebody else's; what looks like a misspelt matcher is not passed over.
  void read_unknown(Pattern& out, json::NodeId operand) const {
    out.kind = Pattern::Kind::Object;
    out.members.push_back({std::string(document_.key(operand)), read(operand)});
    diag::Finding probe;
    Checker::suggest(probe, document_.key(operand), kMatchers);
    if (probe.suggestion.empty()) return;
    diag::Finding& finding = checker_.report_name(rule_, operand, fmt::format("there is no matcher \"{}\"", document_.key(operand)));
    Checker::suggest(finding, document_.key(operand), kMatchers);
    finding.help = "write {\"$exact\": …} around data that has such a key";
  }

  void read_types(Pattern& out, json::NodeId operand) const {
    out.kind = Pattern::Kind::Type;
    if (document_.is_string(operand)) return add_type(out, operand);
    if (!document_.is_array(operand)) return fault(out, operand, "\"$type\" takes the name of a type or a list of them");
    for (const json::NodeId item : document_.children(operand)) add_type(out, item);
  }

  void add_type(Pattern& out, json::NodeId node) const {
    const std::string_view name = document_.is_string(node) ? document_.text(node) : std::string_view();
    for (const std::string_view known : kTypes) {
      if (known == name) return out.types.emplace_back(name), void();
    }
    diag::Finding& finding = checker_.report(rule_, node, fmt::format("no such type; there are {}", fmt::join(kTypes, ", ")));
    Checker::suggest(finding, name, kTypes);
    out.kind = Pattern::Kind::Any;
  }

  void read_regex(Pattern& out, json::NodeId operand) const {
    if (!document_.is_string(operand)) return fault(out, operand, "\"$regex\" takes a string");
    out.kind = Pattern::Kind::Regex;
    out.source = std::string(document_.text(operand));
    auto compiled = text::Regex::compile(out.source);
    if (!compiled) return fault(out, operand, fmt::format("not a regular expression: {}", compiled.error().message));
    out.regex = *compiled;
  }

  std::optional<double> number(json::NodeId node) const {
    return document_.is_number(node) ? json::to_double(document_.text(node)) : std::nullopt;
  }

  std::optional<double> length(json::NodeId node) const {
    const auto value = number(node);
    return value && *value >= 0 && *value == std::floor(*value) ? value : std::nullopt;
  }

  void read_length(Pattern& out, json::NodeId operand) const {
    out.kind = Pattern::Kind::Length;
    if (const auto exact = length(operand)) return out.low = out.high = *exact, void();
    if (!document_.is_object(operand)) return fault(out, operand, R"("$len" takes a whole number, or {"min": …, "max": …})");
    constexpr std::array<std::string_view, 2> kKeys{"min", "max"};
    checker_.keys(operand, kKeys, "\"$len\"");
    out.high = std::numeric_limits<double>::infinity();
    for (const json::NodeId bound : document_.children(operand)) {
      const auto value = length(bound);
      if (!value) return fault(out, bound, "a length is a whole number of at least 0");
      (document_.key(bound) == "min" ? out.low : out.high) = *value;
    }
  }

  void read_near(Pattern& out, json::NodeId operand) const {
    out.kind = Pattern::Kind::Near;
    std::optional<double> value = number(operand), tolerance;
    if (value) {
      tolerance = std::abs(*value) * kRelativeTolerance;
    } else if (document_.is_array(operand) && document_.node(operand).count == 2) {
      value = number(document_.first_child(operand));
      tolerance = number(document_.sibling(document_.first_child(operand)));
    }
    if (!value || !tolerance || *tolerance < 0) return fault(out, operand, "\"$near\" takes a number, or [number, tolerance]");
    out.low = *value - *tolerance, out.high = *value + *tolerance;
    out.value = json::Value::real(*value);
  }

  void read_unordered(Pattern& out, json::NodeId operand) const {
    if (!document_.is_array(operand)) return fault(out, operand, "\"$unordered\" takes an array");
    if (document_.node(operand).count > kMaxUnordered) {
      return fault(out, operand, fmt::format("\"$unordered\" takes at most {} elements", kMaxUnordered));
    }
    out.kind = Pattern::Kind::Unordered;
    read_items(out, operand);
  }

  const Checker& checker_;
  const json::Document& document_;
  Rule rule_;
  std::span<const std::string_view> names_;  // variables of predicates
};

}  // namespace

Pattern read_pattern(const Checker& checker, json::NodeId node, Rule rule, std::span<const std::string_view> names) {
  return PatternReader(checker, rule, names).read(node);
}

}  // namespace sfn::mocks
