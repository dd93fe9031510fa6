#include "mocks/reads.h"

#include <algorithm>
#include <array>

#include "asl/operator.h"
#include "asl/walk.h"
#include "intrinsic/call.h"
#include "jsonpath/path.h"

namespace sfn::mocks {
namespace {

Hint hint_of(asl::OperandKind kind) {
  switch (kind) {
    case asl::OperandKind::String: return Hint::Text;
    case asl::OperandKind::Numeric: return Hint::Number;
    case asl::OperandKind::Boolean: return Hint::Boolean;
    case asl::OperandKind::Timestamp: return Hint::Timestamp;
    case asl::OperandKind::Is: return Hint::Anything;
  }
  return Hint::Anything;
}

bool ends_with(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

Hint hint_of_field(std::string_view field) {
  if (field == "ItemsPath" || field == "Items") return Hint::Array;
  if (field == "InputPath" || field == "OutputPath") return Hint::Object;
  if (field == "TimestampPath" || field == "Timestamp") return Hint::Timestamp;
  constexpr std::array<std::string_view, 7> kNumbers{
      "Seconds",          "MaxConcurrency",       "MaxItems", "ToleratedFailureCount", "ToleratedFailurePercentage",
      "MaxItemsPerBatch", "MaxInputBytesPerBatch"};
  for (const std::string_view number : kNumbers) {
    if (field == number || ends_with(field, std::string(number) + "Path")) return Hint::Number;
  }
  return Hint::Anything;
}

Hint hint_of_argument(const intrinsic::Call& call, size_t index) {
  if (call.name == "States.StringToJson") return Hint::JsonText;
  if (call.function == nullptr) return Hint::Anything;
  switch (call.function->parameter(index)) {
    case intrinsic::Kind::String: return Hint::Text;
    case intrinsic::Kind::Number: return Hint::Number;
    case intrinsic::Kind::Boolean: return Hint::Boolean;
    case intrinsic::Kind::Array: return Hint::Array;
    case intrinsic::Kind::Object: return Hint::Object;
    default: return Hint::Anything;
  }
}

/// Fields that see the result of the state's work.
bool sees_result(std::string_view field) {
  return field == "ResultSelector";
}

class Collector {
 public:
  explicit Collector(const asl::Program& program) : program_(program) {}

  std::vector<Read> collect() {
    for (const asl::State& state : program_.states) {
      const auto* choice = state.as<asl::Choice>();
      if (choice == nullptr) continue;
      for (const asl::ChoiceRule& rule : choice->choices) {
        asl::for_each_condition(rule.condition, [&](const asl::Condition& condition) { compare(state, condition); });
      }
    }
    for (const asl::ExpressionUse& use : program_.expressions) add(use);
    for (const asl::State& state : program_.states) need_object(state);
    return std::move(out_);
  }

 private:
  /// A result that goes into the input needs an input that can hold it.
  void need_object(const asl::State& state) {
    const jsonpath::Path* path = state.result_path.is_present() ? state.result_path.expression.path() : nullptr;
    if (path != nullptr && !path->steps().empty()) out_.push_back({state.id, Read::Source::Input, {}, Hint::Object, {}});
  }

  /// A Choice tells what its variable is compared with.
  void compare(const asl::State& state, const asl::Condition& condition) {
    if (condition.kind != asl::Condition::Kind::Comparison || condition.variable.path() == nullptr) return;
    const asl::OperatorInfo& op = asl::info(condition.op);
    const bool literal = !op.path && op.operand != asl::OperandKind::Is && op.name != "StringMatches";
    add(state, *condition.variable.path(), false, hint_of(op.operand), literal ? condition.operand : json::Value());
  }

  void add(const asl::ExpressionUse& use) {
    if (use.state == asl::kNone || use.field == "ResultPath" || use.holder == asl::Holder::Catcher) return;
    const asl::State& state = program_.state(use.state);
    const bool task_assign = use.field == "Assign" && state.type == asl::StateType::Task;
    const bool of_result = sees_result(use.field) || task_assign;
    // OutputPath sees what ResultPath made; only where the result is everything does it say something about the result.
    if (use.field == "OutputPath") return add_output_path(state, *use.expression);
    if (const auto* path = use.expression->path()) add(state, *path, of_result, hint_of_field(use.field), {});
    if (const auto* call = use.expression->intrinsic()) add_call(state, call->call(), of_result);
    if (use.expression->jsonata() != nullptr) add_jsonata(state, use.expression->source(), hint_of_field(use.field));
  }

  void add_output_path(const asl::State& state, const asl::Expression& expression) {
    const bool replaces =
        state.result_path.state == asl::PathField::State::Absent && state.type == asl::StateType::Task && !state.result_selector;
    if (expression.path() != nullptr) add(state, *expression.path(), replaces, Hint::Anything, {});
  }

  void add_call(const asl::State& state, const intrinsic::Call& call, bool of_result) {
    for (size_t i = 0; i < call.arguments.size(); ++i) {
      const intrinsic::Argument& argument = call.arguments[i];
      if (argument.path() != nullptr) add(state, *argument.path(), of_result, hint_of_argument(call, i), {});
      if (argument.call() != nullptr) add_call(state, *argument.call(), of_result);
    }
  }

  void add(const asl::State& state, const jsonpath::Path& path, bool of_result, Hint hint, const json::Value& example) {
    if (path.root() == jsonpath::Root::Context) return add_context(state, names_of(path), hint, example);
    auto keys = key_path(path);
    if (!keys) return;
    if (!of_result && state.input_path.is_present() && state.input_path.expression.path() != nullptr) {
      auto prefix = key_path(*state.input_path.expression.path());
      const bool is_input_path = state.input_path.expression.path()->text() == path.text();
      if (prefix && !is_input_path) keys->insert(keys->begin(), prefix->begin(), prefix->end());
    }
    push(state, of_result, std::move(*keys), hint, example);
  }

  void push(const asl::State& state, bool of_result, KeyPath path, Hint hint, const json::Value& example) {
    if (path.empty() && hint == Hint::Object) return;
    out_.push_back({state.id, of_result ? Read::Source::Result : Read::Source::Input, std::move(path), hint, example});
  }

  /// Of the context object only what comes from the user's data: the execution's input and the items of Maps.
  void add_context(const asl::State& state, const KeyPath& path, Hint hint, const json::Value& example) {
    const KeyPath execution{"Execution", "Input"}, item{"Map", "Item", "Value"};
    const auto begins = [&](const KeyPath& head) {
      return path.size() >= head.size() && std::equal(head.begin(), head.end(), path.begin());
    };
    for (const auto& [head, source] : {std::pair(&execution, Read::Source::ExecutionInput), std::pair(&item, Read::Source::MapItem)}) {
      if (!begins(*head)) continue;
      const KeyPath rest(path.begin() + static_cast<std::ptrdiff_t>(head->size()), path.end());
      if (!rest.empty() || hint != Hint::Anything) out_.push_back({state.id, source, rest, hint, example});
    }
  }

  /// `$states.input.a.b` and `$states.result.a.b`, as they are written. Anything cleverer is left to the author.
  void add_jsonata(const asl::State& state, std::string_view text, Hint hint) {
    constexpr std::string_view kContext = "$states.context";
    for (size_t at = text.find(kContext); at != std::string_view::npos; at = text.find(kContext, at + 1)) {
      size_t end = at + kContext.size();
      const KeyPath path = chain(text, end);
      add_context(state, path, at == 0 && end == text.size() ? hint : hint_behind(text.substr(end)), {});
    }
    constexpr std::array<std::pair<std::string_view, bool>, 2> kRoots{{{"$states.input", false}, {"$states.result", true}}};
    for (const auto& [root, of_result] : kRoots) {
      for (size_t at = text.find(root); at != std::string_view::npos; at = text.find(root, at + 1)) {
        size_t end = at + root.size();
        KeyPath path = chain(text, end);
        const bool alone = at == 0 && end == text.size();
        push(state, of_result, std::move(path), alone ? hint : hint_behind(text.substr(end)), {});
      }
    }
  }

  static bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

  static KeyPath chain(std::string_view text, size_t& at) {
    KeyPath out;
    while (at + 1 < text.size() && text[at] == '.' && is_name(text[at + 1])) {
      size_t end = at + 1;
      while (end < text.size() && is_name(text[end])) ++end;
      out.emplace_back(text.substr(at + 1, end - at - 1));
      at = end;
    }
    return out;
  }

  /// What the operator behind a path makes of it.
  static Hint hint_behind(std::string_view rest) {
    const size_t first = rest.find_first_not_of(' ');
    if (first == std::string_view::npos) return Hint::Anything;
    constexpr std::string_view kArithmetic = "+-*/%<>";
    if (kArithmetic.find(rest[first]) != std::string_view::npos) return Hint::Number;
    return rest[first] == '&' ? Hint::Text : Hint::Anything;
  }

  const asl::Program& program_;
  std::vector<Read> out_;
};

}  // namespace

KeyPath names_of(const jsonpath::Path& path) {
  KeyPath out;
  for (const jsonpath::Step& step : path.steps()) {
    if (const auto* name = std::get_if<jsonpath::Name>(&step.value)) {
      out.push_back(name->name);
    } else if (std::holds_alternative<jsonpath::Index>(step.value) || std::holds_alternative<jsonpath::Wildcard>(step.value) ||
               std::holds_alternative<jsonpath::Slice>(step.value) || std::holds_alternative<jsonpath::Filter>(step.value)) {
      out.emplace_back(kElement);
    } else {
      break;
    }
  }
  return out;
}

std::optional<KeyPath> key_path(const jsonpath::Path& path) {
  return path.root() == jsonpath::Root::Input ? std::optional(names_of(path)) : std::nullopt;
}

std::vector<Read> reads_of(const asl::Program& program) {
  return Collector(program).collect();
}

}  // namespace sfn::mocks
