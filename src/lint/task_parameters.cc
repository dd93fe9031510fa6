#include "lint/task_parameters.h"

#include <algorithm>

#include "asl/placeholder.h"
#include "text/suggest.h"

namespace sfn::lint {

Names split_names(std::string_view list, char separator) {
  Names names;
  while (!list.empty()) {
    const size_t end = list.find(separator);
    names.push_back(list.substr(0, end));
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
  }
  return names;
}

json::NodeId parameters_of(const json::Document& document, json::NodeId owner, asl::QueryLanguage language) {
  const json::NodeId node = document.find(owner, language == asl::QueryLanguage::Jsonata ? "Arguments" : "Parameters");
  return document.is_object(node) ? node : json::kNoNode;
}

std::string_view parameter_name(std::string_view key) {
  return key.size() > 2 && key.substr(key.size() - 2) == ".$" ? key.substr(0, key.size() - 2) : key;
}

bool has_parameter(const json::Document& document, json::NodeId parameters, const Names& names) {
  for (const json::NodeId child : document.children(parameters)) {
    if (std::find(names.begin(), names.end(), parameter_name(document.key(child))) != names.end()) return true;
  }
  return false;
}

json::NodeId misspelt_parameter(const json::Document& document, json::NodeId parameters, const Names& wanted, const Names& known) {
  for (const json::NodeId child : document.children(parameters)) {
    const std::string_view name = parameter_name(document.key(child));
    if (asl::has_placeholder(name) || std::find(known.begin(), known.end(), name) != known.end()) continue;
    if (text::nearest(name, wanted)) return child;
  }
  return json::kNoNode;
}

}  // namespace sfn::lint
