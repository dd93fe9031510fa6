// The configuration file: .sfnctl.json or .sfnctl.yaml, the nearest one upward from the working directory, or the one that --config names.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "json/value.h"

namespace sfn::cli {

/// A finding that the user does not want to see. Empty members match everything.
struct Ignore {
  std::string rule;
  std::string path;     ///< glob, relative to the configuration file
  std::string pointer;  ///< RFC 6901: this node and all below it
  std::string reason;
  mutable bool used = false;
};

struct Config {
  std::string path;  ///< empty: there is none
  std::string folder = ".";
  std::optional<std::string> type, fail_on, region, account, schema, baseline;
  std::map<std::string, std::string> rules;  ///< rule → severity
  std::vector<Ignore> ignore;
  std::map<std::string, std::string> substitutions;
};

/// Throws ToolError with file, line and column if it cannot be read or holds something unknown.
Config load_config(const std::optional<std::string>& named);

}  // namespace sfn::cli
