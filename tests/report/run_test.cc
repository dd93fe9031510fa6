#include <doctest/doctest.h>

#include "json/reader.h"
#include "report/data_lines.h"
#include "report/duration.h"
#include "report/fold.h"
#include "report/report.h"
#include "report/run_graph.h"
#include "run_fixture.h"
#include "support/golden.h"

namespace sfn::report {
namespace {

const char* const kScript = R"({
  "Charge": [{"throw": {"error": "Busy", "cause": "try later"}}, {"throw": {"error": "Busy", "cause": "try later"}},
             {"throw": {"error": "Busy", "cause": "try later"}, "takes": 1500}],
  "Mail": [{"return": {"MessageId": "m-1"}, "takes": 250}],
  "Wrap": [{"return": {"wrapped": true}, "takes": 2000}]})";
const char* const kInput = R"({"total": 250, "items": [{"fragile": true}, {"fragile": false}, {"fragile": true}, {"fragile": false},
  {"fragile": false}, {"fragile": false}, {"fragile": false}]})";

void check(const std::string& name, const std::string& text) {
  const std::string problem = support::compare_golden(support::testdata("reports/runs/" + name), text);
  CHECK_MESSAGE(problem.empty(), problem);
}

size_t lines_in(const std::string& text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("an order with retries, a catcher, branches and iterations, as text and traced") {
  const auto program = program_in("reports/runs/order.asl.json");
  check("order.text", reported(*program, "text", kInput, kScript));
  check("order.trace", reported(*program, "text", kInput, kScript, {false, true}));
}

TEST_CASE("a failed execution, as text") {
  const auto program = program_in("reports/runs/order.asl.json");
  check("fraud.text", reported(*program, "text", kInput, R"({"Charge": [{"throw": {"error": "Fraud"}}]})"));
  check("runtime.text", reported(*program, "text", R"({"total": 5})", "{}"));
}

TEST_CASE("a loop is folded, with the last round told in full") {
  const auto program = program_in("reports/runs/poll.asl.json");
  check("poll.text", reported(*program, "text", R"({"n": 0})", "{}"));
}

TEST_CASE("iterations of a kind are counted, and what is written does not grow with them") {
  const auto program = program_of(R"({"StartAt":"M","States":{"M":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"P",
    "States":{"P":{"Type":"Pass","Next":"Q"},"Q":{"Type":"Pass","End":true}}}}}})");
  const auto items = [](size_t count) {
    std::string out = "[0";
    for (size_t i = 1; i < count; ++i) out += ",0";
    return out + "]";
  };
  const std::string text = reported(*program, "text", items(1000), "{}");
  CHECK(text.find("… 997 more iterations like this\n") != std::string::npos);
  const std::string trail = text.substr(0, text.find("\n\n"));
  CHECK(lines_in(trail) == 8);
}

TEST_CASE("JSON has the result and all events, event lines the same events one a line") {
  const auto program = program_in("reports/runs/order.asl.json");
  const auto whole = json::parse_json(reported(*program, "json", kInput, kScript));
  REQUIRE(whole);
  CHECK(whole->get("status") == json::Value::string("SUCCEEDED"));
  CHECK(whole->get("error").is_null());
  std::string lines = reported(*program, "events", kInput, kScript);
  size_t at = 0, count = 0;
  for (size_t end = lines.find('\n'); end != std::string::npos; at = end + 1, end = lines.find('\n', at), ++count) {
    const auto event = json::parse_json(lines.substr(at, end - at));
    REQUIRE(event);
    CHECK(*event == whole->get("events")[count]);
  }
  CHECK(count == whole->get("events").size());
}

TEST_CASE("output is only the output, and nothing if there is none") {
  const auto program = program_of(R"({"StartAt":"P","States":{"P":{"Type":"Pass","Result":[1,{"a":null}],"End":true}}})");
  CHECK(reported(*program, "output", "{}", "{}") == "[1,{\"a\":null}]\n");
  const auto fails = program_of(R"({"StartAt":"F","States":{"F":{"Type":"Fail","Error":"E"}}})");
  CHECK(reported(*fails, "output", "{}", "{}").empty());
}

TEST_CASE("text of the user's cannot steer the terminal") {
  const auto program = program_of(
      "{\"StartAt\":\"a\\u001b[2J\",\"States\":{\"a\\u001b[2J\":{\"Type\":\"Fail\",\"Error\":\"x\\u001b]0;t\\u0007\",\"Cause\":"
      "\"l1\\nl2\\u009b\"}}}");
  const std::string text = reported(*program, "text", "{}", "{}");
  for (const char c : text) CHECK((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
  CHECK(text.find("\xC2\x9B") == std::string::npos);
}

TEST_CASE("repetition is folded by its shortest round") {
  Folder folder;
  std::vector<std::string> out;
  const auto add = [&](uint64_t kind) { folder.add({kind, std::to_string(kind) + "\n", "@ "}, out); };
  add(9);
  for (int i = 0; i < 100; ++i) add(1), add(2);
  add(1);
  add(3);
  folder.flush(out);
  std::string text;
  for (const std::string& line : out) text += line;
  CHECK(text == "9\n1\n2\n1\n2\n1\n2\n@ … 97 more rounds of these 2 steps\n1\n3\n");
}

TEST_CASE("a single repetition is shown, not counted") {
  Folder folder;
  std::vector<std::string> out;
  for (int i = 0; i < 4; ++i) folder.add({1, "x\n", ""}, out);
  folder.flush(out);
  CHECK(out.size() == 4);
}

TEST_CASE("times are told in units that people use") {
  CHECK(duration_text(0) == "0 s");
  CHECK(duration_text(250) == "250 ms");
  CHECK(duration_text(2500) == "2.5 s");
  CHECK(duration_text(90'000) == "1 min 30 s");
  CHECK(duration_text(7'200'000) == "2 h");
  CHECK(duration_text(3 * 86'400'000 + 14'400'000) == "3 d 4 h");
  CHECK(clock_text(90'250) == "00:01:30.250");
  CHECK(clock_text(2 * 86'400'000LL) == "2d 00:00:00.000");
}

TEST_CASE("differences of data are marked") {
  const auto value = [](const char* text) { return *json::parse_json(text); };
  CHECK(changed_data_text(value(R"({"a":1,"b":2,"c":[1]})"), value(R"({"a":1,"b":3,"d":4,"c":[1,2]})"), "", Style(false)) ==
        "  {\n    \"a\": 1\n~   \"b\": 3\n+   \"d\": 4\n    \"c\": [\n      1\n+     2\n    ]\n  }\n");
  CHECK(changed_data_text(value(R"({"a":1,"b":2})"), value(R"({"a":1})"), "", Style(false)) == "  {\n    \"a\": 1\n-   \"b\": 2\n  }\n");
}

TEST_CASE("a run is counted on the graph") {
  const auto program = program_in("reports/runs/order.asl.json");
  RunGraph counts(*program);
  listened(*program, kInput, kScript, nullptr, &counts);
  graph::Graph graph = graph::build(*program);
  counts.lay_over(graph);
  const auto node = [&](std::string_view name) -> const graph::Node& { return graph.nodes[graph.node_of(program->find(name)->id)]; };
  CHECK(node("Charge").entered == 1);
  CHECK(node("Charge").retried == 2);
  CHECK(node("Charge").failed == 1);
  CHECK(node("Charge").caught == 1);
  CHECK(node("Charge").error == "Busy");
  CHECK(node("Wrap").entered == 2);
  CHECK(node("Refuse").entered == 0);
  for (const graph::Edge& edge : graph.edges) {
    if (edge.kind == graph::Edge::Kind::Start) CHECK(edge.taken == 1);
    if (edge.kind == graph::Edge::Kind::Catch) CHECK(edge.taken == (edge.index == 1 ? 1 : 0));
  }
}

TEST_CASE("several listeners hear what each wants") {
  const auto program = program_in("reports/runs/order.asl.json");
  RunGraph one(*program), two(*program);
  ProbeGroup group({&one, nullptr, &two});
  CHECK(group.wanted() == one.wanted());
  listened(*program, kInput, kScript, nullptr, &group);
  graph::Graph left = graph::build(*program), right = left;
  one.lay_over(left);
  two.lay_over(right);
  for (size_t i = 0; i < left.nodes.size(); ++i) CHECK(left.nodes[i].entered == right.nodes[i].entered);
}

}  // namespace sfn::report
