#include "teststate/result_shapes.h"

#include <doctest/doctest.h>

#include "json/reader.h"

using namespace sfn;

namespace {

std::string fault_of(std::string_view service, std::string_view action, std::string_view result, bool required = true) {
  const auto value = json::parse_json(result);
  REQUIRE(value);
  const teststate::ShapeCheck check = teststate::check_result(service, action, *value, required);
  if (!check.known) return "unknown";
  return check.fault.value_or("");
}

}  // namespace

TEST_CASE("a result that the service could not have given is faulted in the service's words") {
  const struct {
    std::string_view service, action, result, fault;
  } cases[] = {
      {"lambda", "invoke", R"({"StatusCode":"200"})", "Field 'StatusCode' must be a number"},
      {"lambda", "invoke", R"({"Payload":{"any":1},"StatusCode":200})", ""},
      {"lambda", "getFunction", R"({"Configuration":{"MemorySize":127}})", "Field 'MemorySize' is less than the minimum value"},
      {"lambda", "getFunction", R"({"Configuration":{"MemorySize":128}})", ""},
      {"lambda", "getFunction", R"({"Configuration":{"MemorySize":10240}})", ""},
      {"lambda", "getFunction", R"({"Configuration":{"MemorySize":10241}})", "Field 'MemorySize' exceeds the maximum value"},
      {"lambda", "getFunction", R"({"Configuration":[]})", "Field 'Configuration' must be an object"},
      {"s3", "getObject", R"({"StorageClass":"STANDARD"})", ""},
      {"s3", "getObject", R"({"StorageClass":"PAPER"})", "Field 'StorageClass' is not an expected value"},
      {"s3", "getObject", R"({"LastModified":1})", "Field 'LastModified' must be a string"},
      {"s3", "listObjectsV2", R"({"Contents":{}})", "Field 'Contents' must be an array"},
      {"s3", "listObjectsV2", R"({"Contents":[{"Size":"1"}]})", "Field 'Size' must be a number"},
      {"kms", "encrypt", R"({"CiphertextBlob":""})", "Field 'CiphertextBlob' is smaller than the minimum length"},
      {"dynamodb", "putItem", R"({"Attributes":{"id":{"S":1}}})", "Field 'S' must be a string"},
      {"dynamodb", "getItem", R"({"Item":{"tags":{"L":[{"M":{"deep":{"BOOL":"no"}}}]}}})", "Field 'BOOL' must be a boolean"},
      {"events", "putEvents", R"({"random":"json"})", ""},
      {"sfn", "startExecution", R"({"ExecutionArn":"a"})", "Required field 'StartDate' is missing"},
      {"states", "startExecution", R"({"executionArn":"a","startDate":"d"})", "Required field 'ExecutionArn' is missing"},
      {"states", "startExecution", R"({"ExecutionArn":"a","StartDate":1})", "Field 'StartDate' must be a string"},
      {"http", "invoke", "{}", "unknown"},
      {"s3", "paintObject", "{}", "unknown"},
  };
  for (const auto& entry : cases) {
    CAPTURE(entry.result);
    CHECK(fault_of(entry.service, entry.action, entry.result) == entry.fault);
  }
}

TEST_CASE("without required members only those that are there are looked at") {
  CHECK(fault_of("states", "startExecution", "{}", false) == "");
  CHECK(fault_of("states", "startExecution", R"({"StartDate":true})", false) == "Field 'StartDate' must be a string");
}
