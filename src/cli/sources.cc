#include "cli/sources.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/files.h"
#include "json/yaml_reader.h"
#include "report/escape.h"

namespace sfn::cli {
namespace {

constexpr std::string_view kHelp = "\n  help: ";

}  // namespace

bool is_yaml_name(std::string_view path) {
  return ends_with_any(path, {".yaml", ".yml"});
}

text::Result<json::Document, json::ReadError> read_document(const std::shared_ptr<const text::SourceFile>& source) {
  return is_yaml_name(source->name()) ? json::read_yaml(source) : json::read_json(source);
}

std::string printable(std::string_view message) {
  const size_t help = std::min(message.find(kHelp), message.size());
  std::string text = report::terminal_safe(message.substr(0, help));
  if (help == message.size()) return text;
  return text.append(kHelp) + report::terminal_safe(message.substr(help + kHelp.size()));
}

std::string describe(const text::SourceFile& source, const json::ReadError& error) {
  const text::Position at = source.position(error.span.begin);
  std::string text = fmt::format("{}:{}:{}: {}", source.name(), at.line, at.column, error.message);
  if (!error.help.empty()) text.append(kHelp).append(error.help);
  return text;
}

std::shared_ptr<json::Document> read_data_document(const std::shared_ptr<const text::SourceFile>& source) {
  auto document = read_document(source);
  if (!document) throw ToolError(describe(*source, document.error()));
  return std::make_shared<json::Document>(std::move(*document));
}

json::Value read_data(const std::shared_ptr<const text::SourceFile>& source) {
  if (is_yaml_name(source->name())) {
    const auto document = read_data_document(source);
    return document->value(json::Document::root());
  }
  auto value = json::parse_json(source->bytes());
  if (!value) throw ToolError(describe(*source, value.error()));
  return std::move(*value);
}

}  // namespace sfn::cli
