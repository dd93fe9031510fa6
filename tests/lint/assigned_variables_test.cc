// Which variables have a value where: "always", "sometimes" or "never" when a state is entered.
#include "lint/assigned_variables.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "lint/program_of.h"

namespace sfn::lint {
namespace {

std::string known(const std::string& states, std::string_view state, std::string_view name = "v") {
  const auto program = program_of(fmt::format(R"({{"StartAt": "A", "States": {{{}}}}})", states));
  const asl::Flow flow(*program);
  const AssignedVariables variables(flow);
  const asl::StateId id = program->find(state)->id;
  return variables.always(id, name) ? "always" : variables.sometimes(id, name) ? "sometimes" : "never";
}

TEST_CASE("Assign takes effect behind the state") {
  const std::string states = R"("A": {"Type": "Pass", "Assign": {"v.$": "$.x"}, "Next": "B"}, "B": {"Type": "Succeed"})";
  CHECK(known(states, "A") == "never");
  CHECK(known(states, "B") == "always");
}

TEST_CASE("an error edge carries what the catcher assigns only") {
  const std::string states = R"("A": {"Type": "Task", "Resource": "x", "Assign": {"v": 1}, "Next": "B",
    "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"e": 1}, "Next": "C"}]}, "B": {"Type": "Pass", "Next": "C"}, "C": {"Type": "Succeed"})";
  CHECK(known(states, "B") == "always");
  CHECK(known(states, "B", "e") == "never");
  CHECK(known(states, "C") == "sometimes");
  CHECK(known(states, "C", "e") == "sometimes");
}

TEST_CASE("a rule's Assign replaces the state's, which counts for the Default") {
  const std::string states = R"("A": {"Type": "Choice", "Assign": {"d": 1}, "Default": "C", "Choices": [
    {"Variable": "$.x", "IsPresent": true, "Assign": {"v": 1}, "Next": "B"}]}, "B": {"Type": "Succeed"}, "C": {"Type": "Succeed"})";
  CHECK(known(states, "B") == "always");
  CHECK(known(states, "B", "d") == "never");
  CHECK(known(states, "C", "d") == "always");
  CHECK(known(states, "C") == "never");
}

TEST_CASE("a Choice that asks for a variable knows") {
  CHECK(known(R"("A": {"Type": "Choice", "Default": "B", "Choices": [{"Variable": "$v", "IsPresent": true, "Next": "C"}]},
    "B": {"Type": "Pass", "Assign": {"v": 1}, "Next": "C"}, "C": {"Type": "Succeed"})",
              "C") == "always");
}

TEST_CASE("a loop's first round counts") {
  const std::string states = R"("A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Choice", "Default": "C", "Choices": [
    {"Variable": "$.x", "IsPresent": true, "Next": "D"}]}, "C": {"Type": "Pass", "Assign": {"v": 1}, "Next": "B"}, "D": {"Type": "Succeed"})";
  CHECK(known(states, "B") == "sometimes");
  CHECK(known(states, "D") == "sometimes");
}

TEST_CASE("branches see outer variables, the children of a distributed Map do not") {
  const auto map = [](std::string_view config) {
    return fmt::format(
        R"("A": {{"Type": "Pass", "Assign": {{"v": 1}}, "Next": "B"}}, "B": {{"Type": "Map", "Assign": {{"w": 1}}, "Next": "D",
      "ItemProcessor": {{{} "StartAt": "C", "States": {{"C": {{"Type": "Pass", "Assign": {{"i": 1}}, "End": true}}}}}}}}, "D": {{"Type": "Succeed"}})",
        config);
  };
  CHECK(known(map(""), "C") == "always");
  CHECK(known(map(""), "C", "w") == "never");
  CHECK(known(map(""), "D", "i") == "never");
  CHECK(known(map(R"("ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},)"), "C") == "never");
}

TEST_CASE("with too many variables nothing is claimed") {
  std::string members;
  for (size_t i = 0; i <= kMaxTrackedVariables; ++i) members += fmt::format(R"({}"v{}": 1)", i == 0 ? "" : ", ", i);
  const std::string states = fmt::format(R"("A": {{"Type": "Pass", "Assign": {{{}}}, "Next": "B"}}, "B": {{"Type": "Succeed"}})", members);
  CHECK(known(states, "A", "v1") == "always");
}

TEST_CASE("an unreachable state claims nothing") {
  CHECK(known(R"("A": {"Type": "Pass", "Assign": {"v": 1}, "End": true}, "B": {"Type": "Succeed"})", "B") == "always");
}

}  // namespace
}  // namespace sfn::lint
