#include "asl/expression.h"

#include <algorithm>

#include "asl/open_expression.h"
#include "asl/parse_expression.h"
#include "asl/placeholder.h"

namespace sfn::asl {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

Expression literal(const json::Document& document, json::NodeId node) {
  Expression out;
  out.node = node;
  out.text = document.text(node);
  out.end = static_cast<uint32_t>(out.text.size());
  return out;
}

void refuse(Expression& out, text::SyntaxError error) {
  out.form = std::make_shared<const text::SyntaxError>(std::move(error));
}

/// Keeps what was parsed, or why nothing was. A text that holds a placeholder is not the author's last word: it is marked, not faulted.
template <class Parsed, class Error>
void keep(Expression& out, text::Result<Parsed, Error> result, bool placeholder) {
  if (result) {
    out.form = std::move(*result);
    out.unfilled = placeholder;
    return;
  }
  text::SyntaxError error = result.error();
  if (placeholder) error.code = kPlaceholderCode;
  refuse(out, std::move(error));
}

/// `${self:custom.x}` is JSONata as well, a group of the context, but one that the service refuses for the name it reads.
bool reads_placeholder(const jsonata::Expression& expression, std::string_view source) {
  if (!has_placeholder(source)) return false;
  const std::string filled = with_stand_ins(source);
  const auto& names = expression.top_level_references();
  return std::any_of(names.begin(), names.end(), [&](const jsonata::NameFact& name) {
    return filled[name.offset] == kStandIn || filled.substr(name.offset, 2) == std::string{'$', kStandIn};
  });
}

/// What a placeholder may stand for is no fault: only what is wrong beside it is.
void parse_jsonata(Expression& out) {
  auto result = jsonata::parse(out.source(), jsonata::Profile::StepFunctions);
  if (result && !reads_placeholder(*result, out.source())) return keep(out, std::move(result), false);
  auto fault = fault_around_placeholders(out.source());
  if (!fault && result) return refuse(out, {std::string(kPlaceholderCode), "a placeholder stands in it", 0, out.source().size(), {}});
  if (!fault) return keep(out, std::move(result), true);
  refuse(out, *std::move(fault));
}

}  // namespace

std::string_view name_of(QueryLanguage language) {
  return language == QueryLanguage::JsonPath ? "JSONPath" : "JSONata";
}

Delimiters delimiters(std::string_view text) {
  const auto opens = [](std::string_view t) { return t.substr(0, 2) == "{%"; };
  const auto closes = [](std::string_view t) { return t.size() >= 2 && t.substr(t.size() - 2) == "%}"; };
  const size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return Delimiters::None;
  const std::string_view trimmed = text.substr(first, text.find_last_not_of(kBlank) - first + 1);
  if (opens(trimmed) && closes(trimmed) && trimmed.size() >= 4)
    return trimmed.size() == text.size() ? Delimiters::Both : Delimiters::BlanksOutside;
  const bool lone_open = opens(text) && text.find("%}", 2) == std::string_view::npos;
  const bool lone_close = closes(text) && text.find("{%") >= text.size() - 2;
  return lone_open || lone_close ? Delimiters::One : Delimiters::None;
}

Expression parse_path(const json::Document& document, json::NodeId node) {
  Expression out = literal(document, node);
  keep(out, jsonpath::parse(out.text), has_placeholder(out.text));
  return out;
}

Expression parse_path_or_call(const json::Document& document, json::NodeId node) {
  Expression out = literal(document, node);
  if (!intrinsic::looks_like_call(out.text)) return parse_path(document, node);
  keep(out, intrinsic::parse(out.text), has_placeholder(out.text));
  return out;
}

Expression parse_jsonata_string(const json::Document& document, json::NodeId node) {
  Expression out = literal(document, node);
  switch (delimiters(out.text)) {
    case Delimiters::None:
    case Delimiters::BlanksOutside: return out;
    case Delimiters::One:
      refuse(out, {std::string(kDelimiterCode), "an expression starts with {% and ends with %}", 0, out.text.size(), {}});
      return out;
    case Delimiters::Both: break;
  }
  const std::string_view inside = out.text.substr(2, out.text.size() - 4);
  const size_t first = inside.find_first_not_of(kBlank);
  if (first == std::string_view::npos) {
    out.begin = 2, out.end = static_cast<uint32_t>(out.text.size() - 2);
  } else {
    out.begin = static_cast<uint32_t>(2 + first), out.end = static_cast<uint32_t>(3 + inside.find_last_not_of(kBlank));
  }
  parse_jsonata(out);
  return out;
}

}  // namespace sfn::asl
