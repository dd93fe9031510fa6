#include "sim/result_writer.h"

#include <fmt/format.h>

#include "sim/data_flow.h"
#include "text/timestamp.h"

namespace sfn::sim {
namespace {

using json::Value;

Value included() {
  json::ObjectBuilder details;
  details.set("Included", Value::boolean(true));
  return details.build();
}

Value all_of(std::vector<Value>& results) {
  json::ArrayBuilder array(results.size());
  for (Value& value : results) array.push(std::move(value));
  return array.build();
}

Value flattened(const std::vector<Value>& results) {
  json::ArrayBuilder array;
  for (const Value& value : results) {
    if (value.is_array())
      array.append(value.items());
    else
      array.push(value);
  }
  return array.build();
}

std::string text_member(const Value& object, std::string_view name) {
  const Value& member = object.get(name);
  return member.is_string() ? std::string(member.as_string()) : std::string();
}

Value where_written(const asl::ResultWriter& writer, const Join& join, Scope& scope) {
  const Value parameters = writer.parameters ? fill(*writer.parameters, scope, "ResultWriter/Arguments") : Value();
  std::string prefix = text_member(parameters, "Prefix");
  if (!prefix.empty() && !prefix.ends_with('/')) prefix += '/';
  json::ObjectBuilder details;
  details.set("Bucket", Value::string(text_member(parameters, "Bucket")));
  details.set("Key", Value::string(fmt::format("{}{}/manifest.json", prefix, join.run_id)));
  json::ObjectBuilder result;
  result.set("MapRunArn", Value::string(join.run_arn));
  result.set("ResultWriterDetails", details.build());
  return result.build();
}

}  // namespace

Value execution_record(const Execution& execution, bool json_values) {
  const ExecutionResult& result = execution.result;
  const auto shown = [&](const Datum& datum) { return json_values ? datum.value : Value::string(text_of(datum)); };
  const bool succeeded = result.status == Status::Succeeded;
  json::ObjectBuilder record;
  if (result.cause) record.set("Cause", Value::string(*result.cause));
  if (result.error) record.set("Error", Value::string(*result.error));
  record.set("ExecutionArn", Value::string(result.arn));
  record.set("Input", shown(execution.input));
  record.set("InputDetails", included());
  record.set("Name", Value::string(result.name));
  if (succeeded) {
    record.set("Output", shown(result.output));
    record.set("OutputDetails", included());
  }
  record.set("RedriveCount", Value::integer(0));
  record.set("RedriveStatus", Value::string(succeeded ? "NOT_REDRIVABLE" : "REDRIVABLE"));
  if (succeeded) record.set("RedriveStatusReason", Value::string("Execution is SUCCEEDED and cannot be redriven"));
  record.set("StartDate", Value::string(text::format_timestamp(result.start)));
  record.set("StateMachineArn", Value::string(execution.info.state_machine_arn));
  record.set("Status", Value::string(name_of(result.status)));
  record.set("StopDate", Value::string(text::format_timestamp(result.stop)));
  return record.build();
}

bool wants_records(const asl::Map& map) {
  return map.result_writer && !map.result_writer->resource && map.result_writer->transformation == "NONE";
}

Value written_result(const asl::Map& map, Join& join, Scope& scope) {
  if (!map.result_writer) return all_of(join.results);
  if (map.result_writer->resource) return where_written(*map.result_writer, join, scope);
  if (map.result_writer->transformation == "FLATTEN") return flattened(join.results);
  return all_of(join.results);
}

}  // namespace sfn::sim
