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
  constexpr Row takes(std::string_view names) const {
    Row row = *this;
    row.others = names;
    return row;
  }
};

constexpr Row row(std::string_view service, std::string_view action) {
  Row out;
  out.service = service;
  out.action = action;
  return out;
}

// A table, a row a line or two.
// clang-format off
constexpr std::array kIntegrations{
    row("lambda", "invoke").t().needs("FunctionName")
        .takes("Payload InvocationType ClientContext LogType Qualifier TenantId"),
    row("apigateway", "invoke").t().needs("ApiEndpoint Method")
        .takes("Headers Stage Path QueryParameters RequestBody AllowNullValues AuthType"),
    row("athena", "startQueryExecution").s()
        .takes("ClientRequestToken ExecutionParameters QueryExecutionContext QueryString ResultConfiguration WorkGroup ResultReuseConfiguration EngineConfiguration"),
    row("athena", "stopQueryExecution")
        .takes("QueryExecutionId"),
    row("athena", "getQueryExecution")
        .takes("QueryExecutionId"),
    row("athena", "getQueryResults")
        .takes("QueryExecutionId MaxResults NextToken QueryResultType"),
    row("batch", "submitJob").s().needs("JobName JobQueue JobDefinition")
        .takes("ArrayProperties ContainerOverrides DependsOn NodeOverrides Parameters RetryStrategy Timeout Tags SchedulingPriorityOverride ShareIdentifier PropagateTags EcsPropertiesOverride EksPropertiesOverride ConsumableResourcePropertiesOverride"),
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
    row("dynamodb", "getItem").needs("TableName Key")
        .takes("AttributesToGet ConsistentRead ExpressionAttributeNames ProjectionExpression ReturnConsumedCapacity"),
    row("dynamodb", "putItem").needs("TableName Item")
        .takes("ConditionalOperator ConditionExpression Expected ExpressionAttributeNames ExpressionAttributeValues ReturnConsumedCapacity ReturnItemCollectionMetrics ReturnValues ReturnValuesOnConditionCheckFailure"),
    row("dynamodb", "updateItem").needs("TableName Key")
        .takes("AttributeUpdates UpdateExpression ConditionalOperator ConditionExpression Expected ExpressionAttributeNames ExpressionAttributeValues ReturnConsumedCapacity ReturnItemCollectionMetrics ReturnValues ReturnValuesOnConditionCheckFailure"),
    row("dynamodb", "deleteItem").needs("TableName Key")
        .takes("ConditionalOperator ConditionExpression Expected ExpressionAttributeNames ExpressionAttributeValues ReturnConsumedCapacity ReturnItemCollectionMetrics ReturnValues ReturnValuesOnConditionCheckFailure"),
    row("ecs", "runTask").s().t().needs("TaskDefinition")
        .takes("Cluster Group LaunchType NetworkConfiguration Overrides PlacementConstraints PlacementStrategy PlatformVersion PropagateTags EnableExecuteCommand CapacityProviderStrategy Count EnableECSManagedTags ReferenceId StartedBy Tags VolumeConfigurations ClientToken"),
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
    row("events", "putEvents").t().needs("Entries")
        .takes("EndpointId"),
    row("glue", "startJobRun").s().needs("JobName")
        .takes("JobRunId Arguments AllocatedCapacity Timeout MaxCapacity SecurityConfiguration NotificationProperty WorkerType NumberOfWorkers ExecutionClass JobRunQueuingEnabled ExecutionRoleSessionPolicy"),
    row("http", "invoke").needs("ApiEndpoint Method Authentication|InvocationConfig")
        .takes("Headers QueryParameters RequestBody Transform"),
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
    row("sns", "publish").t().needs("Message TopicArn|TargetArn|PhoneNumber")
        .takes("MessageAttributes MessageDeduplicationId MessageGroupId MessageStructure Subject"),
    row("sqs", "sendMessage").t().needs("QueueUrl MessageBody")
        .takes("DelaySeconds MessageAttribute MessageAttributes MessageDeduplicationId MessageGroupId MessageSystemAttributes"),
    row("states", "startExecution").s().s2().t().needs("StateMachineArn")
        .takes("Input Name TraceHeader"),
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

std::vector<std::string_view> known_parameters(const Integration& integration) {
  std::vector<std::string_view> names;
  for (const std::string_view list : {integration.required, integration.others}) {
    for (size_t begin = 0; begin < list.size();) {
      const size_t end = std::min(list.find_first_of(" |", begin), list.size());
      names.push_back(list.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return names;
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
