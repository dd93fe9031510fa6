// JUnit XML: a suite a file, a case a finding. Only what makes the command fail is a failure; the other findings are passed cases with
// text, so that a warning does not turn a green build red. A clean file is one passed case.
#include <algorithm>

#include <fmt/format.h>

#include "report/escape.h"
#include "report/formats/findings.h"

namespace sfn::report::formats {
namespace {

bool fails(const FindingsReport& report, const diag::Finding& finding) {
  return report.fail_on != diag::Severity::Off && finding.severity >= report.fail_on;
}

size_t failures(const FindingsReport& report, const diag::FileReport& file) {
  const auto& list = file.findings.list();
  return static_cast<size_t>(std::count_if(list.begin(), list.end(), [&](const diag::Finding& f) { return fails(report, f); }));
}

std::string detail(const Place& place, const diag::Finding& finding) {
  const std::string where = place.file ? fmt::format("{}:{}:{}", place.path, place.start.line, place.start.column) : place.path;
  std::string out = fmt::format("{}: {}: {} [{}]", where, diag::name_of(finding.severity), headline(finding), finding.rule);
  if (!finding.location.empty()) out += "\nat " + finding.location;
  if (!finding.help.empty()) out += "\nhelp: " + finding.help;
  return out;
}

void append_case(std::string& out, const FindingsReport& report, const diag::FileReport& file, const diag::Finding& finding) {
  const Place place = place_of(file, finding.span);
  const std::string text = xml_escaped(detail(place, finding));
  out += fmt::format("    <testcase name=\"{} {}:{}\" classname=\"{}\" file=\"{}\" line=\"{}\">", finding.rule, place.start.line,
                     place.start.column, xml_escaped(file.path), xml_escaped(place.path), place.start.line);
  if (fails(report, finding)) {
    out += fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>", diag::name_of(finding.severity), xml_escaped(headline(finding)),
                       text);
  } else {
    out += fmt::format("<system-out>{}</system-out>", text);
  }
  out += "</testcase>\n";
}

}  // namespace

std::string findings_junit(const FindingsReport& report) {
  size_t cases = 0, failed = 0;
  std::string body;
  for (const diag::FileReport& file : report.files) {
    const size_t tests = std::max<size_t>(file.findings.list().size(), 1);
    cases += tests;
    failed += failures(report, file);
    body += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n", xml_escaped(file.path),
                        tests, failures(report, file));
    for (const diag::Finding& finding : file.findings.list()) append_case(body, report, file, finding);
    if (file.findings.empty()) body += fmt::format("    <testcase name=\"no findings\" classname=\"{}\"/>\n", xml_escaped(file.path));
    body += "  </testsuite>\n";
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"sfnctl validate\" tests=\"{}\" failures=\"{}\" "
      "errors=\"0\">\n{}</testsuites>\n",
      cases, failed, body);
}

}  // namespace sfn::report::formats
