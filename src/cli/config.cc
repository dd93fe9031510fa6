#include "cli/config.h"

#include <fmt/format.h>
#include <unistd.h>

#include <climits>

#include "cli/files.h"
#include "cli/sources.h"
#include "text/path.h"
#include "text/suggest.h"

namespace sfn::cli {
namespace {

constexpr std::string_view kNames[] = {".sfnctl.json", ".sfnctl.yaml", ".sfnctl.yml"};
constexpr std::string_view kKeys[] = {"$schema", "version", "type",   "failOn",        "rules",   "ignore",
                                      "region",  "account", "schema", "substitutions", "baseline"};

std::optional<std::string> nearest_config() {
  char buffer[PATH_MAX];
  if (::getcwd(buffer, sizeof buffer) == nullptr) return std::nullopt;
  std::string folder = buffer;
  for (;;) {
    for (const std::string_view name : kNames) {
      std::string path = folder + (folder.ends_with('/') ? "" : "/") + std::string(name);
      if (::access(path.c_str(), F_OK) == 0) return path;
    }
    if (folder == "/") return std::nullopt;
    folder = text::folder_of(folder);
  }
}

// Reads one configuration document; every complaint names file, line and column.
class ConfigReader {
 public:
  ConfigReader(const json::Document& document, Config& config) : document_(document), config_(config) {}

  void read() {
    if (!document_.is_object(0)) fail(0, "the configuration is an object");
    for (const json::NodeId member : document_.children(0)) read_member(member);
  }

 private:
  [[noreturn]] void fail(json::NodeId node, const std::string& message) const {
    const text::Position at = document_.source().position(document_.name_span(node).begin);
    throw ToolError(fmt::format("{}:{}:{}: {}", config_.path, at.line, at.column, message));
  }

  std::string one_of(json::NodeId node, std::initializer_list<std::string_view> words) const {
    const std::string text = text_of(node);
    std::string list;
    for (const std::string_view word : words) {
      if (text == word) return text;
      list += (list.empty() ? "" : ", ") + std::string(word);
    }
    fail(node, fmt::format("{} is one of {}, not \"{}\"", document_.key(node), list, text));
  }

  std::string text_of(json::NodeId node) const {
    if (!document_.is_string(node)) fail(node, fmt::format("{} is a string", document_.key(node)));
    return std::string(document_.text(node));
  }

  void read_member(json::NodeId member) {
    const std::string_view key = document_.key(member);
    if (key == "$schema" || key == "version") return;
    if (key == "type")
      config_.type = one_of(member, {"standard", "express"});
    else if (key == "failOn")
      config_.fail_on = one_of(member, {"error", "warning", "info", "never"});
    else if (key == "region")
      config_.region = text_of(member);
    else if (key == "account")
      config_.account = text_of(member);
    else if (key == "schema")
      config_.schema = text::join_path(config_.folder, text_of(member));
    else if (key == "baseline")
      config_.baseline = text::join_path(config_.folder, text_of(member));
    else if (key == "rules")
      read_texts(member, config_.rules);
    else if (key == "substitutions")
      read_texts(member, config_.substitutions);
    else if (key == "ignore")
      read_ignores(member);
    else
      unknown(member, kKeys);
  }

  [[noreturn]] void unknown(json::NodeId member, std::span<const std::string_view> known) const {
    const auto near = text::nearest(document_.key(member), known);
    fail(member, fmt::format("unknown key \"{}\"{}", document_.key(member), near ? fmt::format("; did you mean \"{}\"?", *near) : ""));
  }

  void read_texts(json::NodeId object, std::map<std::string, std::string>& into) {
    if (!document_.is_object(object)) fail(object, fmt::format("{} is an object", document_.key(object)));
    for (const json::NodeId member : document_.children(object)) into[std::string(document_.key(member))] = text_of(member);
  }

  void read_ignores(json::NodeId array) {
    if (!document_.is_array(array)) fail(array, "ignore is an array of objects");
    for (const json::NodeId entry : document_.children(array)) {
      if (!document_.is_object(entry)) fail(entry, "an entry of ignore is an object with rule, path or pointer");
      Ignore ignore;
      for (const json::NodeId member : document_.children(entry)) {
        constexpr std::string_view kIgnoreKeys[] = {"rule", "path", "pointer", "reason"};
        const std::string_view key = document_.key(member);
        if (key == "rule")
          ignore.rule = text_of(member);
        else if (key == "path")
          ignore.path = text_of(member);
        else if (key == "pointer")
          ignore.pointer = text_of(member);
        else if (key == "reason")
          ignore.reason = text_of(member);
        else
          unknown(member, kIgnoreKeys);
      }
      config_.ignore.push_back(std::move(ignore));
    }
  }

  const json::Document& document_;
  Config& config_;
};

}  // namespace

Config load_config(const std::optional<std::string>& named) {
  Config config;
  const std::optional<std::string> path = named ? named : nearest_config();
  if (!path) return config;
  config.path = *path;
  config.folder = text::folder_of(*path);
  const auto document = read_data_document(open_source(*path));
  ConfigReader(*document, config).read();
  return config;
}

}  // namespace sfn::cli
