// Retriers and catchers that never get an error, because earlier ones take them all. In: the handlers of a state in their order. Out: a
// finding each.
#pragma once

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "lint/error_cover.h"
#include "lint/rule.h"

namespace sfn::lint {

/// The earlier handler that takes every error of that name away; npos if there is none.
template <class Handler>
size_t taken_by(const std::vector<Handler>& handlers, size_t at, std::string_view name, const asl::State& state) {
  for (size_t i = 0; i < at; ++i) {
    for (const asl::ErrorName& earlier : handlers[i].error_equals) {
      if (covers(earlier.name, name, state)) return i;
    }
  }
  return std::string_view::npos;
}

/// `field` is Retry or Catch, `noun` what one of them is called.
template <class Handler>
void report_covered(const asl::Program& program, const asl::State& state, const std::vector<Handler>& handlers, std::string_view field,
                    std::string_view noun, Report& report) {
  const auto names_of = [&](const Handler& handler) { return program.document->find(handler.node, "ErrorEquals"); };
  for (size_t at = 1; at < handlers.size(); ++at) {
    size_t taker = 0;
    for (const asl::ErrorName& name : handlers[at].error_equals) {
      taker = taken_by(handlers, at, name.name, state);
      if (taker == std::string_view::npos) break;
    }
    if (handlers[at].error_equals.empty() || taker == std::string_view::npos) continue;
    report.at(names_of(handlers[at]), fmt::format("no error gets to this {}: {}[{}] takes them all", noun, field, taker))
        .notes.push_back({"the first that matches is used", program.document->span(names_of(handlers[taker]))});
  }
}

}  // namespace sfn::lint
