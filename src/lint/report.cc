#include "lint/report.h"

#include <fmt/format.h>

#include "lint/data_flow.h"
#include "lint/rule.h"
#include "text/suggest.h"

namespace sfn::lint {

Report::Report(const json::Document& document, MachineType type, diag::Findings& findings)
    : document_(document), type_(type), findings_(findings) {}

Report::~Report() = default;

const DataFlow& Report::data_flow() {
  if (data_flow_ == nullptr) data_flow_ = std::make_unique<DataFlow>(*flow_);
  return *data_flow_;
}

diag::Finding& Report::add(text::Span span, std::string message, json::NodeId node) {
  diag::Finding finding;
  finding.rule = rule_->name;
  finding.severity = rule_->severity;
  finding.message = std::move(message);
  finding.span = span;
  finding.aws_code = rule_->aws_code;
  if (node != json::kNoNode) {
    finding.pointer = document_.pointer(node);
    finding.location = document_.location(node);
  }
  findings_.add(std::move(finding));
  return findings_.list().back();
}

diag::Finding& Report::at(json::NodeId node, std::string message) {
  return add(document_.span(node), std::move(message), node);
}

diag::Finding& Report::at_key(json::NodeId node, std::string message) {
  return add(document_.name_span(node), std::move(message), node);
}

diag::Finding& Report::at_object(json::NodeId node, std::string message) {
  const bool keyed = document_.key_span(node).size() != 0;
  const uint32_t begin = document_.span(node).begin;
  return add(keyed ? document_.key_span(node) : text::Span{begin, begin + 1}, std::move(message), node);
}

diag::Finding& Report::inside(json::NodeId string, size_t begin, size_t end, std::string message) {
  const size_t size = document_.text(string).size();
  const bool usable = begin < end && end <= size;
  return add(usable ? document_.inside(string, begin, end) : document_.span(string), std::move(message), string);
}

diag::Finding& Report::at_span(text::Span span, std::string message) {
  return add(span, std::move(message), json::kNoNode);
}

void Report::reject(json::NodeId node) {
  if (rejected_.empty()) rejected_.resize(document_.size());
  for (json::NodeId inner = node; inner < document_.node(node).next; ++inner) rejected_[inner] = true;
}

void Report::suggest(diag::Finding& finding, std::string_view word, std::span<const std::string_view> candidates) {
  const auto found = text::nearest(word, candidates);
  if (!found) return;
  finding.label = fmt::format("did you mean \"{}\"?", *found);
  finding.suggestion = *found;
}

}  // namespace sfn::lint
