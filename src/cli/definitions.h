// State machine definitions as the user names them: a JSON or YAML file, a machine inside a CloudFormation or SAM template, standard input;
// with placeholders filled in on request. In: a path. Out: one or several documents with the place of the machine in each.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cfn/template.h"
#include "cli/command.h"
#include "json/document.h"
#include "json/reader.h"

namespace sfn::cli {

struct Definition {
  std::string path;                                ///< the file the user named
  std::string logical_id;                          ///< of a machine in a template; empty otherwise
  std::shared_ptr<const text::SourceFile> source;  ///< the text it was read from
  std::shared_ptr<const json::Document> document;  ///< nullptr if it could not be read
  json::NodeId root = json::Document::root();
  std::optional<json::ReadError> error;                  ///< why not
  std::shared_ptr<const text::SourceFile> error_source;  ///< the text that `error` counts in
  std::optional<bool> express;                           ///< what the template says of the type
  std::optional<cfn::Unsupported> unsupported;           ///< what only a deployment can tell; spans count in `source`
  std::optional<std::string> unreadable;                 ///< why the file that a template names cannot be read
};

/// Values of placeholders from outside, and where to note that they were asked for.
struct GivenSubstitutions {
  cfn::Substitutions values;
  PlaceholderUse* use = nullptr;
};

/// The options --substitute and --substitutions, declared and read in one place.
struct SubstitutionOptions {
  std::vector<std::string> pairs;
  std::optional<std::string> file;
  void declare(Arguments& arguments);
  GivenSubstitutions read(Session& session) const;
};

struct LoadOptions {
  GivenSubstitutions substitutions;
  std::string stdin_name = "<stdin>";
  bool allow_outside = false;  ///< a DefinitionUri may lead out of the template's folder
};

/// All definitions in a file: one, or those of a template; each says by itself what is wrong with it.
std::vector<Definition> load_definitions(const std::shared_ptr<const text::SourceFile>& source, const LoadOptions& options);

/// The one definition that run, graph and others work on. Throws ToolError (not readable; none or several in a template: lists them) and
/// UnsupportedError (only a deployment knows it).
Definition load_definition(const std::shared_ptr<const text::SourceFile>& source, const LoadOptions& options,
                           const std::optional<std::string>& state_machine);
/// The same. Throws ToolError also if it has no States: other commands than validate and run would take it for a machine without any.
Definition load_machine(const std::shared_ptr<const text::SourceFile>& source, const LoadOptions& options,
                        const std::optional<std::string>& state_machine);

/// "file:line:column", in the file that the user wrote.
std::string place(const text::SourceFile& source, text::Span span);

}  // namespace sfn::cli
