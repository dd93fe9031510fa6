#include "cli/filter.h"

#include <algorithm>
#include <filesystem>

#include "cli/sources.h"

namespace sfn::cli {
namespace {

bool below(std::string_view pointer, std::string_view root) {
  return pointer.starts_with(root) && (pointer.size() == root.size() || pointer[root.size()] == '/');
}

bool matches(const Ignore& ignore, const std::string& path, const diag::Finding& finding) {
  return (ignore.rule.empty() || ignore.rule == finding.rule) && (ignore.path.empty() || glob_matches(ignore.path, path)) &&
         (ignore.pointer.empty() || below(finding.pointer, ignore.pointer));
}

std::string normal(const std::string& path) {
  return std::filesystem::absolute(path).lexically_normal().string();
}

// `path` as a pattern in the configuration file sees it, wherever the command was called.
std::string path_from(const std::string& folder, const std::string& path) {
  std::string root = normal(folder);
  if (root.ends_with("/.")) root.pop_back();
  if (!root.ends_with('/')) root += '/';
  const std::string whole = normal(path);
  return whole.starts_with(root) ? whole.substr(root.size()) : path;
}

// Lines move while a baseline is in use, so a finding is known by its rule, file, place in the definition and message.
std::string identity(std::string_view path, std::string_view rule, std::string_view pointer, std::string_view message) {
  std::string key;
  for (const std::string_view part : {path, rule, pointer, message}) key.append(part).append(1, '\n');
  return key;
}

}  // namespace

void apply_ignores(const Config& config, diag::FileReport& file) {
  if (config.ignore.empty()) return;
  const std::string path = path_from(config.folder, file.path);
  std::erase_if(file.findings.list(), [&](const diag::Finding& finding) {
    const auto found = std::find_if(config.ignore.begin(), config.ignore.end(), [&](const Ignore& i) { return matches(i, path, finding); });
    if (found == config.ignore.end()) return false;
    found->used = true;
    return true;
  });
}

std::multiset<std::string> read_baseline(Session& session, const std::string& path) {
  const json::Value report = read_data(session.open(path));
  const json::Value& files = report.get("files");
  const auto refuse = [&] { throw ToolError(path + ": a baseline is a report made with sfnctl validate --format json"); };
  if (!files.is_array() || report.get("version") != json::Value::integer(1)) refuse();
  std::multiset<std::string> known;
  const auto text = [](const json::Value& value) { return value.is_string() ? std::string(value.as_string()) : std::string(); };
  for (const json::Value& file : files.items()) {
    const json::Value& findings = file.get("findings");
    if (!findings.is_array() || !file.get("path").is_string()) refuse();
    for (const json::Value& finding : findings.items()) {
      if (!finding.get("rule").is_string() || !finding.get("message").is_string()) refuse();
      known.insert(identity(text(file.get("path")), text(finding.get("rule")), text(finding.get("pointer")), text(finding.get("message"))));
    }
  }
  return known;
}

void apply_baseline(std::multiset<std::string>& known, diag::FileReport& file) {
  std::erase_if(file.findings.list(), [&](const diag::Finding& finding) {
    const auto found = known.find(identity(file.path, finding.rule, finding.pointer, finding.message));
    if (found == known.end()) return false;
    known.erase(found);
    return true;
  });
}

}  // namespace sfn::cli
