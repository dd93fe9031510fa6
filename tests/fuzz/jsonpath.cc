// A path and perhaps data. What is written by a reference path is read back by it.
#include "jsonpath/path.h"

#include <algorithm>

#include "fuzz/fuzz.h"
#include "json/writer.h"
#include "jsonpath/assign.h"
#include "jsonpath/evaluate.h"

namespace sfn::fuzz {
namespace {

constexpr std::string_view kData =
    R"({"a":[1,2,{"b":"x","c":null,"d":[]}],"b":{"c":{"a":true,"b":[[1],[2,3]]}},"items":[{"n":1,"s":"one"},{"n":2.5,"s":"two"},{"n":null}],"c":"text"})";

void check_assignment(const jsonpath::Path& path, const json::Value& data) {
  json::Value root = data;
  const json::Value leaf = json::Value::string("leaf");
  if (!jsonpath::assign(root, path, leaf)) {
    require(root == data, "a path that cannot be written to leaves the value alone");
    return;
  }
  const auto found = jsonpath::evaluate(path, root);
  require(found && *found == leaf, "what is written by a path is read by it");
}

// Step Functions finds nothing at `.length()` and the like, whatever is in front of them.
bool has_function(const jsonpath::Path& path) {
  return std::any_of(path.steps().begin(), path.steps().end(),
                     [](const jsonpath::Step& step) { return std::holds_alternative<jsonpath::Function>(step.value); });
}

}  // namespace

void jsonpath(std::string_view input) {
  const Parts parts(input);
  const std::string text = parts[0];
  const auto path = jsonpath::parse(text);
  if (!path) return require(path.error().offset <= text.size(), "an error lies in the text");
  require(path->text() == text, "a path keeps its text");
  (void)path->normalised();
  const json::Value data = value_of(parts.or_else(1, kData));
  if (data.is_undefined()) return;
  try {
    const auto found = jsonpath::evaluate(*path, data);
    require(found || path->is_definite() || has_function(*path), "an indefinite path always finds a list");
    if (found)
      (void)json::to_json(*found);
    else
      (void)found.error().reason();
    if (path->is_reference_path()) check_assignment(*path, data);
  } catch (const jsonpath::Unsupported&) {
  } catch (const json::HeightExceeded&) {
  }
}

}  // namespace sfn::fuzz
