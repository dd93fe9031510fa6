// Placeholders `${Name}`: legal wherever a string is, filled in by CloudFormation when the template is deployed, by --substitute here.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "text/source_file.h"

namespace sfn::cfn {

/// Names (without `${` and `}`) and the text that stands for them.
using Substitutions = std::map<std::string, std::string, std::less<>>;

/// Bytes [begin, end) of a text, `${` and `}` included.
struct Placeholder {
  size_t begin = 0;
  size_t end = 0;
  std::string_view name;  ///< "!Name" where Fn::Sub is told to leave `${Name}` alone
};

/// The next placeholder at or behind `from`. `$${…}` and `\${…}` are none. A name has no braces, quotes or line ends.
std::optional<Placeholder> next_placeholder(std::string_view text, size_t from);

bool has_placeholder(std::string_view text);

/// What becomes of placeholders outside of JSON strings whose name is not known.
enum class Bare : uint8_t {
  Keep,   ///< they stay, and the text is not JSON
  Quote,  ///< they become strings, as what a deployment puts there is not known
};

/// `text` in which known placeholders are replaced, as it stands outside of JSON.
std::string fill(std::string_view text, const Substitutions& substitutions);

/// The text of a definition with its placeholders filled in, as a derived text; the file itself if nothing changes. In JSON strings the
/// value is escaped, elsewhere it goes in as it is: `"Seconds": ${n}` becomes a number.
std::shared_ptr<const text::SourceFile> fill(std::shared_ptr<const text::SourceFile> file, const Substitutions& substitutions, Bare bare);

/// The text is JSON by the look of it: it starts with a bracket (a BOM and blanks may precede).
bool looks_like_json(std::string_view text);

}  // namespace sfn::cfn
