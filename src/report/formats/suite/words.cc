#include <fmt/format.h>

#include "report/formats/results.h"

namespace sfn::report::formats {

std::string difference_text(const suite::Difference& difference) {
  const std::string at = difference.pointer.empty() ? "" : fmt::format(" at {}", difference.pointer);
  if (difference.actual.empty() && !difference.absent) return fmt::format("{}{}: expected {}", difference.what, at, difference.expected);
  return fmt::format("{}{}: expected {}, got {}", difference.what, at, difference.expected,
                     difference.absent ? "nothing" : difference.actual);
}

std::string reason(const suite::CaseResult& result) {
  if (!result.message.empty()) return result.message;
  if (!result.differences.empty()) {
    const std::string more = result.differences.size() == 1 ? "" : fmt::format(" (and {} more)", result.differences.size() - 1);
    return difference_text(result.differences.front()) + more;
  }
  return result.path.empty() ? std::string(suite::name_of(result.outcome)) : "the path differs";
}

namespace {

std::string position_in(const std::string& path, const std::shared_ptr<const text::SourceFile>& source, text::Span span) {
  if (!source) return path;
  const text::Location place = source->outermost(span);
  const text::Position position = place.file->position(place.span.begin);
  return fmt::format("{}:{}:{}", path, position.line, position.column);
}

}  // namespace

std::string position_text(const suite::SuiteResult& suite, text::Span span) {
  return position_in(suite.path, suite.source, span);
}

std::vector<PlacedFinding> errors_of(const suite::SuiteResult& suite) {
  std::vector<PlacedFinding> out;
  const auto add = [&](const std::string& path, const std::shared_ptr<const text::SourceFile>& source, const diag::Findings& findings) {
    for (const diag::Finding& finding : findings.list()) {
      if (finding.severity == diag::Severity::Error) out.push_back({position_in(path, source, finding.span), &finding});
    }
  };
  add(suite.path, suite.source, suite.findings);
  for (const diag::FileReport& file : suite.other_files) add(file.path, file.source, file.findings);
  return out;
}

}  // namespace sfn::report::formats
