// A program that runs one expression as `sfnctl eval --format json` does; for measuring the engine alone.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

#include "json/reader.h"
#include "json/writer.h"
#include "jsonata/evaluate.h"

namespace {

using namespace sfn;

struct Options {
  std::string expression;
  json::Value input, variables;
  bool states = false;
  bool has_depth = false;
  jsonata::Limits limits = jsonata::Limits::reference();
  int repeat = 0;
  bool facts = false;  // print what is read from outside instead of evaluating
};

std::string file(const char* name) {
  std::ifstream in(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

json::Value json_file(const char* name) {
  const auto parsed = json::parse_json(file(name));
  if (!parsed) {
    fmt::print(stderr, "{}: {}\n", name, parsed.error().message);
    std::exit(2);
  }
  return *parsed;
}

Options parse_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--states") {
      options.states = true;
      options.limits = jsonata::Limits::step_functions();
    }
    if (name == "--facts") options.facts = true;
    if (i + 1 >= argc) continue;
    const char* const value = argv[i + 1];
    if (name == "--expression-file") options.expression = file(value);
    if (name == "--expression") options.expression = value;
    if (name == "--input") options.input = json_file(value);
    if (name == "--vars") options.variables = json_file(value);
    if (name == "--repeat") options.repeat = std::atoi(value);
  }
  for (int i = 1; i + 1 < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--max-depth") options.limits.max_depth = static_cast<uint32_t>(std::atoi(argv[i + 1]));
    if (name == "--time-limit") options.limits.max_steps = static_cast<uint64_t>(std::atoll(argv[i + 1])) * 20'000;
  }
  return options;
}

class FileVariables : public jsonata::Variables {
 public:
  explicit FileVariables(const json::Value& values) : values_(values) {}
  json::Value lookup(std::string_view name) const override { return values_.get(name); }

 private:
  const json::Value& values_;
};

int print_error(const std::string& code, const std::string& message, size_t position, const std::string& token) {
  fmt::print("{{\"error\":{{\"code\":{},\"message\":{},\"position\":{},\"token\":{}}}}}\n", code.empty() ? "null" : json::quoted(code),
             json::quoted(message), position, json::quoted(token));
  return 1;
}

json::Value run_once(const jsonata::Expression& expression, const Options& options) {
  const FileVariables variables(options.variables);
  jsonata::Environment environment;
  environment.input = options.input.is_undefined() ? nullptr : &options.input;
  environment.variables = &variables;
  environment.limits = options.limits;
  environment.now_millis = 1735689600000;
  return jsonata::evaluate(expression, environment);
}

json::Value names_of(const std::vector<jsonata::NameFact>& facts) {
  json::ArrayBuilder names;
  for (const auto& fact : facts) names.push(json::Value::string(fact.name));
  return names.build();
}

int print_facts(const jsonata::Expression& expression) {
  fmt::print("{{\"top\":{},\"vars\":{},\"failures\":[", json::to_json(names_of(expression.top_level_references())),
             json::to_json(names_of(expression.free_variables())));
  for (size_t i = 0; i < expression.failures().size(); ++i) fmt::print("{}\"{}\"", i == 0 ? "" : ",", expression.failures()[i].code);
  fmt::print("]}}\n");
  return 0;
}

int run(const Options& options) {
  const auto profile = options.states ? jsonata::Profile::StepFunctions : jsonata::Profile::Reference;
  const auto expression = jsonata::parse(options.expression, profile);
  if (!expression) {
    const auto& error = expression.error();
    return print_error(error.code, error.message, error.position, error.token);
  }
  if (options.facts) return print_facts(*expression);
  try {
    for (int i = 0; i < options.repeat; ++i) {
      const auto start = std::chrono::steady_clock::now();
      run_once(*expression, options);
      fmt::print(stderr, "{:.3f} ms\n", std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    const json::Value result = run_once(*expression, options);
    if (result.is_undefined())
      fmt::print("{{\"undefined\":true}}\n");
    else
      fmt::print("{{\"result\":{}}}\n", json::to_json(jsonata::to_output(result)));
  } catch (const jsonata::EvaluationError& error) {
    return print_error(error.error().code, error.error().message, error.error().position, error.error().token);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return run(parse_options(argc, argv));
}
