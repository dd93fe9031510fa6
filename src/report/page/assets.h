// The style sheet and the script of the page, from page/run.css and page/run.js (embedded by the build).
#pragma once

#include <string_view>

namespace sfn::report::page {

std::string_view style_sheet();
std::string_view script();

}  // namespace sfn::report::page
