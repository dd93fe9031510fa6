#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <unordered_set>

#include "asl/fields.h"
#include "asl/placeholder.h"
#include "json/writer.h"
#include "jsonata/functions.h"
#include "jsonata/node.h"
#include "lint/rule.h"
#include "text/timestamp.h"

namespace sfn::lint::registry {
namespace {

using jsonata::NodeKind;
using jsonata::ResultKind;

/// The field whose whole value the expression is, if it takes expressions; those inside templates may give anything.
const asl::Field* field_of(const asl::Program& program, const asl::ExpressionUse& use) {
  const json::Document& document = *program.document;
  std::string_view name = use.field;
  if (use.in_template) {
    const json::NodeId node = use.expression->node, object = document.parent(node), state = program.state(use.state).node;
    const bool role = document.key(node) == "RoleArn" && document.key(object) == "Credentials" && document.parent(object) == state;
    if (!role && (document.key(node) != "Items" || object != state)) return nullptr;
    name = document.key(node);
  }
  const auto found = std::find_if(asl::fields().begin(), asl::fields().end(),
                                  [&](const asl::Field& field) { return field.computed && field.name == name; });
  return found == asl::fields().end() ? nullptr : &*found;
}

bool takes(const asl::Field& field, ResultKind kind) {
  switch (field.content) {
    case asl::Content::Boolean: return kind == ResultKind::Boolean;
    case asl::Content::Integer:
    case asl::Content::Number: return kind == ResultKind::Number;
    case asl::Content::Text:
    case asl::Content::Timestamp: return kind == ResultKind::String;
    case asl::Content::Items: return kind == ResultKind::Array || kind == ResultKind::Object;
    default: return true;
  }
}

std::string_view wanted_by(const asl::Field& field) {
  switch (field.content) {
    case asl::Content::Boolean: return "a boolean";
    case asl::Content::Integer:
    case asl::Content::Number: return "a number";
    case asl::Content::Items: return "an array";
    default: return "a string";
  }
}

std::string_view described(ResultKind kind) {
  switch (kind) {
    case ResultKind::Null: return "null";
    case ResultKind::Boolean: return "a boolean";
    case ResultKind::Number: return "a number";
    case ResultKind::String: return "a string";
    case ResultKind::Array: return "an array";
    case ResultKind::Object: return "an object";
    case ResultKind::Function: return "a function";
    case ResultKind::Unknown: break;
  }
  return "something";
}

/// A number that is written out: `5`, `-5`, `60 * 60`.
std::optional<double> constant(const jsonata::Node& node) {
  if (node.extras) return std::nullopt;
  if (node.kind == NodeKind::Literal) {
    const json::Value& value = jsonata::as<jsonata::LiteralNode>(node).value;
    return value.is_number() ? std::optional(value.as_double()) : std::nullopt;
  }
  if (node.kind == NodeKind::Negate) {
    const auto operand = constant(*jsonata::as<jsonata::NegateNode>(node).operand);
    return operand ? std::optional(-*operand) : std::nullopt;
  }
  if (node.kind == NodeKind::Block) {
    const auto& expressions = jsonata::as<jsonata::BlockNode>(node).expressions;
    return expressions.size() == 1 ? constant(*expressions.front()) : std::nullopt;
  }
  if (node.kind != NodeKind::Binary) return std::nullopt;
  const auto& binary = jsonata::as<jsonata::BinaryNode>(node);
  const auto left = constant(*binary.left), right = constant(*binary.right);
  if (!left || !right) return std::nullopt;
  switch (binary.op) {
    case jsonata::Operator::Add: return *left + *right;
    case jsonata::Operator::Subtract: return *left - *right;
    case jsonata::Operator::Multiply: return *left * *right;
    case jsonata::Operator::Divide: return *left / *right;
    default: return std::nullopt;
  }
}

/// What the service refuses of a number of the right kind; the limits are those that it names when it runs, not those for literals.
std::string complaint_about(const asl::Field& field, double value) {
  const bool seconds = field.name == "Seconds" || field.name == "TimeoutSeconds" || field.name == "HeartbeatSeconds";
  const bool integer = field.content == asl::Content::Integer;
  const bool bounded = seconds || field.name == "ToleratedFailurePercentage";
  if (!std::isfinite(value)) return {};  // failing-jsonata
  if (integer && value != std::floor(value)) return fmt::format("\"{}\" takes an integer, and this gives {}", field.name, value);
  if (value < 0) return fmt::format("\"{}\" must be at least 0, and this gives {}", field.name, value);
  if (bounded && value > field.max) return fmt::format("\"{}\" must be at most {}, and this gives {}", field.name, field.max, value);
  return {};
}

std::string complaint_about(const asl::Field& field, const jsonata::Node& root) {
  if (field.content == asl::Content::Timestamp && root.kind == NodeKind::Literal) {
    const json::Value& value = jsonata::as<jsonata::LiteralNode>(root).value;
    if (root.extras || !value.is_string() || text::parse_timestamp(value.as_string(), text::TimestampForm::Rfc3339)) return {};
    return fmt::format("{} is no RFC 3339 timestamp such as 2026-01-31T12:00:00Z", json::to_json(value));
  }
  const bool number = field.content == asl::Content::Integer || field.content == asl::Content::Number;
  const auto value = number ? constant(root) : std::nullopt;
  return value ? complaint_about(field, *value) : std::string();
}

/// Whether an expression is the name of a built-in function and nothing else. A variable of that name would hide it.
class FunctionNames {
 public:
  explicit FunctionNames(const json::Document& document) : document_(document) {}

  bool names(const jsonata::Node& root) {
    if (root.kind != NodeKind::Variable || root.extras) return false;
    const auto& variable = jsonata::as<jsonata::VariableNode>(root);
    if (!variable.addresses.empty() || jsonata::find_built_in(variable.name, jsonata::Profile::StepFunctions) == nullptr) return false;
    if (!assigned_) collect();
    return assigned_->count(variable.name) == 0;
  }

 private:
  void collect() {
    assigned_.emplace();
    for (json::NodeId id = 0; id < document_.size(); ++id) {
      if (document_.key(id) != "Assign" || !document_.is_object(id)) continue;
      for (const json::NodeId variable : document_.children(id)) assigned_->insert(without_suffix(document_.key(variable)));
    }
  }
  static std::string_view without_suffix(std::string_view key) { return key.ends_with(".$") ? key.substr(0, key.size() - 2) : key; }

  const json::Document& document_;
  std::optional<std::unordered_set<std::string_view>> assigned_;  // once it is asked for
};

void check(const asl::Program& program, Report& report) {
  FunctionNames functions(*program.document);
  for (const asl::ExpressionUse& use : program.expressions) {
    const jsonata::Expression* expression = use.expression->jsonata();
    if (expression == nullptr || !expression->failures().empty() || asl::has_placeholder(use.expression->text)) continue;
    const ResultKind kind = expression->result_kind();
    const asl::Field* field = field_of(program, use);
    const auto say = [&](std::string message) {
      report.inside(use.expression->node, use.expression->begin, use.expression->end, std::move(message));
    };
    if (kind == ResultKind::Function || functions.names(*expression->program().root)) {
      say("this gives a function, which is no JSON");
    } else if (field == nullptr || kind == ResultKind::Unknown) {
      continue;
    } else if (!takes(*field, kind)) {
      say(fmt::format("\"{}\" takes {}, and this gives {}", field->name, wanted_by(*field), described(kind)));
    } else if (std::string complaint = complaint_about(*field, *expression->program().root); !complaint.empty()) {
      say(std::move(complaint));
    }
  }
}

}  // namespace

extern const Rule jsonata_of_wrong_type{
    .name = "jsonata-of-wrong-type",
    .severity = diag::Severity::Warning,
    .summary = "a JSONata expression whose result its field never takes",
    .explanation =
        R"~(What the expression gives is known from its outermost operator, function or literal, and the field takes something else: a Condition that
is a string, Seconds that are a text or negative, Items that are a number. AWS accepts the definition; the state fails with
States.QueryEvaluationError whenever it gets there.

Nothing is said where the result depends on the data.)~",
    .bad = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Cool down",
  "States": {
    "Cool down": { "Type": "Wait", "Seconds": "{% $states.input.minutes & '0' %}", "End": true }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Cool down",
  "States": {
    "Cool down": { "Type": "Wait", "Seconds": "{% $states.input.minutes * 60 %}", "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry
