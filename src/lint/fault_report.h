// Faults of the data flow as findings: which rule each belongs to, and how it is said.
#pragma once

#include "lint/data_flow.h"
#include "lint/report.h"

namespace sfn::lint {

/// One for each rule of the data flow.
enum class Flaw : uint8_t {
  UnresolvablePath,
  InputLostAfterCatch,
  InputLostAfterTask,
  FieldOfArrayOutput,
  WrappedLambdaPayload,
  FieldOfJsonText,
  PathIntoNullInput,
  UnguardedChoiceVariable,
  ComparisonOfWrongType,
  PathOfWrongType,
  ResultPathIntoScalar
};

Flaw flaw_of(const asl::Program& program, const Fault& fault);

/// A finding for each state and source of the data; further paths that fail for the same reason become notes.
void report_faults(const asl::Program& program, Report& report, Flaw flaw);

}  // namespace sfn::lint
