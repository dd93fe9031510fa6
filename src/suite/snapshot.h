// Snapshots: what a case gave when somebody last looked and found it right. In: results as JSON text, by name of the case. Out: the file's
// text, and lookups. One file a suite, beside it: orders.sfntest.json has orders.sfntest.snap.json.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "json/value.h"
#include "mocks/files.h"
#include "sim/history.h"
#include "suite/recorder.h"

namespace sfn::suite {

std::string snapshot_path_of(const std::string& suite_path);

/// Status, output, error, cause, path and the arguments of all calls.
json::Value snapshot_of(const sim::ExecutionResult& result, const Recorder& seen);

class Snapshots {
 public:
  /// Reads the file; an absent one has no snapshots. Throws mocks::Unusable if it is there but no object of snapshots.
  static Snapshots read(const std::string& path, const mocks::Files& files);

  /// JSON text; nullptr if there is none of that name.
  const std::string* find(const std::string& name) const;
  void set(const std::string& name, std::string json_text) { texts_[name] = std::move(json_text); }
  /// The file's text: cases by name, indented.
  std::string text() const;
  bool operator==(const Snapshots& other) const { return texts_ == other.texts_; }

 private:
  std::map<std::string, std::string> texts_;
};

}  // namespace sfn::suite
