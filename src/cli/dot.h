// Graphviz' `dot` as a child process, without a shell.
#pragma once

#include <string>
#include <string_view>

namespace sfn::cli {

/// The picture that `dot -T<format>` makes of a graph in its language. Throws ToolError, with how to install it if it is not there.
std::string draw(const std::string& dot_source, std::string_view format);

}  // namespace sfn::cli
