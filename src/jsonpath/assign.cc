#include "jsonpath/assign.h"

#include <vector>

namespace sfn::jsonpath {

bool assign(json::Value& root, const Path& path, json::Value leaf) {
  if (!path.is_reference_path()) return false;
  std::vector<json::Step> steps;
  steps.reserve(path.steps().size());
  for (const Step& step : path.steps()) {
    if (const auto* name = std::get_if<Name>(&step.value)) {
      steps.push_back({name->name, -1});
    } else {
      steps.push_back({{}, std::get<Index>(step.value).index});
    }
  }
  return json::set_at(root, steps, std::move(leaf));
}

size_t conflicting_step(const json::Value& root, const Path& path) {
  const json::Value* at = &root;
  size_t i = 0;
  for (; i < path.steps().size() && !at->is_undefined(); ++i) {
    if (const auto* name = std::get_if<Name>(&path.steps()[i].value)) {
      if (!at->is_object()) return i;
      at = &at->get(name->name);
      continue;
    }
    const auto* index = std::get_if<Index>(&path.steps()[i].value);
    if (index == nullptr || !at->is_array() || index->index < 0 || static_cast<size_t>(index->index) >= at->size()) return i;
    at = &(*at)[static_cast<size_t>(index->index)];
  }
  // Below a member that is not there yet objects are made: an index finds no array in them.
  for (; i < path.steps().size(); ++i)
    if (std::holds_alternative<Index>(path.steps()[i].value)) return i;
  return i;
}

}  // namespace sfn::jsonpath
