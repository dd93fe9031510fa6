#include "report/snippet.h"

#include <algorithm>

#include <fmt/format.h>

#include "report/escape.h"
#include "text/utf8.h"

namespace sfn::report {
namespace {

constexpr int kTabColumns = 4;
constexpr size_t kColumnsBefore = 40;  // that stay visible before the mark when a line is cut

int columns_of(char32_t c) {
  if (c == '\t') return kTabColumns;
  return c < 0x20 || (c >= 0x7F && c < 0xA0) ? 1 : text::display_width(c);
}

// Columns of text[from, to), counting at most just above `limit`.
size_t columns_of(std::string_view text, size_t from, size_t to, size_t limit = SIZE_MAX) {
  size_t columns = 0;
  while (from < to && columns <= limit) columns += static_cast<size_t>(columns_of(text::decode(text, from)));
  return columns;
}

// The furthest place at or behind `from`, at most at `to`, that leaves at most `limit` columns between.
size_t forward(std::string_view text, size_t from, size_t limit) {
  size_t columns = 0;
  for (size_t at = from; at < text.size(); from = at) {
    columns += static_cast<size_t>(columns_of(text::decode(text, at)));
    if (columns > limit) break;
  }
  return from;
}

size_t backward(std::string_view text, size_t from, size_t limit) {
  size_t columns = 0;
  while (from > 0) {
    size_t before = from - 1;
    while (before > 0 && from - before < 4 && (static_cast<unsigned char>(text[before]) & 0xC0) == 0x80) --before;
    size_t at = before;
    columns += static_cast<size_t>(columns_of(text::decode(text, at)));
    if (columns > limit) break;
    from = before;
  }
  return from;
}

std::string shown(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = text::decode(text, at);
    if (c == '\t') {
      out.append(static_cast<size_t>(kTabColumns), ' ');
    } else {
      append_terminal_safe(out, c);
    }
  }
  return out;
}

struct Window {
  size_t begin, end;  // bytes of the line
};

Window window_around(std::string_view line, size_t mark) {
  if (columns_of(line, 0, line.size(), kSnippetColumns) <= kSnippetColumns) return {0, line.size()};
  const size_t begin = columns_of(line, 0, mark, kColumnsBefore * 2) <= kColumnsBefore * 2 ? 0 : backward(line, mark, kColumnsBefore);
  return {begin, forward(line, begin, kSnippetColumns)};
}

void append_gutter(std::string& out, const Snippet& snippet, std::string_view number, const Style& style) {
  style.append(out, Paint::Frame, fmt::format("{:>{}} |", number, snippet.gutter));
}

}  // namespace

size_t digits(uint32_t number) {
  return fmt::formatted_size("{}", number);
}

void append_snippet(std::string& out, const Snippet& snippet, const Style& style) {
  const text::Position start = snippet.file.position(snippet.span.begin);
  const std::string_view line = snippet.file.line(start.line);
  const size_t line_begin = line.empty() ? snippet.span.begin : static_cast<size_t>(line.data() - snippet.file.bytes().data());
  const size_t from = std::min(snippet.span.begin - std::min<size_t>(line_begin, snippet.span.begin), line.size());
  const Window window = window_around(line, from);
  const size_t to = std::clamp(from + snippet.span.size(), from, window.end);
  const std::string_view before = window.begin > 0 ? "…" : "";
  const std::string_view after = window.end < line.size() ? "…" : "";
  const size_t indent = columns_of(line, window.begin, from) + (before.empty() ? 0 : 1);
  const std::string mark(std::max<size_t>(columns_of(line, from, to), 1), '^');

  append_gutter(out, snippet, "", style);
  out += '\n';
  append_gutter(out, snippet, fmt::format("{}", start.line), style);
  const std::string code = shown(line.substr(window.begin, window.end - window.begin));
  if (!code.empty()) out.append(" ").append(before).append(code).append(after);
  out += '\n';
  append_gutter(out, snippet, "", style);
  out.append(indent + 1, ' ');
  style.append(out, snippet.paint, snippet.label.empty() ? mark : fmt::format("{} {}", mark, terminal_safe(snippet.label)));
  out += '\n';
}

}  // namespace sfn::report
