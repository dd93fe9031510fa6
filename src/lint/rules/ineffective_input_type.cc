#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// A listing has the form of a listing; only when its objects are opened does their format matter.
void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  for (const asl::State& state : program.states) {
    const auto* map = state.as<asl::Map>();
    if (map == nullptr || !map->item_reader || map->item_reader->resource.action != "listObjectsV2") continue;
    const json::NodeId config = document.find(map->item_reader->node, "ReaderConfig");
    const json::NodeId type = document.find(config, "InputType"), transformation = document.find(config, "Transformation");
    const bool opened = document.is_string(transformation) && document.text(transformation) != "NONE";
    if (type == json::kNoNode || opened) continue;
    report.at_key(type, "a listing of objects has no InputType").help =
        "to read the items in the objects, add \"Transformation\": \"LOAD_AND_FLATTEN\"; else leave InputType away";
  }
}

}  // namespace

extern const Rule ineffective_input_type{
    .name = "ineffective-input-type",
    .severity = diag::Severity::Warning,
    .summary = "an InputType for s3:listObjectsV2, whose objects are not opened",
    .explanation =
        R"~(The items of s3:listObjectsV2 are the entries of the listing. InputType says in which format data is; it matters only where the
Transformation LOAD_AND_FLATTEN opens the objects.)~",
    .bad = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": { "Resource": "arn:aws:states:::s3:listObjectsV2", "ReaderConfig": { "InputType": "JSON" }, "Parameters": { "Bucket": "b" } },
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
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:listObjectsV2",
        "ReaderConfig": { "InputType": "JSON", "Transformation": "LOAD_AND_FLATTEN" },
        "Parameters": { "Bucket": "b" }
      },
      "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry
