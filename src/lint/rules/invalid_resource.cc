#include <fmt/format.h>

#include "asl/parse_expression.h"
#include "asl/placeholder.h"
#include "asl/resource.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void finish(diag::Finding& finding, std::string_view resource) {
  finding.aws_message = fmt::format(
      "The resource provided {} is not recognized. The value is not a valid resource ARN, or the resource is not "
      "available in this region.",
      resource);
}

bool is_open(const asl::Resource& resource) {
  return resource.node == json::kNoNode || resource.placeholder || asl::has_placeholder(resource.text);
}

/// `name` or `name:alias`: letters, digits, - and _ (and $LATEST, and the dots of qualified layers).
bool is_function_name(std::string_view text) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  if (asl::is_stand_in(text) || text.find_first_of("<{[%") == 0) return true;
  return !text.empty() && (text == "$LATEST" || text.find_first_not_of(kLetters) == std::string_view::npos);
}

void check_function(const asl::Resource& resource, Report& report) {
  const auto arn = asl::split_arn(resource.text);
  if (!arn || asl::has_placeholder(resource.text)) return;
  for (size_t i = 1; i < arn->rest.size(); ++i) {
    if (is_function_name(arn->rest[i])) continue;
    const auto begin = static_cast<size_t>(arn->rest[i].data() - resource.text.data());
    finish(report.inside(resource.node, begin, begin + arn->rest[i].size(),
                         fmt::format("\"{}\" is no {} of a Lambda function", arn->rest[i], i == 1 ? "name" : "version or alias")),
           resource.text);
  }
}

/// The ARN of a state machine or an execution names something, but nothing that a Task could call.
bool is_machine(const asl::Resource& resource) {
  return resource.kind == asl::Resource::Kind::Optimised &&
         (resource.service == "stateMachine" || resource.service == "execution" || resource.service == "express");
}

void check_machine(const asl::Resource& resource, Report& report) {
  auto& finding = report.at(resource.node, fmt::format("\"{}\" is nothing that a Task can call", resource.text));
  finding.help = "to start it, call arn:aws:states:::states:startExecution.sync:2 with the parameter StateMachineArn";
  finish(finding, resource.text);
}

void check_task(const asl::Resource& resource, Report& report) {
  if (is_machine(resource)) return check_machine(resource, report);
  if (resource.kind == asl::Resource::Kind::LambdaFunction) return check_function(resource, report);
  if (is_open(resource) || resource.kind != asl::Resource::Kind::Unknown || !report.document().is_string(resource.node)) return;
  const bool expression = asl::delimiters(resource.text) == asl::Delimiters::Both;
  auto& finding = report.at(resource.node, expression ? std::string("Resource is not evaluated: it must be an ARN")
                                                      : fmt::format("\"{}\" is nothing that a Task can call", resource.text));
  finding.help = "a Lambda function, an activity, arn:aws:states:::service:action or arn:aws:states:::aws-sdk:service:action";
  const size_t open = resource.text.rfind("${");
  if (open != std::string_view::npos && resource.text.find('}', open) == std::string_view::npos) {
    finding.help = "the placeholder lacks its closing brace";
  }
  finish(finding, resource.text);
}

/// ItemReader and ResultWriter take S3 actions only.
void check_s3(const asl::Resource& resource, std::string_view field, std::string_view first, std::string_view second, Report& report) {
  if (is_open(resource) || !report.document().is_string(resource.node)) return;
  if (resource.service == "s3" && resource.event_resource == resource.action && (resource.action == first || resource.action == second))
    return;
  const std::string choice = second.empty() ? fmt::format("s3:{}", first) : fmt::format("s3:{} or s3:{}", first, second);
  finish(report.at(resource.node, fmt::format("the Resource of {} must be arn:aws:states:::{}", field, choice)), resource.text);
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    if (const auto* task = state.as<asl::Task>()) check_task(task->resource, report);
    const auto* map = state.as<asl::Map>();
    if (map != nullptr && map->item_reader) check_s3(map->item_reader->resource, "an ItemReader", "getObject", "listObjectsV2", report);
    if (map != nullptr && map->result_writer && map->result_writer->resource) {
      check_s3(*map->result_writer->resource, "a ResultWriter", "putObject", {}, report);
    }
  }
}

}  // namespace

extern const Rule invalid_resource{
    .name = "invalid-resource",
    .severity = diag::Severity::Error,
    .summary = "a Resource that Step Functions cannot call",
    .explanation =
        R"~(A Task calls a Lambda function (arn:aws:lambda:region:account:function:name), an activity (arn:aws:states:region:account:activity:name), a
service (arn:aws:states:::sqs:sendMessage) or any AWS API (arn:aws:states:::aws-sdk:s3:getObject). An ItemReader reads with s3:getObject or
s3:listObjectsV2, a ResultWriter writes with s3:putObject. Placeholders such as ${Function} may become any of these.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "charge", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge", "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry
