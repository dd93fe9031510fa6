// A TestState request as the AWS CLI takes it. A definition or input that is an object stands for its text.
#include "fuzz/fuzz.h"
#include "json/writer.h"
#include "teststate/test_state.h"

namespace sfn::fuzz {
namespace {

json::Value with_texts(json::Value request) {
  for (const std::string_view member : {"definition", "input", "variables", "context"}) {
    const json::Value* value = request.find(member);
    if (value != nullptr && (value->is_object() || value->is_array())) request.set(member, json::Value::string(json::to_json(*value)));
  }
  return request;
}

}  // namespace

void teststate(std::string_view input) {
  json::Value request = value_of(input);
  if (request.is_undefined()) return;
  if (request.is_object()) request = with_texts(std::move(request));
  try {
    const teststate::Response response = teststate::test_state(teststate::read_request(request));
    require(response.value.find("status") != nullptr, "a response has a status");
    (void)json::to_json(response.value);
  } catch (const teststate::Refusal&) {
  } catch (const sim::Unsupported&) {
  }
}

}  // namespace sfn::fuzz
