// Between Step Functions Local's mock configurations and native mock files. In: one or the other. Out: the other as JSON, and notes about
// what it cannot say.
#pragma once

#include <string>
#include <vector>

#include "json/value.h"
#include "mocks/config_file.h"
#include "mocks/mock_file.h"

namespace sfn::mocks {

struct Converted {
  json::Value file;
  std::vector<std::string> notes;  ///< what was left out, and why
};

/// A test case as a native mock file with the same answers. Numbers become `call`, so that every call still advances.
Converted to_native(const ConfigCase& config);

/// A native mock file as a configuration with one machine and one test case. What depends on more than the number of the call is left out.
Converted to_config(const MockFile& file, const std::string& machine, const std::string& test_case);

}  // namespace sfn::mocks
