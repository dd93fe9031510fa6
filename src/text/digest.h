// Digests and base64, by nettle (this is its only room).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sfn::text {

/// Lower-case hexadecimal digest of the bytes. `algorithm` is "MD5", "SHA-1", "SHA-256", "SHA-384" or "SHA-512" exactly; nothing for
/// others.
std::optional<std::string> hex_digest(std::string_view algorithm, std::string_view bytes);

/// RFC 4648 base64 with padding, on one line.
std::string base64_encode(std::string_view bytes);
/// Strict: the alphabet, whole groups of four and correct padding, nothing else; nothing otherwise.
std::optional<std::string> base64_decode(std::string_view text);
/// What can be decoded: characters outside the alphabet are skipped, `-` and `_` read as `+` and `/`, decoding ends at the first `=`.
std::string base64_decode_lenient(std::string_view text);

}  // namespace sfn::text
