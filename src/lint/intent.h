// What a definition was probably meant to be where one word contradicts everything around it: a QueryLanguage that is missing, misspelt or
// in the wrong place, a Type whose fields are those of another one. One such word is one fault, not one for each field.
#pragma once

#include <optional>

#include "asl/fields.h"
#include "json/document.h"

namespace sfn::lint {

/// The machine's query language. Where it is written properly, that one; where it is misspelt or stands among the states, the one that the
/// fields belong to; where it is missing, JSONata only if several fields belong to JSONata, none to JSONPath.
struct MeantLanguage {
  asl::QueryLanguage language = asl::QueryLanguage::JsonPath;
  bool guessed = false;                      ///< not as AWS reads it
  json::NodeId first_field = json::kNoNode;  ///< no QueryLanguage anywhere: the first field that shows it is missing
  size_t fields = 0;                         ///< how many show it
};
MeantLanguage meant_language(const json::Document& document, json::NodeId machine);

/// The language of a state (or of a machine in a state): its own; by its fields if that is misspelt.
asl::QueryLanguage language_of_state(const json::Document& document, json::NodeId state, asl::QueryLanguage inherited);

/// The one other type whose fields a state has, none missing and none too many, if at least two things are wrong with it as `declared`.
std::optional<asl::StateType> meant_type(const json::Document& document, json::NodeId state, asl::StateType declared,
                                         asl::QueryLanguage language);

/// What a file is instead of a state machine, by the members of its root.
enum class OtherFile : uint8_t { None, Mocks, Suite, ApiAnswer };
OtherFile other_file(const json::Document& document, json::NodeId root);

}  // namespace sfn::lint
