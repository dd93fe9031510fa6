#include "lint/integrations.h"

#include <algorithm>
#include <array>

namespace sfn::lint {
namespace {

struct Row : Integration {
  constexpr Row s() const {
    Row row = *this;
    row.sync = true;
    return row;
  }
  constexpr Row s2() const {
    Row row = *this;
    row.sync2 = true;
    return row;
  }
  constexpr Row t() const {
    Row row = *this;
    row.callback = true;
    return row;
  }
  constexpr Row needs(std::string_view names) const {
    Row row = *this;
    row.required = names;
    return row;
  }
};

constexpr Row row(std::string_view service, std::string_view action) {
  Row out;
  out.service = service;
  out.action = action;
  return out;
}

// clang-format off: a table
constexpr std::array kIntegrations{
    row("lambda", "invoke").t().needs("FunctionName"),
    row("apigateway", "invoke").t().needs("ApiEndpoint Method"),
    row("athena", "startQueryExecution").s(),
    row("athena", "stopQueryExecution"),
    row("athena", "getQueryExecution"),
    row("athena", "getQueryResults"),
    row("batch", "submitJob").s().needs("JobName JobQueue JobDefinition"),
    row("bedrock", "invokeModel").t(),
    row("bedrock", "createModelCustomizationJob").s().t(),
    row("codebuild", "startBuild").s(),
    row("codebuild", "stopBuild"),
    row("codebuild", "batchDeleteBuilds"),
    row("codebuild", "batchGetReports"),
    row("codebuild", "startBuildBatch").s(),
    row("codebuild", "stopBuildBatch"),
    row("codebuild", "retryBuildBatch").s(),
    row("codebuild", "deleteBuildBatch"),
    row("databrew", "startJobRun").s(),
    row("dynamodb", "getItem").needs("TableName Key"),
    row("dynamodb", "putItem").needs("TableName Item"),
    row("dynamodb", "updateItem").needs("TableName Key"),
    row("dynamodb", "deleteItem").needs("TableName Key"),
    row("ecs", "runTask").s().t().needs("TaskDefinition"),
    row("eks", "createCluster").s(),
    row("eks", "deleteCluster").s(),
    row("eks", "createFargateProfile").s(),
    row("eks", "deleteFargateProfile").s(),
    row("eks", "createNodegroup").s(),
    row("eks", "deleteNodegroup").s(),
    row("eks", "runJob").s(),
    row("eks", "call"),
    row("elasticmapreduce", "createCluster").s(),
    row("elasticmapreduce", "terminateCluster").s(),
    row("elasticmapreduce", "addStep").s(),
    row("elasticmapreduce", "cancelStep"),
    row("elasticmapreduce", "setClusterTerminationProtection"),
    row("elasticmapreduce", "modifyInstanceFleetByName"),
    row("elasticmapreduce", "modifyInstanceGroupByName"),
    row("emr-containers", "createVirtualCluster"),
    row("emr-containers", "deleteVirtualCluster").s(),
    row("emr-containers", "startJobRun").s(),
    row("emr-serverless", "createApplication").s(),
    row("emr-serverless", "startApplication").s(),
    row("emr-serverless", "stopApplication").s(),
    row("emr-serverless", "deleteApplication").s(),
    row("emr-serverless", "startJobRun").s(),
    row("emr-serverless", "cancelJobRun").s(),
    row("events", "putEvents").t().needs("Entries"),
    row("glue", "startJobRun").s().needs("JobName"),
    row("http", "invoke").needs("ApiEndpoint Method Authentication|InvocationConfig"),
    row("mediaconvert", "createJob").s(),
    row("sagemaker", "createEndpoint"),
    row("sagemaker", "createEndpointConfig"),
    row("sagemaker", "createHyperParameterTuningJob").s(),
    row("sagemaker", "createLabelingJob").s(),
    row("sagemaker", "createModel"),
    row("sagemaker", "createProcessingJob").s(),
    row("sagemaker", "createTrainingJob").s(),
    row("sagemaker", "createTransformJob").s(),
    row("sagemaker", "updateEndpoint"),
    row("sns", "publish").t().needs("Message TopicArn|TargetArn|PhoneNumber"),
    row("sqs", "sendMessage").t().needs("QueueUrl MessageBody"),
    row("states", "startExecution").s().s2().t().needs("StateMachineArn"),
};
// clang-format on

}  // namespace

bool is_known_service(std::string_view service) {
  return std::any_of(kIntegrations.begin(), kIntegrations.end(), [&](const Row& row) { return row.service == service; });
}

const Integration* find_integration(std::string_view service, std::string_view action) {
  for (const Row& row : kIntegrations) {
    if (row.service == service && row.action == action) return &row;
  }
  return nullptr;
}

std::vector<std::string_view> actions_of(std::string_view service) {
  std::vector<std::string_view> actions;
  for (const Row& row : kIntegrations) {
    if (row.service == service) actions.push_back(row.action);
  }
  return actions;
}

std::vector<std::string_view> known_services() {
  std::vector<std::string_view> services;
  for (const Row& row : kIntegrations) {
    if (services.empty() || services.back() != row.service) services.push_back(row.service);
  }
  return services;
}

bool supports(const Integration& integration, asl::Resource::Pattern pattern) {
  switch (pattern) {
    case asl::Resource::Pattern::RequestResponse: return true;
    case asl::Resource::Pattern::Sync: return integration.sync;
    case asl::Resource::Pattern::Sync2: return integration.sync2;
    case asl::Resource::Pattern::WaitForTaskToken: return integration.callback;
  }
  return false;
}

}  // namespace sfn::lint
