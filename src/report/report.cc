#include "report/report.h"

#include <stdexcept>

#include "report/formats/findings.h"

namespace sfn::report {

const std::vector<FormatInfo>& findings_formats() {
  static const std::vector<FormatInfo> formats = {
#define SFN_FINDINGS_FORMAT(name, about) {#name, about},
#include "report/formats.def"
  };
  return formats;
}

std::string render(std::string_view format, const FindingsReport& report) {
#define SFN_FINDINGS_FORMAT(name, about) \
  if (format == #name) return formats::findings_##name(report);
#include "report/formats.def"
  throw std::invalid_argument("no format for findings: " + std::string(format));
}

}  // namespace sfn::report
