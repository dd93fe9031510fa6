#include "asl/flow.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "json/reader.h"

namespace sfn::asl {
namespace {

std::shared_ptr<const Program> program_of(std::string text) {
  auto source = std::make_shared<text::SourceFile>("test.asl.json", std::move(text));
  auto result = json::read_json(source);
  REQUIRE(result);
  return build(std::make_shared<json::Document>(std::move(*result)));
}

std::set<std::string> names(const Program& program, std::span<const StateId> states) {
  std::set<std::string> result;
  for (const StateId state : states) result.insert(std::string(program.state(state).name));
  return result;
}

constexpr std::string_view kLoop = R"({"StartAt": "A", "States": {
  "A": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Next": "B", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "F"}]},
  "B": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "A"}, {"Variable": "$.y", "IsPresent": true, "Next": "C"}], "Default": "B"},
  "C": {"Type": "Pass", "End": true},
  "D": {"Type": "Pass", "Next": "E"},
  "E": {"Type": "Pass", "Next": "D"},
  "F": {"Type": "Fail"},
  "G": {"Type": "Pass", "Next": "Nowhere"}}})";

TEST_CASE("edges are listed by state in the order Next, rules, Default, catchers") {
  const auto program = program_of(std::string(kLoop));
  const Flow flow(*program);
  std::string list;
  for (const Edge& edge : flow.edges()) {
    list += fmt::format("{} {} {}; ", program->state(edge.from).name, field_of(edge), program->state(edge.to).name);
  }
  CHECK(list == "A Next B; A Catch[0] F; B Choices[0] A; B Choices[1] C; B Default B; D Next E; E Next D; ");
  CHECK(flow.successors(program->find("B")->id).size() == 3);
  CHECK(flow.successors(program->find("G")->id).empty());
}

TEST_CASE("incoming edges are the successors read backwards") {
  const auto program = program_of(std::string(kLoop));
  const Flow flow(*program);
  std::set<std::string> from;
  for (const uint32_t edge : flow.incoming(program->find("B")->id)) from.insert(std::string(program->state(flow.edges()[edge].from).name));
  CHECK(from == std::set<std::string>{"A", "B"});
  CHECK(flow.incoming(program->find("G")->id).empty());
}

TEST_CASE("reachability starts at StartAt and follows error edges") {
  const auto program = program_of(std::string(kLoop));
  const Flow flow(*program);
  std::set<std::string> reachable, terminating;
  for (const State& state : program->states) {
    if (flow.is_reachable(state.id)) reachable.insert(std::string(state.name));
    if (flow.reaches_terminal(state.id)) terminating.insert(std::string(state.name));
  }
  CHECK(reachable == std::set<std::string>{"A", "B", "C", "F"});
  CHECK(terminating == std::set<std::string>{"A", "B", "C", "F"});
  CHECK(names(*program, flow.order(0)) == reachable);
  CHECK(program->state(flow.order(0).front()).name == "A");
}

TEST_CASE("components are the loops, numbered from the ends") {
  const auto program = program_of(std::string(kLoop));
  const Flow flow(*program);
  const auto component = [&](std::string_view name) { return flow.component(program->find(name)->id); };
  CHECK(component("A") == component("B"));
  CHECK(component("D") == component("E"));
  CHECK(component("A") != component("C"));
  CHECK(component("C") < component("A"));
  CHECK(flow.is_cycle(component("A")));
  CHECK(flow.is_cycle(component("D")));
  CHECK_FALSE(flow.is_cycle(component("C")));
  CHECK(names(*program, flow.members(component("E"))) == std::set<std::string>{"D", "E"});
  size_t members = 0;
  for (uint32_t i = 0; i < flow.components(); ++i) members += flow.members(i).size();
  CHECK(members == program->states.size());
}

TEST_CASE("a single state is a cycle only if it leads to itself") {
  const auto program = program_of(R"({"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"}, "B": {"Type": "Succeed"}}})");
  const Flow flow(*program);
  CHECK(flow.is_cycle(flow.component(0)));
  CHECK_FALSE(flow.is_cycle(flow.component(1)));
}

TEST_CASE("scopes are separate graphs") {
  const auto program = program_of(R"({"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
    {"StartAt": "X", "States": {"X": {"Type": "Pass", "Next": "Y"}, "Y": {"Type": "Pass", "End": true}}},
    {"StartAt": "Nope", "States": {"Z": {"Type": "Pass", "Next": "P"}}}]}}})");
  const Flow flow(*program);
  CHECK(names(*program, flow.order(0)) == std::set<std::string>{"P"});
  CHECK(names(*program, flow.order(1)) == std::set<std::string>{"X", "Y"});
  CHECK(flow.order(2).empty());
  CHECK(flow.edges().size() == 1);
}

TEST_CASE("reverse postorder puts a state before what follows it") {
  const auto program = program_of(R"({"StartAt": "A", "States": {
    "A": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsPresent": true, "Next": "D"}], "Default": "B"},
    "D": {"Type": "Succeed"}, "C": {"Type": "Pass", "Next": "D"}, "B": {"Type": "Pass", "Next": "C"}}})");
  const Flow flow(*program);
  std::string list;
  for (const StateId state : flow.order(0)) list += program->state(state).name;
  CHECK(list == "ABCD");
}

TEST_CASE("tens of thousands of states in a row need no stack") {
  std::string text = R"({"StartAt": "0", "States": {)";
  constexpr int kStates = 30'000;
  for (int i = 0; i < kStates; ++i) text += fmt::format(R"("{}": {{"Type": "Pass", "Next": "{}"}}, )", i, i + 1);
  text += fmt::format(R"("{}": {{"Type": "Pass", "Next": "1"}}}}}})", kStates);
  const auto program = program_of(std::move(text));
  const Flow flow(*program);
  CHECK(flow.order(0).size() == kStates + 1);
  CHECK(flow.components() == 2);
  CHECK_FALSE(flow.reaches_terminal(0));
}

TEST_CASE("a document that is no machine has an empty graph") {
  const auto program = program_of("[]");
  const Flow flow(*program);
  CHECK(flow.edges().empty());
  CHECK(flow.order(0).empty());
  CHECK(flow.components() == 0);
}

}  // namespace
}  // namespace sfn::asl
