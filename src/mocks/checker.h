// Checking a document that a person wrote: mock files, configurations, suites. In: a Document. Out: findings with positions, and typed
// answers about members. What is wrong is reported once, here, and then left out.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "diag/finding.h"
#include "json/document.h"
#include "mocks/rules.h"

namespace sfn::mocks {

/// Which rules the checker's own findings belong to: mock files and suites have different ones.
struct CheckerRules {
  Rule shape = Rule::Shape;
  Rule unknown_key = Rule::UnknownKey;
};

class Checker {
 public:
  Checker(const json::Document& document, diag::Findings& findings, CheckerRules rules = {})
      : document_(document), findings_(findings), rules_(rules) {}

  const json::Document& document() const { return document_; }
  diag::Findings& findings() const { return findings_; }

  /// A finding at the value of `node`; the reference is valid until the next one.
  diag::Finding& report(Rule rule, json::NodeId node, std::string message) const;
  /// A finding at its key, if it has one.
  diag::Finding& report_name(Rule rule, json::NodeId node, std::string message) const;
  /// Adds the nearest candidate as a suggestion, if one is near.
  static void suggest(diag::Finding& finding, std::string_view word, std::span<const std::string_view> candidates);

  /// Whether `node` is an object; reports it otherwise. `what` names it: "a response".
  bool object(json::NodeId node, std::string_view what) const;
  bool array(json::NodeId node, std::string_view what) const;
  /// Reports members that are not among `known`, and members that are written twice. `what` as above.
  void keys(json::NodeId object, std::span<const std::string_view> known, std::string_view what) const;
  void no_duplicates(json::NodeId object) const;

  // The member, if it is there and of that type; a wrong type is reported.
  std::optional<std::string_view> string(json::NodeId object, std::string_view key) const;
  std::optional<bool> boolean(json::NodeId object, std::string_view key) const;
  std::optional<double> number(json::NodeId object, std::string_view key) const;
  /// The node of a string or nothing.
  std::optional<std::string_view> string_at(json::NodeId node, std::string_view what) const;
  /// A whole number between the bounds.
  std::optional<uint32_t> whole(json::NodeId node, std::string_view what, uint32_t least, uint32_t most) const;

  /// "an array", "a string" …
  std::string_view kind_name(json::NodeId node) const;

 private:
  diag::Finding& report_at(Rule rule, json::NodeId node, text::Span span, std::string message) const;
  json::NodeId typed(json::NodeId object, std::string_view key, bool fits, std::string_view wanted) const;

  const json::Document& document_;
  diag::Findings& findings_;
  CheckerRules rules_;
};

}  // namespace sfn::mocks
