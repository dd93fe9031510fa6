#include <fmt/format.h>

#include "json/writer.h"
#include "sim/states/states.h"

namespace sfn::sim {
namespace {

constexpr size_t kMaxErrorBytes = 256;     // the service cuts the error off there
constexpr size_t kMaxCauseBytes = 32'768;  // and the cause

std::string text_of_field(const asl::Computed& field, Scope& scope) {
  if (const json::Value* literal = field.literal())
    return literal->is_string() ? std::string(literal->as_string()) : json::to_json(*literal);
  const asl::Expression& expression = *field.expression();
  const Location location{nullptr, field.field, 0};
  if (expression.jsonata()) {
    const json::Value value = query(expression, scope, location);
    if (!value.is_string()) throw unexpected_type(expression, location, "string", value);
    return std::string(value.as_string());
  }
  const json::Value value = compute(expression, scope, field.field);
  return value.is_string() ? std::string(value.as_string()) : json::to_json(value);
}

std::optional<std::string> optional_text(const std::optional<asl::Computed>& field, Scope& scope, size_t limit) {
  if (!field) return std::nullopt;
  std::string text = text_of_field(*field, scope);
  if (text.size() > limit) {
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80) --limit;  // not inside a character
    text.resize(limit);
  }
  return text;
}

}  // namespace

Step run_fail(Core& core, FrameId id) {
  const asl::Fail& fail = *core.state_of(id).as<asl::Fail>();
  FrameHost host(core, id);
  Scope scope(host, core.frame(id).input);
  core.tell_data(id, Stage::AfterInputPath, core.frame(id).input);
  Problem problem;
  problem.error = optional_text(fail.error, scope, kMaxErrorBytes);
  problem.cause = optional_text(fail.cause, scope, kMaxCauseBytes);
  core.frame(id).cold().problem = std::move(problem);
  return Step::Failed;
}

}  // namespace sfn::sim
