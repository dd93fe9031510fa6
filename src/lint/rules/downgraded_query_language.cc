#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  if (program.language != asl::QueryLanguage::Jsonata) return;
  for (const asl::State& state : program.states) {
    if (state.language == asl::QueryLanguage::Jsonata) continue;
    const json::NodeId field = program.document->find(state.node, "QueryLanguage");
    auto& finding = report.at(field, "a state of a JSONata machine cannot be JSONPath");
    finding.aws_message = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
    finding.location = program.document->location(state.node);
    finding.help = "make the machine JSONPath and set JSONata on the states that want it";
  }
}

}  // namespace

extern const Rule downgraded_query_language{
    .name = "downgraded-query-language",
    .severity = diag::Severity::Error,
    .summary = "a JSONPath state in a JSONata machine",
    .explanation = R"~(A machine may be JSONPath with some states in JSONata, not the reverse.)~",
    .bad = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "QueryLanguage": "JSONPath", "End": true }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONPath",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "QueryLanguage": "JSONata", "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry
