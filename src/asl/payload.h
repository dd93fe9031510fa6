// Payload templates: JSON in which some values are computed. JSONPath: keys that end in ".$". JSONata: strings in {% %}, anywhere.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "asl/expression.h"
#include "json/value.h"

namespace sfn::asl {

struct TemplateField;

/// One node of a template. A subtree in which nothing is computed is one Constant.
struct Template {
  struct Constant {
    json::Value value;
  };
  struct Dynamic {
    Expression expression;
  };
  /// Fields stand in the order in which the service emits them. JSONPath, if at least one key ends in ".$": static fields as written, then
  /// the computed ones in java.util.HashMap order (recorded: 26 of 26 distinguishable templates). Otherwise as written.
  struct Object {
    std::vector<TemplateField> fields;
  };
  struct Array {
    std::vector<Template> items;
  };

  json::NodeId node = json::kNoNode;
  std::variant<Constant, Dynamic, Object, Array> content;
};

struct TemplateField {
  json::NodeId node = json::kNoNode;  ///< the member
  json::Key key;                      ///< the key of the result, without ".$"
  std::string_view written;           ///< the key as written ("x.$"), as AWS's messages quote it
  Template value;
};

/// A number or boolean that may be computed: TimeoutSeconds / TimeoutSecondsPath, MaxConcurrency / …Path, Condition, Seconds,
/// ReaderConfig.MaxItems.
struct Computed {
  json::NodeId node = json::kNoNode;
  std::string_view field;                         ///< as written: "TimeoutSeconds", "TimeoutSecondsPath"
  std::variant<json::Value, Expression> content;  ///< a literal, or a path (…Path fields) or {% %}

  const json::Value* literal() const { return std::get_if<json::Value>(&content); }
  const Expression* expression() const { return std::get_if<Expression>(&content); }
};

}  // namespace sfn::asl
