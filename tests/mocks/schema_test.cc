// schemas/mocks.schema.json is written by hand: here it is held to the reader.
#include "mock_fixture.h"
#include "support/published_schema.h"

namespace sfn::mocks {
namespace {

diag::Findings findings_of(const std::string& text) {
  diag::Findings findings;
  read_mock_file(document_of(text), json::Document::root(), {}, findings);
  return findings;
}

bool reader_accepts(const std::string& text) {
  return !findings_of(text).any_at_least(diag::Severity::Error);
}

std::string response(const std::string& members) {
  return R"({"states": {"A": {)" + members + "}}}";
}

const std::string kGood[] = {
    "{}",
    R"({"$schema": "s", "version": 1, "states": {}, "resources": {}, "defaults": {}, "objects": {}, "executions": {}, "context": {}})",
    R"({"states": {"A": []}})",
    R"({"states": {"A": [{"return": null}, {"return": false, "times": 2}]}, "resources": {"*": {"echo": true}}})",
    response(R"("return": 1)"),
    response(R"("payload": [])"),
    response(R"("throw": {})"),
    response(R"("throw": {"error": "E", "cause": {"a": 1}})"),
    response(R"("timeout": true)"),
    response(R"("compute": "{% $arguments.n * 2 %}")"),
    response(R"("echo": true, "comment": "c")"),
    response(R"("return": 1, "call": 0, "attempt": "1-2", "iteration": 3, "when": {"a": 1}, "times": "always")"),
    response(R"("return": 1, "call": "7", "iteration": [0, 2], "when": "{% $arguments.n = 1 %}")"),
    response(R"("return": 1, "duration": 1.5, "heartbeats": [1, "PT2S"], "submitted": {"MessageId": "m"})"),
    R"({"defaults": {"unmocked": "echo", "exhausted": "repeat-last", "duration": "PT1M30S"}})",
    R"({"defaults": {"unmocked": null, "exhausted": "fail", "duration": 0}})",
    R"({"objects": {"s3://b/k": {"json": [1]}, "s3://b/a/b": {"text": ""}, "s3://b/f": {"file": "f.csv"}}})",
    R"({"executions": {"arn:*": {"definition": "d.json"}, "arn:2": {"definition": "d.json", "mocks": "m.json", "stateMachine": "M"}}})",
    R"({"context": {"Execution": {"Id": "i"}, "State": {}, "StateMachine": {}, "Task": {"Token": "t"}, "Map": {}}})",
};

const std::string kBad[] = {
    "[1]",
    R"({"version": 2})",
    R"({"version": "1"})",
    R"({"$schema": 1})",
    R"({"state": {}})",
    R"({"states": []})",
    R"({"states": {"A": 1}})",
    R"({"states": {"A": [1]}})",
    R"({"resources": {"*": null}})",
    response(""),
    response(R"("return": 1, "throw": {})"),
    response(R"("return": 1, "echo": true)"),
    response(R"("returns": 1)"),
    response(R"("return": 1, "timeout": false)"),
    response(R"("throw": "E")"),
    response(R"("throw": {"Error": "E"})"),
    response(R"("throw": {"error": 1})"),
    response(R"("timeout": false)"),
    response(R"("echo": 1)"),
    response(R"("compute": "1 + 1")"),
    response(R"("compute": 1)"),
    response(R"("return": 1, "call": -1)"),
    response(R"("return": 1, "call": 1.5)"),
    response(R"("return": 1, "call": "a")"),
    response(R"("return": 1, "attempt": "1-")"),
    response(R"("return": 1, "iteration": "1")"),
    response(R"("return": 1, "iteration": [])"),
    response(R"("return": 1, "iteration": [-1])"),
    response(R"("return": 1, "times": 0)"),
    response(R"("return": 1, "times": "ever")"),
    response(R"("return": 1, "duration": -1)"),
    response(R"("return": 1, "duration": "5s")"),
    response(R"("return": 1, "heartbeats": 5)"),
    response(R"("return": 1, "heartbeats": ["x"])"),
    response(R"("return": 1, "comment": 1)"),
    R"({"defaults": {"unmocked": "ok"}})",
    R"({"defaults": {"exhausted": "again"}})",
    R"({"defaults": {"duration": "x"}})",
    R"({"defaults": {"times": 1}})",
    R"({"objects": {"b/k": {"json": 1}}})",
    R"({"objects": {"s3://b": {"json": 1}}})",
    R"({"objects": {"s3://b/": {"json": 1}}})",
    R"({"objects": {"s3://b/k": {}}})",
    R"({"objects": {"s3://b/k": {"json": 1, "text": ""}}})",
    R"({"objects": {"s3://b/k": {"text": 1}}})",
    R"({"objects": {"s3://b/k": {"body": 1}}})",
    R"({"objects": {"s3://b/k": "text"}})",
    R"({"executions": {"arn": {}}})",
    R"({"executions": {"arn": {"definition": 1}}})",
    R"({"executions": {"arn": {"definition": "d.json", "input": {}}}})",
    R"({"context": []})",
    R"({"context": {"Executions": {}}})",
    R"({"context": {"Execution": "arn"}})",
};

/// What a schema cannot say, or not well: the reader alone refuses it.
const std::string kOnlyReader[] = {
    response(R"("compute": "{% 1 + %}")"),
    response(R"("return": 1, "call": "3-1")"),
    response(R"("return": 1, "duration": "P1")"),
    response(R"("return": 1, "heartbeats": [2, 1])"),
    response(R"("return": 1, "when": {"$type": "text"})"),
    R"({"objects": {"s3://b/k": {"file": "../secret"}}})",
    R"({"states": {"A": {"return": 1}, "A": {"return": 2}}})",
};

}  // namespace

TEST_CASE("the mock file's schema accepts and refuses what the reader accepts and refuses") {
  const support::PublishedSchema schema("mocks");
  for (const std::string& text : kGood) {
    CAPTURE(text);
    CHECK(reader_accepts(text));
    CHECK(schema.accepts(text));
  }
  for (const std::string& text : kBad) {
    CAPTURE(text);
    CHECK_FALSE(reader_accepts(text));
    CHECK_FALSE(schema.accepts(text));
  }
  for (const std::string& text : kOnlyReader) {
    CAPTURE(text);
    CHECK_FALSE(reader_accepts(text));
    CHECK(schema.accepts(text));
  }
}

TEST_CASE("the mock file's schema has every member that the reader knows, and no other, each with a description") {
  const support::PublishedSchema schema("mocks");
  const std::string no_member = "\"" + std::string(support::kNoMember) + "\": 1";
  const struct {
    std::string part, text;
  } parts[] = {
      {"", "{" + no_member + "}"},
      {"response", response(R"("return": 1, )" + no_member)},
      {"response/throw", response(R"("throw": {)" + no_member + "}")},
      {"object", R"({"objects": {"s3://b/k": {)" + no_member + "}}}"},
      {"execution", R"({"executions": {"arn": {"definition": "d", )" + no_member + "}}}"},
      {"defaults", R"({"defaults": {)" + no_member + "}}"},
      {"context", R"({"context": {)" + no_member + "}}"},
  };
  for (const auto& row : parts) {
    CAPTURE(row.part);
    CHECK(schema.keys(row.part) == support::listed_members(findings_of(row.text)));
  }
}

}  // namespace sfn::mocks
