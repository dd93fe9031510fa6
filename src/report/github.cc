#include "report/github.h"

#include "report/escape.h"
#include "text/utf8.h"

namespace sfn::report {
namespace {

std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = text::decode(text, at);
    switch (c) {
      case '%': out += "%25"; break;
      case '\r': out += "%0D"; break;
      case '\n': out += "%0A"; break;
      case ':': out += property ? "%3A" : ":"; break;
      case ',': out += property ? "%2C" : ","; break;
      default: append_terminal_safe(out, c);  // the log is shown in a terminal's manner
    }
  }
  return out;
}

}  // namespace

std::string github_data(std::string_view text) {
  return escaped(text, false);
}
std::string github_property(std::string_view text) {
  return escaped(text, true);
}

}  // namespace sfn::report
