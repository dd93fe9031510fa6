// For people: the headline, the line it is about, where else to look, how to mend it.
#include <algorithm>

#include <fmt/format.h>

#include "report/escape.h"
#include "report/formats/findings.h"
#include "report/snippet.h"

namespace sfn::report::formats {
namespace {

std::string position_text(const Place& place) {
  const std::string path = terminal_safe(place.path);
  return place.file ? fmt::format("{}:{}:{}", path, place.start.line, place.start.column) : path;
}

std::string counted(size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

class FindingText {
 public:
  FindingText(const FindingsReport& report, std::string& out) : style_(report.color), out_(out) {}

  void append(const diag::FileReport& file, const diag::Finding& finding) {
    const Place place = place_of(file, finding.span);
    gutter_ = digits(place.start.line);
    for (const diag::Note& note : finding.notes) gutter_ = std::max(gutter_, digits(place_of(file, note.span).start.line));
    append_headline(place, finding);
    append_lines(place, finding.label, paint_of(finding.severity));
    if (!finding.help.empty()) append_help(finding.help);
    for (const diag::Note& note : finding.notes) append_note(place_of(file, note.span), note);
  }

 private:
  void append_headline(const Place& place, const diag::Finding& finding) {
    style_.append(out_, Paint::Strong, position_text(place) + ":");
    out_ += ' ';
    style_.append(out_, paint_of(finding.severity), fmt::format("{}:", diag::name_of(finding.severity)));
    out_ += ' ';
    style_.append(out_, Paint::Strong, terminal_safe(finding.message));
    out_ += ' ';
    style_.append(out_, Paint::Faint, fmt::format("[{}]", finding.rule));
    out_ += '\n';
  }

  void append_lines(const Place& place, std::string_view label, Paint paint) {
    if (place.file) append_snippet(out_, {*place.file, place.span, label, paint, gutter_}, style_);
  }

  // Further lines of a help text stand under the first.
  void append_help(std::string_view help) {
    std::string_view lead = "= help: ";
    while (true) {
      const size_t end = help.find('\n');
      out_.append(gutter_ + 1, ' ');
      if (lead.front() == '=')
        style_.append(out_, Paint::Info, lead);
      else
        out_ += lead;
      out_ += terminal_safe(help.substr(0, end));
      out_ += '\n';
      if (end == std::string_view::npos) return;
      help.remove_prefix(end + 1);
      lead = "        ";
    }
  }

  void append_note(const Place& place, const diag::Note& note) {
    style_.append(out_, Paint::Strong, position_text(place) + ":");
    out_ += ' ';
    style_.append(out_, Paint::Info, "note:");
    out_.append(" ").append(terminal_safe(note.message)).append("\n");
    append_lines(place, {}, Paint::Info);
  }

  Style style_;
  std::string& out_;
  size_t gutter_ = 1;
};

std::string summary_line(const FindingsReport& report) {
  const Totals sum = totals(report.files);
  std::string out;
  const auto add = [&](size_t count, std::string_view noun) {
    if (count == 0) return;
    out.append(out.empty() ? "" : ", ").append(counted(count, noun));
  };
  add(sum.errors, "error");
  add(sum.warnings, "warning");
  add(sum.infos, "info");
  return fmt::format("{} in {}\n", out.empty() ? "no findings" : out, counted(sum.files, "file"));
}

}  // namespace

std::string findings_text(const FindingsReport& report) {
  std::string out;
  FindingText text(report, out);
  for (const diag::FileReport& file : report.files) {
    for (const diag::Finding& finding : file.findings.list()) {
      text.append(file, finding);
      out += '\n';
    }
  }
  if (report.summary) out += summary_line(report);
  return out;
}

std::string findings_concise(const FindingsReport& report) {
  std::string out;
  const Style style(report.color);
  for (const diag::FileReport& file : report.files) {
    for (const diag::Finding& finding : file.findings.list()) {
      out += fmt::format("{}: {}: {} ", position_text(place_of(file, finding.span)),
                         style(paint_of(finding.severity), diag::name_of(finding.severity)), terminal_safe(headline(finding)));
      style.append(out, Paint::Faint, fmt::format("[{}]", finding.rule));
      out += '\n';
    }
  }
  return out;
}

}  // namespace sfn::report::formats
