// JSON Schema (draft 7) over a Document. In: the text of a schema, once; documents. Out: what is wrong, each with the node it is wrong at:
// leaf errors only, without the "failed to validate against" of the schemas around them. The only user of valijson.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "json/document.h"

namespace sfn::schema {

struct Violation {
  json::NodeId node = json::kNoNode;
  std::string message;  ///< one line, lower case
};

/// The text is no schema.
struct SchemaError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The schema uses a keyword or format that is not checked here. `pointer` says where in the schema.
struct Unsupported : std::runtime_error {
  Unsupported(const std::string& message, std::string where) : std::runtime_error(message), pointer(std::move(where)) {}
  std::string pointer;
};

class Schema {
 public:
  /// Throws SchemaError, Unsupported. References within the schema only. Formats: date-time.
  explicit Schema(std::string_view text);
  std::vector<Violation> validate(const json::Document& document, json::NodeId root = json::Document::root()) const;

 private:
  struct Content;
  std::shared_ptr<const Content> content_;
};

}  // namespace sfn::schema
