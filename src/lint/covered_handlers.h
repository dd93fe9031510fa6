// Retriers and catchers that never get an error, because earlier ones take them all. In: the handlers of a state in their order. Out: a
// finding each.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/error_cover.h"
#include "lint/rule.h"

namespace sfn::lint {

/// By error name the first handler that lists it.
class FirstHandlers {
 public:
  template <class Handler>
  void add(size_t at, const Handler& handler) {
    for (const asl::ErrorName& error : handler.error_equals) first_.emplace(error.name, at);
  }

  /// The first of those added that takes every error of that name away; npos if there is none.
  size_t taker_of(std::string_view name, const asl::State& state) const {
    size_t first = std::string_view::npos;  // behind any
    for (const std::string_view cover : {name, std::string_view("States.Timeout"), std::string_view("States.TaskFailed")}) {
      const auto found = covers(cover, name, state) ? first_.find(cover) : first_.end();
      if (found != first_.end()) first = std::min(first, found->second);
    }
    return first;
  }

 private:
  std::unordered_map<std::string_view, size_t> first_;
};

/// `field` is Retry or Catch, `noun` what one of them is called.
template <class Handler>
void report_covered(const asl::Program& program, const asl::State& state, const std::vector<Handler>& handlers, std::string_view field,
                    std::string_view noun, Report& report) {
  const auto names_of = [&](const Handler& handler) { return program.document->find(handler.node, "ErrorEquals"); };
  FirstHandlers earlier;
  for (size_t at = 1; at < handlers.size(); ++at) {
    earlier.add(at - 1, handlers[at - 1]);
    size_t taker = 0;
    for (const asl::ErrorName& name : handlers[at].error_equals) {
      taker = earlier.taker_of(name.name, state);
      if (taker == std::string_view::npos) break;
    }
    if (handlers[at].error_equals.empty() || taker == std::string_view::npos) continue;
    report.at(names_of(handlers[at]), fmt::format("no error gets to this {}: {}[{}] takes them all", noun, field, taker))
        .notes.push_back({"the first that matches is used", program.document->span(names_of(handlers[taker]))});
  }
}

}  // namespace sfn::lint
