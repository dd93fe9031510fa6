// Whether a field's value is of the kind that the table says.
#pragma once

#include <string>
#include <string_view>

#include "asl/fields.h"
#include "lint/report.h"

namespace sfn::lint {

/// "a string", "an object", "null": for messages.
std::string_view kind_of(const json::Document& document, json::NodeId node);

class ValueCheck {
 public:
  /// What is left to look at after check().
  enum class Verdict : uint8_t { Done, Object, Objects, States };

  ValueCheck(const json::Document& document, Report& report) : document_(document), report_(report) {}

  Verdict check(json::NodeId node, const asl::Field& field, asl::QueryLanguage language);
  /// An element of an array of objects: false after a finding.
  bool check_object(json::NodeId element, const asl::Field& field);

 private:
  bool stays_open(json::NodeId node, const asl::Field& field, asl::QueryLanguage language) const;
  void number(json::NodeId node, const asl::Field& field);
  void word(json::NodeId node, const asl::Field& field);
  void timestamp(json::NodeId node, const asl::Field& field);
  void strings(json::NodeId node, const asl::Field& field);
  Verdict container(json::NodeId node, const asl::Field& field);
  static std::string help_without_quotes(std::string_view text, const asl::Field& field);
  std::string help_for_text(json::NodeId node, const asl::Field& field) const;
  void mistyped(json::NodeId node, const asl::Field& field, std::string_view expected);
  void empty(json::NodeId node, const asl::Field& field);
  void need(bool right, json::NodeId node, const asl::Field& field, std::string_view expected);

  const json::Document& document_;
  Report& report_;
  asl::QueryLanguage language_ = asl::QueryLanguage::JsonPath;  ///< of the field at hand
};

}  // namespace sfn::lint
