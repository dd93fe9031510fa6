// The formats of findings, one file each. Internal to report: outside, render() is the way.
#pragma once

#include "report/findings.h"

namespace sfn::report::formats {

#define SFN_FINDINGS_FORMAT(name, about) std::string findings_##name(const FindingsReport& report);
#include "report/formats.def"

}  // namespace sfn::report::formats
