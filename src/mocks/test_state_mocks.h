// Mocks in the form of the TestState API, in an array: each element is {"result": "<JSON text>"} or {"errorOutput": {"error", "cause"}}, or
// a whole request with `stateName` and `mock`. In: the Document. Out: a mock file, so that they answer like its lists: those of a state in
// order, those without a state in the order of all calls.
#pragma once

#include "mocks/mock_file.h"

namespace sfn::mocks {

MockFile read_test_state_mocks(const std::shared_ptr<const json::Document>& document, const ReadOptions& options, diag::Findings& findings);

}  // namespace sfn::mocks
