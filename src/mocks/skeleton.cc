#include "mocks/skeleton.h"

namespace sfn::mocks {

std::pair<std::string, Skeleton>& Skeleton::member(const std::string& name) {
  for (auto& entry : members_) {
    if (entry.first == name) return entry;
  }
  return members_.emplace_back(name, Skeleton());
}

const Skeleton* Skeleton::find(std::string_view name) const {
  for (const auto& entry : members_) {
    if (entry.first == name) return &entry.second;
  }
  return nullptr;
}

void Skeleton::need(const KeyPath& path, size_t at, Hint hint, const json::Value& example) {
  if (at == path.size()) {
    if (hint_ == Hint::Anything) hint_ = hint;
    if (example_.is_undefined()) example_ = example;
  } else if (path[at] == kElement) {
    if (!element_) element_ = std::make_shared<Skeleton>();
    element_->need(path, at + 1, hint, example);
  } else {
    member(path[at]).second.need(path, at + 1, hint, example);
  }
}

json::Value Skeleton::value(const json::Value& nothing) const {
  if (element_ || hint_ == Hint::Array) {
    return json::Value::array({element_ ? element_->value(nothing) : nothing});
  }
  if (!members_.empty() || hint_ == Hint::Object) {
    json::ObjectBuilder out;
    for (const auto& [name, part] : members_) out.set(name, part.value(nothing));
    return out.build();
  }
  if (!example_.is_undefined()) return example_;
  switch (hint_) {
    case Hint::Text: return json::Value::string("text");
    case Hint::Number: return json::Value::integer(1);
    case Hint::Boolean: return json::Value::boolean(true);
    case Hint::Timestamp: return json::Value::string("2025-01-01T00:00:00Z");
    case Hint::JsonText: return json::Value::string("{}");
    default: return nothing;
  }
}

}  // namespace sfn::mocks
