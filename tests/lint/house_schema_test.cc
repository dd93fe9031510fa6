// A schema of the user's own is a rule like any other: it can be selected, ignored, changed in severity and suppressed in a Comment.
#include <doctest/doctest.h>

#include <string>

#include "json/reader.h"
#include "lint/linter.h"
#include "schema/validate.h"

using namespace sfn;

namespace {

diag::Findings lint_text(const std::string& text, lint::Options options = {}) {
  auto read = json::read_json(std::make_shared<text::SourceFile>("test", text));
  REQUIRE(read);
  lint::Input input;
  input.document = std::make_shared<json::Document>(std::move(*read));
  const schema::Schema house(R"({"properties":{"StartAt":{"pattern":"^[A-Z][a-z]+$"}}})");
  options.house = &house;
  options.house_name = "house.json";
  return lint::lint(input, options);
}

std::string machine(const std::string& comment = "") {
  return "{" + (comment.empty() ? "" : "\"Comment\":\"" + comment + "\",") +
         R"("StartAt":"go","States":{"go":{"Type":"Pass","End":true}}})";
}

}  // namespace

TEST_CASE("what the schema refuses is a finding that names the schema and no code of AWS") {
  const diag::Findings findings = lint_text(machine());
  REQUIRE(findings.list().size() == 1);
  const diag::Finding& finding = findings.list()[0];
  CHECK(finding.rule == "schema");
  CHECK(finding.severity == diag::Severity::Error);
  CHECK(finding.pointer == "/StartAt");
  CHECK(finding.help == "asked for by house.json");
  CHECK(finding.aws_code.empty());
}

TEST_CASE("it obeys selection, severities and Comments") {
  lint::Options options;
  options.ignore = {"schema"};
  CHECK(lint_text(machine(), options).empty());
  options = {};
  options.select = {"unknown-field"};
  CHECK(lint_text(machine(), options).empty());
  options = {};
  options.severities["schema"] = diag::Severity::Info;
  REQUIRE(lint_text(machine(), options).list().size() == 1);
  CHECK(lint_text(machine(), options).list()[0].severity == diag::Severity::Info);
  CHECK(lint_text(machine("sfnctl:ignore schema names are historical")).empty());
}
