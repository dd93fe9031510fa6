// Placeholders in JSONata stay symbolic: nothing is said about what they may stand for, and everything about what stands beside them.
#include "asl/open_expression.h"

#include <doctest/doctest.h>

#include <string>

#include "json/reader.h"
#include "lint/linter.h"

using namespace sfn;

namespace {

/// "rule `text`" of each finding in the Output of a Pass, where the text is what the finding points at.
std::string findings_in(const std::string& expression) {
  const std::string text =
      R"({"QueryLanguage":"JSONata","StartAt":"S","States":{"S":{"Type":"Pass","End":true,"Output":"{% )" + expression + R"( %}"}}})";
  auto read = json::read_json(std::make_shared<text::SourceFile>("test", text));
  REQUIRE(read);
  lint::Input input;
  input.document = std::make_shared<json::Document>(std::move(*read));
  std::string out;
  const diag::Findings findings = lint::lint(input, {});
  for (const diag::Finding& finding : findings.list()) {
    out += std::string(finding.rule) + " `" + std::string(input.document->source().text(finding.span)) + "`\n";
  }
  return out;
}

}  // namespace

TEST_CASE("stand-ins are of the kind that the place takes and keep all other bytes in place") {
  struct Row {
    const char *source, *filled;  // s: a byte of a stand-in
  };
  const Row rows[] = {
      {"${N} + 1", "$sss + 1"},
      {"a.${N}", "a.ssss"},
      {"a . ${N}[0]", "a . ssss[0]"},
      {"[1..${N}]", "[1..$sss]"},
      {"${a}${b}", "$sssssss"},
      {"$${a}", "$ssss"},
      {"$x${a} + x${a}.y", "$xssss + xssss.y"},
      {"1${a}.5 + 0.${b}", "10000.5 + 0.0000"},
      {"$x1${a}", "$x1ssss"},
      {"'${a}' & ${b} & \"${c}\"", "'${a}' & $sss & \"${c}\""},
      {"\"${n[\"a\"]}\" & 'it\\'s ${a}'", "\"sssssssss\" & 'it\\'s ${a}'"},
      {"/* it's ${a} */ ${b}", "/* it's ${a} */ $sss"},
      {"a.${\"k\": b} + ${N}", "a.${\"k\": b} + $sss"},
      {"/'/ ~> ${b}", "/'/ ~> $sss"},
      {"${}{{a}} + ${", "${}$ssss + ${"},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.source));
    std::string filled = asl::with_stand_ins(row.source);
    for (char& c : filled) c = c == asl::kStandIn ? 's' : c;
    CHECK(filled == row.filled);
  }
}

TEST_CASE("whatever a placeholder may stand for is no finding") {
  const std::string expressions[] = {
      "$states.input.${Field}",
      "${a}${b}",
      "$${a}",
      "$states.${Field}",
      "$states.context.${Field}",
      "$states.in${Rest}",
      "$${Function}(1)",
      "${Function}('x')",
      "$uppercase(${N})",
      "$states.input[kind = ${N}].${Field}",
      "$number('${N}') + ${N}",
      "0.${Rate} * $states.input.n",
      "{ '${Key}': ${Value}, ${Other}: 1 }",
      "$states.input.a ${Operator} $states.input.b",
      "${Head} $states.input.b)",
      "($x := ${N}; $x + 1)",
      "$states.input ~> | ${Place} | { 'a': ${N} } |",
  };
  for (const std::string& expression : expressions) {
    CAPTURE(expression);
    CHECK(findings_in(expression) == "");
  }
}

TEST_CASE("what would be a group of the context is a placeholder if it reads a name") {
  CHECK(findings_in("${self:custom.x} + $sum(${file(x.yml):y})") == "");
  CHECK(findings_in("${self:custom.x} + self") == "top-level-reference `self`\n");
}

TEST_CASE("a syntax error beside placeholders is reported where it is") {
  CHECK(findings_in("${N} + )") == "invalid-jsonata `)`\n");
  CHECK(findings_in("$sum(${N}") == "invalid-jsonata ` `\n");
  CHECK(findings_in("${N} + (1 2)") == "invalid-jsonata `2`\n");
  CHECK(findings_in("'${N}' + )") == "invalid-jsonata `)`\n");
  CHECK(findings_in("$states.input.items.${'k': a b}") == "invalid-jsonata `b`\n");
  CHECK(findings_in("${N})") == "invalid-jsonata `)`\n");
}

TEST_CASE("what stands beside placeholders is checked") {
  CHECK(findings_in("$states.result.x = ${N} or foo = ${N}") == "unknown-states-field `result`\ntop-level-reference `foo`\n");
  CHECK(findings_in("foo.${N}") == "top-level-reference `foo`\n");
  CHECK(findings_in("$states.context.Executon.Id & ${N}") == "unknown-context-field `Executon`\n");
  CHECK(findings_in("${N} + 'a'") == "failing-jsonata `+`\n");
  CHECK(findings_in("$lenght(${N})") == "unknown-jsonata-function `$lenght`\n");
  CHECK(findings_in("$eval(${N})") == "eval-call `$eval`\n");
  CHECK(findings_in("$nowhere + ${N}") == "unassigned-variable `$nowhere`\n");
}

TEST_CASE("long sources are gone through once") {
  for (const char* part : {"${", "'\\"}) {
    std::string source;
    for (int i = 0; i < 300'000; ++i) source += part;
    CHECK(asl::with_stand_ins(source) == source);
  }
  for (const char* part : {"${a}", "1${a}"}) {
    std::string source;
    for (int i = 0; i < 300'000; ++i) source += part;
    CHECK(asl::with_stand_ins(source).size() == source.size());
  }
}
