#include "asl/build_states.h"

namespace sfn::asl {
namespace {

Resource resource_of(const ObjectReader& from) {
  Resource resource = parse_resource(from.text("Resource"));
  resource.node = from.find("Resource");
  return resource;
}

std::optional<Template> arguments_of(const ObjectReader& from) {
  return from.payload(from.is_jsonata() ? "Arguments" : "Parameters");
}

void read_config(ItemReader& reader, const ObjectReader& config) {
  reader.input_type = config.text("InputType");
  reader.csv_header_location = config.text("CSVHeaderLocation");
  reader.csv_delimiter = config.text("CSVDelimiter");
  reader.manifest_type = config.text("ManifestType");
  reader.items_pointer = config.text("ItemsPointer");
  reader.transformation = config.text("Transformation");
  reader.max_items = config.computed("MaxItems", "MaxItemsPath");
  const json::NodeId headers = config.find("CSVHeaders");
  if (!config.document().is_array(headers)) return;
  for (const json::NodeId header : config.document().children(headers)) {
    if (config.document().is_string(header)) reader.csv_headers.push_back(config.document().text(header));
  }
}

ItemReader build_reader(const ObjectReader& from) {
  ItemReader reader;
  reader.node = from.node();
  reader.resource = resource_of(from);
  reader.parameters = arguments_of(from);
  if (const json::NodeId config = from.find("ReaderConfig"); from.document().is_object(config)) read_config(reader, from.at(config));
  return reader;
}

ItemBatcher build_batcher(const ObjectReader& from) {
  ItemBatcher batcher;
  batcher.node = from.node();
  batcher.max_items_per_batch = from.computed("MaxItemsPerBatch", "MaxItemsPerBatchPath");
  batcher.max_input_bytes_per_batch = from.computed("MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath");
  batcher.batch_input = from.payload("BatchInput");
  return batcher;
}

ResultWriter build_writer(const ObjectReader& from) {
  ResultWriter writer;
  writer.node = from.node();
  if (from.find("Resource") != json::kNoNode) writer.resource = resource_of(from);
  writer.parameters = arguments_of(from);
  if (const json::NodeId config = from.find("WriterConfig"); from.document().is_object(config)) {
    writer.output_type = from.at(config).text("OutputType");
    writer.transformation = from.at(config).text("Transformation");
  }
  return writer;
}

template <class T>
std::optional<T> object_at(const ObjectReader& state, std::string_view field, T (*build)(const ObjectReader&)) {
  const json::NodeId node = state.find(field);
  if (!state.document().is_object(node)) return std::nullopt;
  return build(state.at(node));
}

/// ItemSelector; in JSONPath also under its old name.
std::optional<Template> item_selector(const ObjectReader& state) {
  auto selector = state.payload("ItemSelector");
  return selector ? std::move(selector) : state.jsonpath_payload("Parameters");
}

}  // namespace

Map build_map(const ObjectReader& state) {
  Map map;
  map.items_path = state.path("ItemsPath");
  map.items = state.jsonata_payload("Items");
  map.item_selector = item_selector(state);
  map.max_concurrency = state.computed("MaxConcurrency", "MaxConcurrencyPath");
  map.tolerated_failure_count = state.computed("ToleratedFailureCount", "ToleratedFailureCountPath");
  map.tolerated_failure_percentage = state.computed("ToleratedFailurePercentage", "ToleratedFailurePercentagePath");
  map.item_reader = object_at(state, "ItemReader", build_reader);
  map.item_batcher = object_at(state, "ItemBatcher", build_batcher);
  map.result_writer = object_at(state, "ResultWriter", build_writer);
  map.label = state.text("Label");
  return map;
}

}  // namespace sfn::asl
