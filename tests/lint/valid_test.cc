// testdata/valid: definitions in which nothing may be found. A false alarm is the worst bug.
#include <doctest/doctest.h>

#include <string>

#include "json/reader.h"
#include "json/yaml_reader.h"
#include "lint/linter.h"
#include "lint/rule.h"
#include "schema/validate.h"
#include "schemas/embedded.h"
#include "support/golden.h"

using namespace sfn;

namespace {

std::shared_ptr<const json::Document> document(std::string text) {
  auto read = json::read_json(std::make_shared<text::SourceFile>("test", std::move(text)));
  return read ? std::make_shared<const json::Document>(std::move(*read)) : nullptr;
}

std::string shown(const diag::Findings& findings) {
  std::string out;
  for (const diag::Finding& finding : findings.list()) out += std::string(finding.rule) + ": " + finding.message + "\n";
  return out;
}

/// A small generator with a fixed seed: the same mutants everywhere.
struct Dice {
  uint64_t state = 42;
  size_t operator()(size_t sides) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<size_t>(state >> 33U) % sides;
  }
};

/// The text with one value or key replaced.
std::string mutant(const json::Document& original, Dice& dice) {
  static constexpr std::string_view kValues[] = {"null", "true", "0",    "-1",      "1.5",          "\"x\"",
                                                 "[]",   "{}",   "[{}]", "\"$.a\"", "100000000000", "\"{% 1 %}\""};
  static constexpr std::string_view kKeys[] = {"\"Type\"",   "\"Next\"",  "\"End\"", "\"Retry\"",   "\"Parameters\"",
                                               "\"Output\"", "\"Error\"", "\"x\"",   "\"MaxItems\""};
  const auto node = static_cast<json::NodeId>(1 + dice(original.size() - 1));
  const bool key = original.key_span(node).size() != 0 && dice(3) == 0;
  const text::Span span = key ? original.key_span(node) : original.span(node);
  std::string text(original.source().bytes());
  text.replace(span.begin, span.size(), key ? kKeys[dice(std::size(kKeys))] : kValues[dice(std::size(kValues))]);
  return text;
}

}  // namespace

TEST_CASE("nothing is found in valid definitions") {
  for (const std::string& path : support::files_in(support::testdata("valid"), ".asl.json")) {
    CAPTURE(path);
    lint::Input input;
    input.document = document(support::read_text(path));
    REQUIRE(input.document != nullptr);
    const diag::Findings findings = lint::lint(input);
    CHECK_MESSAGE(findings.empty(), shown(findings));
    CHECK(schema::Schema(schemas::embedded("asl")).validate(*input.document).empty());
  }
}

TEST_CASE("what the schema refuses, the table walk has found too") {
  const schema::Schema schema(schemas::embedded("asl"));
  Dice dice;
  for (const std::string& path : support::files_in(support::testdata("valid"), ".asl.json")) {
    const auto original = document(support::read_text(path));
    for (int i = 0; i < 400; ++i) {
      lint::Input input;
      input.document = document(mutant(*original, dice));
      if (input.document == nullptr || schema.validate(*input.document).empty()) continue;
      const diag::Findings findings = lint::lint(input);
      bool by_schema = findings.empty();
      for (const diag::Finding& finding : findings.list()) by_schema = by_schema || finding.rule == "schema";
      const std::string told = std::string(input.document->source().bytes()) + "\n" + shown(findings);
      CHECK_MESSAGE(!by_schema, told);
      if (by_schema) return;
    }
  }
}
