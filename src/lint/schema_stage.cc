#include <algorithm>
#include <unordered_set>
#include <vector>

#include "asl/placeholder.h"
#include "lint/registry.h"
#include "lint/rule.h"
#include "lint/stages.h"
#include "schema/validate.h"
#include "schemas/embedded.h"

namespace sfn::lint {
namespace {

/// The node with its key: what is missing in an object is reported at its key.
text::Span with_key(const json::Document& document, json::NodeId node) {
  text::Span span = document.span(node);
  if (document.key_span(node).size() != 0) span.begin = document.key_span(node).begin;
  return span;
}

/// Findings by place, so that thousands of both stay cheap to compare.
class Places {
 public:
  explicit Places(const diag::Findings& findings) {
    for (const diag::Finding& finding : findings.list()) spans_.push_back(finding.span);
    std::sort(spans_.begin(), spans_.end(), before);
  }
  /// Whether a finding lies within `span`.
  bool any_within(text::Span span) const {
    for (auto at = std::lower_bound(spans_.begin(), spans_.end(), text::Span{span.begin, 0}, before); at != spans_.end(); ++at) {
      if (at->begin >= span.end) return false;
      if (at->end <= span.end) return true;
    }
    return false;
  }

 private:
  static bool before(text::Span left, text::Span right) {
    return left.begin < right.begin || (left.begin == right.begin && left.end < right.end);
  }
  std::vector<text::Span> spans_;
};

/// Fields that do not belong where they are: what the schema says of their content says nothing new.
class RefusedFields {
 public:
  explicit RefusedFields(const diag::Findings& findings) {
    for (const diag::Finding& finding : findings.list()) {
      if (finding.rule == registry::field_of_other_query_language.name || finding.rule == registry::unknown_field.name)
        keys_.insert(finding.span.begin);
    }
  }
  /// Whether `node` is such a field or inside of one.
  bool hold(const json::Document& document, json::NodeId node) const {
    if (keys_.empty()) return false;
    for (; node != json::kNoNode && node != json::Document::root(); node = document.parent(node)) {
      const text::Span key = document.key_span(node);
      if (key.size() != 0 && keys_.count(key.begin) != 0) return true;
    }
    return false;
  }

 private:
  std::unordered_set<uint32_t> keys_;
};

}  // namespace

void report_schema(const json::Document& document, json::NodeId root, const diag::Findings& findings, Report& report) {
  const std::string_view text = schemas::embedded("asl");
  if (text.empty()) return;
  thread_local const schema::Schema schema(text);  // compiling costs ten times as much as using it
  const auto violations = schema.validate(document, root);
  const Places places(findings);
  const RefusedFields refused(findings);
  report.set_rule(registry::schema);
  for (const schema::Violation& violation : violations) {
    if (document.is_string(violation.node) && asl::has_placeholder(document.text(violation.node))) continue;
    if (places.any_within(with_key(document, violation.node)) || refused.hold(document, violation.node)) continue;
    report.at(violation.node, violation.message);
  }
}

void report_house_schema(const json::Document& document, json::NodeId root, const Options& options, Report& report) {
  report.set_rule(registry::schema);
  for (const schema::Violation& violation : options.house->validate(document, root)) {
    auto& finding = report.at_key(violation.node, violation.message);
    finding.help = "asked for by " + options.house_name;
    finding.aws_code = {};
  }
}

}  // namespace sfn::lint
