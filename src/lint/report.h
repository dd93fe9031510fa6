// What a check writes its findings to. It knows the rule that is being checked, so a check says only where and what.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "asl/flow.h"
#include "asl/program.h"
#include "diag/finding.h"

namespace sfn::lint {

struct Rule;
class DataFlow;

enum class MachineType : uint8_t { Standard, Express };

class Report {
 public:
  Report(const json::Document& document, MachineType type, diag::Findings& findings);
  Report(const Report&) = delete;
  Report& operator=(const Report&) = delete;
  ~Report();

  const json::Document& document() const { return document_; }
  MachineType machine_type() const { return type_; }
  void set_rule(const Rule& rule) { rule_ = &rule; }
  void set_program(const asl::Program& program) { flow_.emplace(program); }
  /// The graph of the program that is checked.
  const asl::Flow& flow() const { return *flow_; }
  /// What its data can look like, found out when the first rule asks.
  const DataFlow& data_flow();
  /// A field is misspelt, missing or mistyped: where data goes cannot be told, and what follows from that fault is no second finding.
  bool structure_is_broken() const { return structure_is_broken_; }
  void set_structure_broken() { structure_is_broken_ = true; }

  // A finding of the current rule. The reference is for filling in the rest at once; the next finding may invalidate it. Pointer and AWS's
  // location are the node's unless they are changed.
  diag::Finding& at(json::NodeId node, std::string message);         ///< the value
  diag::Finding& at_key(json::NodeId node, std::string message);     ///< the key, or the value where there is no key
  diag::Finding& at_object(json::NodeId node, std::string message);  ///< what an object lacks: its key, or its opening bracket
  diag::Finding& inside(json::NodeId string, size_t begin, size_t end, std::string message);  ///< bytes of a string's decoded text
  diag::Finding& at_span(text::Span span, std::string message);                               ///< no node

  /// Nodes that an earlier finding of the structure made meaningless: later checks keep silent there.
  void reject(json::NodeId node);
  bool is_rejected(json::NodeId node) const { return !rejected_.empty() && rejected_[node]; }

  /// "did you mean …" beside the caret, and the replacement, if there is a near candidate.
  static void suggest(diag::Finding& finding, std::string_view word, std::span<const std::string_view> candidates);

 private:
  diag::Finding& add(text::Span span, std::string message, json::NodeId node);

  const json::Document& document_;
  MachineType type_;
  diag::Findings& findings_;
  const Rule* rule_ = nullptr;
  std::vector<bool> rejected_;
  std::optional<asl::Flow> flow_;
  std::unique_ptr<DataFlow> data_flow_;
  bool structure_is_broken_ = false;
};

}  // namespace sfn::lint
