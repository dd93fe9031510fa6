#include "lint/computed_text.h"

#include "intrinsic/call.h"
#include "jsonpath/path.h"

namespace sfn::lint {

bool looks_computed(std::string_view text) {
  if (text.size() < 3 || (text[0] != '$' && text[0] != 'S')) return false;
  if (intrinsic::looks_like_call(text)) {
    const auto call = intrinsic::parse(text);
    return call && call->call().function != nullptr;
  }
  const std::string_view start = text.substr(0, 2) == "$$" ? text.substr(1) : text;
  const bool steps = start.substr(0, 2) == "$." || start.substr(0, 2) == "$[";
  return steps && static_cast<bool>(jsonpath::parse(text));
}

}  // namespace sfn::lint
