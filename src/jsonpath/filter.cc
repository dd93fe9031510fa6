// Filters as Jayway evaluates them: what a path does not find is undefined, which equals nothing; a number and a text that reads as that
// number are equal, except for === and !==.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "json/java_value.h"
#include "json/number.h"
#include "json/writer.h"
#include "jsonpath/evaluation.h"
#include "text/utf8.h"

namespace sfn::jsonpath {
namespace {

std::optional<double> number_in(const json::Value& value) {
  if (value.is_number()) return value.as_double();
  if (!value.is_string()) return std::nullopt;
  const std::string_view text = value.as_string();
  return json::is_json_number(text) ? json::to_double(text) : std::nullopt;
}

bool equal(const json::Value& left, const json::Value& right) {
  if (left.is_undefined() || right.is_undefined()) return false;
  if (left.is_number() && right.is_string()) return number_in(right) == left.as_double();
  if (left.is_string() && right.is_number()) return left.as_string() == json::to_json(right);
  return left == right;
}

bool same_type(const json::Value& left, const json::Value& right) {
  return left.type() == right.type();
}

/// Less, equal or greater; nothing for values that have no order.
std::optional<std::strong_ordering> order(const json::Value& left, const json::Value& right) {
  if (left.is_string() && right.is_string()) return text::compare_utf16(left.as_string(), right.as_string());
  if (!left.is_number() || !right.is_number()) return std::nullopt;
  if (left.is_int() && right.is_int()) return left.as_int() <=> right.as_int();
  const double a = left.as_double();
  const double b = right.as_double();
  return a < b ? std::strong_ordering::less : a > b ? std::strong_ordering::greater : std::strong_ordering::equal;
}

bool ordered(Operator op, const json::Value& left, const json::Value& right) {
  const auto found = order(left, right);
  if (!found) return false;
  switch (op) {
    case Operator::Less: return *found < 0;
    case Operator::LessEqual: return *found <= 0;
    case Operator::Greater: return *found > 0;
    default: return *found >= 0;
  }
}

bool has(const json::Value& array, const json::Value& value) {
  const auto items = array.items();
  return std::any_of(items.begin(), items.end(), [&](const json::Value& item) { return equal(value, item); });
}

size_t common(const json::Value& left, const json::Value& right) {
  const auto items = left.items();
  return static_cast<size_t>(std::count_if(items.begin(), items.end(), [&](const json::Value& item) { return has(right, item); }));
}

bool contains(const json::Value& left, const json::Value& right) {
  if (left.is_array()) return has(left, right);
  return left.is_string() && right.is_string() && left.as_string().find(right.as_string()) != std::string_view::npos;
}

std::optional<size_t> size_of(const json::Value& value) {
  if (value.is_string()) return text::count_utf16(value.as_string());
  if (value.is_array() || value.is_object()) return value.size();
  return std::nullopt;
}

bool sized(Operator op, const json::Value& left, const json::Value& right) {
  const auto size = size_of(left);
  if (!size) return false;
  if (op == Operator::Size) return right.is_number() && static_cast<double>(*size) == right.as_double();
  return right.is_boolean() && (*size == 0) == right.as_boolean();
}

bool compare_lists(Operator op, const json::Value& left, const json::Value& right) {
  if (op == Operator::In) return right.is_array() && has(right, left);
  if (op == Operator::NotIn) return !(right.is_array() && has(right, left));
  if (!left.is_array() || !right.is_array()) return false;
  switch (op) {
    case Operator::SubsetOf: return common(left, right) == left.size();
    case Operator::AllOf: return common(right, left) == right.size();
    case Operator::AnyOf: return common(left, right) > 0;
    default: return common(left, right) == 0;
  }
}

bool compare_values(Operator op, const json::Value& left, const json::Value& right) {
  switch (op) {
    case Operator::Equal: return equal(left, right);
    case Operator::NotEqual: return !equal(left, right);
    case Operator::SameTypeEqual: return same_type(left, right) && equal(left, right);
    case Operator::SameTypeNotEqual: return !(same_type(left, right) && equal(left, right));
    case Operator::Less:
    case Operator::LessEqual:
    case Operator::Greater:
    case Operator::GreaterEqual: return ordered(op, left, right);
    case Operator::Contains: return contains(left, right);
    case Operator::Size:
    case Operator::Empty: return sized(op, left, right);
    default: return compare_lists(op, left, right);
  }
}

/// What a text or number is matched as; nothing for the others.
std::optional<std::string> matched_text(const json::Value& value) {
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_number() || value.is_boolean()) return json::to_json(value);
  return std::nullopt;
}

bool matches(const text::Regex& regex, const json::Value& value, text::Span span, uint64_t& steps) {
  if (value.is_array()) {
    const auto items = value.items();
    return std::any_of(items.begin(), items.end(),
                       [&](const json::Value& item) { return !item.is_array() && matches(regex, item, span, steps); });
  }
  const auto subject = matched_text(value);
  if (!subject) return false;
  text::RegexMatch match;
  const auto outcome = regex.search(text::RegexSubject(*subject), 0, match, &steps);
  if (outcome == text::RegexOutcome::LimitExceeded || steps > text::kRegexMatchLimit)
    throw Unsupported("a regular expression that needs so many steps", span);
  return outcome == text::RegexOutcome::Match && match.groups[0].begin == 0 && match.groups[0].end == subject->size();
}

const text::Regex& regex_of(const Operand& operand) {
  const auto& pattern = std::get<Pattern>(operand.value);
  if (!pattern.regex) throw Unsupported(fmt::format("the regular expression of a filter ({})", pattern.problem), operand.span);
  return *pattern.regex;
}

void refuse_function(const Reference& reference) {
  for (const Step& step : reference.path.steps()) {
    const auto* function = std::get_if<Function>(&step.value);
    if (function != nullptr) throw Unsupported(fmt::format("the function {}() in a filter", function->name), step.span);
  }
}

bool is_pattern(const Operand& operand) {
  return std::holds_alternative<Pattern>(operand.value);
}

}  // namespace

void Evaluation::refuse_functions(const Predicate& predicate) {
  if (const auto* comparison = std::get_if<Comparison>(&predicate.value)) {
    for (const Operand* operand : {&comparison->left, &comparison->right}) {
      if (const auto* reference = std::get_if<Reference>(&operand->value)) refuse_function(*reference);
    }
  } else if (const auto* existence = std::get_if<Existence>(&predicate.value)) {
    refuse_function(existence->reference);
  } else if (const auto* negation = std::get_if<Negation>(&predicate.value)) {
    refuse_functions(negation->operand.front());
  } else {
    const auto* all = std::get_if<Conjunction>(&predicate.value);
    for (const Predicate& part : all != nullptr ? all->operands : std::get<Disjunction>(predicate.value).operands) refuse_functions(part);
  }
}

json::Value Evaluation::value_of(const Operand& operand, const json::Value& element) {
  if (const auto* literal = std::get_if<json::Value>(&operand.value)) return *literal;
  const auto* reference = std::get_if<Reference>(&operand.value);
  if (reference == nullptr) return {};
  auto found = read(reference->path, start_of(*reference, element));
  return found ? *found : json::Value();
}

// An indefinite path exists as soon as its beginning does: even no match is an array.
bool Evaluation::exists(const Reference& reference, const json::Value& element) {
  const Path& path = reference.path;
  const json::Value& from = start_of(reference, element);
  if (path.is_definite()) return static_cast<bool>(read(path, from));
  const auto definite = [](const Step& step) {
    return std::holds_alternative<Name>(step.value) || std::holds_alternative<Index>(step.value);
  };
  const auto end = std::find_if_not(path.steps().begin(), path.steps().end(), definite);
  return static_cast<bool>(follow(path, from, static_cast<size_t>(end - path.steps().begin())));
}

bool Evaluation::compare(const Comparison& comparison, const json::Value& element) {
  if (comparison.op == Operator::Type) throw Unsupported("the operator type in a filter", comparison.op_span);
  const json::Value left = value_of(comparison.left, element);
  const json::Value right = value_of(comparison.right, element);
  if (comparison.op != Operator::Matches) return compare_values(comparison.op, left, right);
  if (is_pattern(comparison.left) == is_pattern(comparison.right)) return false;
  const Operand& pattern = is_pattern(comparison.left) ? comparison.left : comparison.right;
  return matches(regex_of(pattern), is_pattern(comparison.left) ? right : left, pattern.span, regex_steps_);
}

bool Evaluation::holds(const Predicate& predicate, const json::Value& element) {
  const auto holds_here = [&](const Predicate& part) { return holds(part, element); };
  if (const auto* comparison = std::get_if<Comparison>(&predicate.value)) return compare(*comparison, element);
  if (const auto* existence = std::get_if<Existence>(&predicate.value)) return exists(existence->reference, element) == existence->wanted;
  if (const auto* negation = std::get_if<Negation>(&predicate.value)) return !holds_here(negation->operand.front());
  if (const auto* all = std::get_if<Conjunction>(&predicate.value)) {
    return std::all_of(all->operands.begin(), all->operands.end(), holds_here);
  }
  const auto& any = std::get<Disjunction>(predicate.value).operands;
  return std::any_of(any.begin(), any.end(), holds_here);
}

}  // namespace sfn::jsonpath
