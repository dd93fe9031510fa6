// Data files as documents and values: JSON or YAML by their name.
#pragma once

#include <memory>
#include <string>

#include "json/document.h"
#include "json/reader.h"
#include "text/source_file.h"

namespace sfn::cli {

bool is_yaml_name(std::string_view path);

/// JSON or YAML, by the name's ending (JSON if it has none that tells).
text::Result<json::Document, json::ReadError> read_document(const std::shared_ptr<const text::SourceFile>& source);

/// The same for files that must be readable (configuration, mocks, inputs): throws ToolError with file, line, column and what was expected.
std::shared_ptr<json::Document> read_data_document(const std::shared_ptr<const text::SourceFile>& source);
json::Value read_data(const std::shared_ptr<const text::SourceFile>& source);
/// The value of an option that takes an object, such as --vars.
json::Value read_object(const std::shared_ptr<const text::SourceFile>& source, std::string_view option);

/// Data in YAML: by the name, or for standard input, whose name does not tell, by how it begins. What could be JSON is JSON.
bool is_yaml_data(const text::SourceFile& source);

std::string_view without_bom(std::string_view bytes);

/// "file:line:column: message" and the help, as the commands that cannot go on print it.
std::string describe(const text::SourceFile& source, const json::ReadError& error);

/// A message as it goes to standard error: one line, and the help of describe() as another. What it quotes commands no terminal.
std::string printable(std::string_view message);

}  // namespace sfn::cli
