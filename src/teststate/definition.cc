#include "teststate/definition.h"

#include <fmt/format.h>

#include <set>

#include "json/reader.h"
#include "json/writer.h"
#include "lint/linter.h"
#include "teststate/refusal.h"

namespace sfn::teststate {
namespace {

std::string in_words(const diag::Finding& finding) {
  const std::string_view code = finding.aws_code.empty() ? "SCHEMA_VALIDATION_FAILED" : std::string_view(finding.aws_code);
  const std::string& message = finding.aws_message.empty() ? finding.message : finding.aws_message;
  return fmt::format("{}: {}{}{}", code, message, finding.location.empty() ? "" : " at ", finding.location);
}

/// Throws if the service would refuse what is in the input.
void refuse_errors(const lint::Input& input) {
  lint::Options options;
  options.suppressions = false;
  std::string words;
  const diag::Findings findings = lint::lint(input, options);
  for (const diag::Finding& finding : findings.list()) {
    if (finding.severity == diag::Severity::Error) words += (words.empty() ? "" : ", ") + in_words(finding);
  }
  if (!words.empty()) throw Refusal(fmt::format("Invalid State Machine Definition: '{}'", words));
}

std::shared_ptr<const json::Document> read(std::string text) {
  auto document = json::read_json(std::make_shared<const text::SourceFile>("definition", std::move(text)));
  if (!document) {
    refuse_errors({nullptr, 0, &document.error()});
    throw Refusal("Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: " + document.error().message + "'");
  }
  return std::make_shared<const json::Document>(std::move(*document));
}

std::string machine_around(std::string_view state, const std::set<std::string_view>& others) {
  std::string text = fmt::format(R"({{"StartAt":"{0}","States":{{"{0}":{1})", kStateName, state);
  for (const std::string_view name : others) text += fmt::format(",{}:{{\"Type\":\"Succeed\"}}", json::quoted(name));
  return text + "}}";
}

/// The states that a state by itself leads to: nobody defines them, and nothing is wrong with that.
std::set<std::string_view> targets_of(const asl::Program& program) {
  std::set<std::string_view> names;
  for (const asl::TransitionUse& use : program.transitions) {
    const asl::Transition& transition = *use.transition;
    if (use.scope == 0 && use.state != asl::kNone && transition.target == asl::kNone && !transition.name.empty())
      names.insert(transition.name);
  }
  return names;
}

/// The first pass is for the names of the targets.
std::shared_ptr<const json::Document> machine_of(const std::string& definition) {
  read(definition);
  const auto alone = asl::build(read(machine_around(definition, {})));
  return read(machine_around(definition, targets_of(*alone)));
}

}  // namespace

TestedState find_state(const std::string& definition, const std::optional<std::string>& state_name) {
  const auto document = state_name ? read(definition) : machine_of(definition);
  refuse_errors({document, json::Document::root(), nullptr});
  TestedState tested{asl::build(document), nullptr};
  tested.state = tested.program->find(state_name ? std::string_view(*state_name) : kStateName);
  if (tested.state == nullptr) throw Refusal("State not found in definition");
  return tested;
}

}  // namespace sfn::teststate
