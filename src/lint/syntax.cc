#include "lint/registry.h"
#include "lint/stages.h"

namespace sfn::lint {
namespace {

bool is_states_object(const json::Document& document, json::NodeId node, json::NodeId root) {
  if (node == root || document.key(node) != "States") return false;
  const json::NodeId machine = document.parent(node);
  if (machine == root) return true;
  const std::string_view key = document.key(machine);
  if (key == "ItemProcessor" || key == "Iterator") return true;
  const json::NodeId list = document.parent(machine);
  return list != json::kNoNode && document.is_array(list) && document.key(list) == "Branches";
}

json::NodeId first_with_key_of(const json::Document& document, json::NodeId node) {
  for (const json::NodeId child : document.children(document.parent(node))) {
    if (document.key(child) == document.key(node)) return child;
  }
  return node;
}

void report_duplicate(const json::Document& document, json::NodeId node, json::NodeId root, Report& report) {
  const bool state = is_states_object(document, document.parent(node), root);
  report.set_rule(state ? registry::duplicate_state_name : registry::duplicate_key);
  const std::string name(document.key(node));
  auto& finding = report.at_key(node, (state ? "there is already a state named \"" : "the object has already a key \"") + name + "\"");
  if (state) finding.aws_message = "A state with this name already exists: " + name;
  if (!state) finding.help = "readers of JSON keep one of the two, mostly the last";
  finding.notes.push_back({"the first one", document.key_span(first_with_key_of(document, node))});
}

}  // namespace

void report_syntax(const json::ReadError& error, diag::Findings& findings) {
  diag::Finding finding;
  finding.rule = registry::json_syntax.name;
  finding.message = error.message;
  finding.span = error.span;
  finding.help = error.help;
  finding.aws_code = registry::json_syntax.aws_code;
  finding.aws_message = error.aws_message;
  findings.add(std::move(finding));
}

void report_keys(const json::Document& document, json::NodeId root, Report& report) {
  for (json::NodeId node = root; node < document.node(root).next; ++node) {
    if (document.node(node).duplicate && node != root) report_duplicate(document, node, root, report);
  }
  const text::Span machine = document.span(root);
  for (const json::ReadNote& note : document.notes()) {
    const Rule* rule = find_rule(note.rule);
    if (rule == nullptr || note.span.begin < machine.begin || note.span.end > machine.end) continue;
    report.set_rule(*rule);
    auto& finding = report.at_span(note.span, note.message);
    const json::NodeId node = document.node_at(note.span.begin);
    if (node == json::kNoNode) continue;
    finding.pointer = document.pointer(node);
    finding.location = document.location(node);
  }
}

}  // namespace sfn::lint
