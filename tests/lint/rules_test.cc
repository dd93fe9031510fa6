// Every rule's own examples: the bad one has one finding, of that rule, the good one has none.
#include <doctest/doctest.h>

#include <optional>
#include <set>
#include <string>

#include "json/reader.h"
#include "json/yaml_reader.h"
#include "lint/linter.h"
#include "lint/rule.h"
#include "schema/validate.h"

using namespace sfn;

namespace {

std::string written_out(std::string text, size_t ellipsis) {
  const std::string_view sign = "…";
  for (size_t at = text.find(sign); ellipsis != 0 && at != std::string::npos; at = text.find(sign, at + ellipsis)) {
    text.replace(at, sign.size(), std::string(ellipsis, 'x'));
  }
  return text;
}

diag::Findings lint_example(const lint::Rule& rule, std::string_view text) {
  const auto source = std::make_shared<text::SourceFile>("example", written_out(std::string(text), rule.example_ellipsis));
  auto read = text.substr(0, 1) == "{" ? json::read_json(source) : json::read_yaml(source);
  lint::Input input;
  if (read) {
    input.document = std::make_shared<json::Document>(std::move(*read));
  } else {
    input.error = &read.error();
  }
  lint::Options options;
  options.type = rule.example_type;
  std::optional<schema::Schema> house;
  if (!rule.example_schema.empty()) options.house = &house.emplace(rule.example_schema);
  return lint::lint(input, options);
}

std::string shown(const diag::Findings& findings) {
  std::string out;
  for (const diag::Finding& finding : findings.list()) out += std::string(finding.rule) + ": " + finding.message + "\n";
  return out;
}

}  // namespace

TEST_CASE("every rule finds its bad example, and nothing else does") {
  for (const lint::Rule* rule : lint::rules()) {
    SUBCASE(std::string(rule->name).c_str()) {
      const diag::Findings findings = lint_example(*rule, rule->bad);
      std::set<std::string_view> names;
      for (const diag::Finding& finding : findings.list()) names.insert(finding.rule);
      CHECK_MESSAGE((names == std::set<std::string_view>{rule->name}), shown(findings));
      REQUIRE(findings.list().size() == 1);
      CHECK(findings.list().front().severity == rule->severity);
    }
  }
}

TEST_CASE("nothing is found in a rule's good example") {
  for (const lint::Rule* rule : lint::rules()) {
    SUBCASE(std::string(rule->name).c_str()) {
      const diag::Findings findings = lint_example(*rule, rule->good);
      CHECK_MESSAGE(findings.empty(), shown(findings));
    }
  }
}

TEST_CASE("rules are documented, and their names are unique and in kebab case") {
  std::set<std::string_view> names;
  for (const lint::Rule* rule : lint::rules()) {
    CHECK_MESSAGE(names.insert(rule->name).second, rule->name);
    CHECK_MESSAGE(rule->name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos, rule->name);
    CHECK_MESSAGE(!rule->summary.empty(), rule->name);
    CHECK_MESSAGE(rule->summary.size() <= 100, rule->name);
    CHECK_MESSAGE(rule->explanation.size() > 20, rule->name);
  }
}
