// Which fields an object of a definition has and which it lacks, held against the rows of its container.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "asl/fields.h"
#include "lint/report.h"

namespace sfn::lint {

/// The fields of one object. First each member goes through one of the first two, then the others tell what is missing or too much.
class ObjectFields {
 public:
  ObjectFields(const json::Document& document, Report& report, json::NodeId node, asl::Container container, asl::QueryLanguage language);

  /// A member that the container does not have in any language.
  void unknown(json::NodeId child);
  /// A member of the other query language.
  diag::Finding& other_language(json::NodeId child);

  /// What every object of the kind needs.
  void required();
  /// Fields that exclude each other, and groups of which one is needed.
  void exclusions();
  /// What holds for some kinds only: transitions, Choice rules, ProcessorConfig.
  void special();

  void missing_for_sure(std::string_view name);

 private:
  bool has(std::string_view name) const { return document_.find(node_, name) != json::kNoNode; }
  std::vector<std::string_view> absent_fields() const;
  std::vector<std::string_view> candidates() const;
  std::string help_for_unknown(std::string_view name) const;
  void missing(std::string_view name);
  void missing_several(const std::vector<std::string_view>& names);
  void missing_both();
  bool misspelt(std::string_view name);
  void transition();
  void processor_config();
  void comparison();
  void no_comparison();
  bool is_connective(json::NodeId child) const;
  void exclusion(const asl::Exclusion& exclusion);
  void clash(json::NodeId second, std::string_view first, std::string_view other);
  void none_of(const std::vector<std::string_view>& names);

  const json::Document& document_;
  Report& report_;
  json::NodeId node_;
  asl::Container container_;
  asl::QueryLanguage language_;
  std::vector<std::string_view> absent_;  ///< what the object lacks; taken off where an unknown field may be meant for it
  size_t strays_ = 0;                     ///< unknown fields that may each stand for a missing one under a name that is not even near
};

}  // namespace sfn::lint
