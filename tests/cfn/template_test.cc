#include "cfn/template.h"

#include <doctest/doctest.h>

#include "cfn/definition.h"
#include "json/reader.h"
#include "json/writer.h"
#include "json/yaml_reader.h"

using namespace sfn;
using json::NodeId;

namespace {

std::shared_ptr<const json::Document> read(const std::string& text) {
  auto source = std::make_shared<const text::SourceFile>("template", text);
  auto result = cfn::looks_like_json(text) ? json::read_json(source) : json::read_yaml(source);
  REQUIRE_MESSAGE(result, (result ? std::string() : result.error().message));
  return std::make_shared<const json::Document>(std::move(*result));
}

std::vector<cfn::Machine> machines(const std::string& text, const cfn::Substitutions& given = {}) {
  return cfn::machines(read(text), given);
}

cfn::Machine only(const std::string& text, const cfn::Substitutions& given = {}) {
  auto all = machines(text, given);
  REQUIRE(all.size() == 1);
  return std::move(all[0]);
}

std::string as_json(const cfn::Machine& machine) {
  REQUIRE(machine.document);
  return json::to_json(machine.document->value(machine.root));
}

// What the template has at the place of a node.
std::string written(const cfn::Machine& machine, NodeId id) {
  const auto location = machine.source->outermost(machine.document->span(id));
  return std::string(location.file->text(location.span));
}

NodeId at(const cfn::Machine& machine, std::initializer_list<std::string_view> keys) {
  NodeId id = machine.root;
  for (const auto key : keys) id = machine.document->find(id, key);
  REQUIRE(id != json::kNoNode);
  return id;
}

// A machine whose properties are given in YAML, indented by six.
std::string with(const std::string& properties, const std::string& type = "AWS::Serverless::StateMachine") {
  return "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Other:\n    Type: AWS::SNS::Topic\n  Orders:\n    Type: " + type +
         "\n    Properties:\n" + properties;
}

}  // namespace

TEST_CASE("templates are told from definitions") {
  CHECK(cfn::is_template(*read(R"({"Resources": {"T": {"Type": "AWS::SNS::Topic"}}})")));
  CHECK(cfn::is_template(*read("AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n")));
  CHECK_FALSE(cfn::is_template(*read(R"({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}})")));
  CHECK_FALSE(cfn::is_template(*read(R"({"Resources": {"A": {"Type": "Task"}}})")));
  CHECK_FALSE(cfn::is_template(*read("[]")));
}

TEST_CASE("an object form is a part of the template with the functions seen through") {
  const auto m =
      only(with("      Type: EXPRESS\n"
                "      Definition:\n"
                "        StartAt: A\n"
                "        States:\n"
                "          A:\n"
                "            Type: Task\n"
                "            Resource: !GetAtt Charge.Arn\n"
                "            TimeoutSeconds: !Ref Limit\n"
                "            Parameters:\n"
                "              Topic: !Sub 'arn:${AWS::Partition}:sns:x'\n"
                "              Joined: !Join ['', ['arn:', !Ref 'AWS::Partition', ':x', 5]]\n"
                "              Gone: !Ref AWS::NoValue\n"
                "              Imported: !ImportValue Shared\n"
                "            End: true\n"));
  CHECK(m.logical_id == "Orders");
  CHECK(m.express == true);
  CHECK_FALSE(m.unsupported);
  CHECK(as_json(m) ==
        R"({"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Charge.Arn}","TimeoutSeconds":"${Limit}","Parameters":)"
        R"({"Topic":"arn:${AWS::Partition}:sns:x","Joined":"arn:${AWS::Partition}:x5","Imported":"${Fn::ImportValue}"},"End":true}}})");
  CHECK(written(m, at(m, {"States", "A", "Resource"})) == "!GetAtt Charge.Arn");
  CHECK(written(m, at(m, {"States", "A", "Parameters", "Topic"})) == "'arn:${AWS::Partition}:sns:x'");
  CHECK(m.document->pointer(at(m, {"States", "A"})) == "/Resources/Orders/Properties/Definition/States/A");
  CHECK(m.document->location(at(m, {"States", "A"}), m.root) == "/States/A");
  CHECK(m.source->text(m.name_span) == "Orders");
}

TEST_CASE("functions outside of definitions stay as they are") {
  const auto m = only(with("      Role: !GetAtt Role.Arn\n      Definition: {StartAt: A, States: {A: {Type: Succeed}}}\n"));
  const auto& d = *m.document;
  const NodeId role = d.find(d.find(d.find(d.find(0, "Resources"), "Orders"), "Properties"), "Role");
  CHECK(json::to_json(d.value(role)) == R"({"Fn::GetAtt":["Role","Arn"]})");
}

TEST_CASE("several machines in one template share the document and keep their own substitutions") {
  const auto all = machines(
      "Resources:\n"
      "  A:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      StateMachineType: STANDARD\n"
      "      Definition: {StartAt: '${s}', States: {'${s}': {Type: Succeed}}}\n      DefinitionSubstitutions: {s: one}\n"
      "  B:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      StateMachineType: !Ref Kind\n"
      "      Definition: {StartAt: '${s}', States: {'${s}': {Type: Succeed}}}\n      DefinitionSubstitutions: {s: !Ref Two}\n");
  REQUIRE(all.size() == 2);
  CHECK(as_json(all[0]) == R"({"StartAt":"one","States":{"one":{"Type":"Succeed"}}})");
  CHECK(as_json(all[1]) == R"({"StartAt":"${s}","States":{"${s}":{"Type":"Succeed"}}})");
  CHECK(all[0].express == false);
  CHECK_FALSE(all[1].express.has_value());
  CHECK(all[0].document == all[1].document);
}

TEST_CASE("a DefinitionString is read and leads back to the template") {
  const std::string text = R"({"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString":
    "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}"}}}})";
  const auto m = only(text);
  CHECK(as_json(m) == R"({"StartAt":"A","States":{"A":{"Type":"Succeed"}}})");
  CHECK(m.root == 0);
  CHECK(written(m, at(m, {"States", "A", "Type"})) == R"(\"Succeed\")");
  CHECK(m.express == false);
}

TEST_CASE("Fn::Sub with a block of JSON keeps exact places and leaves placeholders symbolic") {
  const auto m = only(
      with("      DefinitionString: !Sub |\n"
           "        {\n"
           "          \"StartAt\": \"A\",\n"
           "          \"TimeoutSeconds\": ${Limit},\n"
           "          \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"${F.Arn}\", \"Comment\": \"${!Later}\", \"End\": true}}\n"
           "        }\n",
           "AWS::StepFunctions::StateMachine"));
  CHECK(
      as_json(m) ==
      R"({"StartAt":"A","TimeoutSeconds":"${Limit}","States":{"A":{"Type":"Task","Resource":"${F.Arn}","Comment":"${Later}","End":true}}})");
  CHECK(written(m, at(m, {"StartAt"})) == "\"A\"");
  CHECK(written(m, at(m, {"TimeoutSeconds"})) == "${Limit}");
  CHECK(written(m, at(m, {"States", "A", "Resource"})) == "\"${F.Arn}\"");
  CHECK(written(m, at(m, {"States", "A", "End"})) == "true");
}

TEST_CASE("Fn::Sub with variables fills in the literal ones") {
  const auto m =
      only(with("      DefinitionString:\n"
                "        Fn::Sub:\n"
                "          - '{\"StartAt\": \"${First}\", \"States\": {\"${First}\": {\"Type\": \"Task\", \"Resource\": \"${Arn}\", "
                "\"End\": true}}}'\n"
                "          - {First: A, Arn: !GetAtt F.Arn}\n"));
  CHECK(as_json(m) == R"({"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Arn}","End":true}}})");
  CHECK(written(m, at(m, {"StartAt"})) == "\"${First}\"");
}

TEST_CASE("Fn::Join puts the text together") {
  const auto m = only(
      R"({"Resources": {"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"DefinitionString": {"Fn::Join": ["", [
      "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Task\",\"Resource\":\"", {"Fn::GetAtt": ["F", "Arn"]}, "\",\"End\":true}}}"]]}}}}})");
  CHECK(as_json(m) == R"({"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${F.Arn}","End":true}}})");
  CHECK(written(m, at(m, {"StartAt"})) == R"(\"A\")");
  CHECK(written(m, at(m, {"States", "A", "End"})) == "true");
  const auto lines = only(with("      DefinitionString: !Join [\"\\n\", ['{', '\"StartAt\": 1', '}']]\n"));
  CHECK(as_json(lines) == R"({"StartAt":1})");
}

TEST_CASE("a DefinitionString may be YAML") {
  const auto m = only(with("      DefinitionString: |\n        StartAt: A\n        States:\n          A: {Type: Succeed}\n"));
  CHECK(as_json(m) == R"({"StartAt":"A","States":{"A":{"Type":"Succeed"}}})");
  CHECK(written(m, at(m, {"States", "A", "Type"})) == "Succeed");
}

TEST_CASE("Fn::ToJsonString makes an object form of a DefinitionString") {
  const auto m =
      only(with("      DefinitionString:\n        Fn::ToJsonString: {StartAt: A, States: {A: {Type: Task, Resource: !Ref R}}}\n"));
  CHECK(as_json(m) == R"({"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${R}"}}})");
}

TEST_CASE("a DefinitionString that is broken is an error with its place in the template") {
  const auto m = only(with("      DefinitionString: |\n        {\n          \"StartAt\": \"A\",\n        }\n"));
  REQUIRE(m.error);
  CHECK(m.error->message.find("trailing comma") != std::string::npos);
  const auto location = m.source->outermost(m.error->span);
  CHECK(location.file->position(location.span.begin).line == 10);
  CHECK(location.file->position(location.span.begin).column == 25);
}

TEST_CASE("DefinitionUri names a file, and its substitutions are the literal ones") {
  const auto m =
      only(with("      DefinitionUri: statemachine/orders.asl.json\n      DefinitionSubstitutions:\n        Table: orders\n        Fn: "
                "!GetAtt F.Arn\n        Max: 3\n"));
  REQUIRE(m.file);
  CHECK(m.file->path == "statemachine/orders.asl.json");
  CHECK(m.source->text(m.file->span) == "statemachine/orders.asl.json");
  CHECK(m.substitutions == cfn::Substitutions{{"Table", "orders"}, {"Max", "3"}});
  const auto reading = cfn::read_definition(std::make_shared<const text::SourceFile>("x", R"({"a": "${Table}", "b": ${Max}, "c": ${Fn}})"),
                                            m.substitutions, cfn::Bare::Quote);
  REQUIRE(reading.document);
  CHECK(json::to_json(reading.document->value(0)) == R"({"a":"orders","b":3,"c":"${Fn}"})");
}

TEST_CASE("values given from outside win and reach parameters and attributes") {
  const auto m = only(with("      Definition: {A: !Ref Stage, B: !GetAtt F.Arn, C: '${Table}', D: !Sub 'x-${Stage}'}\n      "
                           "DefinitionSubstitutions: {Table: orders}\n"),
                      {{"Stage", "dev"}, {"F.Arn", "arn:f"}, {"Table", "mine"}});
  CHECK(as_json(m) == R"({"A":"dev","B":"arn:f","C":"mine","D":"x-dev"})");
}

TEST_CASE("what only a deployment knows is named with its place") {
  struct Row {
    std::string properties;
    std::string_view message, place;
  };
  const Row table[] = {
      {"      DefinitionUri: s3://bucket/key\n", "a definition in S3 is not supported", "DefinitionUri"},
      {"      DefinitionUri: {Bucket: b, Key: k}\n", "a definition in S3 is not supported", "DefinitionUri"},
      {"      DefinitionUri: !Ref Path\n", "DefinitionUri is not a path", "DefinitionUri"},
      {"      DefinitionString: !ImportValue X\n", "Fn::ImportValue as a DefinitionString is not supported", "!ImportValue"},
      {"      Definition:\n        Fn::Transform: {Name: AWS::Include}\n", "Fn::Transform inside a definition is not supported",
       "Fn::Transform"},
      {"      Definition: {States: {A: !If [C, {Type: Pass}, {Type: Succeed}]}}\n", "Fn::If inside a definition is not supported", "!If"},
      {"      Definition: {States: {Fn::ForEach::X: [I, [a], {}], B: {}}}\n", "Fn::ForEach::X inside a definition is not supported",
       "Fn::ForEach::X"},
      {"      Role: x\n", "Orders has no definition: expected Definition, DefinitionString or DefinitionUri", "Orders"},
  };
  for (const Row& row : table) {
    CAPTURE(row.properties);
    const std::string text = with(row.properties);
    const auto m = only(text);
    REQUIRE(m.unsupported);
    CHECK(m.unsupported->message == row.message);
    CHECK(text.substr(m.unsupported->span.begin, m.unsupported->span.size()) == row.place);
  }
}

TEST_CASE("machines that a macro generates are named, not passed over") {
  const auto m =
      only("Resources:\n  Fn::ForEach::Machines:\n    - I\n    - [a, b]\n    - 'M${I}':\n        Type: AWS::StepFunctions::StateMachine\n");
  REQUIRE(m.unsupported);
  CHECK(m.unsupported->message == "state machines made by Fn::ForEach::Machines are not supported");
}

TEST_CASE("Fn::If between scalars stays symbolic") {
  const auto m = only(with("      Definition: {TimeoutSeconds: !If [Prod, 60, 5]}\n"));
  CHECK_FALSE(m.unsupported);
  CHECK(as_json(m) == R"({"TimeoutSeconds":"${Fn::If}"})");
}

TEST_CASE("only the YAML notes of definitions are kept") {
  const auto m = only(
      "Resources:\n  yes:\n    Type: AWS::SNS::Topic\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition: "
      "{on: 1}\n");
  REQUIRE(m.document->notes().size() == 1);
  CHECK(m.document->notes()[0].message.find("the key on") == 0);
}

TEST_CASE("deeply nested functions are seen through without trouble") {
  std::string join = "\"x\"";
  for (int i = 0; i < 240; ++i) join = R"({"Fn::Join": ["", [)" + join + "]]}";
  const auto m =
      only(R"({"Resources": {"M": {"Type": "AWS::Serverless::StateMachine", "Properties": {"Definition": {"A": )" + join + "}}}}}");
  CHECK(as_json(m) == R"({"A":"x"})");
}
