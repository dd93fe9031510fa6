#include "cli/definitions.h"

#include <fmt/format.h>

#include "cfn/definition.h"
#include "cli/sources.h"
#include "json/derived.h"
#include "json/writer.h"
#include "text/path.h"

namespace sfn::cli {
namespace {

Definition from_reading(cfn::Reading reading, std::shared_ptr<const text::SourceFile> source) {
  Definition definition;
  definition.path = source->name();
  definition.source = std::move(source);
  definition.document = std::move(reading.document);
  definition.error = std::move(reading.error);
  definition.error_source = std::move(reading.source);
  return definition;
}

cfn::Syntax syntax_of(const std::string& name) {
  if (is_yaml_name(name)) return cfn::Syntax::Yaml;
  return name.ends_with(".json") ? cfn::Syntax::Json : cfn::Syntax::ByContent;
}

// The file that a template's DefinitionUri names.
Definition referenced(const text::SourceFile& source, const cfn::Machine& machine, const LoadOptions& options) {
  const std::string path = text::join_path(text::folder_of(source.name()), machine.file->path);
  const std::string where = place(source, machine.file->span);
  const auto unreadable = [&](std::string why) {
    Definition definition;
    definition.path = source.name();
    definition.unreadable = std::move(why);
    return definition;
  };
  if (!options.allow_outside && !lies_inside(path, text::folder_of(source.name()))) {
    return unreadable(
        fmt::format("{}: DefinitionUri \"{}\" leads out of the template's folder; --allow-outside permits it", where, machine.file->path));
  }
  if (!file_exists(path)) return unreadable(fmt::format("{}: DefinitionUri names a file that does not exist: {}", where, path));
  const auto file = open_source(path);
  if (options.substitutions.use != nullptr) options.substitutions.use->look_at(file->bytes(), false);
  return from_reading(cfn::read_definition(file, machine.substitutions, cfn::Bare::Quote, syntax_of(path)), file);
}

Definition of_machine(const std::shared_ptr<const text::SourceFile>& source, cfn::Machine machine, const LoadOptions& options) {
  Definition definition;
  if (machine.file) {
    definition = referenced(*source, machine, options);
  } else {
    definition.path = source->name();
    definition.source = source;
    definition.document = machine.document;
    definition.root = machine.root;
    definition.error = std::move(machine.error);
    definition.error_source = machine.source;
    definition.unsupported = std::move(machine.unsupported);
  }
  definition.logical_id = std::move(machine.logical_id);
  definition.express = machine.express;
  return definition;
}

Definition usable(Definition definition) {
  if (definition.unreadable) throw ToolError(*definition.unreadable);
  if (definition.error) throw ToolError(describe(*definition.error_source, *definition.error));
  if (definition.unsupported) {
    throw UnsupportedError(place(*definition.source, definition.unsupported->span) + ": " + definition.unsupported->message);
  }
  return definition;
}

}  // namespace

std::string place(const text::SourceFile& source, text::Span span) {
  const text::Location where = source.outermost(span);
  const text::Position at = where.file->position(where.span.begin);
  return fmt::format("{}:{}:{}", where.file->name(), at.line, at.column);
}

void SubstitutionOptions::declare(Arguments& arguments) {
  arguments.list("--substitute,-D", "NAME=VALUE", pairs, "fill in the placeholder ${NAME}; may be repeated");
  arguments.option("--substitutions", "FILE", file, "an object of placeholder values").kind = ValueKind::File;
}

GivenSubstitutions SubstitutionOptions::read(Session& session) const {
  cfn::Substitutions all(session.config().substitutions.begin(), session.config().substitutions.end());
  if (file) {
    const json::Value values = read_data(session.open(*file));
    if (!values.is_object()) throw ToolError(fmt::format("{}: substitutions are an object of names and values", *file));
    for (const auto& [key, value] : values.members()) {
      all[std::string(key.view())] = value.is_string() ? std::string(value.as_string()) : json::to_json(value);
    }
  }
  for (const std::string& pair : pairs) {
    const size_t equals = pair.find('=');
    if (equals == std::string::npos || equals == 0) throw ToolError(fmt::format("--substitute: \"{}\" is not NAME=VALUE", pair));
    all[pair.substr(0, equals)] = pair.substr(equals + 1);
    session.placeholder_use().expect(pair.substr(0, equals));
  }
  return {std::move(all), &session.placeholder_use()};
}

std::vector<Definition> load_definitions(const std::shared_ptr<const text::SourceFile>& source, const LoadOptions& options) try {
  const cfn::Substitutions& values = options.substitutions.values;
  cfn::Reading reading = cfn::read_definition(source, values, cfn::Bare::Keep, syntax_of(source->name()));
  const bool of_template = reading.document && cfn::is_template(*reading.document);
  if (options.substitutions.use != nullptr) options.substitutions.use->look_at(source->bytes(), of_template);
  std::vector<Definition> definitions;
  if (!of_template) {
    definitions.push_back(from_reading(std::move(reading), source));
    return definitions;
  }
  for (cfn::Machine& machine : cfn::machines(reading.document, values)) {
    definitions.push_back(of_machine(reading.source, std::move(machine), options));
  }
  return definitions;
} catch (const json::DerivedTooLong& error) {
  throw ToolError(fmt::format("{}: {}", source->name(), error.what()));
}

Definition load_definition(const std::shared_ptr<const text::SourceFile>& source, const LoadOptions& options,
                           const std::optional<std::string>& state_machine) {
  std::vector<Definition> all = load_definitions(source, options);
  std::string names;
  for (Definition& definition : all) {
    const bool only = all.size() == 1 && (!state_machine || definition.logical_id.empty());
    if (only || (state_machine && definition.logical_id == *state_machine)) return usable(std::move(definition));
    names += (names.empty() ? "" : ", ") + definition.logical_id;
  }
  if (all.empty()) throw ToolError(fmt::format("{} is a template without a state machine", source->name()));
  if (state_machine) throw ToolError(fmt::format("{} has no state machine \"{}\"; it has: {}", source->name(), *state_machine, names));
  throw ToolError(fmt::format("{} holds several state machines: {}; choose one with --state-machine", source->name(), names));
}

Definition load_machine(const std::shared_ptr<const text::SourceFile>& source, const LoadOptions& options,
                        const std::optional<std::string>& state_machine) {
  Definition definition = load_definition(source, options, state_machine);
  const json::Document& document = *definition.document;
  const bool object = document.is_object(definition.root);
  const json::NodeId states = object ? document.find(definition.root, "States") : json::kNoNode;
  if (states == json::kNoNode || !document.is_object(states))
    throw ToolError(place(document.source(), document.span(definition.root)) +
                    ": this is no state machine: an object with StartAt and States");
  return definition;
}

}  // namespace sfn::cli
