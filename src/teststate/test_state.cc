#include "teststate/test_state.h"

#include "json/reader.h"
#include "teststate/checks.h"
#include "teststate/definition.h"
#include "teststate/inspection.h"

namespace sfn::teststate {
namespace {

using json::Value;

sim::Datum datum_of(const std::string& text, const std::string& otherwise) {
  auto value = json::parse_json(text);
  if (!value) throw Refusal(otherwise + value.error().message);
  return {std::move(*value), std::make_shared<const std::string>(text)};
}

Value variables_of(const Request& request) {
  if (!request.variables) return {};
  Value variables = datum_of(*request.variables, "Invalid variables provided: ").value;
  if (!variables.is_object()) throw Refusal("Invalid variables provided: a JSON object is expected");
  return variables;
}

sim::StateRequest state_request(const Request& request, const asl::State& state, sim::RunOptions options) {
  sim::StateRequest asked;
  asked.input = datum_of(request.input.value_or("{}"), "Invalid State Machine Execution Input: ");
  asked.variables = variables_of(request);
  asked.context = check_context(request, state);
  if (request.mock && request.mock->result) asked.mock = datum_of(*request.mock->result, "");
  if (request.mock && request.mock->error_output) asked.mock = *request.mock->error_output;
  asked.retries_done = request.configuration.retrier_retry_count;
  asked.failed_iterations = request.configuration.map_iteration_failure_count.value_or(0);
  asked.item_reader_data = request.configuration.map_item_reader_data;
  asked.options = std::move(options);
  asked.options.role_arn = request.role_arn.value_or("");
  return asked;
}

std::string_view name_of(sim::StateAnswer::Kind kind) {
  using Kind = sim::StateAnswer::Kind;
  switch (kind) {
    case Kind::Succeeded: return "SUCCEEDED";
    case Kind::Failed: return "FAILED";
    case Kind::Retriable: return "RETRIABLE";
    case Kind::CaughtError: return "CAUGHT_ERROR";
  }
  return "";
}

Value response_of(const sim::StateAnswer& answer, const Value& inspection) {
  json::ObjectBuilder response;
  if (!answer.output.value.is_undefined()) response.set("output", Value::string(sim::text_of(answer.output)));
  if (answer.error) response.set("error", Value::string(*answer.error));
  if (answer.cause) response.set("cause", Value::string(*answer.cause));
  if (!inspection.is_undefined()) response.set("inspectionData", inspection);
  if (answer.next != nullptr) response.set("nextState", Value::string(answer.next->name));
  response.set("status", Value::string(name_of(answer.kind)));
  return response.build();
}

}  // namespace

Response test_state(const Request& request, sim::RunOptions options) {
  check_combination(request);
  const TestedState tested = find_state(request.definition, request.state_name);
  check_mockable(request, *tested.state);
  Response response;
  check_mock(request, *tested.state, response.notes);
  Inspection inspection(*tested.state);
  sim::StateRequest asked = state_request(request, *tested.state, std::move(options));
  const sim::StateAnswer answer = sim::run_state(*tested.program, *tested.state, std::move(asked), &inspection);
  const bool inspected = request.inspection_level != InspectionLevel::Info;
  response.value = response_of(answer, inspected ? inspection.value(answer) : Value());
  return response;
}

}  // namespace sfn::teststate
