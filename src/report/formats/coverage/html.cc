// One page without script: percentages, what was run on the graph, and the text of each definition with the parts that were not covered
// marked at their lines.
#include <map>

#include <fmt/format.h>

#include "graph/theme.h"
#include "report/csp.h"
#include "report/escape.h"
#include "report/formats/results.h"

namespace sfn::report::formats {
namespace {

constexpr std::string_view kStyle =
    ":root{color-scheme:light dark;--back:#fff;--text:#111827}"
    "@media (prefers-color-scheme:dark){:root{--back:#0d1117;--text:#e5e7eb}}"
    "body{font:15px/1.45 system-ui,sans-serif;margin:1rem auto;max-width:76rem;padding:0 1rem;color:var(--text);background:var(--back)}"
    "h1,h2{overflow-wrap:anywhere}table{border-collapse:collapse}td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #6b7280}"
    "pre,figure{font:13px/1.5 ui-monospace,monospace;overflow:auto;border:1px solid #6b7280;border-radius:.4rem;padding:.4rem;margin:1rem "
    "0}"
    "svg{max-width:100%;height:auto;min-width:16rem}.graph>polygon{fill:none}.edge>text{stroke:var(--back);stroke-width:3px;"
    "paint-order:stroke;stroke-linejoin:round}"
    ".n{display:inline-block;width:4rem;text-align:right;padding-right:1rem;opacity:.75}.h{display:inline-block;width:4.5rem;text-align:"
    "right;padding-right:1rem}"
    ".hit{background:#15803d33}.miss{background:#b91c1c40}.part{background:#b4530940}.why{font-style:italic;padding-left:2rem}\n";

std::string style() {
  return std::string(kStyle) + graph::style_rules(graph::Theme::Light, "") + "@media (prefers-color-scheme:dark){" +
         graph::style_rules(graph::Theme::Dark, "") + "}\n";
}

std::string picture(const ResultsReport& report, const std::string& path) {
  const auto found = report.pictures.find(path);
  return found == report.pictures.end() || found->second.empty() ? "" : fmt::format("<figure>{}</figure>\n", found->second);
}

struct LineHits {
  uint64_t hits = 0;
  size_t parts = 0, covered = 0;
  std::string missing;
};

std::map<uint32_t, LineHits> by_line(const suite::Coverage& coverage) {
  std::map<uint32_t, LineHits> out;
  for (const suite::CoverageItem& item : coverage.items) {
    LineHits& line = out[item.line];
    line.hits = std::max(line.hits, item.hits);
    ++line.parts;
    if (item.hits > 0)
      ++line.covered;
    else
      line.missing += fmt::format("{}{}", line.missing.empty() ? "" : "; ", item.name);
  }
  return out;
}

std::string table(const suite::Coverage& coverage) {
  std::string out = "<table><tr><th>what</th><th>covered</th><th>of</th><th>percent</th></tr>\n";
  const auto tallies = coverage.tallies();
  for (size_t i = 0; i < tallies.size(); ++i) {
    out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{:.1f} %</td></tr>\n", suite::name_of(static_cast<suite::Category>(i)),
                       tallies[i].covered, tallies[i].total, tallies[i].percent());
  }
  return out + "</table>\n";
}

std::string listing(const suite::Coverage& coverage) {
  if (!coverage.source) return "";
  const text::SourceFile& file = *coverage.source->outermost({0, 0}).file;
  const auto hits = by_line(coverage);
  std::string out = "<pre>";
  for (uint32_t number = 1; number <= file.line_count(); ++number) {
    const auto found = hits.find(number);
    const std::string text = html_escaped(file.line(number));
    if (found == hits.end()) {
      out += fmt::format("<span class=\"n\">{}</span><span class=\"h\"></span>{}\n", number, text);
      continue;
    }
    const LineHits& line = found->second;
    const char* kind = line.covered == 0 ? "miss" : line.covered < line.parts ? "part" : "hit";
    const std::string why =
        line.missing.empty() ? "" : fmt::format("<span class=\"why\">✗ not covered: {}</span>", html_escaped(line.missing));
    out += fmt::format("<span class=\"{}\"><span class=\"n\">{}</span><span class=\"h\">{}×</span>{}{}</span>\n", kind, number, line.hits,
                       text, why);
  }
  return out + "</pre>\n";
}

}  // namespace

std::string coverage_html(const ResultsReport& report) {
  std::string body;
  for (const suite::Coverage& coverage : report.results.coverage) {
    body +=
        fmt::format("<h2>{}</h2>\n{}{}{}", html_escaped(coverage.path), table(coverage), picture(report, coverage.path), listing(coverage));
  }
  const std::string sheet = style();
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; "
      "style-src {}\">\n<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<title>Coverage</title>\n<style>{}</style>\n</head>\n"
      "<body>\n<h1>Coverage</h1>\n{}</body>\n</html>\n",
      csp_hash(sheet), sheet, body);
}

}  // namespace sfn::report::formats
