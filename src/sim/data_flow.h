// The pipeline of a state: InputPath, Parameters or Arguments, ResultSelector, ResultPath, OutputPath, Output, Assign. In: a Datum, a field
// of the model, a Scope. Out: the next Datum, or an AslFailure with AWS's text.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "asl/payload.h"
#include "sim/failure.h"
#include "sim/scope.h"

namespace sfn::sim {

/// A place below a field, for messages: "Output/list[0]". Lives on the stack of the walk.
struct Location {
  const Location* up = nullptr;
  std::string_view key;  ///< empty: an index
  size_t index = 0;
  std::string text() const;
};

/// InputPath, OutputPath: absent = as it is, null = {}.
Datum apply_path(const asl::PathField& field, const Datum& value, Scope& scope);

/// The path of a field. Throws Unsupported if it is none, or if a placeholder in it has no value.
const jsonpath::Path& path_of(const asl::Expression& expression);
/// Throws Unsupported if a placeholder is in the literal `text` of a field on whose value the way of the execution depends.
void refuse_unfilled(std::string_view name, std::string_view text, json::NodeId node);
/// Throws Unsupported if the value is a text that holds a placeholder without a value, where `field` has to look at it.
void refuse_unknown(const asl::Computed& field, const Scope& scope, const json::Value& value);
/// The same for a member of an object. An absent one is none.
void refuse_unfilled_member(const json::Document& document, json::NodeId object, std::string_view name);
/// The same for the words `names` of the object `field` of `object`, each of which decides how a state runs. An absent one is none.
void refuse_unfilled_words(const json::Document& document, json::NodeId object, std::string_view field,
                           std::initializer_list<std::string_view> names);
/// The same for QueryLanguage, of a machine and of its states: a placeholder could become either language.
void refuse_unfilled_languages(const asl::Program& program);
/// A JSONPath path that must lead somewhere; `Invalid path '…' : …` otherwise (InputPath, TimeoutSecondsPath …).
json::Value read_path(const jsonpath::Path& path, Scope& scope);

/// A payload template of either language. `field` is what locations begin with: "Arguments", "Catch[0]/Output". Throws Unsupported for
/// anything but an output that is one placeholder without a value: it stands for any JSON, not for a text.
json::Value fill(const asl::Template& content, Scope& scope, std::string_view field);

/// One JSONata expression. Undefined, functions and errors are failures with the location.
json::Value query(const asl::Expression& expression, Scope& scope, const Location& location);

/// An intrinsic call or a path of a `.$` field. `written` is its key, as messages quote it.
json::Value compute(const asl::Expression& expression, Scope& scope, std::string_view written);

/// The failure of ResultPath or ItemsPath at a step that the data cannot take or does not have. Public reports of AWS's answers show this
/// name and no state in front of the cause; the documented States.ResultPathMatchFailure was never seen.
AslFailure path_conflict(const jsonpath::Path& path, size_t step, std::string_view input);

/// ResultPath: puts `result` into `input`, in place if nobody else has it.
Datum apply_result_path(const asl::PathField& field, Datum input, Datum result);

/// "… returned an unexpected result type. Expected 'array', but was …": the failure of a result that its field does not take.
AslFailure unexpected_type(const asl::Expression& expression, const Location& location, std::string_view expected,
                           const json::Value& value);

/// Whether the value's JSON text is longer than `limit` bytes; stops counting there.
bool exceeds(const json::Value& value, size_t limit);
/// The length of the value's JSON text in bytes.
size_t bytes_of(const json::Value& value);

}  // namespace sfn::sim
