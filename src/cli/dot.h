// Graphviz' `dot` as a child process, without a shell.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace sfn::cli {

/// Layouts of what a person can look at take seconds; a stranger's definition may keep dot busy for hours.
inline constexpr int kMaxDrawingSeconds = 60;

/// The picture that `dot -T<format>` makes of a graph in its language, which sees nothing of the environment that would change it. Throws
/// ToolError if it is not there, with how to install it, if it fails, and if it takes longer than `limit`: it is then killed.
std::string draw(const std::string& dot_source, std::string_view format,
                 std::chrono::milliseconds limit = std::chrono::seconds(kMaxDrawingSeconds));

}  // namespace sfn::cli
