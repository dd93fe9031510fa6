// The structure of the language as a table: which field stands where, in which query language, and what it holds. lint/structure.cc walks a
// document by it, schemas/asl.schema.json is generated from it. Source: validation against the service (see each rule's documentation).
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "asl/expression.h"
#include "asl/state.h"

namespace sfn::asl {

/// The kinds of object that a definition is made of.
enum class Container : uint8_t {
  Machine,
  Branch,
  ItemProcessor,
  Iterator,  // StartAt and States
  Pass,
  Task,
  Choice,
  Wait,
  Succeed,
  Fail,
  Parallel,
  Map,  // states
  ChoiceRule,
  NestedRule,
  Retrier,
  Catcher,
  ProcessorConfig,
  ItemReader,
  ReaderConfig,
  ItemBatcher,
  ResultWriter,
  WriterConfig,
  Credentials
};
inline constexpr size_t kContainers = 23;

std::string_view name_of(Container container);  ///< "a Task state", "a retrier", "ReaderConfig": with article where it needs one
std::optional<Container> container_of(StateType type);
bool is_state(Container container);

/// What a field's value may be. `computed` fields take a `{% %}` string besides.
enum class Content : uint8_t {
  Text,       ///< any string
  StateName,  ///< a string that names a state
  Word,       ///< one of `words`
  Boolean,
  Integer,    ///< a number without fraction, in [min, max]
  Number,     ///< in [min, max]
  Timestamp,  ///< RFC 3339
  Path,
  ReferencePath,
  PathOrCall,     ///< a path or an intrinsic call
  Strings,        ///< an array of strings
  Json,           ///< anything
  Payload,        ///< a payload template that is not null
  ObjectPayload,  ///< a payload template that is an object
  Items,          ///< an array or object
  States,         ///< an object of states, not empty
  Object,         ///< one `inner`
  Objects         ///< an array of `inner`
};

enum class Languages : uint8_t { Both, JsonPath, Jsonata };
bool allows(Languages languages, QueryLanguage language);

struct Field {
  std::string_view name;
  uint32_t containers = 0;  ///< bits of Container
  Content content = Content::Json;
  Languages languages = Languages::Both;
  bool required = false;
  bool nullable = false;
  bool computed = false;   ///< JSONata: may be a `{% %}` string
  bool not_empty = false;  ///< arrays
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
  std::string_view words = {};           ///< separated by '|'
  Container inner = Container::Machine;  ///< Object, Objects
  std::string_view description = {};     ///< for editors

  constexpr bool in(Container container) const { return (containers >> static_cast<unsigned>(container) & 1U) != 0; }
};

std::span<const Field> fields();
/// Rows of `fields()` that belong to the container, in the order of the table.
std::span<const uint8_t> fields_of(Container container);
/// nullptr if the container has no such field in any language.
const Field* find_field(Container container, std::string_view name);
std::vector<std::string_view> words_of(const Field& field);

/// Fields of one object that exclude each other.
struct Exclusion {
  uint32_t containers;
  bool exactly_one;        ///< false: at most one
  std::string_view names;  ///< separated by '|'
};
std::span<const Exclusion> exclusions();

}  // namespace sfn::asl
