// `sfnctl:ignore RULE[, RULE…] reason` in a Comment takes away the findings of these rules in the object that the Comment belongs to, its
// key included. JSON has no other place for a remark that deployment leaves alone.
#include <algorithm>

#include "json/scalar_text.h"
#include "lint/registry.h"
#include "lint/stages.h"

namespace sfn::lint {
namespace {

constexpr std::string_view kMarker = "sfnctl:ignore";

struct Suppression {
  json::NodeId comment;
  text::Span scope;
  std::string_view rule;
  text::Span place;  ///< of the rule's name
  bool used = false;
};

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

size_t skip_blanks(std::string_view text, size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

text::Span scope_of(const json::Document& document, json::NodeId comment, json::NodeId root) {
  const json::NodeId object = document.parent(comment);
  text::Span span = document.span(object);
  if (object != root && document.key_span(object).size() != 0) span.begin = document.key_span(object).begin;
  return span;
}

/// Where the names of one Comment stand, one after the other: to look for each from the start costs the square of their number.
class NamePlaces {
 public:
  NamePlaces(const json::Document& document, json::NodeId comment)
      : whole_(document.span(comment)), places_(document.source().text(whole_), document.node(comment).style, document.text(comment)) {}

  text::Span next(size_t begin, size_t end) {
    const auto found = places_.find(begin, end);
    return found ? text::Span{whole_.begin + found->begin, whole_.begin + found->end} : whole_;
  }

 private:
  text::Span whole_;
  json::ScalarPlaces places_;
};

void read_comment(const json::Document& document, json::NodeId comment, json::NodeId root, std::vector<Suppression>& out) {
  const std::string_view text = document.text(comment);
  const text::Span scope = scope_of(document, comment, root);
  NamePlaces places(document, comment);
  for (size_t at = text.find(kMarker); at != std::string_view::npos; at = text.find(kMarker, at)) {
    at += kMarker.size();
    do {
      const size_t begin = skip_blanks(text, at);
      at = begin;
      while (at < text.size() && is_name_character(text[at])) ++at;
      if (at > begin) out.push_back({comment, scope, text.substr(begin, at - begin), places.next(begin, at)});
    } while (at < text.size() && text[at] == ',' && ++at > 0);
  }
}

std::vector<Suppression> suppressions_in(const json::Document& document, json::NodeId root) {
  std::vector<Suppression> out;
  for (json::NodeId node = root + 1; node < document.node(root).next; ++node) {
    if (document.is_string(node) && document.key(node) == "Comment" && document.text(node).find(kMarker) != std::string_view::npos) {
      read_comment(document, node, root, out);
    }
  }
  return out;
}

bool suppressed(const diag::Finding& finding, std::vector<Suppression>& suppressions) {
  bool hit = false;
  for (Suppression& one : suppressions) {
    if (one.rule != finding.rule || finding.span.begin < one.scope.begin || finding.span.end > one.scope.end) continue;
    one.used = hit = true;
  }
  return hit;
}

void report_unused(const Suppression& suppression, Report& report) {
  report.set_rule(registry::unused_suppression);
  const std::string name(suppression.rule);
  const bool known = find_rule(suppression.rule) != nullptr;
  auto& finding = report.at_span(suppression.place, known ? "nothing here breaks the rule " + name : "there is no rule \"" + name + "\"");
  finding.pointer = report.document().pointer(suppression.comment);
  finding.location = report.document().location(suppression.comment);
  if (known) return;
  std::vector<std::string_view> names;
  for (const Rule* rule : rules()) names.push_back(rule->name);
  Report::suggest(finding, name, names);
}

}  // namespace

void apply_suppressions(const json::Document& document, json::NodeId root, diag::Findings& findings, Report& report) {
  std::vector<Suppression> suppressions = suppressions_in(document, root);
  if (suppressions.empty()) return;
  std::erase_if(findings.list(), [&](const diag::Finding& finding) { return suppressed(finding, suppressions); });
  for (const Suppression& one : suppressions) {
    const Rule* rule = find_rule(one.rule);
    const bool unchecked = rule != nullptr && rule->presumes_sound && report.structure_is_broken();
    if (!one.used && !unchecked) report_unused(one, report);
  }
}

}  // namespace sfn::lint
