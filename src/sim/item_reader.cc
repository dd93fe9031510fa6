#include "sim/item_reader.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "json/reader.h"
#include "sim/csv.h"
#include "sim/states/states.h"
#include "text/digest.h"

namespace sfn::sim {
namespace {

AslFailure reader_failure(std::string cause) {
  return AslFailure(error::kItemReaderFailed, std::move(cause)).bare();
}

bool is_full(size_t count, int64_t max_items) {
  return max_items > 0 && count >= static_cast<size_t>(max_items);
}

json::Value parse(std::string_view bytes) {
  auto value = json::parse_json(bytes);
  if (!value) throw reader_failure("Unable to parse the JSON of the item source: " + value.error().message);
  return std::move(*value);
}

/// RFC 6901 with ~0 and ~1; undefined if it leads nowhere.
json::Value at_pointer(const json::Value& root, std::string_view pointer) {
  const json::Value* at = &root;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const size_t end = std::min(pointer.find('/'), pointer.size());
    std::string token;
    for (size_t i = 0; i < end; ++i) {
      const bool escaped = pointer[i] == '~' && i + 1 < end;
      token += !escaped ? pointer[i] : pointer[++i] == '1' ? '/' : '~';
    }
    pointer.remove_prefix(end);
    if (at->is_object()) {
      at = &at->get(token);
      continue;
    }
    size_t index = 0;
    const auto [stop, problem] = std::from_chars(token.data(), token.data() + token.size(), index);
    if (!at->is_array() || problem != std::errc() || stop != token.data() + token.size() || index >= at->size()) return {};
    at = &(*at)[index];
  }
  return *at;
}

json::Value limited(const json::Value& items, int64_t max_items) {
  if (!is_full(items.size(), max_items)) return items;
  json::ArrayBuilder first(static_cast<size_t>(max_items));
  first.append(items.items().first(static_cast<size_t>(max_items)));
  return first.build();
}

json::Value read_json_items(const asl::ItemReader& reader, std::string_view bytes, int64_t max_items) {
  json::Value items = parse(bytes);
  if (!reader.items_pointer.empty()) items = at_pointer(items, reader.items_pointer);
  if (!items.is_array()) throw reader_failure("Attempting to map over non-iterable node.");
  return limited(items, max_items);
}

json::Value read_json_lines(std::string_view bytes, int64_t max_items) {
  json::ArrayBuilder items;
  while (!bytes.empty() && !is_full(items.size(), max_items)) {
    const size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) items.push(parse(line));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return items.build();
}

char delimiter_of(const asl::ItemReader& reader) {
  struct Name {
    std::string_view name;
    char delimiter;
  };
  static constexpr Name kNames[] = {{"PIPE", '|'}, {"SEMICOLON", ';'}, {"SPACE", ' '}, {"TAB", '\t'}};
  for (const Name& known : kNames)
    if (known.name == reader.csv_delimiter) return known.delimiter;
  return ',';
}

json::Value read_csv(const asl::ItemReader& reader, std::string_view bytes, int64_t max_items) {
  CsvReader csv(bytes, delimiter_of(reader));
  std::vector<std::string> headers(reader.csv_headers.begin(), reader.csv_headers.end());
  if (reader.csv_header_location != "GIVEN" && !csv.next(headers)) return json::Value::empty_array();
  std::vector<std::string> sorted = headers;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) throw reader_failure("CSV headers cannot contain duplicates.");
  const CsvRows rows(headers);
  json::ArrayBuilder items;
  std::vector<std::string> row;
  while (!is_full(items.size(), max_items) && csv.next(row)) items.push(rows.object(row));
  return items.build();
}

std::string need_object(const std::string& uri, const Surroundings& surroundings) {
  auto bytes = surroundings.object(uri);
  if (!bytes) throw NoAnswer(fmt::format("ItemReader: the mocks have no object \"{}\"", uri));
  return std::move(*bytes);
}

/// An S3 inventory: its schema names the columns of the CSV files that it lists.
Items read_manifest(const ReadRequest& request, std::string_view bytes, const Surroundings& surroundings) {
  const asl::ItemReader& reader = *request.reader;
  if (reader.manifest_type == "ATHENA_DATA")
    throw Unsupported("ItemReader: manifests of Athena (ATHENA_DATA) are not supported", reader.node);
  const json::Value manifest = parse(bytes);
  const json::Value& format = manifest.get("fileFormat");
  if (!format.is_string() || format.as_string() != "CSV") throw Unsupported("ItemReader: only CSV inventories are supported", reader.node);
  std::vector<std::string> headers;
  CsvReader schema(manifest.get("fileSchema").is_string() ? manifest.get("fileSchema").as_string() : std::string_view(), ',');
  schema.next(headers);
  for (std::string& header : headers) header.erase(0, header.find_first_not_of(' '));
  const CsvRows rows(headers);
  json::ArrayBuilder items;
  const json::Value& files = manifest.get("files");
  for (size_t i = 0; i < files.size() && !is_full(items.size(), request.max_items); ++i) {
    const json::Value& key = files[i].get("key");
    const std::string data = need_object(fmt::format("s3://{}/{}", request.bucket, key.is_string() ? key.as_string() : ""), surroundings);
    if (data.starts_with("\x1f\x8b")) throw Unsupported("ItemReader: compressed inventory files are not supported", reader.node);
    CsvReader csv(data, ',');
    std::vector<std::string> row;
    while (!is_full(items.size(), request.max_items) && csv.next(row)) items.push(rows.object(row));
  }
  return {items.build(), fmt::format("s3://{}/{}", request.bucket, request.key), {}};
}

json::Value metadata(std::string_view key, std::string_view bytes, Time now) {
  json::ObjectBuilder object;
  object.set("Etag", json::Value::string("\"" + text::hex_digest("MD5", bytes).value_or("") + "\""));
  object.set("LastModified", json::Value::integer(now / 1000));
  object.set("Key", json::Value::string(key));
  object.set("Size", json::Value::integer(static_cast<int64_t>(bytes.size())));
  object.set("StorageClass", json::Value::string("STANDARD"));
  return object.build();
}

Items list_objects(const ReadRequest& request, const Surroundings& surroundings, Time now) {
  const std::string bucket = fmt::format("s3://{}/", request.bucket);
  const bool load = request.reader->transformation == "LOAD_AND_FLATTEN";
  Items found;
  json::ArrayBuilder items;
  for (const std::string& uri : surroundings.list(bucket + request.key)) {
    if (is_full(items.size(), request.max_items)) break;
    const std::string bytes = need_object(uri, surroundings);
    if (!load) {
      items.push(metadata(std::string_view(uri).substr(bucket.size()), bytes, now));
      continue;
    }
    const json::Value records = parse_items(*request.reader, bytes, 0);
    for (size_t i = 0; i < records.size() && !is_full(items.size(), request.max_items); ++i) {
      items.push(records[i]);
      found.sources.push_back(uri);
    }
  }
  found.items = items.build();
  found.source = fmt::format("s3://{}", request.bucket);
  return found;
}

std::string text_member(const json::Value& object, std::string_view name) {
  const json::Value& member = object.get(name);
  return member.is_string() ? std::string(member.as_string()) : std::string();
}

}  // namespace

ReadRequest prepare_read(const asl::ItemReader& reader, Scope& scope) {
  ReadRequest request;
  request.reader = &reader;
  const bool listing = reader.resource.action == "listObjectsV2";
  if (!listing && reader.resource.action != "getObject")
    throw Unsupported(fmt::format("ItemReader: the resource \"{}\" is not supported", reader.resource.text), reader.resource.node);
  if (reader.parameters) {
    const json::Value parameters = fill(*reader.parameters, scope, "ItemReader/Arguments");
    request.bucket = text_member(parameters, "Bucket");
    request.key = text_member(parameters, listing ? "Prefix" : "Key");
  }
  if (reader.max_items)
    request.max_items = integer_of(*reader.max_items, {"MaxItems", INT64_MIN, INT64_MAX, "ItemReader/ReaderConfig"}, scope);
  return request;
}

json::Value parse_items(const asl::ItemReader& reader, std::string_view bytes, int64_t max_items) {
  if (max_items < 0) throw reader_failure("field MaxItems must be positive");
  if (reader.input_type == "CSV") return read_csv(reader, bytes, max_items);
  if (reader.input_type == "JSONL") return read_json_lines(bytes, max_items);
  if (reader.input_type == "JSON" || reader.input_type.empty()) return read_json_items(reader, bytes, max_items);
  throw Unsupported(fmt::format("ItemReader: the InputType {} is not supported", reader.input_type), reader.node);
}

Items read_items(const ReadRequest& request, const Surroundings& surroundings, Time now) {
  if (request.max_items < 0) throw reader_failure("field MaxItems must be positive");
  if (request.reader->resource.action == "listObjectsV2") return list_objects(request, surroundings, now);
  const std::string uri = fmt::format("s3://{}/{}", request.bucket, request.key);
  const std::string bytes = need_object(uri, surroundings);
  if (request.reader->input_type == "MANIFEST") return read_manifest(request, bytes, surroundings);
  return {parse_items(*request.reader, bytes, request.max_items), uri, {}};
}

}  // namespace sfn::sim
