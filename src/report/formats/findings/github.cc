// Annotations of GitHub Actions: workflow commands on standard output.
#include <fmt/format.h>

#include "report/escape.h"
#include "report/formats/findings.h"
#include "report/github.h"

namespace sfn::report::formats {
namespace {

std::string_view command_of(diag::Severity severity) {
  if (severity == diag::Severity::Error) return "error";
  return severity == diag::Severity::Warning ? "warning" : "notice";
}

std::string range_of(const Place& place) {
  if (!place.file) return "";
  const text::Position& start = place.start;
  const text::Position& end = place.end;
  // GitHub drops an annotation that has columns but spans several lines.
  if (start.line != end.line) return fmt::format(",line={},endLine={}", start.line, end.line);
  return fmt::format(",line={},endLine={},col={},endColumn={}", start.line, end.line, start.column, end.column);
}

}  // namespace

std::string findings_github(const FindingsReport& report) {
  std::string out;
  for (const diag::FileReport& file : report.files) {
    for (const diag::Finding& finding : file.findings.list()) {
      const Place place = place_of(file, finding.span);
      const std::string where = place.file ? fmt::format("{}:{}:{}", place.path, place.start.line, place.start.column) : place.path;
      const std::string help = finding.help.empty() ? "" : "\n" + finding.help;
      out += fmt::format("::{} file={}{},title={}::{}\n", command_of(finding.severity), github_property(place.path), range_of(place),
                         github_property(finding.rule),
                         github_data(fmt::format("{}: {} [{}]{}", where, headline(finding), finding.rule, help)));
    }
  }
  return out;
}

}  // namespace sfn::report::formats
