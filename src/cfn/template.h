// CloudFormation and SAM templates to the state machines inside them. In: a template as a Document (YAML with its short tags in the long
// form). Out: a Machine for every AWS::StepFunctions::StateMachine and AWS::Serverless::StateMachine, with the document its definition is
// in, or the path of the file that has it, or the reason why it cannot be seen without deploying.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cfn/object_form.h"
#include "cfn/substitution.h"
#include "json/document.h"

namespace sfn::cfn {

/// DefinitionUri: the definition is a file of its own.
struct FileReference {
  std::string path;  ///< as written, relative to the template
  text::Span span;
};

struct Machine {
  std::string logical_id;
  text::Span name_span;         ///< the logical id, in the template
  std::optional<bool> express;  ///< StateMachineType or Type; STANDARD if there is none; nothing if only the deployment knows
  Substitutions substitutions;  ///< literal values of DefinitionSubstitutions, those given from outside over them

  // One of these four says where the definition is.
  std::shared_ptr<const json::Document> document;  ///< the template (object form) or a derived document (DefinitionString)
  std::optional<json::ReadError> error;            ///< the DefinitionString does not parse: spans count in `source`
  std::optional<FileReference> file;               ///< to be read with read_definition(…, substitutions, Bare::Quote)
  std::optional<Unsupported> unsupported;          ///< also beside `document`: something inside it. Spans count in the template

  std::shared_ptr<const text::SourceFile> source;  ///< what the spans of `document` or `error` count in
  json::NodeId root = json::Document::root();      ///< the machine in `document`
};

/// The document is a CloudFormation or SAM template, with or without state machines.
bool is_template(const json::Document& document);

/// The machines of a template, in the order of its Resources. `given`: values of placeholders, parameters and attributes from outside, by
/// the name that `${…}` shows.
std::vector<Machine> machines(const std::shared_ptr<const json::Document>& document, const Substitutions& given = {});

}  // namespace sfn::cfn
