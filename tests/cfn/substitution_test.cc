#include "cfn/substitution.h"

#include <doctest/doctest.h>

#include <vector>

#include "cfn/definition.h"
#include "json/writer.h"

using namespace sfn;
using cfn::Bare;

namespace {

std::shared_ptr<const text::SourceFile> file(std::string text, std::string name = "a.json") {
  return std::make_shared<const text::SourceFile>(std::move(name), std::move(text));
}

std::string filled(const std::string& text, const cfn::Substitutions& values, Bare bare = Bare::Keep) {
  return std::string(cfn::fill(file(text), values, bare)->bytes());
}

}  // namespace

TEST_CASE("placeholders are found by their form") {
  const auto names = [](std::string_view text) {
    std::vector<std::string_view> all;
    for (auto found = cfn::next_placeholder(text, 0); found; found = cfn::next_placeholder(text, found->end)) all.push_back(found->name);
    return all;
  };
  using Names = std::vector<std::string_view>;
  CHECK(names("a${B}c${D.Arn}") == Names{"B", "D.Arn"});
  CHECK(names("arn:${AWS::Partition}:x") == Names{"AWS::Partition"});
  CHECK(names("$${A} \\${B} ${} ${ $A {B}") == Names{});
  CHECK(names("${a\"} ${b") == Names{});
  CHECK(names("${x${y}") == Names{"y"});
  CHECK(names("${!Keep}") == Names{"!Keep"});
}

TEST_CASE("values go into JSON strings escaped and elsewhere as they are") {
  const cfn::Substitutions values{{"n", "30"}, {"s", "a\"b\\c"}};
  CHECK(filled(R"({"a": "x${s}y", "b": ${n}, "c": "${n}"})", values) == R"({"a": "xa\"b\\cy", "b": 30, "c": "30"})");
  CHECK(filled(R"({"q": "\"${s}\""})", values) == R"({"q": "\"a\"b\\c\""})");
  CHECK(filled(R"({"a": "${other}"})", values) == R"({"a": "${other}"})");
  CHECK(filled("A: ${n}\nB: ${s}\n", values) == "A: 30\nB: a\"b\\c\n");
}

TEST_CASE("unknown placeholders outside of JSON strings become strings where asked for") {
  CHECK(filled(R"({"a": ${n}, "b": "${m}"})", {}, Bare::Quote) == R"({"a": "${n}", "b": "${m}"})");
  CHECK(filled(R"({"a": ${n}})", {}, Bare::Keep) == R"({"a": ${n}})");
  CHECK(filled("a: ${n}\n", {}, Bare::Quote) == "a: ${n}\n");
}

TEST_CASE("a text without changes is the file itself") {
  const auto source = file(R"({"a": "${b}"})");
  CHECK(cfn::fill(source, {{"c", "1"}}, Bare::Quote) == source);
}

TEST_CASE("definitions are read with their placeholders filled in and errors lead back to the file") {
  const auto good = cfn::read_definition(file(R"({"TimeoutSeconds": ${n}})"), {{"n", "30"}});
  REQUIRE(good.document);
  CHECK(json::to_json(good.document->value(0)) == R"({"TimeoutSeconds":30})");
  const auto source = file(R"({"a": "${long}", b: 1})");
  const auto bad = cfn::read_definition(source, {{"long", "a very long value"}});
  REQUIRE(bad.error);
  const auto location = bad.source->outermost(bad.error->span);
  CHECK(location.file == source);
  CHECK(source->text(location.span) == "b");
  const auto yaml = cfn::read_definition(file("TimeoutSeconds: ${n}\n"), {{"n", "30"}});
  REQUIRE(yaml.document);
  CHECK(json::to_json(yaml.document->value(0)) == R"({"TimeoutSeconds":30})");
}

TEST_CASE("an unquoted placeholder without a value is an error that names it") {
  const auto bad = cfn::read_definition(file(R"({"TimeoutSeconds": ${n}})"), {});
  REQUIRE(bad.error);
  CHECK(bad.error->message.find("${n}") != std::string::npos);
  CHECK(bad.error->help.find("--substitute n=VALUE") != std::string::npos);
}
