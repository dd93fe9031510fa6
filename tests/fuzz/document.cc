// JSON: both readers agree, what is printed reads back the same, every place can be named.
#include <fmt/format.h>

#include "fuzz/fuzz.h"
#include "json/reader.h"
#include "json/writer.h"

namespace sfn::fuzz {
namespace {

constexpr json::NodeId kNodesLookedAt = 200;

void check_places(const json::Document& document) {
  for (json::NodeId id = 0; id < document.size() && id < kNodesLookedAt; ++id) {
    const json::Node& node = document.node(id);
    require(node.span.begin <= node.span.end && node.span.end <= document.source().bytes().size(), "a span lies in the text");
    (void)document.pointer(id);
    (void)document.location(id);
    (void)document.source().position(node.span.begin);
    if (document.is_string(id)) (void)document.inside(id, 0, document.text(id).size() / 2);
    if (document.is_object(id)) {
      for (const json::NodeId child : document.children(id)) {
        require(document.find(id, document.key(child)) != json::kNoNode, "a member is found by its key");
      }
    }
  }
}

}  // namespace

void document(std::string_view input) {
  const auto file = source("input.json", std::string(input));
  const auto document = json::read_json(file);
  const auto value = json::parse_json(input);
  require(static_cast<bool>(document) == static_cast<bool>(value), "both readers accept the same texts");
  if (!document) {
    require(document.error().span == value.error().span && document.error().message == value.error().message,
            "both readers name the same error");
    (void)file->position(document.error().span.begin);
    (void)json::aws_place(input, document.error().aws_offset);
    return;
  }
  check_places(*document);
  require(document->value(json::Document::root()) == *value, "both readers read the same value");
  for (const int indent : {0, 2}) {
    const std::string printed = json::to_json(*value, {.indent = indent});
    const auto again = json::parse_json(printed);
    require(again && *again == *value, "what is printed reads back the same");
    require(json::to_json(*again, {.indent = indent}) == printed, "and prints the same");
  }
}

}  // namespace sfn::fuzz
