#include "report/findings.h"

#include <fmt/format.h>

namespace sfn::report {
namespace {

// FNV-1a: stable over versions and platforms; nobody attacks a fingerprint.
constexpr uint64_t kFnvBasis = 14695981039346656037U;
constexpr uint64_t kFnvPrime = 1099511628211U;

uint64_t mixed(uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kFnvPrime;
  return (hash ^ 0xFFU) * kFnvPrime;  // no byte of UTF-8: keeps "ab","c" and "a","bc" apart
}

}  // namespace

Totals totals(const std::vector<diag::FileReport>& files) {
  Totals out;
  const std::string* path = nullptr;
  for (const diag::FileReport& file : files) {
    if (path == nullptr || *path != file.path) ++out.files;
    path = &file.path;
    out.errors += file.findings.count(diag::Severity::Error);
    out.warnings += file.findings.count(diag::Severity::Warning);
    out.infos += file.findings.count(diag::Severity::Info);
  }
  return out;
}

Place place_of(const diag::FileReport& file, text::Span span) {
  if (!file.source) return {file.path, nullptr, {}, {}, {}};
  text::Location location = file.source->outermost(span);
  const bool own = location.file == file.source || location.file->name() == file.source->name();
  const text::Position start = location.file->position(location.span.begin);
  const text::Position end = location.file->position(location.span.end);
  return {own ? file.path : location.file->name(), std::move(location.file), location.span, start, end};
}

std::string headline(const diag::Finding& finding) {
  return finding.label.empty() ? finding.message : fmt::format("{} ({})", finding.message, finding.label);
}

std::string fingerprint(const diag::FileReport& file, const diag::Finding& finding, size_t repetition) {
  uint64_t hash = mixed(kFnvBasis, finding.rule);
  hash = mixed(hash, file.path);
  hash = mixed(hash, finding.pointer);
  const bool short_text = file.source && finding.span.size() <= 200;  // a whole state would change with each edit in it
  hash = mixed(hash, short_text ? file.source->text(finding.span) : std::string_view());
  hash = mixed(hash, fmt::format("{}", repetition));
  return fmt::format("{:016x}", hash);
}

}  // namespace sfn::report
