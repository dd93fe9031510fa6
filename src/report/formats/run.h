// The formats of runs, one file each. Internal to report: outside, run_report() is the way.
#pragma once

#include "report/run.h"

namespace sfn::report::formats {

#define SFN_RUN_FORMAT(name, about) std::unique_ptr<RunReport> run_##name(const asl::Program& program, RunView view, Writer writer);
#include "report/formats.def"

}  // namespace sfn::report::formats
