// Paths as text, with `/` between the steps: nothing here looks at the disk.
#pragma once

#include <string>
#include <string_view>

namespace sfn::text {

/// The folder of a path: "a/b.json" is in "a", "b.json" in ".", "/b.json" in "/".
std::string folder_of(std::string_view path);

/// `path` as seen from `folder` ("" or "." for the working directory), without steps that cancel out; an absolute path is itself.
std::string join_path(std::string_view folder, std::string_view path);

/// `path` as it is written in a file that lies in `folder`, both as seen from the working directory: the inverse of join_path. A path that
/// cannot be told from there (one of both is absolute, the other is not) stays as it is.
std::string relative_path(std::string_view folder, std::string_view path);

}  // namespace sfn::text
