// For programs: schema version 1. Members that would be empty are left out, but those that every finding has.
#include "json/writer.h"
#include "report/escape.h"
#include "report/formats/findings.h"

namespace sfn::report::formats {
namespace {

using json::ArrayBuilder;
using json::ObjectBuilder;
using json::Value;

Value text(std::string_view bytes) {
  return Value::string(utf8_safe(bytes));
}
Value number(size_t count) {
  return Value::integer(static_cast<int64_t>(count));
}

Value position_value(const text::Position& position) {
  ObjectBuilder out(3);
  out.set("line", number(position.line));
  out.set("column", number(position.column));
  out.set("offset", number(position.offset));
  return out.build();
}

// A place in another file than the one the findings are listed under says so.
void set_place(ObjectBuilder& out, const Place& place, std::string_view listed_under) {
  if (place.path != listed_under) out.set("path", text(place.path));
  out.set("start", position_value(place.start));
  out.set("end", position_value(place.end));
}

Value notes_value(const diag::FileReport& file, const std::vector<diag::Note>& notes) {
  ArrayBuilder out(notes.size());
  for (const diag::Note& note : notes) {
    ObjectBuilder member;
    member.set("message", text(note.message));
    set_place(member, place_of(file, note.span), file.path);
    out.push(member.build());
  }
  return out.build();
}

Value finding_value(const diag::FileReport& file, const diag::Finding& finding) {
  ObjectBuilder out;
  const auto optional = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) out.set(key, text(value));
  };
  out.set("rule", text(finding.rule));
  out.set("severity", text(diag::name_of(finding.severity)));
  out.set("message", text(finding.message));
  out.set("pointer", text(finding.pointer));
  out.set("location", text(finding.location));
  set_place(out, place_of(file, finding.span), file.path);
  optional("label", finding.label);
  optional("help", finding.help);
  optional("suggestion", finding.suggestion);
  optional("awsCode", finding.aws_code);
  optional("awsMessage", finding.aws_message);
  out.set("notes", notes_value(file, finding.notes));
  return out.build();
}

/// The findings of a path, those of all machines of a template together.
Value files_value(const std::vector<diag::FileReport>& files) {
  ArrayBuilder out(files.size());
  for (size_t i = 0; i < files.size();) {
    const std::string& path = files[i].path;
    ArrayBuilder findings;
    for (; i < files.size() && files[i].path == path; ++i) {
      for (const diag::Finding& finding : files[i].findings.list()) findings.push(finding_value(files[i], finding));
    }
    ObjectBuilder file(2);
    file.set("path", text(path));
    file.set("findings", findings.build());
    out.push(file.build());
  }
  return out.build();
}

Value summary_value(const FindingsReport& report) {
  const Totals sum = totals(report.files);
  ObjectBuilder out(4);
  out.set("files", number(sum.files));
  out.set("errors", number(sum.errors));
  out.set("warnings", number(sum.warnings));
  out.set("infos", number(sum.infos));
  return out.build();
}

}  // namespace

std::string findings_json(const FindingsReport& report) {
  ObjectBuilder out(3);
  out.set("version", Value::integer(1));
  out.set("files", files_value(report.files));
  out.set("summary", summary_value(report));
  return json::to_json(out.build(), {.indent = 2}) + "\n";
}

}  // namespace sfn::report::formats
