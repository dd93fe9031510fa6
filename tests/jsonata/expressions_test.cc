#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <string>

#include "json/reader.h"
#include "json/writer.h"
#include "jsonata/evaluate.h"

// The blocks of testdata/expressions/jsonata: expression, input, what it gives.
namespace {

using namespace sfn;

struct Block {
  std::string expression, input, gives, fails;  // fails: a code (- if it has none), or `code at position`
  std::string says;                             // the text of the error
  bool nothing = false;
  bool empty() const { return expression.empty(); }
};

// As much of an error as the block tells.
std::string failed(const Block& block, const std::string& code, const std::string& message, size_t position) {
  std::string text = "fails " + (code.empty() ? "-" : code);
  if (block.fails.find(" at ") != std::string::npos) text += fmt::format(" at {}", position);
  return block.says.empty() ? text : text + ": " + message;
}

std::string run(const Block& block) {
  const auto expression = jsonata::parse(block.expression, jsonata::Profile::Reference);
  if (!expression) return failed(block, expression.error().code, expression.error().message, expression.error().position);
  json::Value input;
  if (!block.input.empty()) input = *json::parse_json(block.input);
  jsonata::Environment environment;
  environment.input = block.input.empty() ? nullptr : &input;
  environment.limits = jsonata::Limits::reference();
  try {
    const json::Value result = jsonata::evaluate(*expression, environment);
    return result.is_undefined() ? "nothing" : "gives " + json::to_json(jsonata::to_output(result));
  } catch (const jsonata::EvaluationError& error) {
    return failed(block, error.error().code, error.error().message, error.error().position);
  }
}

std::string wanted(const Block& block) {
  if (block.nothing) return "nothing";
  if (!block.fails.empty()) return "fails " + block.fails + (block.says.empty() ? "" : ": " + block.says);
  return "gives " + json::to_json(jsonata::to_output(*json::parse_json(block.gives)));
}

void read_line(Block& block, const std::string& line) {
  const auto rest = [&](const char* name) { return line.substr(std::string_view(name).size()); };
  if (line.rfind("expr: ", 0) == 0)
    block.expression = rest("expr: ");
  else if (line.rfind("input: ", 0) == 0)
    block.input = rest("input: ");
  else if (line.rfind("gives: ", 0) == 0)
    block.gives = rest("gives: ");
  else if (line.rfind("fails: ", 0) == 0)
    block.fails = rest("fails: ");
  else if (line.rfind("says: ", 0) == 0)
    block.says = rest("says: ");
  else if (line == "nothing")
    block.nothing = true;
  else if (line.rfind('#', 0) != 0)
    FAIL("no such line in a test block: " << line);
}

int run_file(const std::string& name) {
  std::ifstream in(std::string(SFN_TESTDATA) + "/expressions/jsonata/" + name);
  REQUIRE_MESSAGE(in.good(), name);
  int blocks = 0;
  Block block;
  const auto finish = [&] {
    if (block.empty()) return;
    ++blocks;
    INFO(name, ": ", block.expression);
    CHECK(run(block) == wanted(block));
    block = {};
  };
  for (std::string line; std::getline(in, line);) {
    if (line.empty())
      finish();
    else
      read_line(block, line);
  }
  finish();
  return blocks;
}

}  // namespace

TEST_CASE("paths, predicates, grouping, joins, parents and transforms give what the language says") {
  CHECK(run_file("paths.test") > 20);
}
TEST_CASE("operators, scopes, functions and conditionals give what the language says") {
  CHECK(run_file("language.test") > 40);
}
TEST_CASE("built-in functions give what the language says") {
  CHECK(run_file("functions.test") > 50);
}
TEST_CASE("corners of the language are as sharp as the reference has them") {
  CHECK(run_file("corners.test") > 30);
}
