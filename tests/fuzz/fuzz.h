// Fuzz targets: functions that take any bytes and must come back. In: an input, parts of it apart by lines of `%%`. Out: nothing; what may
// not happen is a crash, an exception that no caller expects, a broken property (Broken), a hang or unbounded memory. libFuzzer calls them
// through entry.cc, the test replay_test.cc with everything in testdata/fuzz and the targets' seeds.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "json/document.h"
#include "json/value.h"
#include "text/source_file.h"

namespace sfn::fuzz {

#define SFN_FUZZ_TARGET(name) void name(std::string_view input);
#include "fuzz/targets.def"
#undef SFN_FUZZ_TARGET

/// A property does not hold.
struct Broken : std::logic_error {
  using std::logic_error::logic_error;
};

/// Throws Broken if `holds` is false.
void require(bool holds, const std::string& property);

/// The parts of an input: those that are missing are empty.
class Parts {
 public:
  explicit Parts(std::string_view input);
  std::string operator[](size_t index) const;
  /// The part, or `fallback` if it is empty.
  std::string or_else(size_t index, std::string_view fallback) const;

 private:
  std::vector<std::string_view> parts_;
};

std::shared_ptr<const text::SourceFile> source(std::string name, std::string text);
/// JSON, or YAML where the text is not JSON; nullptr if it is neither.
std::shared_ptr<const json::Document> document_of(const std::string& name, const std::string& text);
/// The value of a JSON text; the undefined value if it is none.
json::Value value_of(std::string_view text);

}  // namespace sfn::fuzz
