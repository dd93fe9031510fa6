// Many expressions in one process, the engine alone: what the differential fuzzer and the timing table drive. One JSON object a line in,
// one a line out, in order.
//
//   in:  {"expr": "…", "data": …, "file": "…", "repeat": N, "steps": N, "range": N, "states": true}
//        data or file (JSON text) may be absent: no input; steps and range: less than an evaluation may take otherwise
//   out: {"result": …} | {"undefined": true} | {"function": true} | {"error": {"code": …, "message": …, "position": …}}
//        with "ms": the least processor time of N evaluations, where "repeat" asks for it
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "json/reader.h"
#include "json/writer.h"
#include "jsonata/evaluate.h"

namespace {

using namespace sfn;

struct Job {
  std::string expression;
  json::Value input;
  bool states = false;
  int repeat = 0;
  uint64_t steps = 0, range = 0;  // 0: as many as ever
};

json::Value parsed(const std::string& text, const std::string& what) {
  auto value = json::parse_json(text);
  if (value) return std::move(*value);
  fmt::print(stderr, "{}: {}\n", what, value.error().message);
  std::exit(2);
}

const json::Value& from_file(const std::string& name) {
  static std::map<std::string, json::Value> files;
  const auto known = files.find(name);
  if (known != files.end()) return known->second;
  std::ifstream in(name, std::ios::binary);
  return files.emplace(name, parsed({std::istreambuf_iterator<char>(in), {}}, name)).first->second;
}

Job job_of(const std::string& line) {
  const json::Value job = parsed(line, "request");
  const json::Value repeat = job.get("repeat"), steps = job.get("steps"), range = job.get("range"), file = job.get("file");
  return {std::string(job.get("expr").as_string()),
          file.is_string() ? from_file(std::string(file.as_string())) : job.get("data"),
          job.get("states").is_boolean(),
          repeat.is_int() ? static_cast<int>(repeat.as_int()) : 0,
          steps.is_int() ? static_cast<uint64_t>(steps.as_int()) : 0,
          range.is_int() ? static_cast<uint64_t>(range.as_int()) : 0};
}

std::string failed(const std::string& code, const std::string& message, size_t position) {
  return fmt::format("{{\"error\":{{\"code\":{},\"message\":{},\"position\":{}}}", code.empty() ? "null" : json::quoted(code),
                     json::quoted(message), position);
}

json::Value run_once(const jsonata::Expression& expression, const Job& job) {
  jsonata::Environment environment;
  environment.input = job.input.is_undefined() ? nullptr : &job.input;
  environment.limits = job.states ? jsonata::Limits::step_functions() : jsonata::Limits::reference();
  if (job.steps > 0) environment.limits.max_steps = job.steps;
  if (job.range > 0) environment.limits.max_range = job.range;
  environment.now_millis = 1735689600000;
  return jsonata::evaluate(expression, environment);
}

// Processor time, which equals the time on the clock where nothing else runs.
double processor_ms() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double shortest(const jsonata::Expression& expression, const Job& job) {
  const int group = job.repeat >= 1000 ? 100 : 1;  // short evaluations are timed a hundred at a time
  double best = 1e9;
  for (int i = 0; i < job.repeat; i += group) {
    const double start = processor_ms();
    for (int k = 0; k < group; ++k) run_once(expression, job);
    best = std::min(best, (processor_ms() - start) / group);
  }
  return best;
}

// Everything but the closing brace.
std::string answer(const Job& job) {
  const auto profile = job.states ? jsonata::Profile::StepFunctions : jsonata::Profile::Reference;
  const auto expression = jsonata::parse(job.expression, profile);
  if (!expression) return failed(expression.error().code, expression.error().message, expression.error().position);
  try {
    const json::Value result = run_once(*expression, job);
    std::string text = result.is_undefined() ? "{\"undefined\":true" : "{\"result\":" + json::to_json(jsonata::to_output(result));
    if (result.is_foreign()) text = "{\"function\":true";
    return job.repeat > 0 ? text + fmt::format(",\"ms\":{:.6f}", shortest(*expression, job)) : text;
  } catch (const jsonata::EvaluationError& error) {
    return failed(error.error().code, error.error().message, error.error().position);
  }
}

}  // namespace

int main() {
  std::string line;
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    if (c != '\n') {
      line += static_cast<char>(c);
      continue;
    }
    fmt::print("{}}}\n", answer(job_of(line)));
    std::fflush(stdout);
    line.clear();
  }
}
