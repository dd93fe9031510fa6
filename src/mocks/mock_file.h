// The native mock file: what tasks answer, what S3 holds, which other machines there are. In: a Document (JSON or YAML) and the program
// that it is for. Out: the model, and findings about everything that is wrong with it, before anything runs.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "asl/program.h"
#include "diag/finding.h"
#include "json/document.h"
#include "mocks/response.h"

namespace sfn::mocks {

/// Content of one object in S3.
struct ObjectMock {
  struct File {
    std::string path;  ///< as text::join_path makes it
  };
  std::string uri;                                       ///< s3://bucket/key
  std::variant<json::Value, std::string, File> content;  ///< `json`, `text`, `file`
  std::shared_ptr<const json::Document> document;
  json::NodeId node = json::kNoNode;
};

/// A state machine that startExecution may start.
struct ExecutionMock {
  std::string arn;            ///< a glob
  std::string definition;     ///< path
  std::string state_machine;  ///< in a template with several; else empty
  std::string mocks;          ///< path; empty: none
  std::shared_ptr<const json::Document> document;
  json::NodeId node = json::kNoNode;
};

enum class Unmocked : uint8_t { Fail, Echo, Null };
std::optional<Unmocked> unmocked_named(std::string_view name);  ///< "fail", "echo", "null"

/// What happens where no response answers. Absent: the built-in default.
struct Defaults {
  std::optional<Unmocked> unmocked;       ///< Fail
  std::optional<bool> repeat_last;        ///< `exhausted`: "repeat-last" or "fail"
  std::optional<sim::Duration> duration;  ///< of every call whose response has none; 0
};

struct MockFile {
  std::string name;                     ///< of the file, for messages
  std::vector<ResponseList> states;     ///< a state once only
  std::vector<ResponseList> resources;  ///< in the order in which they are tried
  Defaults defaults;
  std::vector<ObjectMock> objects;
  std::vector<ExecutionMock> executions;
  json::Value context;  ///< object, or undefined
  /// Calls and responses are counted for each child execution of a distributed Map by itself: made of a MockConfigFile.
  bool counts_per_execution = false;
};

struct ReadOptions {
  const asl::Program* program = nullptr;  ///< nullptr: names of states are not checked
  std::string folder;                     ///< that files are relative to
  bool allow_outside = false;             ///< files may lie outside of `folder`
};

/// Reads the mock file at `node`. What is faulty is reported and left out.
MockFile read_mock_file(const std::shared_ptr<const json::Document>& document, json::NodeId node, const ReadOptions& options,
                        diag::Findings& findings);

/// `top` laid over `base`: a state, glob, object or machine of `top` replaces the one of the same name; defaults and context member by
/// member.
MockFile laid_over(const MockFile& base, MockFile top);

}  // namespace sfn::mocks
