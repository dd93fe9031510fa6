// Reading the fields of one object of a definition into parts of the model. What is missing or of the wrong kind is left out.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "asl/payload.h"
#include "asl/retry.h"

namespace sfn::asl {

/// Fields of the object at `node`, read in the query language that is in force there.
class ObjectReader {
 public:
  ObjectReader(const json::Document& document, json::NodeId node, QueryLanguage language)
      : document_(document), node_(node), language_(language) {}

  const json::Document& document() const { return document_; }
  json::NodeId node() const { return node_; }
  QueryLanguage language() const { return language_; }
  bool is_jsonata() const { return language_ == QueryLanguage::Jsonata; }

  json::NodeId find(std::string_view field) const { return document_.find(node_, field); }
  ObjectReader at(json::NodeId node) const { return {document_, node, language_}; }

  std::string_view text(std::string_view field) const;  ///< empty unless a string
  bool is_true(std::string_view field) const;
  std::optional<double> number(std::string_view field) const;
  Transition transition(std::string_view field) const;  ///< node is kNoNode unless there is a string
  std::vector<ErrorName> error_names(std::string_view field) const;

  PathField path_field(std::string_view field) const;             ///< JSONPath only: Absent in a JSONata state
  std::optional<Expression> path(std::string_view field) const;   ///< JSONPath only
  std::optional<Template> payload(std::string_view field) const;  ///< whatever the language
  std::optional<Template> jsonpath_payload(std::string_view field) const;
  std::optional<Template> jsonata_payload(std::string_view field) const;
  /// `field` as a literal (JSONata: or `{% %}`), else `path_field`, which holds a path (`calls`: or an intrinsic call) and exists in
  /// JSONPath only.
  std::optional<Computed> computed(std::string_view field, std::string_view path_field, bool calls = false) const;

 private:
  const json::Document& document_;
  json::NodeId node_;
  QueryLanguage language_;
};

}  // namespace sfn::asl
