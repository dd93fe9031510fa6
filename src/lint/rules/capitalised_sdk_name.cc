#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

std::string mended(const asl::Resource& resource) {
  std::string service = resource.service, action = resource.action;
  std::transform(service.begin(), service.end(), service.begin(), [](char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; });
  if (is_upper(action.front())) action.front() = static_cast<char>(action.front() + 32);
  return fmt::format("aws-sdk:{}:{}", service, action);
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* task = state.as<asl::Task>();
    if (task == nullptr || task->resource.kind != asl::Resource::Kind::AwsSdk || task->resource.placeholder) continue;
    const asl::Resource& resource = task->resource;
    const bool service = std::any_of(resource.service.begin(), resource.service.end(), is_upper);
    if (resource.action.empty() || (!service && !is_upper(resource.action.front()))) continue;
    auto& finding = report.at(resource.node, fmt::format("\"{}:{}\": services are in lower case, actions begin with a small letter",
                                                         resource.service, resource.action));
    finding.label = fmt::format("did you mean \"{}\"?", mended(resource));
  }
}

}  // namespace

extern const Rule capitalised_sdk_name{
    .name = "capitalised-sdk-name",
    .severity = diag::Severity::Warning,
    .summary = "an SDK integration whose service or action begins with the wrong case",
    .explanation = R"~(Services are written in lower case, actions begin with a small letter: aws-sdk:s3:listBuckets.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:ListBuckets", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listBuckets", "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry
