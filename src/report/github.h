// Text inside the workflow commands of GitHub Actions (::error file=…::…).
#pragma once

#include <string>
#include <string_view>

namespace sfn::report {

std::string github_data(std::string_view text);      ///< behind the second `::`
std::string github_property(std::string_view text);  ///< a value before it

}  // namespace sfn::report
