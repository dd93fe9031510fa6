// Checkstyle's XML, which Jenkins, reviewdog and others read.
#include <fmt/format.h>

#include "report/escape.h"
#include "report/formats/findings.h"

namespace sfn::report::formats {

std::string findings_checkstyle(const FindingsReport& report) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
  for (const diag::FileReport& file : report.files) {
    out += fmt::format("  <file name=\"{}\">\n", xml_escaped(file.path));
    for (const diag::Finding& finding : file.findings.list()) {
      const Place place = place_of(file, finding.span);
      out += fmt::format("    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"sfnctl.{}\"/>\n", place.start.line,
                         place.start.column, diag::name_of(finding.severity), xml_escaped(headline(finding)), finding.rule);
    }
    out += "  </file>\n";
  }
  return out + "</checkstyle>\n";
}

}  // namespace sfn::report::formats
