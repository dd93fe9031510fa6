#include "report/data_lines.h"

#include <vector>

#include <fmt/format.h>

#include "json/writer.h"
#include "report/escape.h"
#include "text/utf8.h"

namespace sfn::report {
namespace {

constexpr size_t kUnchangedColumns = 40;

enum class Mark : uint8_t { Same, New, Changed, Gone };

struct Line {
  Mark mark;
  size_t depth;
  std::string text;
};

std::string_view sign_of(Mark mark) {
  switch (mark) {
    case Mark::Same: return "  ";
    case Mark::New: return "+ ";
    case Mark::Changed: return "~ ";
    case Mark::Gone: return "- ";
  }
  return "";
}

Paint paint_of(Mark mark) {
  if (mark == Mark::New) return Paint::Good;
  if (mark == Mark::Changed) return Paint::Warning;
  return mark == Mark::Gone ? Paint::Error : Paint::Faint;
}

// A prefix of at most `columns` columns, with `…` if something is cut off.
std::string shortened(const std::string& text, size_t columns) {
  if (text::display_width(text) <= columns) return text;
  size_t at = 0, width = 0;
  while (at < text.size()) {
    size_t next = at;
    width += static_cast<size_t>(text::display_width(text::decode(text, next)));
    if (width >= columns) break;
    at = next;
  }
  return text.substr(0, at) + "…";
}

std::string key_text(std::string_view key) {
  return terminal_safe(json::quoted(key)) + ": ";
}

class Difference {
 public:
  void add(const json::Value& base, const json::Value& value, size_t depth, const std::string& lead) {
    if (base == value) return put(Mark::Same, depth, lead + shortened(terminal_safe(json::to_json(value)), kUnchangedColumns));
    if (base.is_object() && value.is_object() && value.size() > 0) return add_object(base, value, depth, lead);
    if (base.is_array() && value.is_array() && value.size() > 0) return add_array(base, value, depth, lead);
    add_whole(Mark::Changed, value, depth, lead);
  }

  std::vector<Line> lines;

 private:
  void put(Mark mark, size_t depth, std::string text) { lines.push_back({mark, depth, std::move(text)}); }

  void add_whole(Mark mark, const json::Value& value, size_t depth, const std::string& lead) {
    const std::string compact = json::to_json(value);
    if (compact.size() <= kDataColumns) return put(mark, depth, lead + terminal_safe(compact));
    const std::string pretty = json::to_json(value, {.indent = 2});
    std::string first = lead;
    for (size_t at = 0; at <= pretty.size();) {
      const size_t end = std::min(pretty.find('\n', at), pretty.size());
      put(mark, depth, first + terminal_safe(std::string_view(pretty).substr(at, end - at)));
      first.clear();
      at = end + 1;
    }
  }

  void add_object(const json::Value& base, const json::Value& value, size_t depth, const std::string& lead) {
    put(Mark::Same, depth, lead + "{");
    for (const json::Member& member : value.members()) {
      const json::Value* old = base.find(member.key);
      if (old != nullptr)
        add(*old, member.value, depth + 1, key_text(member.key));
      else
        add_whole(Mark::New, member.value, depth + 1, key_text(member.key));
    }
    for (const json::Member& member : base.members()) {
      if (value.find(member.key) != nullptr) continue;
      put(Mark::Gone, depth + 1, key_text(member.key) + shortened(terminal_safe(json::to_json(member.value)), kUnchangedColumns));
    }
    put(Mark::Same, depth, "}");
  }

  void add_array(const json::Value& base, const json::Value& value, size_t depth, const std::string& lead) {
    put(Mark::Same, depth, lead + "[");
    for (size_t i = 0; i < value.size(); ++i) {
      if (i < base.size())
        add(base[i], value[i], depth + 1, "");
      else
        add_whole(Mark::New, value[i], depth + 1, "");
    }
    if (base.size() > value.size()) put(Mark::Gone, depth + 1, fmt::format("{} more", base.size() - value.size()));
    put(Mark::Same, depth, "]");
  }
};

}  // namespace

std::string data_text(const json::Value& value, const std::string& margin) {
  const std::string compact = json::to_json(value);
  if (compact.size() <= kDataColumns) return terminal_safe(compact) + "\n";
  const std::string pretty = json::to_json(value, {.indent = 2});
  std::string out;
  size_t count = 0;
  for (size_t at = 0; at <= pretty.size(); ++count) {
    const size_t end = std::min(pretty.find('\n', at), pretty.size());
    if (count < kDataLines) out += (count == 0 ? "" : margin) + terminal_safe(std::string_view(pretty).substr(at, end - at)) + "\n";
    at = end + 1;
  }
  if (count > kDataLines) out += fmt::format("{}… {} more lines\n", margin, count - kDataLines);
  return out;
}

std::string changed_data_text(const json::Value& base, const json::Value& value, const std::string& margin, const Style& style) {
  Difference difference;
  difference.add(base, value, 0, "");
  std::string out;
  const size_t shown = std::min(difference.lines.size(), kDataLines);
  for (size_t i = 0; i < shown; ++i) {
    const Line& line = difference.lines[i];
    out += i == 0 ? "" : margin;
    style.append(out, paint_of(line.mark), fmt::format("{}{}{}", sign_of(line.mark), std::string(2 * line.depth, ' '), line.text));
    out += '\n';
  }
  if (difference.lines.size() > shown) out += fmt::format("{}… {} more lines\n", margin, difference.lines.size() - shown);
  return out;
}

}  // namespace sfn::report
