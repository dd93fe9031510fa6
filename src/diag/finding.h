// What a finding is: one fault of the user's file, under a rule, at a place. In: what linters and readers report. Out: data that the
// formats of report/ show. Nothing here knows a single rule.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/source_file.h"

namespace sfn::diag {

enum class Severity : uint8_t { Off, Info, Warning, Error };
std::string_view name_of(Severity severity);  ///< "info", "warning", "error"
std::optional<Severity> severity_named(std::string_view name);

/// A second place that explains the first: where the other definition is, which state dropped the field.
struct Note {
  std::string message;
  text::Span span;
};

struct Finding {
  std::string_view rule;  ///< kebab-case name of a registered rule
  Severity severity = Severity::Error;
  std::string message;      ///< one line, lower case, no full stop, names the thing and what was expected
  text::Span span;          ///< in the file that the linter read; the report maps it to the user's file
  std::string pointer;      ///< RFC 6901, from the root of the definition's document
  std::string location;     ///< as AWS writes it: /States/A/Retry[0]
  std::string label;        ///< short text beside the caret: did you mean "Ship"?
  std::string help;         ///< how to mend it, if there is more to say
  std::string suggestion;   ///< the replacement, if one is likely
  std::string aws_code;     ///< MISSING_TRANSITION_TARGET …; empty if AWS says nothing
  std::string aws_message;  ///< AWS's own words, where they are known
  std::vector<Note> notes;
};

/// The findings of one file. One fault, one finding: exact repetitions are dropped.
class Findings {
 public:
  void add(Finding finding) { list_.push_back(std::move(finding)); }
  /// Sorted by place, then rule; without repetitions of rule, span and message.
  void sort();
  const std::vector<Finding>& list() const { return list_; }
  std::vector<Finding>& list() { return list_; }
  bool empty() const { return list_.empty(); }
  size_t count(Severity severity) const;
  /// Whether some finding with that severity or a higher one is there.
  bool any_at_least(Severity severity) const;
  /// Whether a finding covers exactly or lies within `span`: later stages keep silent there.
  bool touches(text::Span span) const;

 private:
  std::vector<Finding> list_;
};

/// The findings of one input, ready to be shown.
struct FileReport {
  std::string path;                                ///< as the user named it
  std::shared_ptr<const text::SourceFile> source;  ///< nullptr if the file could not be read
  Findings findings;
};

}  // namespace sfn::diag
