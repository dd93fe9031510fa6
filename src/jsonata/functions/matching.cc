#include "jsonata/functions/matching.h"

#include <cmath>

#include "text/utf8.h"

namespace sfn::jsonata {

using json::Value;

Matches::Matches(Call& call, const Value& matcher, const Value& text)
    : call_(call), matcher_(matcher), text_(text), subject_(text.as_string()) {
  const Function* const function = function_of(matcher);
  if (function != nullptr && function->kind == Function::Kind::Matcher) regex_ = &static_cast<const Matcher*>(function)->node;
}

std::optional<Found> Matches::next() {
  if (ended_) return std::nullopt;
  std::optional<Found> found = regex_ != nullptr ? next_regex() : next_call();
  if (!found) ended_ = true;
  first_ = false;
  return found;
}

std::optional<Found> Matches::next_regex() {
  const std::string_view text = subject_.text();
  if (!first_ && at_ >= text.size()) return std::nullopt;
  if (!call_.evaluator.search(*regex_, subject_, at_, match_)) return std::nullopt;
  if (!first_ && match_.begin == match_.end) {
    throw Failure("D1004", Value::string(regex_->pattern)).at(regex_->position);
  }
  at_ = match_.end;
  return Found{match_.begin, match_.end, std::string(text_.as_string().substr(match_.begin, match_.end - match_.begin)), {}, &match_};
}

size_t Matches::bytes(double units) const {
  const std::string_view text = text_.as_string();
  size_t at = 0;
  for (double seen = 0; at < text.size() && seen < units;) seen += text::decode(text, at) > 0xFFFF ? 2 : 1;
  return at;
}

// What a matcher gives back must look like a match.
std::optional<Found> Matches::next_call() {
  Arguments arguments;
  if (first_) arguments.push_back(text_);
  const Value result = call_.evaluator.apply(matcher_, arguments, Value::null(), call_.frame);
  if (result.is_undefined()) return std::nullopt;
  const Value& start = result.get("start");
  const Value& end = result.get("end");
  const Value& next = result.get("next");
  if (!result.is_object() || !start.is_number() || !end.is_number() || !result.get("groups").is_array() || !is_function(next))
    fail("T1010");
  matcher_ = next;
  Found found;
  found.begin = bytes(start.as_double());
  found.end = std::max(found.begin, bytes(end.as_double()));
  found.text = result.get("match").is_string() ? std::string(result.get("match").as_string()) : std::string();
  found.object = result;
  return found;
}

std::vector<Value> Matches::groups_of(const Found& found) const {
  std::vector<Value> groups;
  groups.reserve(found.match == nullptr ? 0 : found.match->groups.groups.size());
  if (found.match == nullptr) {
    for (const Value& group : found.object.get("groups").items()) groups.push_back(group.is_null() ? Value() : group);
    return groups;
  }
  for (size_t i = 1; i < found.match->groups.groups.size(); ++i) {
    const auto& group = found.match->groups.groups[i];
    groups.push_back(group.matched ? Value::string(text_.as_string().substr(group.begin, group.end - group.begin)) : Value());
  }
  return groups;
}

Value Matches::object_of(const Found& found) const {
  return found.match == nullptr ? found.object : call_.evaluator.match_object(*regex_, text_, *found.match);
}

}  // namespace sfn::jsonata
