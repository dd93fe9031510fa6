#include "report/report.h"

#include <stdexcept>

#include "report/formats/findings.h"
#include "report/formats/results.h"
#include "report/formats/run.h"

namespace sfn::report {

const std::vector<FormatInfo>& findings_formats() {
  static const std::vector<FormatInfo> formats = {
#define SFN_FINDINGS_FORMAT(name, about) {#name, about},
#include "report/formats.def"
  };
  return formats;
}

const std::vector<FormatInfo>& run_formats() {
  static const std::vector<FormatInfo> formats = {
#define SFN_RUN_FORMAT(name, about) {#name, about},
#include "report/formats.def"
  };
  return formats;
}

const std::vector<FormatInfo>& suite_formats() {
  static const std::vector<FormatInfo> formats = {
#define SFN_SUITE_FORMAT(name, about) {#name, about},
#include "report/formats.def"
  };
  return formats;
}

const std::vector<FormatInfo>& coverage_formats() {
  static const std::vector<FormatInfo> formats = {
#define SFN_COVERAGE_FORMAT(name, about) {#name, about},
#include "report/formats.def"
  };
  return formats;
}

std::unique_ptr<RunReport> run_report(std::string_view format, const asl::Program& program, RunView view, Writer writer) {
#define SFN_RUN_FORMAT(name, about) \
  if (format == #name) return formats::run_##name(program, view, std::move(writer));
#include "report/formats.def"
  throw std::invalid_argument("no format for runs: " + std::string(format));
}

std::string render(std::string_view format, const FindingsReport& report) {
#define SFN_FINDINGS_FORMAT(name, about) \
  if (format == #name) return formats::findings_##name(report);
#include "report/formats.def"
  throw std::invalid_argument("no format for findings: " + std::string(format));
}

std::string render(std::string_view format, const ResultsReport& report) {
#define SFN_SUITE_FORMAT(name, about) \
  if (format == #name) return formats::suite_##name(report);
#include "report/formats.def"
  throw std::invalid_argument("no format for test results: " + std::string(format));
}

std::string render_coverage(std::string_view format, const ResultsReport& report) {
#define SFN_COVERAGE_FORMAT(name, about) \
  if (format == #name) return formats::coverage_##name(report);
#include "report/formats.def"
  throw std::invalid_argument("no format for coverage: " + std::string(format));
}

}  // namespace sfn::report
