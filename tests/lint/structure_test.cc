// One row per fault of structure: the fields of a state, and the findings as "rule@pointer".
#include <doctest/doctest.h>

#include <string>

#include "json/reader.h"
#include "lint/linter.h"

using namespace sfn;

namespace {

diag::Findings lint_text(std::string text, lint::Options options = {}) {
  auto read = json::read_json(std::make_shared<text::SourceFile>("test", std::move(text)));
  REQUIRE(read);
  lint::Input input;
  input.document = std::make_shared<json::Document>(std::move(*read));
  return lint::lint(input, options);
}

std::string shown(const diag::Findings& findings) {
  std::string out;
  for (const diag::Finding& finding : findings.list()) out += (out.empty() ? "" : " ") + std::string(finding.rule) + "@" + finding.pointer;
  return out;
}

/// Findings in a machine whose only work is state "S"; "Z" is there to go to.
std::string in_state(const std::string& fields, const std::string& machine = "") {
  lint::Options options;
  options.select = {"unknown-field",      "missing-field",
                    "mistyped-field",     "value-out-of-range",
                    "unknown-value",      "empty-field",
                    "conflicting-fields", "field-of-other-query-language",
                    "missing-transition", "rule-without-comparison",
                    "invalid-timestamp",  "schema"};
  return shown(lint_text("{" + machine + R"("StartAt":"S","States":{"S":{)" + fields + R"(},"Z":{"Type":"Succeed"}}})", options));
}

}  // namespace

TEST_CASE("structure of states") {
  struct Row {
    const char *fields, *expected;
  };
  const Row rows[] = {
      {R"("Type":"Pass","Next":"Z","End":true)", "conflicting-fields@/States/S/End"},
      {R"("Type":"Wait","Seconds":1,"SecondsPath":"$.s","Timestamp":"2026-01-01T00:00:00Z","Next":"Z")",
       "conflicting-fields@/States/S/SecondsPath"},
      {R"("Type":"Wait","Next":"Z")", "missing-field@/States/S"},
      {R"("Type":"Pass","Next":"Z","Retry":[])", "unknown-field@/States/S/Retry"},
      {R"("Type":"Wait","Seconds":1,"ResultPath":null,"Next":"Z")", "unknown-field@/States/S/ResultPath"},
      {R"("Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"Next":"Z"}],"Default":"Z","Next":"Z")",
       "unknown-field@/States/S/Next"},
      {R"("Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"IsString":true,"Next":"Z"}],"Default":"Z")",
       "conflicting-fields@/States/S/Choices/0/IsString"},
      {R"("Type":"Choice","Choices":[{"And":[{"Variable":"$.a","IsNull":true,"Next":"Z"}],"Next":"Z"}],"Default":"Z")",
       "unknown-field@/States/S/Choices/0/And/0/Next"},
      {R"("Type":"Choice","Choices":[{"Not":{"Variable":"$.a","IsNull":"no"},"Next":"Z"}],"Default":"Z")",
       "mistyped-field@/States/S/Choices/0/Not/IsNull"},
      {R"("Type":"Choice","Choices":[{"Or":[],"Next":"Z"}],"Default":"Z")", "empty-field@/States/S/Choices/0/Or"},
      {R"("Type":"Choice","Choices":[{"IsNull":true,"Next":"Z"}],"Default":"Z")", "missing-field@/States/S/Choices/0"},
      {R"("Type":"Task","Resource":"${F}","Next":"Z","Retry":[{"ErrorEquals":[]}])", "empty-field@/States/S/Retry/0/ErrorEquals"},
      {R"("Type":"Task","Resource":"${F}","Next":"Z","Retry":[{"ErrorEquals":["X"],"BackoffRate":0.3}])",
       "value-out-of-range@/States/S/Retry/0/BackoffRate"},
      {R"("Type":"Task","Resource":"${F}","Next":"Z","Retry":[{"ErrorEquals":["X"],"Next":"Z"}])", "unknown-field@/States/S/Retry/0/Next"},
      {R"("Type":"Task","Resource":"${F}","Next":"Z","Catch":[{"ErrorEquals":["X"]}])", "missing-field@/States/S/Catch/0"},
      {R"("Type":"Task","Resource":"${F}","Next":"Z","Retry":[],"Catch":[])", ""},
      {R"("Type":"Task","Resource":"${F}","Next":"Z","TimeoutSeconds":5.0)", ""},
      {R"("Type":"Task","Resource":"${F}","Next":"Z","TimeoutSeconds":5.5)", "mistyped-field@/States/S/TimeoutSeconds"},
      {R"("Type":"Task","Resource":"${F}","Next":"Z","TimeoutSeconds":"${T}")", ""},
      {R"("Type":"Task","Resource":"${F}","Next":"Z","Credentials":{})", "missing-field@/States/S/Credentials"},
      {R"("Type":"Pass","Next":"Z","ResultPath":null,"InputPath":null,"Result":null)", ""},
      {R"("Type":"Pass","Next":"Z","QueryLanguage":"jsonata")", "unknown-value@/States/S/QueryLanguage"},
      {R"("Type":"Pass","Next":"Z","Commment":"")", "unknown-field@/States/S/Commment"},
      {R"("Type":"Pass","Nxt":"Z")", "unknown-field@/States/S/Nxt"},
      {R"("Type":"Fail","Error":"E","ErrorPath":"$.e")", "conflicting-fields@/States/S/ErrorPath"},
      // a field under a wrong name is one fault, however far the name is
      {R"("type":"Pass","Next":"Z")", "unknown-field@/States/S/type"},
      {R"("Type":"Pass","Then":"Z")", "unknown-field@/States/S/Then"},
      {R"("Type":"Task","Lambda":"${F}","Next":"Z")", "unknown-field@/States/S/Lambda"},
      {R"("Type":"Task","Lambda":"${F}","Then":"Z")", "unknown-field@/States/S/Lambda unknown-field@/States/S/Then"},
      {R"("Type":"Task","Coment":"","Next":"Z")", "missing-field@/States/S unknown-field@/States/S/Coment"},
      {R"("Type":"Choice","Choices":[{"Value":"$.a","IsNull":true,"Next":"Z"}],"Default":"Z")", "unknown-field@/States/S/Choices/0/Value"},
      {R"("Type":"Choice","Choices":[{}],"Default":"Z")", "missing-field@/States/S/Choices/0"},
      // a Type that contradicts all the rest
      {R"("Type":"Pass","Choices":[{"Variable":"$.a","IsNull":true,"Next":"Z"}],"Default":"Z")", "unknown-field@/States/S/Type"},
      {R"("Type":"Pass","Resource":"${F}","Next":"Z","Retry":[],"Catch":[])", "unknown-field@/States/S/Type"},
      {R"("Type":"Succeed","Next":"Z")", "unknown-field@/States/S/Next"},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.fields));
    const std::string found = in_state(row.fields);
    CHECK(found == std::string(row.expected));
  }
}

TEST_CASE("a JSONata state takes expressions where the field is computed, and nowhere else") {
  const std::string machine = R"("QueryLanguage":"JSONata",)";
  CHECK(in_state(R"("Type":"Wait","Seconds":"{% $states.input.n %}","End":true)", machine) == "");
  CHECK(in_state(R"("Type":"Wait","Seconds":"soon","End":true)", machine) == "mistyped-field@/States/S/Seconds");
  CHECK(in_state(R"("Type":"Pass","Output":null,"End":true)", machine) == "");
  CHECK(in_state(R"("Type":"Pass","Parameters":{},"Result":1,"End":true)", machine) ==
        "field-of-other-query-language@/States/S/Parameters field-of-other-query-language@/States/S/Result");
}

TEST_CASE("a query language that is missing, misspelt or misplaced is one fault") {
  const std::string fields = R"("StartAt":"A","States":{"A":{"Type":"Pass","Output":"{% $states.input %}","Next":"B"},
    "B":{"Type":"Succeed","Output":"{% 1 %}"})";
  CHECK(shown(lint_text("{" + fields + "}}")) == "field-of-other-query-language@/States/A/Output");
  CHECK(shown(lint_text(R"({"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Wait","SecondsPath":"$.x","End":true}}})")) ==
        "field-of-other-query-language@/States/A/SecondsPath");  // and not one that is missing as well
  CHECK(shown(lint_text(R"({"QueryLanguage":"JSONATA",)" + fields + "}}")) == "unknown-value@/QueryLanguage");
  CHECK(shown(lint_text("{" + fields + R"(,"QueryLanguage":"JSONata"}})")) == "mistyped-field@/States/QueryLanguage");
  CHECK(shown(lint_text(R"({"QueryLanguage":"JSONata",)" + fields + "}}")) == "");
  const auto findings = lint_text("{" + fields + "}}");
  REQUIRE(findings.list().size() == 1);
  CHECK(findings.list()[0].help == "add \"QueryLanguage\": \"JSONata\" to the state machine");
}

TEST_CASE("a text where a number belongs: how it would be computed") {
  const auto help = [](const std::string& machine, const std::string& seconds) {
    const auto findings =
        lint_text("{" + machine + R"("StartAt":"W","States":{"W":{"Type":"Wait","Seconds":)" + seconds + R"(,"End":true}}})");
    REQUIRE(findings.list().size() == 1);
    return findings.list()[0].help;
  };
  CHECK(help("", R"("$.n")") == "to read it from the data, use SecondsPath");
  CHECK(help("", R"("soon")") == "");
  CHECK(help("", R"("5")") == "without quotes it is a number: 5");
  CHECK(help(R"("QueryLanguage":"JSONata",)", R"("5")") == "without quotes it is a number: 5");
  CHECK(help(R"("QueryLanguage":"JSONata",)", R"("$states.input.n")") == "an expression stands in {% %}");
}

TEST_CASE("a definition may have a mebibyte, and nearly that is a warning") {
  const std::string head = R"({"Comment":")", tail = R"(","StartAt":"A","States":{"A":{"Type":"Succeed"}}})";
  const auto of_size = [&](size_t size) { return lint_text(head + std::string(size - head.size() - tail.size(), 'x') + tail); };
  CHECK(of_size(943'000).empty());
  CHECK(shown(of_size(1'048'576)) == "oversized-definition@");
  CHECK(!of_size(1'048'576).any_at_least(diag::Severity::Error));
  CHECK(of_size(1'048'577).any_at_least(diag::Severity::Error));
}

TEST_CASE("a rule that presumes a sound definition is silent beside an error, and what suppresses it is not called unused") {
  const std::string text = R"({"StartAt":"A","States":{"A":{"Type":"Pass","Comment":"sfnctl:ignore unused-variable later",
    "Assign":{"v":1},"Foo":1,"End":true}}})";
  CHECK(shown(lint_text(text)) == "unknown-field@/States/A/Foo");
}

TEST_CASE("messages of AWS and its locations") {
  const auto findings = lint_text(R"({"StartAt":"S","States":{"S":{"Type":"Pass","End":true,"Retry":[]}}})");
  REQUIRE(findings.list().size() == 1);
  const diag::Finding& finding = findings.list()[0];
  CHECK(finding.aws_code == "SCHEMA_VALIDATION_FAILED");
  CHECK(finding.aws_message == "Field 'Retry' is not supported");
  CHECK(finding.location == "/States/S");
  CHECK(finding.pointer == "/States/S/Retry");
}

TEST_CASE("a transition to a neighbouring scope says where the state is") {
  const auto findings = lint_text(R"({"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
    {"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}, "C":{"Type":"Succeed"}}},
    {"StartAt":"B","States":{"B":{"Type":"Succeed"}}}]}}})");
  REQUIRE(!findings.empty());
  CHECK(findings.list()[0].rule == "missing-transition-target");
  CHECK(findings.list()[0].help == "state \"B\" is inside branch 2 of \"P\"; transitions cannot cross");
}

TEST_CASE("the contract's example: a misspelt target is suggested") {
  const auto findings = lint_text(R"({"StartAt":"A","States":{"A":{"Type":"Pass","Next":"Shipp"},"Ship":{"Type":"Succeed"}}})");
  REQUIRE(!findings.empty());
  const diag::Finding& finding = findings.list()[0];
  CHECK(finding.message == "Next names no state of this machine: \"Shipp\"");
  CHECK(finding.label == "did you mean \"Ship\"?");
  CHECK(finding.suggestion == "Ship");
  CHECK(finding.aws_code == "MISSING_TRANSITION_TARGET");
}

TEST_CASE("a Comment takes findings away, in its object only") {
  const char* machine = R"({"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B","Parameters":{"x":"$.a"}%s},
    "B":{"Type":"Pass","End":true,"Parameters":{"x":"$.a"}}}})";
  std::string text = machine;
  text.replace(text.find("%s"), 2, R"(,"Comment":"see the ticket. sfnctl:ignore unmarked-path, unused-variable a literal")");
  CHECK(shown(lint_text(text)) == "unused-suppression@/States/A/Comment unmarked-path@/States/B/Parameters/x");
}

TEST_CASE("options choose rules and severities") {
  const std::string text = R"({"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Parameters":{"x":"$.a"}}}})";
  lint::Options options;
  options.severities["unmarked-path"] = diag::Severity::Error;
  CHECK(lint_text(text, options).any_at_least(diag::Severity::Error));
  options.severities["unmarked-path"] = diag::Severity::Off;
  CHECK(lint_text(text, options).empty());
  options = {};
  options.ignore = {"unmarked-path"};
  CHECK(lint_text(text, options).empty());
  options = {};
  options.select = {"json-syntax"};
  CHECK(lint_text(text, options).empty());
  options.select = {"json-sintax"};
  CHECK(lint::unknown_rules(options) == std::vector<std::string>{"json-sintax"});
}
