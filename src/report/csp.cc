#include "report/csp.h"

#include "text/digest.h"

namespace sfn::report {

std::string csp_hash(std::string_view text) {
  const std::string hex = text::hex_digest("SHA-256", text).value_or("");
  std::string bytes;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  return "'sha256-" + text::base64_encode(bytes) + "'";
}

}  // namespace sfn::report
