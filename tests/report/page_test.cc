#include <doctest/doctest.h>

#include <fmt/format.h>

#include "json/reader.h"
#include "report/run_page.h"
#include "report/suite_runs.h"
#include "run_fixture.h"

namespace sfn::report {
namespace {

RunRecord record_of(const asl::Program& program, const std::string& input, const std::string& script) {
  RunRecorder recorder(program);
  const sim::ExecutionResult result = listened(program, input, script, recorder.sink(), recorder.probe());
  return recorder.finish(result);
}

Page page_of(const asl::Program& program, RunRecord record) {
  Page page;
  page.title = "orders.asl.json";
  page.definitions.push_back(page_definition(program, page.title));
  page.runs.emplace_back();
  page.runs[0].record = std::move(record);
  return page;
}

json::Value data_of(const std::string& html) {
  const size_t begin = html.find("id=\"data\">") + 10;
  const auto data = json::parse_json(html.substr(begin, html.find("</script>", begin) - begin));
  REQUIRE(data);
  return *data;
}

const char* const kRetried = R"({"StartAt":"Charge","States":{
  "Charge":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:charge","Assign":{"last.$":"$.ok"},
            "Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":3,"MaxAttempts":2}],"Catch":[{"ErrorEquals":["States.ALL"],"Next":"Sorry"}],"Next":"Each"},
  "Each":{"Type":"Map","ItemsPath":"$.items","ItemProcessor":{"StartAt":"In","States":{
            "In":{"Type":"Pass","Assign":{"inner":1},"End":true}}},"Next":"Done"},
  "Done":{"Type":"Succeed"},"Sorry":{"Type":"Fail","Error":"Sorry"}}})";

}  // namespace

TEST_CASE("a record has attempts and the pauses between them on the time line") {
  const auto program = program_of(kRetried);
  const RunRecord record =
      record_of(*program, "{}", R"({"Charge":[{"throw":{"error":"Busy"},"takes":500},{"return":{"ok":7,"items":[1,2]},"takes":250}]})");
  REQUIRE(record.steps.size() == 5);
  const RunRecord::Step& charge = record.steps[0];
  REQUIRE(charge.spans.size() == 3);
  using Kind = RunRecord::Span::Kind;
  CHECK((charge.spans[0].kind == Kind::Failed && charge.spans[0].start == 0 && charge.spans[0].end == 500));
  CHECK((charge.spans[1].kind == Kind::Pause && charge.spans[1].start == 500 && charge.spans[1].end == 3500));
  CHECK((charge.spans[2].kind == Kind::Answered && charge.spans[2].start == 3500 && charge.spans[2].end == 3750));
  CHECK(charge.outcome == RunRecord::Step::Outcome::Good);
  REQUIRE(record.calls.size() == 2);
  CHECK((record.calls[0].error == "Busy" && record.calls[0].attempt == 0));
  CHECK((record.calls[1].error.empty() && record.calls[1].attempt == 1 && record.calls[1].end == 3750));
  CHECK(record.duration == 3750);
}

TEST_CASE("a record tells caught failures from others, and counts both on the graph") {
  const auto program = program_of(kRetried);
  const RunRecord record = record_of(*program, "{}", R"({"Charge":[{"throw":{"error":"Fraud"}}]})");
  REQUIRE(record.steps.size() == 2);
  CHECK(record.steps[0].outcome == RunRecord::Step::Outcome::Caught);
  CHECK(record.steps[1].outcome == RunRecord::Step::Outcome::Failed);
  CHECK(record.error == "Sorry");
  REQUIRE(record.nodes.size() == 2);
  CHECK((record.nodes[0].failed == 1 && record.nodes[0].caught == 1));
  CHECK((record.nodes[1].failed == 1 && record.nodes[1].caught == 0));
}

TEST_CASE("variables of iterations are in scopes of their own") {
  const auto program = program_of(kRetried);
  const RunRecord record = record_of(*program, "{}", R"({"Charge":[{"return":{"ok":7,"items":[1,2]}}]})");
  REQUIRE(record.steps.size() == 5);
  CHECK(record.steps[0].scope == 0);
  CHECK(record.scopes[0].fresh);
  CHECK(record.texts[record.steps[0].assigned] == R"({"last":7})");
  const RunRecord::Step &first = record.steps[2], &second = record.steps[3];
  CHECK(first.scope != second.scope);
  CHECK((record.scopes[first.scope].parent == 0 && !record.scopes[first.scope].fresh));
  CHECK(record.steps[1].done > 2);  // the Map is left behind its iterations
}

TEST_CASE("what runs beside a branch that fails is aborted then, not at the end of the run") {
  const auto program = program_of(
      R"({"StartAt":"P","States":{"P":{"Type":"Parallel","Catch":[{"ErrorEquals":["States.ALL"],"Next":"W"}],"End":true,"Branches":[
    {"StartAt":"Slow","States":{"Slow":{"Type":"Wait","Seconds":50,"End":true}}},
    {"StartAt":"Short","States":{"Short":{"Type":"Wait","Seconds":2,"Next":"Bad"},"Bad":{"Type":"Fail","Error":"E"}}}]},
    "W":{"Type":"Wait","Seconds":100,"End":true}}})");
  const RunRecord record = record_of(*program, "{}", "{}");
  REQUIRE(record.steps.size() == 5);
  CHECK(record.steps[1].outcome == RunRecord::Step::Outcome::Aborted);
  CHECK(record.steps[1].end == 2000);
  CHECK(record.duration == 102000);
}

TEST_CASE("a page holds payloads as data only") {
  const std::string evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";
  const auto program = program_of(R"({"StartAt":")" + evil + R"(","States":{")" + evil + R"(":{"Type":"Fail","Error":")" + evil +
                                  R"(","Cause":")" + evil + R"("}}})");
  Page page = page_of(*program, record_of(*program, "{\"x\":\"" + evil + "\",\"" + evil + "\":1}", "{}"));
  page.title = evil;
  page.runs[0].title = evil;
  page.runs[0].problems = {evil};
  const std::string html = page_html(page);
  CHECK(html.find("<script>alert") == std::string::npos);
  CHECK(html.find("<img") == std::string::npos);
  CHECK(html.find("default-src 'none'") != std::string::npos);
  CHECK(html.find("unsafe-inline") == std::string::npos);
  CHECK(data_of(html).get("definitions")[0].get("states")[0][0] == json::Value::string(evil));
  CHECK(data_of(html).get("runs")[0].get("problems")[0] == json::Value::string(evil));
}

TEST_CASE("what a page leaves out is said in it") {
  const auto program = program_of(R"({"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Succeed"}}})");
  RunRecord record = record_of(*program, R"({"a":1})", "{}");
  CHECK(data_of(page_html(page_of(*program, record))).get("runs")[0].get("dropped") == json::Value::string(""));
  record.dropped_steps = 2;
  record.counts.events += 3;
  record.dropped_texts = 1;
  const std::string said(data_of(page_html(page_of(*program, record))).get("runs")[0].get("dropped").as_string());
  CHECK(said == "Not in this page: 2 later steps, 3 events (later ones, and those of child executions), 1 payload");
}

TEST_CASE("payloads beyond the bound are named by their size, and each one is kept once") {
  const auto program = program_of(R"({"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","End":true}}})");
  CHECK(page_size("a\"<") == 3 + 3 + 1 + 5);
  const size_t rest = page_size("\"\"");
  const std::string big = "\"" + std::string(kMaxPageData - rest, 'x') + "\"",
                    bigger = "\"" + std::string(kMaxPageData - rest + 1, 'x') + "\"";
  const RunRecord kept = record_of(*program, big, "{}");
  CHECK(kept.dropped_texts == 0);
  CHECK(kept.texts[kept.steps[0].data[0].second] == big);
  CHECK(kept.steps[0].data[0].second == kept.steps[1].data[0].second);
  const RunRecord cut = record_of(*program, bigger, "{}");
  CHECK(cut.dropped_texts > 0);
  CHECK(cut.texts[cut.steps[0].data[0].second] == fmt::format("\"not kept in this page: {} bytes\"", bigger.size()));
}

TEST_CASE("steps, calls and events beyond their bounds are counted") {
  const auto loop = program_of(
      R"({"StartAt":"M","QueryLanguage":"JSONata","States":{"M":{"Type":"Map","Items":"{% [1..$states.input] %}","Output":1,"End":true,
    "ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","Output":1,"End":true}}}}}})");
  CHECK(record_of(*loop, std::to_string(kMaxPageSteps - 1), "{}").dropped_steps == 0);  // the Map is a step as well
  const RunRecord cut = record_of(*loop, std::to_string(kMaxPageSteps), "{}");
  CHECK(cut.steps.size() == kMaxPageSteps);
  CHECK(cut.dropped_steps == 1);
  CHECK(cut.events.size() == kMaxPageEvents);
  CHECK(cut.counts.events > kMaxPageEvents);

  const auto calls = [](size_t count) {
    const auto retried = program_of(fmt::format(
        R"({{"StartAt":"T","States":{{"T":{{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","End":true,
    "Retry":[{{"ErrorEquals":["E"],"BackoffRate":1.0,"MaxAttempts":{}}}]}}}}}})",
        count - 1));
    return record_of(*retried, "{}", R"({"T":[{"throw":{"error":"E"}}]})");
  };
  CHECK(calls(kMaxPageCalls).dropped_calls == 0);
  CHECK(calls(kMaxPageCalls + 1).dropped_calls == 1);
}

TEST_CASE("a page of a suite has all cases and one picture a definition") {
  const auto program = program_of(kRetried);
  SuiteRuns runs(true);
  const suite::MakeListener make = runs.listener();
  suite::Results results;
  suite::SuiteResult suite;
  suite.path = "orders.sfntest.json";
  for (uint32_t i = 0; i < 2; ++i) {
    RunGraph own(*program);
    const auto listener = make(*program, "orders.asl.json", suite.path, {i * 10, i * 10 + 5});
    const sim::ExecutionResult result =
        listened(*program, "{}", R"({"Charge":[{"throw":{"error":"Fraud"}}]})", listener->sink(), listener->probe(own));
    listener->ended(i == 0 ? &result : nullptr);
    suite::CaseResult made;
    made.name = fmt::format("case {}", i);
    made.span = {i * 10, i * 10 + 5};
    made.outcome = i == 0 ? suite::Outcome::Failed : suite::Outcome::Error;
    made.differences.push_back({"output", "/refunded", "true", "false", false, {}});
    suite.cases.push_back(made);
  }
  results.suites.push_back(std::move(suite));
  size_t drawn = 0;
  const auto draw = [&](const graph::Graph& graph, std::string_view prefix) {
    ++drawn;
    return fmt::format("<svg>{} {}</svg>", prefix, graph.has_run ? graph.nodes[0].entered : 0);
  };
  CHECK(runs.pictures(draw).at("orders.asl.json") == "<svg>p0- 2</svg>");
  const Page page = runs.page(results, draw);
  CHECK(drawn == 2);
  CHECK(page.title == "0 of 2 test cases passed");
  REQUIRE(page.runs.size() == 2);
  CHECK(page.definitions.size() == 1);
  CHECK((page.runs[0].title == "case 0" && page.runs[0].outcome == "failed" && page.runs[0].record.steps.size() == 2));
  CHECK(page.runs[0].problems == std::vector<std::string>{"output at /refunded: expected true, got false"});
  CHECK((page.runs[1].outcome == "error" && page.runs[1].record.steps.size() == 2));
}

}  // namespace sfn::report
