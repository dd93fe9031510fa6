#include "lint/registry.h"
#include "lint/stages.h"

namespace sfn::lint {

void report_schema(const json::Document&, json::NodeId, const diag::Findings&, Report&) {}

}  // namespace sfn::lint
