#include <fmt/format.h>

#include "lint/rule.h"
#include "text/utf8.h"

namespace sfn::lint::registry {
namespace {

constexpr size_t kLargest = 1'048'576;
constexpr size_t kNearly = kLargest / 10 * 9;

void check(const asl::Program& program, Report& report) {
  const text::Span span = program.document->span(program.root);
  if (span.size() < kNearly) return;  // characters are at most as many as bytes
  const size_t size = text::count_utf16(program.document->source().text(span));
  if (size < kNearly) return;
  auto& finding =
      report.at_span({span.begin, span.begin + 1}, fmt::format("the definition has {} characters of at most {}", size, kLargest));
  if (size <= kLargest) finding.severity = diag::Severity::Warning;
}

}  // namespace

extern const Rule oversized_definition{
    .name = "oversized-definition",
    .severity = diag::Severity::Error,
    .summary = "a definition larger than 1 MiB",
    .explanation =
        R"~(AWS takes at most 1,048,576 characters; beyond 90 % of that it is a warning. Blanks and line ends count: a definition sent
without indentation may be half as large. What is too large for one definition can become a child that states:startExecution starts, and constant
data can stand in S3 or in a Lambda function.

In the example, … stands for a million characters.)~",
    .bad = R"~({
  "StartAt": "Load prices",
  "States": {
    "Load prices": { "Type": "Pass", "Result": "(…)", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Load prices",
  "States": {
    "Load prices": {
      "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:getObject",
      "Parameters": { "Bucket": "shop", "Key": "prices.json" }, "End": true
    }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
    .example_ellipsis = kLargest,
};

}  // namespace sfn::lint::registry
