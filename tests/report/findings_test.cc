#include <doctest/doctest.h>

#include <stdexcept>

#include "json/reader.h"
#include "json/writer.h"
#include "report/escape.h"
#include "report/report.h"
#include "report/snippet.h"
#include "support/golden.h"
#include "text/utf8.h"

namespace sfn::report {
namespace {

using diag::Severity;

std::string fixture(const std::string& name) {
  return support::testdata("reports/findings/" + name);
}

std::shared_ptr<const text::SourceFile> source(std::string name, std::string bytes) {
  return std::make_shared<text::SourceFile>(std::move(name), std::move(bytes));
}

text::Span span_of(const text::SourceFile& file, std::string_view piece, size_t occurrence = 0) {
  size_t at = file.bytes().find(piece);
  while (occurrence-- > 0) at = file.bytes().find(piece, at + 1);
  REQUIRE(at != std::string_view::npos);
  return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + piece.size())};
}

diag::Finding finding(std::string_view rule, Severity severity, std::string message, text::Span span, std::string location) {
  diag::Finding out;
  out.rule = rule;
  out.severity = severity;
  out.message = std::move(message);
  out.span = span;
  out.pointer = out.location = std::move(location);
  return out;
}

// A bit of everything: tabs, wide characters, a long line, a note, help, several findings on a line, a clean file, an unreadable one.
diag::FileReport orders() {
  const auto file = source("orders.asl.json", support::read_text(fixture("orders.asl.json")));
  diag::Findings findings;
  diag::Finding target = finding("missing-transition-target", Severity::Error, "Next names no state of this machine: \"Shipp\"",
                                 span_of(*file, "\"Shipp\""), "/States/Charge/Next");
  target.label = "did you mean \"Ship\"?";
  target.suggestion = "Ship";
  target.aws_code = "MISSING_TRANSITION_TARGET";
  target.aws_message = "Missing 'Next' target: Shipp";
  findings.add(target);
  diag::Finding wide = finding("missing-transition-target", Severity::Error, "Next names no state of this machine: \"発送s\"",
                               span_of(*file, "\"発送s\""), "/States/注文/Next");
  wide.label = "no state is called so";
  findings.add(wide);
  diag::Finding path = finding("invalid-jsonpath", Severity::Error, "not a path: expected \"]\" behind \"*\"", span_of(*file, "$.items[*"),
                               "/States/Charge/Parameters/total.$");
  path.help = "a path in brackets ends with \"]\":\n$.items[*]";
  findings.add(path);
  diag::Finding twice = finding("duplicate-key", Severity::Error, "the key \"Charge\" is there twice: AWS keeps the last one",
                                span_of(*file, "\"Charge\"", 2), "/States/Charge");
  twice.notes.push_back({"the first one", span_of(*file, "\"Charge\"", 1)});
  findings.add(twice);
  findings.add(
      finding("unreachable-state", Severity::Warning, "no transition leads to \"注文\"", span_of(*file, "\"注文\""), "/States/注文"));
  findings.add(finding("task-without-timeout", Severity::Info, "a Task without TimeoutSeconds may wait for a year",
                       span_of(*file, "\"Type\": \"Task\",\n\t\t\t\"Resource\""), "/States/Charge"));
  findings.sort();
  return {"flows/orders.asl.json", file, findings};
}

diag::FileReport unreadable() {
  diag::Findings findings;
  findings.add(finding("json-syntax", Severity::Error, "is not UTF-8", {}, ""));
  return {"a\x1b[31m & <b>.json", nullptr, findings};
}

FindingsReport mixed() {
  FindingsReport report;
  report.files = {orders(), {"flows/clean.asl.json", source("flows/clean.asl.json", "{}"), {}}, unreadable()};
  report.rules = {{"missing-transition-target", Severity::Error, "A transition to a state that does not exist.",
                   "AWS refuses the definition.\n\nNames are matched letter for letter.", "MISSING_TRANSITION_TARGET"},
                  {"invalid-jsonpath", Severity::Error, "A path that cannot be parsed.", "", "INVALID_JSON_PATH"},
                  {"never-used-here", Severity::Error, "Not listed.", "", ""}};
  report.version = "1.2.3";
  return report;
}

}  // namespace

TEST_CASE("every format renders the mixed findings as it did before") {
  const FindingsReport report = mixed();
  for (const FormatInfo& format : findings_formats()) {
    const std::string problem = support::compare_golden(fixture("mixed." + std::string(format.name)), render(format.name, report));
    CHECK_MESSAGE(problem.empty(), problem);
  }
}

TEST_CASE("colours wrap words and change nothing else") {
  FindingsReport report = mixed();
  const std::string plain = render("text", report);
  report.color = true;
  std::string colored = render("text", report);
  CHECK(colored.find("\x1b[1;31merror:\x1b[0m") != std::string::npos);
  for (size_t at = colored.find('\x1b'); at != std::string::npos; at = colored.find('\x1b'))
    colored.erase(at, colored.find('m', at) - at + 1);
  CHECK(colored == plain);
}

TEST_CASE("the text format looks as the manual says") {
  FindingsReport report;
  const auto file = source("orders.asl.json", std::string(13, '\n') + "      \"Next\": \"Shipp\"\n");
  diag::Finding f = finding("missing-transition-target", Severity::Error, "Next names no state of this machine: \"Shipp\"",
                            span_of(*file, "\"Shipp\""), "");
  f.label = "did you mean \"Ship\"?";
  f.help = "names are case sensitive";
  diag::Findings findings;
  findings.add(f);
  report.files.push_back({"orders.asl.json", file, findings});
  CHECK(render("text", report) == R"(orders.asl.json:14:15: error: Next names no state of this machine: "Shipp" [missing-transition-target]
   |
14 |       "Next": "Shipp"
   |               ^^^^^^^ did you mean "Ship"?
   = help: names are case sensitive

1 error in 1 file
)");
}

TEST_CASE("a snippet's mark stands under the text whatever the text is") {
  struct Case {
    const char *line, *piece, *code, *mark;
  };
  const Case cases[] = {
      {"\"a\": x", "x", "1 | \"a\": x", "  |      ^"}, {"\t\tx", "x", "1 |         x", "  |         ^"},
      {"注文 x", "x", "1 | 注文 x", "  |      ^"},     {"a注文b", "注文", "1 | a注文b", "  |  ^^^^"},
      {"e\u0301x", "x", "1 | e\u0301x", "  |  ^"},     {"a\x1b[0mx", "x", "1 | a␛[0mx", "  |      ^"},
      {"a\xFFx", "x", "1 | a\uFFFDx", "  |   ^"},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    const auto file = source("f", c.line);
    std::string out;
    append_snippet(out, {*file, span_of(*file, c.piece), "", Paint::Error, 1}, Style(false));
    CHECK(out == std::string("  |\n") + c.code + "\n" + c.mark + "\n");
  }
}

TEST_CASE("of a long line only the surroundings of the mark are shown") {
  for (const size_t before : {0U, 10U, 79U, 81U, 500U, 100000U}) {
    for (const size_t length : {1U, 50U, 100U, 1000U}) {
      const auto file = source("f", std::string(before, 'a') + std::string(length, 'X') + std::string(500, 'b'));
      std::string out;
      append_snippet(out, {*file, {static_cast<uint32_t>(before), static_cast<uint32_t>(before + length)}, "", Paint::Error, 1},
                     Style(false));
      const std::string code = out.substr(4, out.find('\n', 4) - 4);
      const std::string mark = out.substr(out.rfind('\n', out.size() - 2) + 1);
      CHECK(text::count_code_points(code) <= kSnippetColumns + 6);
      // The first caret is under the first X.
      CHECK(text::count_code_points(code.substr(0, code.find('X'))) == mark.find('^'));
    }
  }
}

TEST_CASE("a snippet can stand at the end of the file, in an empty file and behind a long line") {
  for (const char* bytes : {"", "{", "{\n", "{\r\n\r\n"}) {
    const auto file = source("f", bytes);
    const auto end = static_cast<uint32_t>(file->bytes().size());
    std::string out;
    append_snippet(out, {*file, {end, end}, "expected a value", Paint::Error, 1}, Style(false));
    CHECK(out.find("^ expected a value\n") != std::string::npos);
  }
}

TEST_CASE("findings of a derived text are shown where the user wrote them") {
  struct Shift : text::Origin {
    std::shared_ptr<const text::SourceFile> outer;
    text::Location outermost(text::Span span) const override { return {outer, {span.begin + 10, span.end + 10}}; }
  };
  auto shift = std::make_shared<Shift>();
  shift->outer = source("template.yaml", "Resources\nDefinition\n");
  const auto inner = std::make_shared<text::SourceFile>("template.yaml#Machine", "Definition", shift);
  diag::Findings findings;
  findings.add(finding("some-rule", Severity::Warning, "message", {0, 3}, "/"));
  FindingsReport report;
  report.files.push_back({"template.yaml", inner, findings});
  CHECK(render("concise", report) == "template.yaml:2:1: warning: message [some-rule]\n");
}

TEST_CASE("JSON and SARIF are valid JSON") {
  for (const char* format : {"json", "sarif"}) CHECK(json::parse_json(render(format, mixed())));
}

TEST_CASE("SARIF says what could not be checked") {
  report::FindingsReport report = mixed();
  report.unchecked = {"cannot read a.json: No such file or directory"};
  const auto written = json::parse_json(render("sarif", report));
  const json::Value& invocation = written->get("runs")[0].get("invocations")[0];
  CHECK(json::to_json(invocation.get("executionSuccessful")) == "false");
  CHECK(invocation.get("toolExecutionNotifications")[0].get("message").get("text").as_string() == report.unchecked[0]);
}

TEST_CASE("a template with several machines is one file") {
  const auto file = source("template.yaml", "one\ntwo\n");
  FindingsReport report;
  for (const std::string_view word : {"one", "two"}) {
    diag::Findings findings;
    findings.add(finding("unknown-field", Severity::Error, std::string(word), span_of(*file, word), "/"));
    report.files.push_back({"template.yaml", file, findings});
  }
  report.files.push_back({"clean.asl.json", file, {}});
  const auto text = source("report", render("json", report));
  const auto document = json::read_json(text);
  REQUIRE(document);
  const json::NodeId files = document->find(json::Document::root(), "files");
  REQUIRE(document->node(files).count == 2);
  const json::NodeId first = document->first_child(files);
  CHECK(document->text(document->find(first, "path")) == "template.yaml");
  CHECK(document->node(document->find(first, "findings")).count == 2);
  CHECK(document->text(document->find(document->find(json::Document::root(), "summary"), "files")) == "2");
  CHECK(render("text", report).find("2 errors in 2 files") != std::string::npos);
}

TEST_CASE("fingerprints stay when lines move and differ between equal findings") {
  diag::FileReport file = orders();
  const diag::Finding& first = file.findings.list().front();
  const std::string before = fingerprint(file, first);
  const auto moved = source("orders.asl.json", "\n\n" + std::string(file.source->bytes()));
  diag::Finding again = first;
  again.span = {first.span.begin + 2, first.span.end + 2};
  CHECK(fingerprint({file.path, moved, {}}, again) == before);
  CHECK(fingerprint(file, first, 1) != before);
}

TEST_CASE("no format by an unknown name") {
  CHECK_THROWS_AS(render("xml", FindingsReport()), std::invalid_argument);
}

TEST_CASE("text is data in every syntax") {
  CHECK(xml_escaped("<a b=\"&'\">\n\x01") == "&lt;a b=&quot;&amp;&#39;&quot;&gt;&#10;\uFFFD");
  CHECK(terminal_safe("a\x1b[2J\r\n\u202Eb\u009b") == "a␛[2J␍␊\uFFFDb\uFFFD");
  CHECK(path_uri("a b/ü.json") == "a%20b/%C3%BC.json");
  CHECK(path_uri("/tmp/x") == "file:///tmp/x");
}

}  // namespace sfn::report
