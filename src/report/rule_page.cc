#include "report/rule_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "json/writer.h"
#include "report/style.h"
#include "text/utf8.h"

namespace sfn::report {
namespace {

/// Paragraphs of a text: separated by empty lines, single line ends are blanks.
std::vector<std::string> paragraphs(std::string_view text) {
  std::vector<std::string> out(1);
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\n') {
      out.back() += text[at];
    } else if (at + 1 < text.size() && text[at + 1] == '\n') {
      if (!out.back().empty()) out.emplace_back();
    } else if (!out.back().empty()) {
      out.back() += ' ';
    }
  }
  while (!out.empty() && out.back().find_first_not_of(' ') == std::string::npos) out.pop_back();
  return out;
}

std::string wrapped(std::string_view paragraph, size_t columns) {
  std::string out;
  size_t width = 0;
  for (size_t at = 0; at < paragraph.size();) {
    const size_t end = std::min(paragraph.find(' ', at), paragraph.size());
    const std::string_view word = paragraph.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    const size_t length = text::display_width(word);
    if (width > 0 && width + 1 + length > columns) {
      out += '\n';
      width = 0;
    }
    if (width > 0) out += ' ';
    out += word;
    width += (width > 0 ? 1 : 0) + length;
  }
  return out + "\n";
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty() && text.front() == '\n') text.remove_prefix(1);
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  while (true) {
    const size_t end = text.find('\n');
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

std::string example(std::string_view code, std::string_view margin) {
  std::string out;
  for (const std::string_view line : lines_of(code)) out.append(line.empty() ? "" : margin).append(line).append("\n");
  return out;
}

std::string_view meaning_of(diag::Severity severity) {
  if (severity == diag::Severity::Error) return "AWS refuses the definition";
  return severity == diag::Severity::Warning ? "AWS accepts it, but it is or will be a bug" : "AWS accepts it; worth a look";
}

std::string facts(const lint::Rule& rule) {
  const std::string code = rule.aws_code.empty() ? "" : fmt::format("; AWS's code: {}", rule.aws_code);
  return fmt::format("{} ({}{})", diag::name_of(rule.severity), meaning_of(rule.severity), code);
}

// Text inside man macros: a line must not begin with a dot or quote, backslashes and hyphens have a meaning.
std::string roff(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    line_start = c == '\n';
  }
  return out;
}

std::string man_example(std::string_view title, std::string_view code) {
  return code.empty() ? "" : fmt::format(".PP\n{}\n.PP\n.in +4n\n.EX\n{}.EE\n.in\n", title, roff(example(code, "")));
}

std::string man_rule(const lint::Rule& rule) {
  std::string out = fmt::format(".SS {}\n{}\n.PP\n.I {}\n", roff(rule.name), roff(rule.summary), roff(facts(rule)));
  for (const std::string& paragraph : paragraphs(rule.explanation)) out += ".PP\n" + roff(wrapped(paragraph, 78));
  out += man_example("With this --schema:", rule.example_schema);
  return out + man_example("Refused or reported:", rule.bad) + man_example("Better:", rule.good);
}

}  // namespace

std::string rule_text(const lint::Rule& rule, bool color, size_t columns) {
  const Style style(color);
  std::string out = style(Paint::Strong, rule.name) + "\n";
  out += wrapped(rule.summary, columns);
  out += style(rule.severity == diag::Severity::Error ? Paint::Error : paint_of(rule.severity), facts(rule)) + "\n";
  for (const std::string& paragraph : paragraphs(rule.explanation)) out += "\n" + wrapped(paragraph, columns);
  if (!rule.example_schema.empty())
    out += "\n" + style(Paint::Strong, "With this --schema:") + "\n\n" + example(rule.example_schema, "    ");
  if (!rule.bad.empty()) out += "\n" + style(Paint::Strong, "With the flaw:") + "\n\n" + example(rule.bad, "    ");
  if (!rule.good.empty()) out += "\n" + style(Paint::Strong, "Better:") + "\n\n" + example(rule.good, "    ");
  return out;
}

std::string rules_text(std::span<const lint::Rule* const> rules, bool color) {
  const Style style(color);
  size_t widest = 0;
  for (const lint::Rule* rule : rules) widest = std::max(widest, rule->name.size());
  std::string out;
  for (const lint::Rule* rule : rules) {
    out += style(Paint::Strong, fmt::format("{:<{}}", rule->name, widest)) + "  ";
    out += style(paint_of(rule->severity), fmt::format("{:<7}", diag::name_of(rule->severity)));
    out += fmt::format("  {}\n", rule->summary);
  }
  return out;
}

std::string rule_markdown(const lint::Rule& rule) {
  std::string out = fmt::format("## {}\n\n{}\n\n*{}*\n", rule.name, rule.summary, facts(rule));
  for (const std::string& paragraph : paragraphs(rule.explanation)) out += "\n" + paragraph + "\n";
  if (!rule.example_schema.empty()) out += "\nWith this --schema:\n\n```json\n" + example(rule.example_schema, "") + "```\n";
  if (!rule.bad.empty()) out += "\nWith the flaw:\n\n```json\n" + example(rule.bad, "") + "```\n";
  if (!rule.good.empty()) out += "\nBetter:\n\n```json\n" + example(rule.good, "") + "```\n";
  return out;
}

std::string rules_markdown(std::span<const lint::Rule* const> rules) {
  std::string out = "# Rules\n\n| rule | severity | finds |\n|---|---|---|\n";
  for (const lint::Rule* rule : rules) {
    out += fmt::format("| [{}](#{}) | {} | {} |\n", rule->name, rule->name, diag::name_of(rule->severity), rule->summary);
  }
  for (const lint::Rule* rule : rules) out += "\n" + rule_markdown(*rule);
  return out;
}

std::string rules_json(std::span<const lint::Rule* const> rules) {
  json::ArrayBuilder list;
  for (const lint::Rule* rule : rules) {
    json::ObjectBuilder out;
    const auto set = [&](const char* key, std::string_view value) { out.set(key, json::Value::string(value)); };
    set("rule", rule->name);
    set("severity", diag::name_of(rule->severity));
    set("summary", rule->summary);
    set("explanation", rule->explanation);
    if (!rule->example_schema.empty()) set("schema", rule->example_schema);
    set("bad", rule->bad);
    set("good", rule->good);
    if (!rule->aws_code.empty()) set("awsCode", rule->aws_code);
    list.push(out.build());
  }
  json::ObjectBuilder out;
  out.set("version", json::Value::integer(1));
  out.set("rules", list.build());
  return json::to_json(out.build(), {.indent = 2}) + "\n";
}

std::string rules_man(std::span<const lint::Rule* const> rules) {
  std::string out =
      ".\\\" Made from the rules themselves by `sfnctl explain --format man`.\n"
      ".TH SFNCTL\\-RULES 7 2026-11-26 \"sfnctl\" \"Miscellaneous\"\n.SH NAME\nsfnctl\\-rules \\- what sfnctl validate looks for\n"
      ".SH DESCRIPTION\nA finding of severity\n.B error\nmeans that AWS refuses the definition;\n.B warning\nthat AWS accepts it, but that "
      "it is or "
      "will be a bug;\n.B info\nis everything else. Rules are chosen with\n.BR \\-\\-select ,\n.B \\-\\-ignore\nand\n.BR \\-\\-severity .\n"
      "In a definition, the text\n.I sfnctl:ignore RULE reason\nin a Comment silences a rule for the state it is in.\n.SH RULES\n";
  for (const lint::Rule* rule : rules) out += man_rule(*rule);
  return out + ".SH SEE ALSO\n.BR sfnctl (1)\n";
}

}  // namespace sfn::report
