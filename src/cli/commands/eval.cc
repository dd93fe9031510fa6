// sfnctl eval: one expression on one input.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "cli/command.h"
#include "cli/eval_hint.h"
#include "cli/sources.h"
#include "intrinsic/evaluate.h"
#include "json/writer.h"
#include "jsonata/evaluate.h"
#include "jsonpath/evaluate.h"
#include "report/escape.h"
#include "text/utf8.h"

namespace sfn::cli {
namespace {

enum class Language : uint8_t { Jsonata, JsonPath, Intrinsic };

struct Answer {
  json::Value value;  ///< undefined: nothing
  std::optional<jsonata::Error> error;
  std::string_view source;  ///< the expression, without delimiters
  jsonata::Place place;     ///< of the error, if it has a position
  std::string hint;
};

std::string_view trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return text.substr(text.size());
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

size_t bytes_before(std::string_view text, size_t utf16_units) {
  size_t at = 0;
  for (size_t seen = 0; at < text.size() && seen < utf16_units;) seen += text::decode(text, at) > 0xFFFF ? 2 : 1;
  return at;
}

// Positions stand behind what they are about: the operator or name, or a call's bracket, in front of which its name is.
jsonata::Place place_before(std::string_view source, const jsonata::Error& error) {
  size_t end = bytes_before(source, error.position);
  const std::string name = error.token.empty() ? "" : "$" + error.token;
  if (!name.empty() && source.substr(0, end).ends_with(name + "(")) --end;
  for (const std::string_view shown : {std::string_view(name), std::string_view(error.token)}) {
    if (!shown.empty() && source.substr(0, end).ends_with(shown)) return {end - shown.size(), shown.size()};
  }
  const size_t length = std::min<size_t>(end, 1);
  return {end - length, length};
}

// Delimiters are dropped and offsets of messages count behind them, as the service counts.
std::string_view undelimited(std::string_view text) {
  const std::string_view inside = trimmed(text);
  const bool opens = inside.starts_with("{%"), closes = inside.size() >= 4 && inside.ends_with("%}");
  if (opens && !closes) throw ToolError("the expression starts with {% and does not end with %}");
  return opens ? trimmed(inside.substr(2, inside.size() - 4)) : text;
}

// What is shown are the lines of the whole text, with the delimiters.
Answer in_whole(Answer answer, std::string_view whole) {
  if (answer.source.data() == nullptr) return answer;
  answer.place.offset += static_cast<size_t>(answer.source.data() - whole.data());
  answer.source = whole;
  return answer;
}

// The line of the place, and marks under it, with what helps.
std::string excerpt(std::string_view source, const jsonata::Place& place, const std::string& hint) {
  const size_t offset = std::min(place.offset, source.size());
  const size_t begin = offset == 0 ? 0 : source.rfind('\n', offset - 1) + 1;
  std::string_view line = source.substr(begin, source.find('\n', begin) - begin);
  if (line.ends_with('\r') && offset - begin < line.size()) line.remove_suffix(1);
  const auto shown = [](std::string_view text) { return report::terminal_safe(text); };
  const size_t number = static_cast<size_t>(std::count(source.begin(), source.begin() + static_cast<std::ptrdiff_t>(offset), '\n')) + 1;
  const std::string margin(std::to_string(number).size(), ' ');
  const size_t column = text::display_width(shown(line.substr(0, offset - begin)));
  const size_t width =
      std::max<size_t>(text::display_width(shown(source.substr(offset, std::min(place.length, line.size() - (offset - begin))))), 1);
  return fmt::format("{} |\n{} | {}\n{} | {}{}{}{}\n", margin, number, shown(line), margin, std::string(column, ' '),
                     std::string(width, '^'), hint.empty() ? "" : " ", hint);
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
    return "Evaluates one JSONata expression, JSONPath or intrinsic function and prints the result as JSON. What begins with $. or $[ "
           "(with\n"
           "--context also $$. or $$[) is a JSONPath, what begins with States. an intrinsic function, all else JSONata. An error exits 1; "
           "--format json writes {\"result\":…}, {\"undefined\":true} or {\"error\":{…}}.";
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
  std::string unbound(const jsonata::Expression& expression) const;
  std::optional<Answer> refusal(const jsonata::Expression& expression) const;
  Answer run_path(std::string_view text) const;
  Answer path_answer(std::string_view text) const;
  Answer run_intrinsic(std::string_view text) const;
  void print(Session& session, const Answer& answer) const;

  std::optional<std::string> expression_, file_, language_, input_file_, vars_file_, context_file_, max_depth_, time_limit_;
  bool states_ = false;
  json::Value input_, vars_, context_;
};

std::string Eval::source(Session& session) const {
  if (expression_.has_value() == file_.has_value()) throw ToolError("give one of EXPRESSION and --expression-file");
  std::string text = file_ ? std::string(without_bom(session.open(*file_)->bytes())) : *expression_;
  if (const auto at = text::first_invalid_utf8(text)) throw ToolError(fmt::format("the expression is not UTF-8: byte {}", *at + 1));
  return text;
}

Language Eval::language(std::string_view text) const {
  if (language_)
    return *language_ == "jsonpath" ? Language::JsonPath : (*language_ == "intrinsic" ? Language::Intrinsic : Language::Jsonata);
  text = trimmed(text);
  if (text.starts_with("States.")) return Language::Intrinsic;
  const bool of_input = text.starts_with("$.") || text.starts_with("$[");
  // In JSONata $$ is the whole input: only with a context object is it likely to be meant.
  const bool of_context = context_file_ && (text.starts_with("$$.") || text.starts_with("$$["));
  return (of_input || of_context) && !states_ ? Language::JsonPath : Language::Jsonata;
}

Answer Eval::run_jsonata(std::string_view text) {
  text = undelimited(text);
  const auto profile = states_ ? jsonata::Profile::StepFunctions : jsonata::Profile::Reference;
  const auto parsed = jsonata::parse(text, profile);
  if (!parsed) {
    const jsonata::SyntaxError& error = parsed.error();
    const std::string_view token = text.substr(std::min(error.offset, text.size()), error.length);
    return {{},
            jsonata::Error{error.code, error.message, error.position, true, error.token, {}},
            text,
            {error.offset, error.length},
            states_ ? hint_for(token) : ""};
  }
  if (states_) {
    if (auto refused = refusal(*parsed)) {
      refused->source = text;  // outlives the parsed expression
      return std::move(*refused);
    }
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
    const json::Value result = jsonata::evaluate(*parsed, environment);
    if (states_ && jsonata::contains_function(result)) {
      return {{}, jsonata::Error{"", "The expression returned an unsupported result type.", 0, false, "", {}}, text, {}, {}};
    }
    return {jsonata::to_output(result), std::nullopt, text, {}, result.is_undefined() ? unbound(*parsed) : ""};
  } catch (const jsonata::EvaluationError& error) {
    return {{}, error.error(), text, place_before(text, error.error()), hint_for(*parsed, error.error())};
  }
}

// Why nothing came out, if a variable is to blame that has no value.
std::string Eval::unbound(const jsonata::Expression& expression) const {
  for (const jsonata::NameFact& name : expression.free_variables()) {
    if (!vars_.get(name.name).is_undefined()) continue;
    if (name.name != "states") return fmt::format("the variable ${} has no value (--vars)", name.name);
    if (!states_) return "$states is there with --states only";
  }
  return {};
}

// What Step Functions refuses when a definition is created: there is no context item, and $states has these members only.
std::optional<Answer> Eval::refusal(const jsonata::Expression& expression) const {
  const std::string_view source = expression.source();
  const auto refused = [&](const jsonata::Place& place, std::string message, std::string token, std::string hint) {
    const size_t position = text::count_utf16(source.substr(0, place.offset + place.length));
    return Answer{{}, jsonata::Error{"", std::move(message), position, true, std::move(token), {}}, source, place, std::move(hint)};
  };
  for (const jsonata::NameFact& name : expression.top_level_references()) {
    if (name.name[0] == '*') continue;  // not known to be refused: finds nothing
    return refused(name, fmt::format("Reference to '{}' at the top level is not supported.", name.name), name.name,
                   hint_for_name(expression, name));
  }
  for (const jsonata::StatesFact& fact : expression.states_members()) {
    if (fact.member == "input" || fact.member == "context") continue;
    return refused(fact, fmt::format("Field '$states.{}' does not exist.", fact.member), fact.member, hint_for_member(fact.member));
  }
  return std::nullopt;
}

Answer unparsed(std::string_view text, const text::SyntaxError& error) {
  return {{}, jsonata::Error{"", error.message, error.offset, true, error.token, {}}, text, {error.offset, error.length}, {}};
}

// A guess may be wrong: what comes of it then is an error, or nothing.
Answer Eval::run_path(std::string_view text) const {
  Answer answer = path_answer(text);
  if (!language_ && (answer.error || answer.value.is_undefined())) {
    answer.hint = "it was read as a JSONPath; --language jsonata reads it as JSONata";
  }
  return answer;
}

Answer Eval::path_answer(std::string_view text) const {
  const auto parsed = jsonpath::parse(trimmed(text));
  if (!parsed) return unparsed(trimmed(text), parsed.error());
  const IntrinsicRoots roots(input_, context_, vars_);
  auto found = jsonpath::evaluate(*parsed, roots.root_of(*parsed));
  return found ? Answer{std::move(*found), std::nullopt, text, {}, {}} : Answer{};
}

Answer Eval::run_intrinsic(std::string_view text) const {
  const auto parsed = intrinsic::parse(trimmed(text));
  if (!parsed) return unparsed(trimmed(text), parsed.error());
  IntrinsicRoots roots(input_, context_, vars_);
  auto value = intrinsic::evaluate(*parsed, roots);
  if (!value) return {{}, jsonata::Error{"", value.error().cause, 0, false, "", {}}, text, {}, {}};
  return {std::move(*value), std::nullopt, text, {}, {}};
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
      session.streams().err().write(fmt::format("error: {}{}\n{}", code, report::terminal_safe(error.message),
                                                error.has_position ? excerpt(answer.source, answer.place, answer.hint) : ""));
      return;
    }
    std::string text = fmt::format("{{\"error\":{{\"code\":{},\"message\":{}", error.code.empty() ? "null" : json::quoted(error.code),
                                   json::quoted(error.message));
    if (error.has_position) text += fmt::format(",\"position\":{}", error.position);
    if (!error.token.empty()) text += ",\"token\":" + json::quoted(error.token);
    return session.out().write(text + "}}\n");
  }
  if (answer.value.is_undefined()) {
    if (!as_json && !answer.hint.empty()) session.warn(fmt::format("note: nothing was found; {}", answer.hint));
    return session.out().write(as_json ? "{\"undefined\":true}\n" : "");
  }
  if (as_json) return session.out().write(fmt::format("{{\"result\":{}}}\n", json::to_json(answer.value)));
  session.out().write(json::to_json(answer.value, {.indent = 2}) + "\n");
}

int Eval::run(Session& session) {
  const std::string text = source(session);
  if (input_file_) input_ = read_data(session.open(*input_file_));
  if (vars_file_) vars_ = read_object(session.open(*vars_file_), "--vars");
  if (context_file_) context_ = read_object(session.open(*context_file_), "--context");
  const Answer answer = in_whole(evaluate(text), text);
  print(session, answer);
  return answer.error ? kExitFindings : kExitOk;
}

}  // namespace

std::unique_ptr<Command> make_eval() {
  return std::make_unique<Eval>();
}

}  // namespace sfn::cli
