#include "diag/finding.h"

#include <algorithm>
#include <tuple>

namespace sfn::diag {

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::Off: return "off";
    case Severity::Info: return "info";
    case Severity::Warning: return "warning";
    case Severity::Error: return "error";
  }
  return "error";
}

std::optional<Severity> severity_named(std::string_view name) {
  for (const Severity severity : {Severity::Off, Severity::Info, Severity::Warning, Severity::Error}) {
    if (name == name_of(severity)) return severity;
  }
  return std::nullopt;
}

void Findings::sort() {
  const auto key = [](const Finding& f) { return std::tuple(f.span.begin, f.span.end, f.rule, std::string_view(f.message)); };
  std::stable_sort(list_.begin(), list_.end(), [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
  list_.erase(std::unique(list_.begin(), list_.end(), [&](const Finding& a, const Finding& b) { return key(a) == key(b); }), list_.end());
}

size_t Findings::count(Severity severity) const {
  return static_cast<size_t>(std::count_if(list_.begin(), list_.end(), [&](const Finding& f) { return f.severity == severity; }));
}

bool Findings::any_at_least(Severity severity) const {
  return std::any_of(list_.begin(), list_.end(), [&](const Finding& f) { return f.severity >= severity; });
}

bool Findings::touches(text::Span span) const {
  return std::any_of(list_.begin(), list_.end(), [&](const Finding& f) { return f.span.begin >= span.begin && f.span.end <= span.end; });
}

}  // namespace sfn::diag
