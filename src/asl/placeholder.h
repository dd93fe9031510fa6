// Placeholders: what a deployment tool fills in before AWS sees a definition. They are legal wherever a string is and stay unknown here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace sfn::asl {

/// SyntaxError::code of an expression that does not parse only because a placeholder is in it.
inline constexpr std::string_view kPlaceholderCode = "placeholder";

/// The first placeholder at or after `from`: `${…}` (CloudFormation, SAM, Terraform, Serverless), `#{…}` (serverless-pseudo-parameters) or
/// `{{…}}`. `$${…}` and `\${…}` are escapes, not placeholders. Braces inside nest.
std::optional<text::Span> find_placeholder(std::string_view text, size_t from = 0);

/// All placeholders, the outermost of nested ones, in order and in one walk.
std::vector<text::Span> all_placeholders(std::string_view text);

/// Whether the text holds a placeholder.
bool has_placeholder(std::string_view text);

/// Whether the text is one placeholder and nothing else: its value may be anything.
bool is_placeholder(std::string_view text);

/// Whether the text looks like a stand-in that documentation and templates carry where a person has to fill something in: `<NAME>`,
/// `__name__`, `%NAME%`, `us-east-X`, `XXXX`, `region-1`, `REGION`, `ACCOUNT_ID`.
bool is_stand_in(std::string_view text);

}  // namespace sfn::asl
