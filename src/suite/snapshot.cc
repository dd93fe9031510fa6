#include "suite/snapshot.h"

#include <fmt/format.h>

#include "json/reader.h"
#include "json/writer.h"

namespace sfn::suite {
namespace {

json::Value text_or_null(const std::optional<std::string>& text) {
  return text ? json::Value::string(*text) : json::Value::null();
}

json::Value calls_of(const Recorder& seen) {
  json::ObjectBuilder calls;
  for (const auto& [name, record] : seen.states()) {
    if (record.calls.empty()) continue;
    json::ArrayBuilder arguments;
    arguments.append(record.calls);
    calls.set(name, arguments.build());
  }
  return calls.build();
}

}  // namespace

std::string snapshot_path_of(const std::string& suite_path) {
  const size_t dot = suite_path.rfind('.');
  const size_t slash = suite_path.rfind('/');
  const bool extension = dot != std::string::npos && (slash == std::string::npos || dot > slash);
  return (extension ? suite_path.substr(0, dot) : suite_path) + ".snap.json";
}

json::Value snapshot_of(const sim::ExecutionResult& result, const Recorder& seen) {
  json::ArrayBuilder path;
  for (const std::string& state : seen.path()) path.push(json::Value::string(state));
  json::ObjectBuilder out;
  out.set("status", json::Value::string(sim::name_of(result.status)));
  out.set("output", result.output.value.is_undefined() ? json::Value::null() : result.output.value);
  out.set("error", text_or_null(result.error));
  out.set("cause", text_or_null(result.cause));
  out.set("path", path.build());
  out.set("calls", calls_of(seen));
  return out.build();
}

Snapshots Snapshots::read(const std::string& path, const mocks::Files& files) {
  Snapshots out;
  std::string bytes;
  try {
    bytes = files.bytes(path);
  } catch (const mocks::Unusable&) {
    return out;
  }
  const auto value = json::parse_json(bytes);
  if (!value || !value->is_object())
    throw mocks::Unusable(fmt::format("{} is no file of snapshots; delete it and run with --update", path));
  for (const json::Member member : value->members()) out.texts_[std::string(member.key)] = json::to_json(member.value);
  return out;
}

const std::string* Snapshots::find(const std::string& name) const {
  const auto found = texts_.find(name);
  return found == texts_.end() ? nullptr : &found->second;
}

std::string Snapshots::text() const {
  json::ObjectBuilder out;
  for (const auto& [name, text] : texts_) out.set(name, *json::parse_json(text));
  return json::to_json(out.build(), {json::Numbers::AsRead, 2}) + "\n";
}

}  // namespace sfn::suite
