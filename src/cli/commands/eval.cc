// sfnctl eval: one expression on one input.
#include <fmt/format.h>

#include <charconv>

#include "cli/command.h"
#include "cli/sources.h"
#include "intrinsic/evaluate.h"
#include "json/writer.h"
#include "jsonata/evaluate.h"
#include "jsonpath/evaluate.h"

namespace sfn::cli {
namespace {

enum class Language : uint8_t { Jsonata, JsonPath, Intrinsic };

struct Answer {
  json::Value value;  ///< undefined: nothing
  std::optional<jsonata::Error> error;
};

std::string_view trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

uint64_t number_of(const std::string& text, std::string_view option, uint64_t most) {
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0 || number > most) {
    throw ToolError(fmt::format("{}: \"{}\" is not a number between 1 and {}", option, text, most));
  }
  return number;
}

/// `$name` from --vars; `$states` from the input and the context.
class Bindings : public jsonata::Variables {
 public:
  Bindings(const json::Value& vars, json::Value states) : vars_(vars), states_(std::move(states)) {}
  json::Value lookup(std::string_view name) const override {
    if (name == "states" && !states_.is_undefined()) return states_;
    return vars_.get(name);
  }

 private:
  const json::Value& vars_;
  json::Value states_;
};

class IntrinsicRoots : public intrinsic::Environment {
 public:
  IntrinsicRoots(const json::Value& input, const json::Value& context, const json::Value& vars)
      : input_(input), context_(context), vars_(vars) {}
  text::Result<json::Value, jsonpath::Missing> read(const jsonpath::Path& path) override { return jsonpath::evaluate(path, root_of(path)); }
  std::string shown_input(const jsonpath::Path& path) override { return json::to_json(root_of(path)); }
  uint64_t random() override { return state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL; }
  std::string uuid() override { return "00000000-0000-4000-8000-000000000000"; }

  const json::Value& root_of(const jsonpath::Path& path) const {
    if (path.root() == jsonpath::Root::Input) return input_;
    return path.root() == jsonpath::Root::Context ? context_ : vars_.get(path.variable());
  }

 private:
  const json::Value& input_;
  const json::Value& context_;
  const json::Value& vars_;
  uint64_t state_ = 1;
};

class Eval : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("EXPRESSION", expression_, "the expression");
    arguments.option("--expression-file", "FILE", file_, "read the expression from FILE").kind = ValueKind::File;
    arguments.option("--language,-l", "LANGUAGE", language_, "default: by the look of it").choices = {"jsonata", "jsonpath", "intrinsic"};
    arguments.option("--input,-i", "FILE", input_file_, "the input as JSON or YAML; - for standard input").kind = ValueKind::File;
    arguments.option("--vars", "FILE", vars_file_, "an object of variables").kind = ValueKind::File;
    arguments.option("--context", "FILE", context_file_, "the context object").kind = ValueKind::File;
    arguments.flag("--states", states_, "JSONata as Step Functions offers it: $states, its extra functions and refusals");
    arguments.option("--max-depth", "N", max_depth_, "nesting of evaluations before U1001 (the text of the service with --states)");
    arguments.option("--time-limit", "MS", time_limit_, "milliseconds before U1001, counted in evaluation steps");
  }
  std::vector<std::string> formats() const override { return {"text", "json"}; }
  std::string_view description() const override {
    return "Evaluates one JSONata expression, JSONPath or intrinsic function and prints the result as JSON. {% … %} and everything that is "
           "not\n"
           "a path or States.… is JSONata. An error exits 1; --format json writes {\"result\":…}, {\"undefined\":true} or {\"error\":{…}}.";
  }
  std::string_view examples() const override {
    return "  sfnctl eval '$sum(items.qty)' --input in.json\n"
           "  sfnctl eval '{% $states.input.items[qty > 1].sku %}' --states --input in.json\n"
           "  sfnctl eval '$.items[?(@.qty > 1)]' --input in.json\n"
           "  sfnctl eval \"States.Format('Hello {}', $.name)\" --input in.json";
  }
  int run(Session& session) override;

 private:
  std::string source(Session& session) const;
  Language language(std::string_view text) const;
  Answer evaluate(std::string_view text);
  Answer run_jsonata(std::string_view text);
  Answer run_path(std::string_view text) const;
  Answer run_intrinsic(std::string_view text) const;
  json::Value read(Session& session, const std::optional<std::string>& path) const;
  void print(Session& session, const Answer& answer) const;

  std::optional<std::string> expression_, file_, language_, input_file_, vars_file_, context_file_, max_depth_, time_limit_;
  bool states_ = false;
  json::Value input_, vars_, context_;
};

std::string Eval::source(Session& session) const {
  if (expression_.has_value() == file_.has_value()) throw ToolError("give one of EXPRESSION and --expression-file");
  return file_ ? std::string(session.open(*file_)->bytes()) : *expression_;
}

Language Eval::language(std::string_view text) const {
  if (language_)
    return *language_ == "jsonpath" ? Language::JsonPath : (*language_ == "intrinsic" ? Language::Intrinsic : Language::Jsonata);
  text = trimmed(text);
  if (text.starts_with("States.")) return Language::Intrinsic;
  const bool path = text.starts_with("$.") || text.starts_with("$[") || text.starts_with("$$.") || text == "$" || text == "$$";
  return path && !states_ ? Language::JsonPath : Language::Jsonata;
}

json::Value Eval::read(Session& session, const std::optional<std::string>& path) const {
  return path ? read_data(session.open(*path)) : json::Value();
}

Answer Eval::run_jsonata(std::string_view text) {
  // Delimiters are dropped and offsets of messages count behind them, as the service counts.
  if (trimmed(text).starts_with("{%") && trimmed(text).ends_with("%}")) text = trimmed(trimmed(text).substr(2, trimmed(text).size() - 4));
  const auto profile = states_ ? jsonata::Profile::StepFunctions : jsonata::Profile::Reference;
  const auto parsed = jsonata::parse(text, profile);
  if (!parsed) {
    const jsonata::SyntaxError& error = parsed.error();
    return {{}, jsonata::Error{error.code, error.message, error.position, true, error.token, {}}};
  }
  json::Value states;
  if (states_) {
    json::ObjectBuilder builder;
    builder.set("input", input_.is_undefined() ? json::Value::empty_object() : input_);
    builder.set("context", context_.is_undefined() ? json::Value::empty_object() : context_);
    states = builder.build();
  }
  const Bindings bindings(vars_, states);
  jsonata::Environment environment;
  environment.input = states_ || input_.is_undefined() ? nullptr : &input_;
  environment.variables = &bindings;
  environment.now_millis = 1735689600000;
  environment.limits = states_ ? jsonata::Limits::step_functions() : jsonata::Limits::reference();
  constexpr uint64_t kStepsPerMillisecond = 20'000;  // a fixed rate, so that the same input always gives the same answer
  if (max_depth_) environment.limits.max_depth = static_cast<uint32_t>(number_of(*max_depth_, "--max-depth", 1'000'000));
  if (time_limit_) environment.limits.max_steps = number_of(*time_limit_, "--time-limit", 3'600'000) * kStepsPerMillisecond;
  try {
    return {jsonata::to_output(jsonata::evaluate(*parsed, environment)), std::nullopt};
  } catch (const jsonata::EvaluationError& error) {
    return {{}, error.error()};
  }
}

Answer Eval::run_path(std::string_view text) const {
  const auto parsed = jsonpath::parse(trimmed(text));
  if (!parsed) return {{}, jsonata::Error{"", parsed.error().message, parsed.error().offset, true, parsed.error().token, {}}};
  const IntrinsicRoots roots(input_, context_, vars_);
  auto found = jsonpath::evaluate(*parsed, roots.root_of(*parsed));
  return found ? Answer{std::move(*found), std::nullopt} : Answer{};
}

Answer Eval::run_intrinsic(std::string_view text) const {
  const auto parsed = intrinsic::parse(trimmed(text));
  if (!parsed) return {{}, jsonata::Error{"", parsed.error().message, parsed.error().offset, true, parsed.error().token, {}}};
  IntrinsicRoots roots(input_, context_, vars_);
  auto value = intrinsic::evaluate(*parsed, roots);
  if (!value) return {{}, jsonata::Error{"", value.error().cause, 0, false, "", {}}};
  return {std::move(*value), std::nullopt};
}

Answer Eval::evaluate(std::string_view text) {
  switch (language(text)) {
    case Language::JsonPath: return run_path(text);
    case Language::Intrinsic: return run_intrinsic(text);
    case Language::Jsonata: return run_jsonata(text);
  }
  return {};
}

void Eval::print(Session& session, const Answer& answer) const {
  const bool as_json = session.options().format == "json";
  if (answer.error) {
    const jsonata::Error& error = *answer.error;
    if (!as_json) {
      const std::string code = error.code.empty() ? "" : error.code + ": ";
      session.streams().err().write(
          fmt::format("error: {}{}{}\n", code, error.message, error.has_position ? fmt::format(" (at {})", error.position) : ""));
      return;
    }
    std::string text = fmt::format("{{\"error\":{{\"code\":{},\"message\":{}", error.code.empty() ? "null" : json::quoted(error.code),
                                   json::quoted(error.message));
    if (error.has_position) text += fmt::format(",\"position\":{}", error.position);
    if (!error.token.empty()) text += ",\"token\":" + json::quoted(error.token);
    return session.out().write(text + "}}\n");
  }
  if (answer.value.is_undefined()) return session.out().write(as_json ? "{\"undefined\":true}\n" : "");
  if (as_json) return session.out().write(fmt::format("{{\"result\":{}}}\n", json::to_json(answer.value)));
  session.out().write(json::to_json(answer.value, {.indent = 2}) + "\n");
}

int Eval::run(Session& session) {
  const std::string text = source(session);
  input_ = read(session, input_file_);
  vars_ = read(session, vars_file_);
  context_ = read(session, context_file_);
  const Answer answer = evaluate(text);
  print(session, answer);
  return answer.error ? kExitFindings : kExitOk;
}

}  // namespace

std::unique_ptr<Command> make_eval() {
  return std::make_unique<Eval>();
}

}  // namespace sfn::cli
