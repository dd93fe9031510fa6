// A line of source with a mark under a part of it. In: a file and a span. Out: lines for a terminal: the mark stands right whatever the
// width of the characters, tabs are widened, and of a long line only the surroundings of the mark are shown.
#pragma once

#include "report/style.h"
#include "text/source_file.h"

namespace sfn::report {

/// Columns of source that are shown of one line.
inline constexpr size_t kSnippetColumns = 110;

struct Snippet {
  const text::SourceFile& file;
  text::Span span;             ///< of several lines the first is shown
  std::string_view label;      ///< text behind the mark
  Paint paint = Paint::Error;  ///< of mark and label
  size_t gutter = 1;           ///< digits of the largest line number of the whole finding
};

/// Three lines: `   |`, the numbered line, the mark with the label. Ends with a line end.
void append_snippet(std::string& out, const Snippet& snippet, const Style& style);

size_t digits(uint32_t number);

}  // namespace sfn::report
