// One fault, one finding: where several places share a cause, the first is reported and the others are its notes.
#include <doctest/doctest.h>

#include <string>

#include "json/reader.h"
#include "lint/linter.h"

using namespace sfn;

namespace {

diag::Findings lint_text(const std::string& text, const std::string& rule = {}) {
  auto read = json::read_json(std::make_shared<text::SourceFile>("test", text));
  REQUIRE(read);
  lint::Input input;
  input.document = std::make_shared<json::Document>(std::move(*read));
  lint::Options options;
  if (!rule.empty()) options.select = {rule};
  return lint::lint(input, options);
}

/// "severity pointer: message" and the notes below it.
std::string shown(const diag::Findings& findings) {
  std::string out;
  for (const diag::Finding& finding : findings.list()) {
    out += std::string(diag::name_of(finding.severity)) + " " + finding.pointer + ": " + finding.message + "\n";
    for (const diag::Note& note : finding.notes) out += "  " + note.message + "\n";
    if (!finding.help.empty()) out += "  help: " + finding.help + "\n";
  }
  return out;
}

std::string unreachable(const std::string& states) {
  return shown(lint_text(R"({"StartAt":"A","States":{"A":{"Type":"Pass","End":true},)" + states + "}}", "unreachable-state"));
}

std::string pass(const std::string& name, const std::string& next) {
  return "\"" + name + R"(":{"Type":"Pass",)" + (next.empty() ? R"("End":true})" : R"("Next":")" + next + "\"}");
}

}  // namespace

TEST_CASE("states that nothing leads to are a fault each, as AWS reports them") {
  CHECK(unreachable(pass("B", "") + "," + pass("C", "")) ==
        "error /States/B: no transition leads to state \"B\"\nerror /States/C: no transition leads to state \"C\"\n");
}

TEST_CASE("what only an unreachable state leads to is no further fault") {
  CHECK(unreachable(pass("B", "C") + "," + pass("C", "D") + "," + pass("D", "C")) ==
        "error /States/B: no transition leads to state \"B\"\n");
}

TEST_CASE("an island is one finding, where it is entered") {
  CHECK(unreachable(pass("B", "C") + "," + pass("C", "B")) ==
        "warning /States/B: state \"B\" can only be reached from states that are never reached\n  nor is \"C\" ever reached\n");
  // D hangs on the loop of B and C and stands before it
  CHECK(unreachable(pass("D", "") + "," + R"("B":{"Type":"Pass","Next":"C"},"C":{"Type":"Choice","Default":"D","Choices":[
          {"Variable":"$.a","IsPresent":true,"Next":"B"}]})") ==
        "warning /States/B: state \"B\" can only be reached from states that are never reached\n  nor is \"D\" ever reached\n"
        "  nor is \"C\" ever reached\n");
  CHECK(unreachable(pass("B", "B")) == "warning /States/B: state \"B\" can only be reached from itself\n");
}

TEST_CASE("two islands, and an island beside an orphan, are findings of their own") {
  CHECK(unreachable(pass("B", "B") + "," + pass("C", "C")) ==
        "warning /States/B: state \"B\" can only be reached from itself\nwarning /States/C: state \"C\" can only be reached from itself\n");
  CHECK(unreachable(pass("B", "B") + "," + pass("O", "")) ==
        "warning /States/B: state \"B\" can only be reached from itself\nerror /States/O: no transition leads to state \"O\"\n");
}

TEST_CASE("a large island names its size and some of its states") {
  std::string states;
  for (int i = 0; i < 20; ++i) {
    states += (i == 0 ? "" : ",") + pass("I" + std::to_string(i), "I" + std::to_string((i + 1) % 20));
  }
  const diag::Findings findings =
      lint_text(R"({"StartAt":"A","States":{"A":{"Type":"Pass","End":true},)" + states + "}}", "unreachable-state");
  REQUIRE(findings.list().size() == 1);
  CHECK(findings.list()[0].notes.size() == 8);
  CHECK(findings.list()[0].help == "20 states hang together here and are never reached");
}

TEST_CASE("what is to be filled in is told once for all places") {
  const auto task = [](const std::string& name, const std::string& region, const std::string& next) {
    return "\"" + name + R"(":{"Type":"Task","Resource":"arn:aws:lambda:)" + region + R"(:123456789012:function:f",)" +
           (next.empty() ? R"("End":true})" : R"("Next":")" + next + "\"}");
  };
  const std::string states =
      task("A", "REGION", "B") + "," + task("B", "us-east-X", "C") + "," + task("C", "REGION", "D") + "," + task("D", "REGION", "");
  CHECK(shown(lint_text(R"({"StartAt":"A","States":{)" + states + "}}", "stand-in-arn")) ==
        "info /States/A/Resource: \"REGION\" looks like something to be filled in, here and in 2 more ARNs\n"
        "info /States/B/Resource: \"us-east-X\" looks like something to be filled in\n");
}

TEST_CASE("another kind of file is one finding that says what it is") {
  const auto told = [](const std::string& text) { return shown(lint_text(text)); };
  CHECK(told(R"({"$schema":"x","version":1,"states":{"A":{"return":1}}})") ==
        "error : this looks like a mock file, not like a state machine\n  help: mock files are checked by sfnctl mocks check\n");
  CHECK(told(R"({"StateMachines":{"M":{"TestCases":{}}},"MockedResponses":{}})") ==
        "error : this looks like a mock file, not like a state machine\n  help: mock files are checked by sfnctl mocks check\n");
  CHECK(told(R"({"definition":"a.asl.json","cases":[]})") ==
        "error : this looks like a test suite, not like a state machine\n  help: suites are checked and run by sfnctl test\n");
  CHECK(told(R"({"stateMachineArn":"arn:x","definition":"{}"})") ==
        "error : this looks like an answer of AWS that holds a definition, not like a state machine\n"
        "  help: the definition is the text of its member \"definition\" (jq -r .definition)\n");
}

TEST_CASE("a misspelt States is no mock file") {
  CHECK(shown(lint_text(R"({"StartAt":"A","states":{"A":{"Type":"Pass","End":true}}})")) ==
        "error /states: a state machine has no field \"states\"\n");
}
