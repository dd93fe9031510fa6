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

}  // namespace sfn::jsonpath
