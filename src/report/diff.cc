#include "report/diff.h"

#include <fmt/format.h>

#include "json/writer.h"
#include "report/escape.h"
#include "report/style.h"

namespace sfn::report {
namespace {

using graph::FieldChange;
using graph::Mark;
using graph::StateChange;
using graph::TransitionChange;
using json::ArrayBuilder;
using json::ObjectBuilder;
using json::Value;

constexpr size_t kValueLength = 120;

std::string_view sign_of(Mark mark) {
  if (mark == Mark::Added) return "+";
  return mark == Mark::Removed ? "-" : "~";
}

Paint paint_of(Mark mark) {
  if (mark == Mark::Added) return Paint::Good;
  return mark == Mark::Removed ? Paint::Error : Paint::Warning;
}

std::string_view word_of(Mark mark) {
  if (mark == Mark::Added) return "added";
  return mark == Mark::Removed ? "removed" : "changed";
}

std::string value_text(const Value& value) {
  std::string text = json::to_json(value);
  if (text.size() <= kValueLength) return terminal_safe(text);
  size_t end = kValueLength;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return terminal_safe(text.substr(0, end)) + "…";
}

// "/Parameters/total.$" as a person writes it: Parameters.total.$
std::string field_text(std::string_view pointer) {
  std::string out;
  for (size_t at = 1; at < pointer.size(); ++at) {
    if (pointer[at] == '/')
      out += '.';
    else if (pointer[at] == '~' && at + 1 < pointer.size())
      out += pointer[++at] == '1' ? '/' : '~';
    else
      out += pointer[at];
  }
  return terminal_safe(out);
}

std::string change_text(const FieldChange& field) {
  const std::string name = field.pointer.empty() ? "definition" : field_text(field.pointer);
  if (field.mark == Mark::Added) return fmt::format("{}: {}", name, value_text(field.after));
  if (field.mark == Mark::Removed) return fmt::format("{}: {}", name, value_text(field.before));
  return fmt::format("{}: {} → {}", name, value_text(field.before), value_text(field.after));
}

std::string change_text(const TransitionChange& way) {
  const std::string why = way.label.empty() ? "" : fmt::format(": {}", terminal_safe(way.label));
  return fmt::format("{} → {}  ({}{})", terminal_safe(way.from), terminal_safe(way.to), way.field, why);
}

std::string title_of(const StateChange& change) {
  const std::string scope = change.scope.empty() ? "" : fmt::format(" in {}", terminal_safe(change.scope));
  if (change.name.empty()) return change.scope.empty() ? "state machine" : terminal_safe(change.scope);
  const std::string name = fmt::format("{} \"{}\"{}", asl::name_of(change.type), terminal_safe(change.name), scope);
  return change.is_renamed() ? fmt::format("{}, was \"{}\"", name, terminal_safe(change.old_name)) : name;
}

void append_change(std::string& out, const StateChange& change, const Style& style) {
  const auto line = [&](Mark mark, size_t depth, const std::string& text) {
    out.append(depth, ' ');
    style.append(out, paint_of(mark), fmt::format("{} {}", sign_of(mark), text));
    out += '\n';
  };
  line(change.mark, 0, title_of(change));
  for (const FieldChange& field : change.fields) line(field.mark, 4, change_text(field));
  for (const TransitionChange& way : change.transitions) line(way.mark, 4, change_text(way));
}

std::string summary(const graph::Diff& diff) {
  size_t added = 0, removed = 0, changed = 0;
  for (const StateChange& change : diff.changes) {
    if (change.name.empty()) continue;
    ++(change.mark == Mark::Added ? added : change.mark == Mark::Removed ? removed : changed);
  }
  return fmt::format("states: {} added, {} removed, {} changed\n", added, removed, changed);
}

Value text(std::string_view bytes) {
  return Value::string(utf8_safe(bytes));
}

Value field_value(const FieldChange& field) {
  ObjectBuilder out;
  out.set("change", text(word_of(field.mark)));
  out.set("pointer", text(field.pointer));
  if (!field.before.is_undefined()) out.set("before", field.before);
  if (!field.after.is_undefined()) out.set("after", field.after);
  return out.build();
}

Value transition_value(const TransitionChange& way) {
  ObjectBuilder out;
  out.set("change", text(word_of(way.mark)));
  out.set("from", text(way.from));
  out.set("to", way.field == "End" ? Value::null() : text(way.to));
  out.set("field", text(way.field));
  if (!way.label.empty()) out.set("label", text(way.label));
  return out.build();
}

Value change_value(const StateChange& change) {
  ObjectBuilder out;
  out.set("change", text(change.is_renamed() ? "renamed" : word_of(change.mark)));
  out.set("state", change.name.empty() ? Value::null() : text(change.name));
  if (change.is_renamed()) out.set("oldName", text(change.old_name));
  if (!change.name.empty()) out.set("type", text(asl::name_of(change.type)));
  if (!change.scope.empty()) out.set("scope", text(change.scope));
  ArrayBuilder fields, transitions;
  for (const FieldChange& field : change.fields) fields.push(field_value(field));
  for (const TransitionChange& way : change.transitions) transitions.push(transition_value(way));
  out.set("fields", fields.build());
  out.set("transitions", transitions.build());
  return out.build();
}

}  // namespace

std::string diff_text(const graph::Diff& diff, bool color) {
  if (diff.empty()) return "no difference\n";
  std::string out;
  for (const StateChange& change : diff.changes) append_change(out, change, Style(color));
  return out + "\n" + summary(diff);
}

std::string diff_json(const graph::Diff& diff) {
  ArrayBuilder changes;
  for (const StateChange& change : diff.changes) changes.push(change_value(change));
  ObjectBuilder out;
  out.set("version", Value::integer(1));
  out.set("changes", changes.build());
  return json::to_json(out.build(), {.indent = 2}) + "\n";
}

}  // namespace sfn::report
