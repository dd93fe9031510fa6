// schemas/suite.schema.json is written by hand: here it is held to the reader.
#include "suite_fixture.h"
#include "support/published_schema.h"

namespace sfn::suite {
namespace {

diag::Findings findings_of(const std::string& text) {
  MemoryFiles files;
  files.texts["orders.asl.json"] = kOrders;
  files.texts["base.json"] = "{}";
  files.texts["in.json"] = "{}";
  files.texts["o.json"] = text;
  diag::Findings findings;
  std::vector<diag::FileReport> others;
  read_suite("o.json", files, {}, findings, others);
  return findings;
}

bool reader_accepts(const std::string& text) {
  return !findings_of(text).any_at_least(diag::Severity::Error);
}

std::string suite(const std::string& members) {
  return R"({"definition": "orders.asl.json", "cases": [])" + (members.empty() ? "" : ", " + members) + "}";
}
std::string test_case(const std::string& members) {
  return R"({"definition": "orders.asl.json", "cases": [{"name": "n")" + (members.empty() ? "" : ", " + members) + "}]}";
}
std::string expecting(const std::string& members) {
  return test_case("\"expect\": {" + members + "}");
}

const std::string kGood[] = {
    suite(""),
    suite(R"("$schema": "s", "version": 1, "comment": "c", "mocks": {}, "type": "express", "coverage": {})"),
    suite(R"("mocks": "base.json", "stateMachine": "M")"),
    suite(R"("coverage": {"states": 100, "transitions": 0, "choiceRules": 50.5, "catchers": 1, "retriers": 2, "maps": 3})"),
    test_case(""),
    test_case(R"("comment": "c", "input": null, "mocks": "base.json", "type": "standard", "executionName": "e")"),
    test_case(R"("inputFile": "in.json", "startTime": "2025-01-01T00:00:00Z", "seed": 7, "vars": {"x": 1}, "context": {})"),
    test_case(R"("from": "Init", "to": "Charge", "skip": "later", "snapshot": true, "mocks": {"states": {}})"),
    test_case(R"("skip": false)"),
    expecting(""),
    expecting(R"("status": "TIMED_OUT", "output": {"$any": true}, "error": "E", "cause": {"$regex": "x"}, "variables": {"x": 1})"),
    expecting(R"("path": ["Init"], "visited": ["Ship"], "notVisited": ["Pack"], "snapshot": false)"),
    expecting(R"("calls": {"Charge": 2, "Pack": {"count": {"$type": "number"}, "arguments": [{}, 1]}}, "retries": {"Charge": 1})"),
    expecting(R"("caught": {"Charge": "E"}, "duration": 5, "states": {"Init": {"input": 1, "output": 2, "count": 3}})"),
    expecting(R"("duration": {"min": "PT1S", "max": 5})"),
    expecting(R"("duration": "PT1M")"),
};

const std::string kBad[] = {
    "[]",
    R"({"cases": []})",
    R"({"definition": "orders.asl.json"})",
    R"({"definition": 1, "cases": []})",
    R"({"definition": "orders.asl.json", "cases": {}})",
    R"({"definition": "orders.asl.json", "cases": [1]})",
    R"({"definition": "orders.asl.json", "cases": [{}]})",
    R"({"definition": "orders.asl.json", "cases": [{"name": ""}]})",
    R"({"definition": "orders.asl.json", "cases": [{"name": 1}]})",
    suite(R"("version": 2)"),
    suite(R"("$schema": 1)"),
    suite(R"("comment": 1)"),
    suite(R"("case": [])"),
    suite(R"("mocks": 1)"),
    suite(R"("type": "EXPRESS")"),
    suite(R"("coverage": 100)"),
    suite(R"("coverage": {"states": 101})"),
    suite(R"("coverage": {"states": -1})"),
    suite(R"("coverage": {"states": "all"})"),
    suite(R"("coverage": {"lines": 1})"),
    test_case(R"("inputs": {})"),
    test_case(R"("comment": 1)"),
    test_case(R"("inputFile": 1)"),
    test_case(R"("mocks": [])"),
    test_case(R"("type": 1)"),
    test_case(R"("executionName": 1)"),
    test_case(R"("startTime": 1)"),
    test_case(R"("seed": -1)"),
    test_case(R"("seed": "1")"),
    test_case(R"("vars": [])"),
    test_case(R"("context": 1)"),
    test_case(R"("from": 1)"),
    test_case(R"("to": 1)"),
    test_case(R"("skip": 1)"),
    test_case(R"("snapshot": "yes")"),
    test_case(R"("expect": [])"),
    expecting(R"("outputs": 1)"),
    expecting(R"("status": "DONE")"),
    expecting(R"("path": "Init")"),
    expecting(R"("path": [1])"),
    expecting(R"("visited": {})"),
    expecting(R"("notVisited": [null])"),
    expecting(R"("calls": [])"),
    expecting(R"("calls": {"Charge": "once"})"),
    expecting(R"("calls": {"Charge": {"times": 1}})"),
    expecting(R"("calls": {"Charge": {"arguments": {}}})"),
    expecting(R"("retries": 2)"),
    expecting(R"("caught": "E")"),
    expecting(R"("duration": -1)"),
    expecting(R"("duration": "5 s")"),
    expecting(R"("duration": {"least": 1})"),
    expecting(R"("states": {"Init": 1})"),
    expecting(R"("states": {"Init": {"result": 1}})"),
    expecting(R"("snapshot": 1)"),
};

/// What a schema cannot say: the reader alone refuses it.
const std::string kOnlyReader[] = {
    test_case(R"("input": {}, "inputFile": "in.json")"),
    test_case(R"("from": "Nowhere")"),
    test_case(R"("startTime": "yesterday")"),
    test_case(R"("mocks": {"state": {}})"),
    expecting(R"("visited": ["Nowhere"])"),
    expecting(R"("output": {"$regx": "a"})"),
    expecting(R"("duration": {"min": 2, "max": 1})"),
    R"({"definition": "orders.asl.json", "cases": [{"name": "a"}, {"name": "a"}]})",
};

}  // namespace

TEST_CASE("the suite's schema accepts and refuses what the reader accepts and refuses") {
  const support::PublishedSchema schema("suite");
  for (const std::string& text : kGood) {
    CAPTURE(text);
    const auto findings = findings_of(text);
    for (const diag::Finding& finding : findings.list()) FAIL_CHECK(finding.message);
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

TEST_CASE("the suite's schema has every member that the reader knows, and no other, each with a description") {
  const support::PublishedSchema schema("suite");
  const std::string no_member = "\"" + std::string(support::kNoMember) + "\": 1";
  const struct {
    std::string part, text;
  } parts[] = {
      {"", suite(no_member)},
      {"coverage", suite("\"coverage\": {" + no_member + "}")},
      {"case", test_case(no_member)},
      {"expect", expecting(no_member)},
      {"expect/calls", expecting("\"calls\": {\"Charge\": {" + no_member + "}}")},
      {"expect/states", expecting("\"states\": {\"Init\": {" + no_member + "}}")},
      {"expect/duration", expecting("\"duration\": {" + no_member + "}")},
  };
  for (const auto& row : parts) {
    CAPTURE(row.part);
    CHECK(schema.keys(row.part) == support::listed_members(findings_of(row.text)));
  }
}

}  // namespace sfn::suite
