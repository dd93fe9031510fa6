#include "cli/eval_hint.h"

#include <fmt/format.h>

#include "text/suggest.h"

namespace sfn::cli {

std::string hint_for(const jsonata::Expression& expression, const jsonata::Error& error) {
  if (error.code != "T1006") return {};
  for (const jsonata::CallFact& call : expression.calls()) {
    if (call.name != error.token || !call.variable || call.built_in || call.bound) continue;
    if (call.name == "eval" && expression.profile() == jsonata::Profile::StepFunctions) return "Step Functions has no $eval";
    const auto near = text::nearest(call.name, jsonata::built_in_names(expression.profile()));
    return near ? fmt::format("did you mean ${}?", *near) : fmt::format("there is no function ${}", call.name);
  }
  return {};
}

std::string hint_for(std::string_view refused_operator) {
  if (refused_operator == "??") return "write $exists(a) ? a : b";
  return refused_operator == "?:" ? "write a ? a : b" : "";
}

std::string hint_for_name(const jsonata::Expression& expression, const jsonata::NameFact& fact) {
  const std::string& name = fact.name;
  if (name.starts_with('$')) return "the input of the state is $states.input";
  for (const jsonata::CallFact& call : expression.calls()) {
    const bool bare = !call.variable && call.offset == fact.offset && jsonata::is_built_in(name, expression.profile());
    if (bare) return fmt::format("did you mean ${}?", name);
  }
  return fmt::format("the input of the state is $states.input: $states.input.{}? A variable is ${}", name, name);
}

std::string hint_for_member(std::string_view member) {
  if (member == "result") return "only Output and Assign of Task, Parallel and Map have a result";
  if (member == "errorOutput") return "only Output and Assign of a Catcher have an error output";
  const auto near = text::nearest(member, std::vector<std::string>{"input", "context", "result", "errorOutput"});
  return near ? fmt::format("did you mean $states.{}?", *near) : "$states has input and context";
}

}  // namespace sfn::cli
