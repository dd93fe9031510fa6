// ItemReader of a distributed Map: objects of S3 as items. In: the reader's fields, evaluated, and the surroundings that hold the objects.
// Out: the items with where each is from, or a States.ItemReaderFailed.
#pragma once

#include <string>
#include <vector>

#include "asl/state.h"
#include "sim/scope.h"

namespace sfn::sim {

/// What is to be read, from the reader's fields.
struct ReadRequest {
  const asl::ItemReader* reader = nullptr;
  std::string bucket, key;  ///< listObjectsV2: key is the prefix
  int64_t max_items = 0;    ///< 0: all
};

struct Items {
  json::Value items;                 ///< array
  std::string source;                ///< of all of them …
  std::vector<std::string> sources;  ///< … or of each
};

/// Evaluates Parameters or Arguments and MaxItems.
ReadRequest prepare_read(const asl::ItemReader& reader, Scope& scope);

/// Throws AslFailure, NoAnswer for an object that nobody knows, Unsupported (Parquet, gzip, Athena manifests).
Items read_items(const ReadRequest& request, const Surroundings& surroundings, Time now);

/// The same for bytes at hand (TestState's MapItemReaderData).
json::Value parse_items(const asl::ItemReader& reader, std::string_view bytes, int64_t max_items);

}  // namespace sfn::sim
