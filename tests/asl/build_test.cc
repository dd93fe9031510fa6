#include "asl/program.h"

#include <doctest/doctest.h>

#include <string>

#include "asl/parse_expression.h"
#include "asl/walk.h"
#include "json/reader.h"
#include "json/writer.h"

using namespace sfn;
using asl::Template;

namespace {

std::shared_ptr<const asl::Program> build(std::string text) {
  auto read = json::read_json(std::make_shared<text::SourceFile>("test", std::move(text)));
  REQUIRE(read);
  return asl::build(std::make_shared<json::Document>(std::move(*read)));
}

/// The program of one state "S" with these fields.
std::shared_ptr<const asl::Program> build_state(const std::string& fields, const std::string& machine = "") {
  return build("{" + machine + "\"StartAt\":\"S\",\"States\":{\"S\":{" + fields + "}}}");
}

/// `=value` for constants, `<text>` for what is computed, objects and arrays around them.
std::string dump(const Template& node) {
  if (const auto* constant = std::get_if<Template::Constant>(&node.content)) return "=" + json::to_json(constant->value);
  if (const auto* dynamic = std::get_if<Template::Dynamic>(&node.content)) return "<" + std::string(dynamic->expression.source()) + ">";
  std::string out;
  if (const auto* object = std::get_if<Template::Object>(&node.content)) {
    for (const asl::TemplateField& field : object->fields)
      out += (out.empty() ? "" : ",") + std::string(field.key.view()) + ":" + dump(field.value);
    return "{" + out + "}";
  }
  for (const Template& item : std::get<Template::Array>(node.content).items) out += (out.empty() ? "" : ",") + dump(item);
  return "[" + out + "]";
}

std::string parameters(const std::string& json) {
  const auto program = build_state("\"Type\":\"Pass\",\"Parameters\":" + json);
  return dump(*program->states[0].parameters);
}

std::string output(const std::string& json) {
  const auto program = build_state("\"Type\":\"Pass\",\"Output\":" + json, "\"QueryLanguage\":\"JSONata\",");
  return dump(*program->states[0].output);
}

}  // namespace

TEST_CASE("a payload template without computed members is one constant") {
  CHECK(parameters(R"({"a":1,"b":[{"c":"$.x"}]})") == R"(={"a":1,"b":[{"c":"$.x"}]})");
  CHECK(parameters("[1,2]") == "=[1,2]");
  CHECK(parameters(R"({"a.$":5})") == R"(={"a.$":5})");
}

TEST_CASE("static members come first, then the computed ones in the order of a HashMap") {
  CHECK(parameters(R"({"Name.$":"$.n","SecretString.$":"$.s"})") == "{SecretString:<$.s>,Name:<$.n>}");
  CHECK(parameters(R"({"FunctionName.$":"$.f","Payload":{"x":1}})") == R"({Payload:={"x":1},FunctionName:<$.f>})");
  CHECK(parameters(R"({"Input.$":"$.i","StateMachineArn.$":"$.m","Name.$":"$.n"})") == "{Input:<$.i>,StateMachineArn:<$.m>,Name:<$.n>}");
  CHECK(parameters(R"({"z":{"b.$":"$.b"},"a":1})") == "{z:{b:<$.b>},a:=1}");
}

TEST_CASE("of a member that stands twice the last counts") {
  CHECK(parameters(R"({"a.$":"$.x","a.$":"$.y"})") == "{a:<$.y>}");
}

TEST_CASE("JSONata computes strings in {% %} anywhere, in the order of the text") {
  CHECK(output(R"({"b":"{% 1 %}","a":["{%2%}","x"],"k.$":"$.x"})") == R"({b:<1>,a:[<2>,="x"],k.$:="$.x"})");
  CHECK(output(R"("{%  $states.input\n %}")") == "<$states.input>");
  CHECK(output(R"(" {% 1 %}")") == R"(=" {% 1 %}")");
}

TEST_CASE("delimiters of expressions") {
  using asl::Delimiters;
  CHECK(asl::delimiters("{%10%}") == Delimiters::Both);
  CHECK(asl::delimiters("{%%}") == Delimiters::Both);
  CHECK(asl::delimiters("{% 10 %") == Delimiters::One);
  CHECK(asl::delimiters("10 %}") == Delimiters::One);
  CHECK(asl::delimiters("{%}") == Delimiters::One);
  CHECK(asl::delimiters("{% 1 %} ") == Delimiters::BlanksOutside);
  CHECK(asl::delimiters(" {% 1 %} ") == Delimiters::BlanksOutside);
  CHECK(asl::delimiters("text {% 1 %} text") == Delimiters::None);
  CHECK(asl::delimiters("text {% 1 %}") == Delimiters::None);
  CHECK(asl::delimiters("{% 1 %} text") == Delimiters::None);
  CHECK(asl::delimiters("") == Delimiters::None);
}

TEST_CASE("the language is the state's own, else the machine's; a Map's does not reach inside") {
  const auto program = build(R"({"StartAt":"M","States":{"M":{"Type":"Map","QueryLanguage":"JSONata","End":true,
    "ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}}}})");
  CHECK(program->find("M")->language == asl::QueryLanguage::Jsonata);
  CHECK(program->find("P")->language == asl::QueryLanguage::JsonPath);
  CHECK(build_state(R"("Type":"Pass","QueryLanguage":null)")->states[0].language == asl::QueryLanguage::Jsonata);
}

TEST_CASE("scopes and states come in the order of the text, containers before what is inside") {
  const auto program = build(R"({"StartAt":"A","States":{
    "A":{"Type":"Parallel","Next":"Z","Branches":[{"StartAt":"B","States":{"B":{"Type":"Succeed"}}},{"StartAt":"X","States":{"C":{"Type":"Succeed"}}}]},
    "Z":{"Type":"Succeed"}}})");
  REQUIRE(program->states.size() == 4);
  CHECK(program->states[0].name == "A");
  CHECK(program->states[2].name == "C");
  CHECK(program->states[3].name == "Z");
  CHECK(program->states[0].next->target == 3);
  REQUIRE(program->scopes.size() == 3);
  CHECK(program->scopes[2].branch == 1);
  CHECK(program->scopes[2].start_at.target == asl::kNone);
  CHECK(program->scopes[1].owner == 0);
}

TEST_CASE("of two states with one name the last counts") {
  const auto program = build(R"({"StartAt":"A","States":{"A":{"Type":"Pass"},"A":{"Type":"Succeed"}}})");
  REQUIRE(program->states.size() == 1);
  CHECK(program->states[0].type == asl::StateType::Succeed);
}

TEST_CASE("retriers have the service's defaults") {
  const auto program =
      build_state(R"("Type":"Task","Retry":[{"ErrorEquals":["X"]},{"ErrorEquals":[1,"Y"],"BackoffRate":1.5,"JitterStrategy":"FULL"}])");
  const auto& retry = program->states[0].retry;
  REQUIRE(retry.size() == 2);
  CHECK(retry[0].interval_seconds == 1);
  CHECK(retry[0].max_attempts == 3);
  CHECK(retry[0].backoff_rate == 2);
  CHECK_FALSE(retry[0].full_jitter);
  CHECK(retry[1].error_equals.size() == 1);
  CHECK(retry[1].full_jitter);
}

TEST_CASE("error names match as Step Functions matches them") {
  const auto hits = [](std::string_view name, asl::Failure failure) { return asl::matches(name, failure); };
  CHECK(hits("States.ALL", {"Custom", true}));
  CHECK(hits("States.ALL", {"States.DataLimitExceeded", true}));
  CHECK_FALSE(hits("States.ALL", {"States.Runtime", true}));
  CHECK_FALSE(hits("States.Runtime", {"States.Runtime", false}));
  CHECK(hits("States.TaskFailed", {"Custom", true}));
  CHECK_FALSE(hits("States.TaskFailed", {"Custom", false}));
  CHECK_FALSE(hits("States.TaskFailed", {"States.Timeout", true}));
  CHECK(hits("States.HeartbeatTimeout", {"States.Timeout", true, true}));
  CHECK_FALSE(hits("States.HeartbeatTimeout", {"States.Timeout", true, false}));
  CHECK_FALSE(hits("states.all", {"Custom", true}));
}

TEST_CASE("resources") {
  using Kind = asl::Resource::Kind;
  using Pattern = asl::Resource::Pattern;
  struct Row {
    const char* text;
    Kind kind;
    const char *type, *action;
    Pattern pattern;
  };
  const Row rows[] = {
      {"arn:aws:lambda:us-east-1:123456789012:function:f", Kind::LambdaFunction, "lambda", "f", Pattern::RequestResponse},
      {"arn:aws:states:us-east-1:123456789012:activity:a", Kind::Activity, "states", "a", Pattern::RequestResponse},
      {"arn:aws:states:::sqs:sendMessage.waitForTaskToken", Kind::Optimised, "sqs", "sendMessage", Pattern::WaitForTaskToken},
      {"arn:aws:states:::states:startExecution.sync:2", Kind::Optimised, "states", "startExecution", Pattern::Sync2},
      {"arn:aws:states:::ecs:runTask.sync", Kind::Optimised, "ecs", "runTask", Pattern::Sync},
      {"arn:aws-cn:states:::aws-sdk:s3:getObject", Kind::AwsSdk, "aws-sdk:s3", "getObject", Pattern::RequestResponse},
      {"arn:${AWS::Partition}:states:::lambda:invoke", Kind::Optimised, "lambda", "invoke", Pattern::RequestResponse},
      {"${Prefix}:::sns:publish", Kind::Optimised, "sns", "publish", Pattern::RequestResponse},
      {"${Function}", Kind::Unknown, "", "", Pattern::RequestResponse},
      {"foo:bar", Kind::Unknown, "", "", Pattern::RequestResponse},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const asl::Resource resource = asl::parse_resource(row.text);
    CHECK(resource.kind == row.kind);
    CHECK(resource.resource_type == row.type);
    CHECK(resource.action == row.action);
    CHECK(resource.pattern == row.pattern);
  }
  CHECK(asl::parse_resource("arn:aws:states:::states:startExecution.sync:2").event_resource == "startExecution.sync:2");
  CHECK(asl::parse_resource("${Function}").placeholder);
}

TEST_CASE("a Choice rule is a comparison, a connective or a Condition") {
  const auto program = build_state(
      R"("Type":"Choice","Choices":[{"And":[{"Variable":"$.a","NumericEquals":1},{"Not":{"Variable":"$.b","IsNull":true}}],"Next":"S"},
    {"Variable":"$.c","StringEqualsPath":"$.d","Next":"Nowhere"}],"Default":"S")");
  const auto* choice = program->states[0].as<asl::Choice>();
  REQUIRE(choice->choices.size() == 2);
  CHECK(choice->choices[0].condition.kind == asl::Condition::Kind::And);
  CHECK(choice->choices[0].condition.operands[1].kind == asl::Condition::Kind::Not);
  CHECK(choice->choices[0].next.target == 0);
  CHECK(choice->choices[1].condition.operand_path->path() != nullptr);
  CHECK(choice->choices[1].next.target == asl::kNone);
  CHECK(choice->default_next->target == 0);
}

TEST_CASE("a placeholder makes an expression unknown, not wrong") {
  const auto program = build_state(R"("Type":"Pass","InputPath":"${Path}","Output":1)");
  REQUIRE(program->states[0].input_path.is_present());
  CHECK(asl::fault_of(program->states[0].input_path.expression) == nullptr);
  CHECK(program->states[0].input_path.expression.error() != nullptr);
}

TEST_CASE("an unusable document gives an empty program") {
  for (const char* text : {"5", "[]", "{}", R"({"States":[]})", R"({"StartAt":5,"States":{"A":1}})"}) {
    CAPTURE(text);
    const auto program = build(text);
    CHECK(program->scopes.size() == 1);
    CHECK(program->states.empty());
  }
}

TEST_CASE("deep nesting is built without trouble") {
  std::string text = R"({"StartAt":"S","States":{"S":{"Type":"Succeed"}}})";
  for (int i = 0; i < 150; ++i) text = R"({"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[)" + text + "]}}}";
  CHECK(build(text)->scopes.size() == 151);
}
