#include "report/style.h"

namespace sfn::report {
namespace {

std::string_view code_of(Paint paint) {
  switch (paint) {
    case Paint::Plain: return "";
    case Paint::Error: return "1;31";
    case Paint::Warning: return "1;33";
    case Paint::Info: return "1;36";
    case Paint::Good: return "32";
    case Paint::Strong: return "1";
    case Paint::Faint: return "2";
    case Paint::Frame: return "34";
  }
  return "";
}

}  // namespace

Paint paint_of(diag::Severity severity) {
  if (severity == diag::Severity::Error) return Paint::Error;
  return severity == diag::Severity::Warning ? Paint::Warning : Paint::Info;
}

void Style::append(std::string& out, Paint paint, std::string_view text) const {
  if (!color_ || paint == Paint::Plain || text.empty()) {
    out += text;
    return;
  }
  out.append("\x1b[").append(code_of(paint)).append("m").append(text).append("\x1b[0m");
}

std::string Style::operator()(Paint paint, std::string_view text) const {
  std::string out;
  append(out, paint, text);
  return out;
}

}  // namespace sfn::report
