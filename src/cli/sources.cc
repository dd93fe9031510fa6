#include "cli/sources.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/files.h"
#include "json/yaml_reader.h"
#include "report/escape.h"

namespace sfn::cli {
namespace {

constexpr std::string_view kHelp = "\n  help: ";

// A comment, a document's mark, an element of a list, or a key: none of them begins JSON.
bool begins_as_yaml(std::string_view bytes) {
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  const std::string_view line = bytes.substr(0, bytes.find_first_of("\r\n"));
  if (line.empty() || line.find_first_of("{[\"") == 0) return false;
  if (line[0] == '#' || line == "-") return true;
  return line.starts_with("---") || line.starts_with("- ") || line.ends_with(':') || line.find(": ") != std::string_view::npos;
}

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

std::string_view without_bom(std::string_view bytes) {
  constexpr std::string_view kBom = "\xEF\xBB\xBF";
  return bytes.starts_with(kBom) ? bytes.substr(kBom.size()) : bytes;
}

bool is_yaml_data(const text::SourceFile& source) {
  return is_yaml_name(source.name()) || (source.name() == "<stdin>" && begins_as_yaml(without_bom(source.bytes())));
}

json::Value read_data(const std::shared_ptr<const text::SourceFile>& source) {
  if (is_yaml_data(*source)) {
    const auto document = json::read_yaml(source);
    if (!document) throw ToolError(describe(*source, document.error()));
    return document->value(json::Document::root());
  }
  auto value = json::parse_json(source->bytes());
  if (!value) throw ToolError(describe(*source, value.error()));
  return std::move(*value);
}

json::Value read_object(const std::shared_ptr<const text::SourceFile>& source, std::string_view option) {
  json::Value value = read_data(source);
  if (!value.is_object()) throw ToolError(fmt::format("{}: {} does not hold an object", option, source->name()));
  return value;
}

}  // namespace sfn::cli
