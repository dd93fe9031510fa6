// What a run of test suites gave. In: runner.h. Out: plain data without json::Values (JSON is text here), so that results cross threads and
// report/ can show them in any format.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/finding.h"
#include "suite/coverage.h"

namespace sfn::suite {

enum class Outcome : uint8_t {
  Passed,
  Failed,       ///< an expectation does not hold
  Error,        ///< could not be run: no mock answers, a limit was reached, the mocks are not valid
  Unsupported,  ///< needs something that sfnctl does not support
  Skipped       ///< the case says so
};
std::string_view name_of(Outcome outcome);  ///< "passed", "failed", "error", "unsupported", "skipped"

/// One expectation that does not hold.
struct Difference {
  std::string what;      ///< "status", "output", "path", "calls.Charge.count", "states.Init.output", "snapshot"
  std::string pointer;   ///< RFC 6901, inside of the value; empty for all of it
  std::string expected;  ///< JSON text, or words: "no value", "a string matching /^a/"
  std::string actual;    ///< JSON text; empty if `absent`
  bool absent = false;   ///< there is no value
  text::Span span;       ///< of the expectation, in the suite file
};

/// One line of a path diff.
struct PathLine {
  enum class Kind : uint8_t { Same, Missing, Extra };  ///< Missing: expected, not there (`-`); Extra: there, not expected (`+`)
  Kind kind = Kind::Same;
  std::string state;
};

/// One step of the run, for people.
struct Transition {
  int64_t millis = 0;  ///< since the start of the execution, on the virtual clock
  std::string path;    ///< where inside: "Each[2]/Both[0]"; empty in the machine itself
  std::string state;
  std::string_view type;           ///< "Task"
  std::vector<std::string> notes;  ///< "attempt 1 failed: Declined, again after 2s", "caught Declined by catcher 0", "rule 1", …
};

struct CaseResult {
  std::string name;
  text::Span span;  ///< of the case's name, in the suite file
  Outcome outcome = Outcome::Passed;
  std::string message;                  ///< Error, Unsupported: why; Skipped: the reason, if given
  std::vector<Difference> differences;  ///< Failed
  std::vector<PathLine> path;           ///< if `path` does not hold
  std::vector<Transition> transitions;  ///< of the run; not for Passed
  std::string status;                   ///< "SUCCEEDED" …; empty if there was no run
  std::optional<std::string> output;    ///< JSON text
  std::optional<std::string> error, cause;
  int64_t duration_millis = 0;    ///< virtual
  bool snapshot_written = false;  ///< with --update: a new or changed snapshot
};

struct SuiteResult {
  std::string path;                                ///< of the suite file, as the user named it
  std::shared_ptr<const text::SourceFile> source;  ///< nullptr if it could not be read
  diag::Findings findings;                         ///< of the suite and the mocks in it; with an error nothing was run
  /// Findings in other files that it names (the base mocks), unused responses.
  std::vector<diag::FileReport> other_files;
  std::vector<CaseResult> cases;     ///< those that the filter let through, in the order of the file
  std::optional<Coverage> coverage;  ///< of this suite alone
  Thresholds thresholds;
  std::vector<Shortfall> shortfalls;         ///< thresholds that are not reached; not looked at when a filter is set
  std::optional<std::string> snapshot_text;  ///< what is to be written to `snapshot_path`
  std::string snapshot_path;

  size_t count(Outcome outcome) const;
  /// All cases passed or were skipped, no error-level finding, all thresholds reached.
  bool passed() const;
};

/// All suites of one command.
struct Results {
  std::vector<SuiteResult> suites;
  std::vector<Coverage> coverage;  ///< merged by definition, in the order of first appearance

  size_t count(Outcome outcome) const;
  size_t cases() const;
  bool passed() const;
  /// 0, 1 (a test failed, a threshold missed), 2 (a suite or its mocks are not valid, a case could not be run), 3 (Unsupported); the
  /// largest wins.
  int exit_code() const;
};

}  // namespace sfn::suite
