#include <doctest/doctest.h>

#include <algorithm>

#include "asl/program.h"
#include "graph/condition.h"
#include "graph/diff.h"
#include "graph/dot.h"
#include "graph/mermaid.h"
#include "json/reader.h"
#include "support/golden.h"

namespace sfn::graph {
namespace {

std::shared_ptr<const asl::Program> program(std::string text) {
  auto document = json::read_json(std::make_shared<text::SourceFile>("machine.asl.json", std::move(text)));
  REQUIRE(document);
  return asl::build(std::make_shared<json::Document>(std::move(*document)));
}

std::shared_ptr<const asl::Program> order() {
  return program(support::read_text(support::testdata("reports/runs/order.asl.json")));
}

std::string condition(const std::string& rule) {
  const auto made =
      program(R"({"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[)" + rule + R"(],"Default":"S"},"S":{"Type":"Succeed"}}})");
  return condition_text(made->states[0].as<asl::Choice>()->choices[0].condition);
}

void check(const std::string& name, const std::string& text) {
  const std::string problem = support::compare_golden(support::testdata("reports/graphs/" + name), text);
  CHECK_MESSAGE(problem.empty(), problem);
}

const char* const kBefore = R"({"StartAt":"A","States":{
  "A":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:a","TimeoutSeconds":10,"Next":"B"},
  "B":{"Type":"Pass","Next":"C"},
  "C":{"Type":"Map","ItemProcessor":{"StartAt":"D","States":{"D":{"Type":"Pass","End":true}}},"Next":"E"},
  "E":{"Type":"Succeed"}}})";
const char* const kAfter = R"({"StartAt":"A","States":{
  "A":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:a","TimeoutSeconds":30,"Next":"C",
       "Catch":[{"ErrorEquals":["States.ALL"],"Next":"F"}]},
  "C":{"Type":"Map","ItemProcessor":{"StartAt":"X","States":{"X":{"Type":"Pass","End":true}}},"Next":"E"},
  "F":{"Type":"Fail"},
  "E":{"Type":"Succeed"}}})";

}  // namespace

TEST_CASE("conditions are short and readable") {
  CHECK(condition(R"({"Variable":"$.a","NumericGreaterThanEquals":3,"Next":"S"})") == "$.a >= 3");
  CHECK(condition(R"({"Variable":"$.a","StringEqualsPath":"$.b","Next":"S"})") == "$.a == $.b");
  CHECK(condition(R"({"Variable":"$.a","StringMatches":"x*","Next":"S"})") == "$.a matches \"x*\"");
  CHECK(condition(R"({"Variable":"$.a","IsPresent":false,"Next":"S"})") == "$.a is absent");
  CHECK(condition(R"({"Variable":"$.a","BooleanEquals":true,"Next":"S"})") == "$.a == true");
  CHECK(condition(R"({"Not":{"Variable":"$.a","IsNull":true},"Next":"S"})") == "not ($.a is null)");
  CHECK(
      condition(
          R"({"And":[{"Variable":"$.a","IsString":true},{"Or":[{"Variable":"$.b","IsNull":true},{"Variable":"$.c","NumericLessThan":1}]}],"Next":"S"})") ==
      "$.a is a string and ($.b is null or $.c < 1)");
  CHECK(short_text("  a \n\t b  ", 10) == "a b");
  CHECK(short_text("abcdef", 3) == "abc…");
  CHECK(short_text("abc", 3) == "abc");
}

TEST_CASE("a graph has a node a state, clusters for what containers hold, and every transition once") {
  const Graph graph = build(*order());
  CHECK(graph.nodes.size() == 15);  // 13 states, Start and End
  CHECK(graph.clusters.size() == 4);
  size_t catches = 0;
  for (const Edge& edge : graph.edges) catches += edge.kind == Edge::Kind::Catch ? 1U : 0U;
  CHECK(catches == 2);
  CHECK(graph.nodes[graph.node_of(2)].notes == std::vector<std::string>{"lambda charge", "↻ Busy ×2", "↻ States.Timeout ×1"});
}

TEST_CASE("Mermaid and DOT of an order") {
  Graph graph = build(*order());
  check("order.mmd", mermaid(graph));
  check("order.dot", dot(graph));
}

TEST_CASE("names are data in Mermaid and DOT") {
  const std::string evil = R"(1. \"];click n0 javascript:alert(1)%%{init}%% <script>&lt;`*_#)";
  const auto made = program(R"({"StartAt":")" + evil + R"(","States":{")" + evil + R"(":{"Type":"Pass","End":true}}})");
  const std::string text = mermaid(build(*made));
  const size_t body = text.find('\n');  // behind the first line nothing of the name is left that Mermaid could read
  for (const char* piece : {"<script", "%%", "\"]", "&lt;", "`", "*", "_", "];", "{init"})
    CHECK_MESSAGE(text.find(piece, body) == std::string::npos, piece);
  CHECK(text.find("#34;") != std::string::npos);
  CHECK(dot(build(*made)).find(R"(1. \"];click)") != std::string::npos);
  CHECK(dot(build(*made)).find("&amp;lt;") != std::string::npos);
}

TEST_CASE("a difference tells states, transitions and fields") {
  const Diff found = diff(*program(kBefore), *program(kAfter));
  REQUIRE(found.changes.size() == 4);
  const StateChange& a = found.changes[0];
  CHECK(a.name == "A");
  REQUIRE(a.fields.size() == 2);
  CHECK(a.fields[0].pointer == "/TimeoutSeconds");
  CHECK(a.fields[1].pointer == "/Catch");
  REQUIRE(a.transitions.size() == 3);
  CHECK((a.transitions[0].mark == Mark::Added && a.transitions[0].to == "C"));
  CHECK((a.transitions[1].mark == Mark::Added && a.transitions[1].to == "F"));
  CHECK((a.transitions[2].mark == Mark::Removed && a.transitions[2].to == "B"));
  CHECK((found.changes[1].name == "X" && found.changes[1].old_name == "D" && found.changes[1].scope == "C"));
  CHECK((found.changes[2].name == "F" && found.changes[2].mark == Mark::Added));
  CHECK((found.changes[3].name == "B" && found.changes[3].mark == Mark::Removed));
  check("diff.mmd", mermaid(diff_graph(*program(kBefore), *program(kAfter))));
}

TEST_CASE("no difference between a definition and itself, or one with its members in another order") {
  CHECK(diff(*order(), *order()).empty());
  const auto one = program(R"({"StartAt":"A","States":{"A":{"Type":"Pass","Result":{"a":1,"b":2},"End":true}}})");
  const auto other = program(R"({"States":{"A":{"End":true,"Result":{"b":2,"a":1},"Type":"Pass"}},"StartAt":"A"})");
  CHECK(diff(*one, *other).empty());
}

TEST_CASE("a rule that moved is no other transition") {
  const auto machine = [](const char* choices) {
    return program(std::string(R"({"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[)") + choices +
                   R"(]},"X":{"Type":"Succeed"},"Y":{"Type":"Succeed"}}})");
  };
  const char* x = R"({"Variable":"$.a","IsNull":true,"Next":"X"})";
  const char* y = R"({"Variable":"$.b","IsNull":true,"Next":"Y"})";
  const Diff found = diff(*machine((std::string(x) + "," + y).c_str()), *machine((std::string(y) + "," + x).c_str()));
  REQUIRE(found.changes.size() == 1);
  CHECK(found.changes[0].transitions.empty());
  CHECK_FALSE(found.changes[0].fields.empty());
}

TEST_CASE("a state that was renamed is one change, and so are the ways to it and what is inside of it") {
  const auto machine = [](const std::string& name, const std::string& inner) {
    return program(R"({"StartAt":"A","States":{"A":{"Type":"Pass","Next":")" + name + R"("},")" + name +
                   R"(":{"Type":"Map","ItemsPath":"$.x","ItemProcessor":{"StartAt":")" + inner + R"(","States":{")" + inner +
                   R"(":{"Type":"Wait","Seconds":3,"Next":"Z"},"Z":{"Type":"Succeed"}}},"End":true}}})");
  };
  const auto before = machine("M", "W"), after = machine("Each", "Rest");
  const Diff found = diff(*before, *after);
  REQUIRE(found.changes.size() == 2);
  CHECK((found.changes[0].name == "Each" && found.changes[0].old_name == "M"));
  CHECK((found.changes[1].name == "Rest" && found.changes[1].old_name == "W" && found.changes[1].scope == "Each"));
  for (const StateChange& change : found.changes) {
    CHECK(change.transitions.empty());
    CHECK(change.fields.empty());
  }
  const Graph both = diff_graph(*before, *after);
  for (const Node& node : both.nodes) CHECK((node.mark != Mark::Added && node.mark != Mark::Removed));
  for (const Edge& edge : both.edges) CHECK(edge.mark == Mark::None);
  CHECK(both.nodes[both.node_of(after->find("Each")->id)].notes.front() == "was M");
}

TEST_CASE("states that come and go with their container are told") {
  const auto made = program(R"({"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}})");
  const auto with = program(R"({"StartAt":"A","States":{"A":{"Type":"Pass","Next":"P"},"P":{"Type":"Parallel","End":true,"Branches":[
    {"StartAt":"I","States":{"I":{"Type":"Succeed"}}}]}}})");
  const Diff found = diff(*made, *with);
  REQUIRE(found.changes.size() == 3);
  CHECK((found.changes[2].name == "I" && found.changes[2].mark == Mark::Added && found.changes[2].scope == "P / branch 1"));
  const Diff back = diff(*with, *made);
  CHECK((back.changes[2].name == "I" && back.changes[2].mark == Mark::Removed));
}

TEST_CASE("a rule that differs behind the cut of its label is another one") {
  const auto machine = [](const std::string& text) {
    return program(R"({"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$.a","StringEquals":")" + std::string(90, 'x') +
                   text + R"(","Next":"S"}],"Default":"S"},"S":{"Type":"Succeed"}}})");
  };
  const Graph both = diff_graph(*machine("1"), *machine("2"));
  CHECK(std::count_if(both.edges.begin(), both.edges.end(), [](const Edge& edge) { return edge.mark != Mark::None; }) == 2);
}

TEST_CASE("labels leave out what says nothing, and count what they leave out") {
  const auto made = program(R"({"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":0,"End":true,
    "Retry":[{"ErrorEquals":["A"],"MaxAttempts":0},{"ErrorEquals":["Lambda.ServiceException","Lambda.AWSLambdaException","States.Timeout"]}],
    "ItemProcessor":{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":3,"End":true}}}}}})");
  const Graph graph = build(*made);
  CHECK(graph.nodes[0].notes == std::vector<std::string>{"no retry of A", "↻ Lambda.ServiceException +2 ×3"});
}

TEST_CASE("a machine without states is a picture too") {
  const auto made = program("{}");
  CHECK_FALSE(mermaid(build(*made)).empty());
  CHECK_FALSE(dot(build(*made)).empty());
  CHECK(diff(*made, *made).empty());
}

}  // namespace sfn::graph
