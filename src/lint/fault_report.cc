#include "lint/fault_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/suggest.h"

namespace sfn::lint {
namespace {

constexpr size_t kListedNames = 6;
constexpr size_t kMaxNotes = 4;

/// Nothing was lost: the state itself looks for something in its result that is not there.
bool reads_own_result(const Fault& fault) {
  constexpr std::string_view kResult = "$states.result";
  const bool field = fault.field == "ResultSelector" || fault.field == "OutputPath" || fault.field == "Assign";
  const bool jsonata = fault.path.substr(0, 7) == kResult.substr(0, 7);
  return fault.found->origin.state == fault.state && (jsonata ? fault.path.substr(0, kResult.size()) == kResult : field);
}

/// A catcher that looks into the error output itself has its input beside it.
bool reads_error_output(const Fault& fault) {
  return fault.path.starts_with("$states.errorOutput");
}

Flaw flaw_by_origin(const Fault& fault) {
  switch (fault.found->origin.kind) {
    case Origin::Kind::Error: return reads_error_output(fault) ? Flaw::UnresolvablePath : Flaw::InputLostAfterCatch;
    case Origin::Kind::Integration:
    case Origin::Kind::MapRun: return reads_own_result(fault) ? Flaw::UnresolvablePath : Flaw::InputLostAfterTask;
    case Origin::Kind::Branches:
    case Origin::Kind::Iterations:
      return fault.found->types == kArray && !fault.name.empty() ? Flaw::FieldOfArrayOutput : Flaw::UnresolvablePath;
    case Origin::Kind::LambdaInvoke: return Flaw::WrappedLambdaPayload;
    case Origin::Kind::JsonText: return Flaw::FieldOfJsonText;
    case Origin::Kind::NullPath: return Flaw::PathIntoNullInput;
    default: return Flaw::UnresolvablePath;
  }
}

/// "an object with only \"Cause\" and \"Error\"", "an array", "a string".
std::string described(Shapes& shapes, const Shape* shape) {
  if (shape->types != kObject) return describe(shape->types);
  const auto names = shapes.names(shape);
  if (names.empty()) return shape->open ? "an object" : "an empty object";
  std::string text = "an object with only ";
  for (size_t i = 0; i < names.size() && i < kListedNames; ++i) {
    text += fmt::format("{}\"{}\"", i == 0 ? "" : i + 1 == names.size() ? " and " : ", ", names[i]);
  }
  return names.size() > kListedNames ? text + fmt::format(" and {} more", names.size() - kListedNames) : text;
}

std::string entered(const asl::Program& program, const Fault& fault) {
  if (fault.edge == nullptr) return {};
  const asl::State& from = program.state(fault.edge->from);
  return fmt::format(" when \"{}\" is entered from \"{}\" ({})", program.state(fault.state).name, from.name, asl::field_of(*fault.edge));
}

std::string message_of(const asl::Program& program, Shapes& shapes, const Fault& fault) {
  const std::string what = described(shapes, fault.found), when = entered(program, fault);
  switch (fault.kind) {
    case Fault::Kind::Missing: {
      const bool first = fault.step_begin <= fault.begin + 2;
      return fmt::format("\"{}\" finds nothing{}: {} is {}", fault.path, when, first ? "the data" : "what it looks into", what);
    }
    case Fault::Kind::WrongType:
      return fmt::format("{} takes {}, and \"{}\" gives {}{}", fault.reader, describe(fault.wanted), fault.path, what, when);
    case Fault::Kind::Unwritable: return fmt::format("ResultPath \"{}\" cannot be written{}: it would go into {}", fault.path, when, what);
    case Fault::Kind::NeverTrue: return fmt::format("{} is never true{}: \"{}\" gives {}", fault.reader, when, fault.path, what);
  }
  return {};
}

std::string_view note_of(Origin::Kind kind) {
  switch (kind) {
    case Origin::Kind::Literal: return "the data is the Result of this state";
    case Origin::Kind::Template: return "the data is made here";
    case Origin::Kind::Error: return "the error output of this catcher is the data";
    case Origin::Kind::Integration:
    case Origin::Kind::LambdaInvoke: return "the data is the result of this integration";
    case Origin::Kind::JsonText: return "this integration gives the output of the execution as text";
    case Origin::Kind::Branches: return "the data is the array of the outputs of these branches";
    case Origin::Kind::Iterations: return "the data is the array of the outputs of these iterations";
    case Origin::Kind::MapRun: return "with a ResultWriter the Map gives only where the results are";
    case Origin::Kind::Batch: return "with an ItemBatcher a child execution gets an object with Items";
    case Origin::Kind::NullPath: return "a path that is null makes the data an empty object";
    case Origin::Kind::None: break;
  }
  return {};
}

std::string_view jsonpath_help(Flaw flaw) {
  switch (flaw) {
    case Flaw::InputLostAfterCatch: return "add \"ResultPath\": \"$.error\" to the catcher to keep the state's input beside the error";
    case Flaw::InputLostAfterTask: return "add a ResultPath to that state to keep its input beside the result, or null to drop the result";
    case Flaw::FieldOfArrayOutput: return "take an element, \"$[0]…\", or make an object of the array with ResultSelector or ResultPath";
    case Flaw::WrappedLambdaPayload:
      return "what the function returned is in Payload: read \"$.Payload…\", or unwrap it with OutputPath or ResultSelector";
    case Flaw::FieldOfJsonText: return "use \".sync:2\", which gives JSON, or States.StringToJson";
    case Flaw::PathIntoNullInput: return "leave the path away to get the input";
    case Flaw::UnguardedChoiceVariable:
      return "test IsPresent first in an And; a missing Variable fails with States.Runtime, which cannot be caught";
    default: return {};
  }
}

std::string_view jsonata_help(Flaw flaw) {
  switch (flaw) {
    case Flaw::InputLostAfterCatch: return "give the catcher an Output that keeps what is needed of $states.input";
    case Flaw::InputLostAfterTask: return "give that state an Output that keeps what is needed, or Assign it to a variable";
    case Flaw::WrappedLambdaPayload: return "what the function returned is in Payload";
    case Flaw::FieldOfJsonText: return "use \".sync:2\", which gives JSON, or $parse";
    case Flaw::UnguardedChoiceVariable: return "test it with $exists first; a Condition that gives nothing fails";
    default: return {};
  }
}

std::string_view help_of(const asl::State& state, Flaw flaw) {
  return state.language == asl::QueryLanguage::Jsonata ? jsonata_help(flaw) : jsonpath_help(flaw);
}

text::Span span_of(const json::Document& document, json::NodeId node) {
  if (document.key_span(node).size() != 0) return document.key_span(node);
  const text::Span span = document.span(node);
  return document.is_object(node) || document.is_array(node) ? text::Span{span.begin, span.begin + 1} : span;
}

void add_origin(const asl::Program& program, const Fault& fault, diag::Finding& finding) {
  const Origin& origin = fault.found->origin;
  const std::string_view note = note_of(origin.kind);
  if (note.empty() || origin.node == json::kNoNode) return;
  const std::string_view state = origin.state == asl::kNone ? std::string_view() : program.state(origin.state).name;
  finding.notes.push_back({fmt::format("\"{}\": {}", state, note), span_of(*program.document, origin.node)});
}

json::NodeId node_of(const asl::Program& program, const Fault& fault) {
  return fault.expression != nullptr ? fault.expression->node : program.state(fault.state).node;
}

void report_cause(const asl::Program& program, Report& report, const std::vector<const Fault*>& cause, Flaw flaw) {
  const Fault& fault = *cause.front();
  Shapes& shapes = report.data_flow().shapes();
  std::string message = message_of(program, shapes, fault);
  auto& finding = fault.expression != nullptr ? report.inside(node_of(program, fault), fault.step_begin, fault.step_end, std::move(message))
                                              : report.at_key(node_of(program, fault), std::move(message));
  finding.help = help_of(program.state(fault.state), flaw);
  const bool child = fault.kind == Fault::Kind::Missing && flaw == Flaw::UnresolvablePath && reads_own_result(fault);
  if (child && shapes.member(fault.found, "Output").shape != nullptr) finding.help = "what the child execution returned is in Output";
  if (fault.kind == Fault::Kind::Missing && !fault.name.empty()) {
    if (const auto near = text::nearest(fault.name, shapes.names(fault.found))) {
      finding.label = fmt::format("did you mean \"{}\"?", *near);
      finding.suggestion = *near;
    }
  }
  add_origin(program, fault, finding);
  for (size_t i = 1; i < cause.size() && i <= kMaxNotes; ++i) {
    finding.notes.push_back(
        {fmt::format("\"{}\" finds nothing either", cause[i]->path), program.document->span(node_of(program, *cause[i]))});
  }
}

/// One cause: the same state, data from the same place.
bool same_cause(const Fault& left, const Fault& right) {
  return left.kind == Fault::Kind::Missing && right.kind == Fault::Kind::Missing && left.state == right.state &&
         left.found->origin == right.found->origin && left.found->types == right.found->types;
}

}  // namespace

Flaw flaw_of(const asl::Program& program, const Fault& fault) {
  switch (fault.kind) {
    case Fault::Kind::WrongType: return Flaw::PathOfWrongType;
    case Fault::Kind::Unwritable: return Flaw::ResultPathIntoScalar;
    case Fault::Kind::NeverTrue: return Flaw::ComparisonOfWrongType;
    case Fault::Kind::Missing: break;
  }
  const bool condition = program.state(fault.state).type == asl::StateType::Choice && fault.field != "InputPath" &&
                         fault.field != "OutputPath" && fault.field != "Assign" && fault.field != "Output";
  return condition ? Flaw::UnguardedChoiceVariable : flaw_by_origin(fault);
}

void report_faults(const asl::Program& program, Report& report, Flaw flaw) {
  if (report.structure_is_broken()) return;
  std::vector<std::vector<const Fault*>> causes;
  for (const Fault& fault : report.data_flow().faults()) {
    if (flaw_of(program, fault) != flaw || report.is_rejected(node_of(program, fault))) continue;
    const bool joins = !causes.empty() && same_cause(*causes.back().front(), fault);  // faults stand state by state
    if (!joins) causes.emplace_back();
    causes.back().push_back(&fault);
  }
  for (const auto& cause : causes) report_cause(program, report, cause, flaw);
}

}  // namespace sfn::lint
