// Findings on their way to the user. In: the findings of each file, and what the rules have to say about themselves. Out: text in one of
// the formats of formats.def. No format opens files, decides about severities or exit codes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/finding.h"

namespace sfn::report {

/// What a format needs to know of a rule.
struct RuleInfo {
  std::string_view name;
  diag::Severity severity = diag::Severity::Error;  ///< unless configured otherwise
  std::string_view summary;                         ///< one sentence
  std::string_view explanation;                     ///< paragraphs, Markdown
  std::string_view aws_code;                        ///< empty if AWS has none for it
};

struct FindingsReport {
  std::vector<diag::FileReport> files;
  std::vector<RuleInfo> rules;                     ///< at least those that have findings; order is kept
  diag::Severity fail_on = diag::Severity::Error;  ///< what the exit code goes by; Off = never (JUnit marks failures by it)
  bool color = false;
  bool summary = true;                 ///< text: the line with the totals
  std::string_view version;            ///< of the program, for SARIF
  std::vector<std::string> unchecked;  ///< what could not be checked, each with the reason: SARIF has a place for it
};

/// A template with several machines is one file with a report for each, one after the other.
struct Totals {
  size_t files = 0, errors = 0, warnings = 0, infos = 0;
};
Totals totals(const std::vector<diag::FileReport>& files);

/// Where a span stands in the file that the user wrote.
struct Place {
  std::string path;
  std::shared_ptr<const text::SourceFile> file;  ///< nullptr if there is no text to show
  text::Span span;
  text::Position start, end;
};
Place place_of(const diag::FileReport& file, text::Span span);

/// The message and what would stand beside the caret, on one line: for formats without snippets.
std::string headline(const diag::Finding& finding);

/// Identifies a finding when lines move: rule, place in the definition, the offending text. 16 hexadecimal digits. Equal findings get
/// different ones by `repetition`.
std::string fingerprint(const diag::FileReport& file, const diag::Finding& finding, size_t repetition = 0);

}  // namespace sfn::report
