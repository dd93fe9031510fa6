// sfnctl test-state: one state with the request and the answer of the TestState API.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/definitions.h"
#include "cli/sources.h"
#include "json/writer.h"
#include "teststate/test_state.h"

namespace sfn::cli {
namespace {

class TestState : public Command {
 public:
  void declare(Arguments& arguments) override;
  std::string_view description() const override {
    return "Runs one state as the TestState API does, and prints the API's response as JSON. Nothing is called: a Task, Map or Parallel "
           "state\n"
           "needs a mock, whose result is checked against the service's API where its shape is known. Exit code 0 whenever the API would "
           "answer\n"
           "(also with status FAILED), 2 for a request that it refuses: its message is on standard error.";
  }
  std::string_view examples() const override {
    return "  sfnctl test-state --definition charge.state.json --mock charge.mock.json --input in.json --inspection-level DEBUG\n"
           "  sfnctl test-state --definition orders.asl.json --state-name Charge --mock charge.mock.json\n"
           "  sfnctl test-state --cli-input-json request.json | jq -r .output";
  }
  int run(Session& session) override;

 private:
  json::Value request(Session& session) const;

  std::optional<std::string> definition_, state_name_, input_, level_, mock_, configuration_, variables_, context_, role_arn_, cli_input_;
};

void TestState::declare(Arguments& arguments) {
  arguments.option("--definition", "FILE", definition_, "a state, or a machine with --state-name").kind = ValueKind::Definition;
  arguments.option("--state-name", "NAME", state_name_, "the state of the machine, also one inside a Map or Parallel").kind =
      ValueKind::State;
  arguments.option("--input,-i", "FILE", input_, "the state's input; - for standard input (default {})").kind = ValueKind::File;
  arguments.option("--inspection-level", "LEVEL", level_, "how much is shown of the inside (default INFO)").choices = {"INFO", "DEBUG",
                                                                                                                       "TRACE"};
  arguments.option("--mock", "FILE", mock_, "result or errorOutput, fieldValidationMode").kind = ValueKind::File;
  arguments.option("--state-configuration", "FILE", configuration_, "retrierRetryCount, mapIterationFailureCount, …").kind =
      ValueKind::File;
  arguments.option("--variables", "FILE", variables_, "an object of variables").kind = ValueKind::File;
  arguments.option("--context", "FILE", context_, "the context object, instead of the default one").kind = ValueKind::File;
  arguments.option("--role-arn", "ARN", role_arn_, "the execution role that the context object names");
  arguments.option("--cli-input-json", "FILE", cli_input_, "the whole request, as the AWS CLI takes it; other options win").kind =
      ValueKind::File;
}

/// JSON as it is written, YAML as JSON.
std::string json_text(Session& session, const std::string& path) {
  const auto source = session.open(path);
  if (is_yaml_name(source->name())) return json::to_json(read_data(source));
  std::string_view text = source->bytes();
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
  return std::string(text);
}

/// In a file of its own a result need not be JSON inside a JSON string.
json::Value mock_of(json::Value mock) {
  const json::Value* result = mock.find("result");
  if (result != nullptr && !result->is_string()) mock.set("result", json::Value::string(json::to_json(*result)));
  return mock;
}

json::Value TestState::request(Session& session) const {
  json::Value request = cli_input_ ? read_data(session.open(*cli_input_)) : json::Value::empty_object();
  if (!request.is_object()) throw ToolError(fmt::format("--cli-input-json: {} does not hold an object", *cli_input_));
  const auto set_text = [&](std::string_view member, const std::optional<std::string>& path) {
    if (path) request.set(member, json::Value::string(json_text(session, *path)));
  };
  const auto set = [&](std::string_view member, const std::optional<std::string>& value) {
    if (value) request.set(member, json::Value::string(*value));
  };
  set_text("definition", definition_);
  set_text("input", input_);
  set_text("variables", variables_);
  set_text("context", context_);
  set("stateName", state_name_);
  set("inspectionLevel", level_);
  set("roleArn", role_arn_);
  if (mock_) request.set("mock", mock_of(read_data(session.open(*mock_))));
  if (configuration_) request.set("stateConfiguration", read_data(session.open(*configuration_)));
  if (request.find("definition") == nullptr) throw ToolError("give --definition, or a request with one in --cli-input-json");
  return request;
}

int TestState::run(Session& session) {
  sim::RunOptions options;
  if (session.config().region) options.region = *session.config().region;
  if (session.config().account) options.account = *session.config().account;
  try {
    const teststate::Response response = teststate::test_state(teststate::read_request(request(session)), std::move(options));
    for (const std::string& note : response.notes) session.note("note: " + note);
    session.out().write(json::to_json(response.value, {.indent = 2}) + "\n");
    return kExitOk;
  } catch (const teststate::Refusal& refusal) {
    throw ToolError(refusal.what());
  } catch (const sim::NotRunnable& error) {
    throw ToolError(error.what());
  } catch (const sim::Unsupported& error) {
    throw UnsupportedError(error.what());
  }
}

}  // namespace

std::unique_ptr<Command> make_test_state() {
  return std::make_unique<TestState>();
}

}  // namespace sfn::cli
