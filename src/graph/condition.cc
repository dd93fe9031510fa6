#include "graph/condition.h"

#include <fmt/format.h>

#include "asl/operator.h"
#include "json/writer.h"
#include "text/utf8.h"

namespace sfn::graph {
namespace {

using asl::Condition;

bool is_white(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view relation_of(std::string_view op) {
  if (op.ends_with("Path")) op.remove_suffix(4);
  if (op.ends_with("LessThanEquals")) return "<=";
  if (op.ends_with("GreaterThanEquals")) return ">=";
  if (op.ends_with("LessThan")) return "<";
  if (op.ends_with("GreaterThan")) return ">";
  return op.ends_with("Equals") ? "==" : "";
}

// `IsPresent: false` asks for the contrary.
std::string is_text(const Condition& condition) {
  struct Row {
    std::string_view op, yes, no;
  };
  constexpr Row rows[] = {{"IsPresent", "is present", "is absent"},       {"IsNull", "is null", "is not null"},
                          {"IsNumeric", "is a number", "is no number"},   {"IsString", "is a string", "is no string"},
                          {"IsBoolean", "is a boolean", "is no boolean"}, {"IsTimestamp", "is a timestamp", "is no timestamp"}};
  for (const Row& row : rows) {
    if (row.op == condition.op_name) return std::string(condition.operand.is_true() ? row.yes : row.no);
  }
  return std::string(condition.op_name);
}

std::string operand_text(const Condition& condition) {
  if (condition.operand_path) return std::string(condition.operand_path->text);
  return condition.operand.is_undefined() ? "?" : json::to_json(condition.operand);
}

std::string comparison_text(const Condition& condition) {
  const std::string variable(condition.variable.text);
  if (condition.op_name == "StringMatches") return fmt::format("{} matches {}", variable, operand_text(condition));
  if (condition.op_name.starts_with("Is")) return fmt::format("{} {}", variable, is_text(condition));
  const std::string_view relation = relation_of(condition.op_name);
  return fmt::format("{} {} {}", variable, relation.empty() ? condition.op_name : relation, operand_text(condition));
}

std::string text_of(const Condition& condition);

std::string joined(const Condition& condition, std::string_view word) {
  std::string out;
  for (const Condition& operand : condition.operands) {
    const bool mixed = operand.kind != condition.kind && (operand.kind == Condition::Kind::And || operand.kind == Condition::Kind::Or);
    if (!out.empty()) out.append(" ").append(word).append(" ");
    out += mixed ? fmt::format("({})", text_of(operand)) : text_of(operand);
  }
  return out;
}

std::string jsonata_text(const Condition& condition) {
  if (!condition.condition) return "?";
  if (const json::Value* literal = condition.condition->literal()) return json::to_json(*literal);
  const asl::Expression* expression = condition.condition->expression();
  std::string_view text = expression->source();
  if (text.starts_with("{%")) text.remove_prefix(2);
  if (text.ends_with("%}")) text.remove_suffix(2);
  return std::string(text);
}

std::string text_of(const Condition& condition) {
  switch (condition.kind) {
    case Condition::Kind::Comparison: return comparison_text(condition);
    case Condition::Kind::And: return joined(condition, "and");
    case Condition::Kind::Or: return joined(condition, "or");
    case Condition::Kind::Not: return condition.operands.empty() ? "not ?" : fmt::format("not ({})", text_of(condition.operands.front()));
    case Condition::Kind::Jsonata: return jsonata_text(condition);
    case Condition::Kind::Invalid: break;
  }
  return "?";
}

}  // namespace

std::string short_text(std::string_view text, size_t limit) {
  std::string out;
  size_t count = 0;
  bool blank = false;
  for (size_t at = 0; at < text.size();) {
    if (is_white(text[at])) {
      blank = !out.empty();
      ++at;
      continue;
    }
    if (count + (blank ? 1U : 0U) >= limit) return out + "…";
    if (blank) {
      out += ' ';
      ++count;
      blank = false;
    }
    text::append_utf8(out, text::decode(text, at));
    ++count;
  }
  return out;
}

std::string condition_text(const Condition& condition, size_t limit) {
  return short_text(text_of(condition), limit);
}

std::string error_names_text(const std::vector<asl::ErrorName>& names, size_t limit) {
  std::string out;
  for (const asl::ErrorName& name : names) out.append(out.empty() ? "" : ", ").append(name.name);
  return short_text(out, limit);
}

std::string error_list(const std::vector<asl::ErrorName>& names, size_t limit) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    std::string longer = i == 0 ? short_text(names[0].name, limit) : fmt::format("{}, {}", out, names[i].name);
    if (i > 0 && text::count_code_points(longer) > limit) return fmt::format("{} +{}", out, names.size() - i);
    out = std::move(longer);
  }
  return out;
}

}  // namespace sfn::graph
