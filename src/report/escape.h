// Text of the user's inside the syntax of somebody else. In: any bytes (names, messages, payloads, paths). Out: text that its reader takes
// for data and nothing else. Bytes that are not UTF-8 become U+FFFD everywhere.
#pragma once

#include <string>
#include <string_view>

namespace sfn::report {

/// Valid UTF-8.
std::string utf8_safe(std::string_view text);

/// One line for a terminal: controls become their pictures (U+2400 …), marks that turn the direction of writing U+FFFD.
std::string terminal_safe(std::string_view text);
void append_terminal_safe(std::string& out, char32_t code_point);

/// XML 1.0, attribute values and text alike; what XML cannot hold becomes U+FFFD.
std::string xml_escaped(std::string_view text);

/// HTML, attribute values in quotes and text alike.
std::string html_escaped(std::string_view text);

/// A URI reference out of a file's path: `/` and unreserved characters stay, all else is percent-encoded; absolute paths become file URIs.
std::string path_uri(std::string_view path);

}  // namespace sfn::report
