#include "cli/filter.h"

#include <doctest/doctest.h>
#include <unistd.h>

using namespace sfn;

namespace {

diag::FileReport report_on(const std::string& path) {
  diag::FileReport report;
  report.path = path;
  diag::Finding finding;
  finding.rule = "unreachable-state";
  finding.pointer = "/States/A";
  report.findings.add(std::move(finding));
  return report;
}

cli::Config ignoring(const std::string& folder, const std::string& path) {
  cli::Config config;
  config.folder = folder;
  config.ignore.push_back({.rule = "unreachable-state", .path = path, .pointer = "", .reason = ""});
  return config;
}

}  // namespace

TEST_CASE("paths of ignores start at the folder of the configuration file, wherever the command is called") {
  const std::string folder = SFN_TESTDATA;
  struct Row {
    std::string working_directory, config_folder, file, pattern;
    bool ignored;
  };
  const Row rows[] = {
      {folder, folder, "broken/next.asl.json", "broken/**", true},
      {folder, folder, folder + "/broken/next.asl.json", "broken/**", true},
      {folder, ".", "broken/next.asl.json", "broken/**", true},
      {folder, ".", "./broken/next.asl.json", "broken/**", true},
      {folder + "/broken", folder, "next.asl.json", "broken/**", true},
      {folder + "/broken", folder, "./next.asl.json", "broken/**", true},
      {folder + "/broken", "..", "next.asl.json", "broken/*.json", true},
      {folder + "/broken", folder, "../valid/next.asl.json", "broken/**", false},
      {folder + "/broken", folder, "next.asl.json", "next.asl.json", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.working_directory);
    CAPTURE(row.file);
    REQUIRE(chdir(row.working_directory.c_str()) == 0);
    diag::FileReport report = report_on(row.file);
    const cli::Config config = ignoring(row.config_folder, row.pattern);
    cli::apply_ignores(config, report);
    CHECK(report.findings.empty() == row.ignored);
    CHECK(config.ignore[0].used == row.ignored);
  }
}
