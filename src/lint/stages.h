// The stages of lint() before the rules, and the one behind them.
#pragma once

#include "lint/linter.h"
#include "lint/rule.h"

namespace sfn::lint {

/// json-syntax.
void report_syntax(const json::ReadError& error, diag::Findings& findings);
/// duplicate-key, and what the reader noted on the way (yaml-implicit-type).
void report_keys(const json::Document& document, json::NodeId root, Report& report);
/// The table walk: unknown, missing, mistyped, misplaced fields.
void report_structure(const json::Document& document, json::NodeId root, Report& report);
/// What the JSON Schema refuses at a node where there is no finding yet.
void report_schema(const json::Document& document, json::NodeId root, const diag::Findings& findings, Report& report);
/// What the user's own schema refuses.
void report_house_schema(const json::Document& document, json::NodeId root, const Options& options, Report& report);
/// Takes away what a Comment asks to ignore; reports the requests that had no effect.
void apply_suppressions(const json::Document& document, json::NodeId root, diag::Findings& findings, Report& report);

}  // namespace sfn::lint
