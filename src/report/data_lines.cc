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

// JSON in which what fits on a line stands on one line.
class Layout {
 public:
  explicit Layout(std::vector<std::string>& lines) : lines_(lines) {}

  void add(const json::Value& value, size_t depth, const std::string& lead, std::string_view tail) {
    const std::string compact = json::to_json(value);
    const bool container = (value.is_object() || value.is_array()) && value.size() > 0;
    if (!container || compact.size() + lead.size() + 2 * depth <= kDataColumns) return put(depth, lead + terminal_safe(compact), tail);
    put(depth, lead, value.is_object() ? "{" : "[");
    for (size_t i = 0; i < value.size(); ++i) {
      const std::string_view comma = i + 1 < value.size() ? "," : "";
      if (value.is_object())
        add(value.value_at(i), depth + 1, key_text(value.key_at(i)), comma);
      else
        add(value[i], depth + 1, "", comma);
    }
    put(depth, value.is_object() ? "}" : "]", tail);
  }

 private:
  void put(size_t depth, std::string_view text, std::string_view tail) {
    lines_.push_back(std::string(2 * depth, ' ').append(text).append(tail));
  }

  std::vector<std::string>& lines_;
};

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
    for (std::string& line : data_lines(value, lead)) put(mark, depth, std::move(line));
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

std::vector<std::string> data_lines(const json::Value& value, const std::string& lead) {
  std::vector<std::string> lines;
  Layout(lines).add(value, 0, lead, "");
  return lines;
}

std::string data_text(const json::Value& value, const std::string& margin) {
  const std::vector<std::string> lines = data_lines(value);
  std::string out;
  for (size_t i = 0; i < lines.size() && i < kDataLines; ++i) out += (i == 0 ? "" : margin) + lines[i] + "\n";
  if (lines.size() > kDataLines) out += fmt::format("{}… {} more lines\n", margin, lines.size() - kDataLines);
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
