#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  for (const asl::State& state : program.states) {
    const auto* map = state.as<asl::Map>();
    if (map == nullptr || !map->result_writer) continue;
    const json::NodeId writer = document.find(state.node, "ResultWriter");
    const auto has = [&](std::string_view name) { return document.find(writer, name) != json::kNoNode; };
    if (has("Resource") || has("WriterConfig")) continue;
    report.at_object(writer, "the ResultWriter says neither where (Resource) nor how (WriterConfig) results are written");
  }
}

}  // namespace

extern const Rule writer_without_target{
    .name = "writer-without-target",
    .severity = diag::Severity::Warning,
    .summary = "a ResultWriter with neither Resource nor WriterConfig",
    .explanation = R"~(A ResultWriter needs a Resource with its Parameters or Arguments, a WriterConfig, or both.)~",
    .bad = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ResultWriter": { "Parameters": { "Bucket": "b", "Prefix": "out" } },
      "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Parameters": { "Bucket": "b", "Prefix": "out" } },
      "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry
