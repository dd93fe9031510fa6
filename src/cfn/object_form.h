// Definitions that a template writes as objects: the template again, with the functions inside those definitions seen through.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cfn/substitution.h"
#include "json/document.h"

namespace sfn::cfn {

/// Something that only CloudFormation can do. `span` counts in the template.
struct Unsupported {
  std::string message;
  text::Span span;
};

/// One definition inside a template: in, its node and the literal values of its DefinitionSubstitutions; out, its node in the new document.
struct ObjectForm {
  json::NodeId definition = json::kNoNode;
  Substitutions substitutions;
  json::NodeId root = json::kNoNode;
  std::optional<Unsupported> unsupported;  ///< the first thing in it that cannot be seen through
};

/// The template with strings in place of functions, inside the given definitions (ascending, none inside another). All spans stay.
std::shared_ptr<const json::Document> see_through(const std::shared_ptr<const json::Document>& document, std::vector<ObjectForm*> forms,
                                                  const Substitutions& given);

}  // namespace sfn::cfn
