// Content-Security-Policy of the pages.
#pragma once

#include <string>
#include <string_view>

namespace sfn::report {

/// The source expression that allows exactly this inline script or style sheet: 'sha256-…'.
std::string csp_hash(std::string_view text);

}  // namespace sfn::report
