// YAML: what is read can be written as JSON and read back the same; every place lies in the text.
#include "fuzz/fuzz.h"
#include "json/reader.h"
#include "json/writer.h"
#include "json/yaml_reader.h"

namespace sfn::fuzz {
namespace {

constexpr json::NodeId kNodesLookedAt = 200;

}  // namespace

void yaml(std::string_view input) {
  const auto file = source("input.yaml", std::string(input));
  const auto document = json::read_yaml(file);
  if (!document) {
    require(document.error().span.begin <= input.size() && document.error().span.end <= input.size(), "an error lies in the text");
    (void)file->position(document.error().span.begin);
    return;
  }
  for (json::NodeId id = 0; id < document->size() && id < kNodesLookedAt; ++id) {
    const json::Node& node = document->node(id);
    require(node.span.begin <= node.span.end && node.span.end <= input.size(), "a span lies in the text");
    (void)document->location(id);
    if (document->is_string(id)) (void)document->inside(id, 0, document->text(id).size() / 2);
  }
  const json::Value value = document->value(json::Document::root());
  const auto again = json::parse_json(json::to_json(value));
  require(again && *again == value, "YAML to JSON reads back the same");
}

}  // namespace sfn::fuzz
