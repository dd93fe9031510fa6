#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// The missing field may be the one that is misspelt.
bool holds_unknown(const json::Document& document, json::NodeId config, const Report& report) {
  for (const json::NodeId child : document.children(config)) {
    if (report.is_rejected(child)) return true;
  }
  return false;
}

void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  for (const asl::State& state : program.states) {
    const auto* map = state.as<asl::Map>();
    if (map == nullptr || !map->item_reader) continue;
    const json::NodeId config = document.find(map->item_reader->node, "ReaderConfig");
    if (!document.is_object(config) || holds_unknown(document, config, report)) continue;
    if (map->item_reader->input_type == "CSV" && document.find(config, "CSVHeaderLocation") == json::kNoNode) {
      report.at_object(config, "CSV needs CSVHeaderLocation: FIRST_ROW or GIVEN").aws_message =
          "The field 'CSVHeaderLocation' is required but was missing";
    } else if (map->item_reader->csv_header_location == "GIVEN" && document.find(config, "CSVHeaders") == json::kNoNode) {
      report.at_object(config, "with CSVHeaderLocation GIVEN the field CSVHeaders is needed").aws_message =
          "The field 'CSVHeaders' is required but was missing";
    }
  }
}

}  // namespace

extern const Rule incomplete_csv_config{
    .name = "incomplete-csv-config",
    .severity = diag::Severity::Error,
    .summary = "a CSV reader that does not say where its headers are",
    .explanation = R"~("InputType": "CSV" needs CSVHeaderLocation, and GIVEN needs the CSVHeaders.)~",
    .bad = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "GIVEN" }, "Parameters": { "Bucket": "b", "Key": "items" } },
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
      "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["id", "sku"] }, "Parameters": { "Bucket": "b", "Key": "items" } },
      "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry
