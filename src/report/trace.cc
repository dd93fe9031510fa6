#include "report/trace.h"

#include <fmt/format.h>

#include "report/data_lines.h"

namespace sfn::report {
namespace {

using sim::Stage;

constexpr size_t kNameColumns = 19;

// What the data of a step is made from; nullptr: from outside.
const sim::Datum* base_of(const Visit& visit, Stage stage) {
  switch (stage) {
    case Stage::AfterInputPath:
    case Stage::AfterResultPath: return &visit.input;
    case Stage::AfterParameters:
    case Stage::AfterArguments:
    case Stage::AfterResultSelector:
    case Stage::Output: return &visit.base;
    default: return nullptr;
  }
}

// Where something was put into earlier data (ResultPath, also a catcher's) the difference tells more than the whole; what a template or a
// path made anew is shown as it is.
const sim::Datum* grown_from(const Visit& visit, Stage stage, const sim::Datum& datum) {
  if (stage != Stage::AfterResultPath && !(stage == Stage::Output && visit.caught)) return nullptr;
  return visit.input.value.is_object() && datum.value.is_object() ? &visit.input : nullptr;
}

std::string_view name_of_base(Stage stage) {
  if (stage == Stage::AfterInputPath || stage == Stage::AfterResultPath) return "as the input";
  return "unchanged";
}

bool becomes_base(Stage stage) {
  switch (stage) {
    case Stage::MaxConcurrency:
    case Stage::ToleratedFailureCount:
    case Stage::ToleratedFailurePercentage:
    case Stage::AfterItemSelector: return false;
    default: return true;
  }
}

}  // namespace

void add_trace_line(Visit& visit, std::string_view what, std::string_view text, const std::string& margin, const Style& style) {
  visit.trace += margin;
  style.append(visit.trace, Paint::Frame, fmt::format("{:<{}}", what, kNameColumns));
  visit.trace += ' ';
  visit.trace += text;
}

void add_trace(Visit& visit, Stage stage, const sim::Datum& datum, const std::string& margin, const Style& style) {
  if (visit.stage == stage && visit.base.value == datum.value) return;  // a Wait reads its input before and after
  visit.stage = stage;
  const std::string inner = margin + std::string(kNameColumns + 1, ' ');
  const sim::Datum* base = base_of(visit, stage);
  const bool comparable = base != nullptr && !base->value.is_undefined();
  if (comparable && base->value == datum.value) {
    add_trace_line(visit, sim::name_of(stage), style(Paint::Faint, name_of_base(stage)) + "\n", margin, style);
  } else if (const sim::Datum* merged_into = grown_from(visit, stage, datum)) {
    add_trace_line(visit, sim::name_of(stage), changed_data_text(merged_into->value, datum.value, inner, style), margin, style);
  } else {
    add_trace_line(visit, sim::name_of(stage), data_text(datum.value, inner), margin, style);
  }
  if (stage == Stage::Input) visit.input = datum;
  if (becomes_base(stage)) visit.base = datum;
}

}  // namespace sfn::report
