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

std::string position_text(const suite::SuiteResult& suite, text::Span span) {
  if (!suite.source) return suite.path;
  const text::Location place = suite.source->outermost(span);
  const text::Position position = place.file->position(place.span.begin);
  return fmt::format("{}:{}:{}", suite.path, position.line, position.column);
}

}  // namespace sfn::report::formats
